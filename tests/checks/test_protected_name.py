"""Protected names, wherever they could reach a reader."""

from __future__ import annotations

import pytest

from generator.finding import Finding
from generator.report import Format, write_findings
from tests.checks.ask import HEAD, ask, ask_library, words_at

HE = "people:\n  he: {shown_as: a man}\n"
NAME = "Zed Quîllon"


def write(record: str) -> str:
    return f"{HEAD}{HE}{record}\n"


@pytest.mark.parametrize(
    ("record", "where"),
    [
        ("questions:\n  q: {text: Who was Quillon?}", ["Who was Quillon?"]),
        ("questions:\n  q: {text: Who was Mr *Quil*lon?}", ["Who was Mr *Quil*lon?"]),
        ("questions:\n  q: {text: 'See [this](https://a.example/zquillon.html).'}", ["'See [this"]),
        ("questions:\n  quillon-who: {text: Who?}", ["quillon-who: {text: Who?"]),
        ("questions:\n  q: {text: Who?, formerly: [who-was-quillon]}", ["who-was-quillon"]),
        ("sources:\n  s: {type: book, title: The QUILLON case, seen: original}", ["The QUILLON case"]),
        ("sources:\n  s: {type: book, title: A, container-title: Quillon Weekly, seen: original}", ["Quillon Weekly"]),
        ("sources:\n  s: {type: book, title: A, author: {given: Zed, family: Quillon}, seen: original}", ["Quillon"]),
        (
            "sources:\n  s: {type: book, title: A, url: 'https://a.example/%51uillon', seen: original}",
            ["'https://a.example/%51uillon'"],
        ),
        (
            "sources:\n  s: {type: book, title: A, url: 'https://a.example/q?n=zedquillon', seen: original}",
            ["'https://a.example/q?n=zedquillon'"],
        ),
        ("sources:\n  s: {type: book, title: A, number: QUILLON-3, seen: original}", ["QUILLON-3"]),
        ("organisations:\n  o: {name: Friends of Zed Quillon}", ["Friends of Zed Quillon"]),
        ("organisations:\n  o: {name: O, aliases: [Q, Quîllon’s]}", ["Quîllon’s"]),
        ("organisations:\n  o: {name: O, names: {ru: Фонд Quillon}}", ["Фонд Quillon"]),
        ("people:\n  he: {shown_as: Zed Q.}", []),
        ("questions:\n  q: {text: Who was quill or zed?}", []),
    ],
)
def test_a_name_of_the_private_list_is_found_in_every_field(record: str, where: list[str]) -> None:
    text = f"{HEAD}{record}\n"
    findings = ask("C006", text, NAME)
    assert words_at(text, findings) == where
    assert not any(finding.excerpt for finding in findings)
    for finding in findings:
        assert "uillon" not in (finding.message + finding.hint).lower()


def test_the_message_says_which_word() -> None:
    (finding,) = ask("C006", write("questions:\n  q: {text: Who was the Quillon?}"), NAME)
    assert finding.message == "text, word 4, holds a protected name"


def test_a_person_on_the_list_cannot_be_named_either() -> None:
    text = f"{HEAD}people:\n  he: {{name: Zed Quillon, naming: named, why: A.}}\n"
    assert words_at(text, ask("C006", text, NAME)) == ["Zed Quillon"]


def test_a_part_of_the_name_of_somebody_who_is_named_may_be_written() -> None:
    she = (
        "people:\n  she: {name: Ada Quillon, naming: named, why: A.}\nquestions:\n  q: {text: Who knew Mrs Quillon?}\n"
    )
    assert ask("C006", HEAD + she, NAME) == []
    assert len(ask("C006", HEAD + she.replace("Mrs", "Zed"), NAME)) == 1


def test_names_that_the_file_holds_by_mistake_are_protected_in_every_script() -> None:
    text = f"""{HEAD}people:
  he: {{names: {{en: Zed Quillon, ru: Зед Квиллон}}, aliases: [The Heron], shown_as: a man}}
questions:
  a: {{text: Who is Квиллона?}}
  b: {{text: Who is the heron?}}
  c: {{text: Who is zed-quillon?}}
"""
    assert words_at(text, ask("C006", text)) == ["Who is Квиллона?", "Who is the heron?", "Who is zed-quillon?"]


def test_the_names_of_files_and_of_cases_are_looked_at() -> None:
    files = {
        "dossiers/quillon/case.yaml": HEAD + HE,
        "dossiers/two/case.yaml": HEAD,
        "dossiers/two/zed-quillon.yaml": HE,
        "dossiers/shared/quillons.yaml": "organisations:\n  o: {name: O}\n",
    }
    found = ask_library("C006", files, NAME)
    assert [str(finding.at) for finding in found] == [
        "dossiers/shared/quillons.yaml:1:1",
        "dossiers/quillon/case.yaml:1:1",
        "dossiers/two/zed-quillon.yaml:1:1",
    ]


def test_shared_records_are_looked_at_for_the_names_of_shared_parties() -> None:
    files = {
        "dossiers/one/case.yaml": HEAD,
        "dossiers/shared/all.yaml": "people:\n  he: {aliases: [Zed Quillon], shown_as: a man}\n"
        "organisations:\n  o: {name: Quillon Ltd}\n",
    }
    assert [str(finding.at) for finding in ask_library("C006", files)] == ["dossiers/shared/all.yaml:4:13"]


@pytest.mark.parametrize("form", Format)
def test_no_report_repeats_the_name_even_for_another_finding_on_the_line(form: Format) -> None:
    path = "dossiers/a/case.yaml"
    text = write("questions:\n  q: {text: Who is Quillon?}")
    (finding,) = ask("C006", text, NAME)
    other = Finding("C004", "says it as a certainty", finding.at)
    written = write_findings([other, finding], form, {path: text})
    assert "uillon" not in written.lower()
    assert "C004" in written
