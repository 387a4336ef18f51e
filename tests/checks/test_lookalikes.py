"""Two records that look like the same person, organisation or document."""

from __future__ import annotations

import pytest

from tests.checks.ask import HEAD, ask, ask_library, words_at


def people(first: str, second: str) -> str:
    return f"{HEAD}people:\n  a: {{naming: named, why: A., {first}}}\n  b: {{naming: named, why: A., {second}}}\n"


@pytest.mark.parametrize(
    ("first", "second", "where"),
    [
        ("name: Ada Example", "name: ADA EXÁMPLE", "ADA EXÁMPLE"),
        ("name: Ada Example", "name: 'Example, Ada'", "'Example"),
        ("name: Ada Example", "name: Ada Exemple", "Ada Exemple"),
        ("name: Ada Example", "name: A. Example", "A. Example"),
        ("name: Ada Example", "name: Ada Mary Example", "Ada Mary Example"),
        ("name: Ada Example, aliases: [Eda Smith]", "name: Eda Smith", "Eda Smith"),
        ("name: Ada Example", "name: Other Person, aliases: [Ms X, Ada Example]", "Ada Example"),
        ("name: Ada Example, names: {ru: Ада Пример}", "name: Other Person, names: {kk: Пример Ада}", "Пример Ада"),
    ],
)
def test_people_that_look_alike(first: str, second: str, where: str) -> None:
    text = people(first, second)
    (finding,) = ask("C013", text)
    assert words_at(text, [finding]) == [where]
    assert finding.message == "'b' looks like the same person as 'a'"


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("name: Ada Example", "name: Eda Example"),
        ("name: Jean Dupont", "name: Jeanne Dupont"),
        ("name: Ada Example", "name: Ada Smith"),
        ("name: Ada", "name: Ada Example"),
        ("name: Ada Example, aliases: [Ada]", "name: Ada Smith, aliases: [Ada]"),
        ("name: Ada Example", "name: Ada Exemple, text: 'Not [[a]].'"),
        ("name: Ada Example, text: 'Not [[b]].'", "name: Ada Exemple"),
    ],
)
def test_people_that_do_not(first: str, second: str) -> None:
    assert ask("C013", people(first, second)) == []


@pytest.mark.parametrize(
    ("first", "second", "count"),
    [
        ("name: Tribunal", "name: TRIBUNAL", 1),
        ("name: Court of Brussels", "name: Court of Appeal of Brussels", 0),
        ("name: First Chamber", "name: Forst Chamber", 0),
        ("name: Ministry A, aliases: [MA]", "name: Ministry B, aliases: [MA]", 0),
    ],
)
def test_organisations(first: str, second: str, count: int) -> None:
    assert len(ask("C013", f"{HEAD}organisations:\n  a: {{{first}}}\n  b: {{{second}}}\n")) == count


def test_a_person_and_an_organisation_are_never_the_same() -> None:
    text = f"{HEAD}people:\n  a: {{name: Ada Example, naming: named, why: A.}}\norganisations:\n  b: {{name: Ada Example}}\n"
    assert ask("C013", text) == []


DIGEST = "0123456789abcdef" * 4


@pytest.mark.parametrize(
    ("first", "second", "count"),
    [
        ("title: A, url: 'https://a.example/x'", "title: B, url: 'http://www.a.example/x/#y'", 1),
        ("title: A, url: 'https://a.example/x'", "title: A, url: 'https://a.example/y'", 0),
        (f"title: A, snapshot: {{sha256: {DIGEST}}}", f"title: B, snapshot: {{sha256: {DIGEST}}}", 1),
        (
            "title: Arrest, container-title: G, issued: 2017-11",
            "title: ARREST!, container-title: g, issued: 2017-11",
            1,
        ),
        ("title: Arrest, container-title: G, issued: 2017-11", "title: Arrest, container-title: G, issued: 2018-11", 0),
        ("title: Arrest, container-title: G, issued: 2017-11", "title: Arrest, container-title: H, issued: 2017-11", 0),
        ("title: Arrest", "title: Arrest", 0),
        (
            "title: A, url: 'https://a.example/x'",
            "title: B, url: 'https://a.example/x', note: 'Page 2; page 1 is [[a]].'",
            0,
        ),
    ],
)
def test_sources(first: str, second: str, count: int) -> None:
    text = (
        f"{HEAD}sources:\n  a: {{type: webpage, seen: copy, {first}}}\n  b: {{type: webpage, seen: copy, {second}}}\n"
    )
    assert len(ask("C013", text)) == count


def test_other_cases_and_shared_records_are_compared_and_the_later_is_reported() -> None:
    ada = "people:\n  {}: {{name: Ada Example, naming: named, why: A.}}\n"
    files = {
        "dossiers/one/case.yaml": HEAD + ada.format("ada"),
        "dossiers/two/case.yaml": HEAD + ada.format("ada-e"),
        "dossiers/shared/p.yaml": "sources:\n  s: {type: webpage, title: A, seen: copy, url: 'https://a.example/'}\n",
        "dossiers/three/case.yaml": HEAD
        + "sources:\n  t: {type: webpage, title: A, seen: copy, url: 'https://a.example'}\n",
    }
    found = {finding.at.path: finding for finding in ask_library("C013", files)}
    assert set(found) == {"dossiers/two/case.yaml", "dossiers/three/case.yaml"}
    assert found["dossiers/two/case.yaml"].message == "'ada-e' looks like the same person as 'one/ada'"
    assert found["dossiers/three/case.yaml"].hint.startswith("use shared/s here")


def test_three_of_a_kind_are_reported_twice() -> None:
    text = HEAD + "people:\n" + "".join(f"  p{n}: {{name: Ada Example, naming: named, why: A.}}\n" for n in range(3))
    assert len(ask("C013", text)) == 2
