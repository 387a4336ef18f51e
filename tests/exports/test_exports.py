"""What holds for every export: it is offered, it is made of what may be shown, and of nothing else."""

from __future__ import annotations

import importlib
import pkgutil
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

import generator.exports
from generator.exports import CASE_EXPORTS, INDEX_EXPORTS
from generator.facts.party import Naming
from generator.reading import read_project
from tests.builders import case_from
from tests.exports.example import SITE, export_all
from tests.pages.test_golden import GOLDEN

SENTINEL = "Zyxwvutsrq"

EVERY_PART = """
case:
  title: A case
  summary: "About [[somebody]] [@record, page 1]."
  languages: [en]
  state: published
  reviewed: 2026-01-01
  key_facts: [tie, watched]
people:
  somebody: {naming: NAMING, PROTECTED, shown_as: SHOWN, roles: witness, why: not a public figure}
  other: {name: Ada Example, naming: named, why: speaks publicly}
organisations:
  body: {naming: NAMING, PROTECTED, shown_as: SHOWN, kind: court}
sources:
  record: {type: report, title: A report, maker: somebody, seen: original, issued: 2024, relays: [judgment]}
  judgment: {type: legal_case, title: null, maker: body, seen: not-seen, through: record, issued: 2023}
  letter: {type: personal_communication, title: null, maker: somebody, seen: copy}
events:
  met: {date: 2020, title: They met, who: [{party: somebody, role: guest}, {party: body}], says: somebody, cite: record}
claims:
  watched:
    text: "Somebody was watched, says [[somebody]]."
    about: [somebody, body]
    assertions:
      - {by: somebody, act: alleges, cite: letter}
      - {by: body, act: finds, on: 2023, in_proceeding: trial/judgment, cite: judgment}
      - {by: other, act: denies, cite: record}
relations:
  tie: {subject: somebody, kind: speaks-for, object: body, cite: record}
quantities:
  cost: {value: 3, qualifier: about, unit: euros, of: the price, says: somebody, cite: letter}
quotes:
  words: {text: No comment., language: en, speaker: somebody, about: [body], said_in: letter, cite: record}
proceedings:
  trial:
    title: The trial
    court: body
    instance: first
    number: null
    parties: [{party: somebody, role: defendant}]
    steps: [{id: judgment, on: 2023, kind: judgment, outcome: convicted, cite: judgment}]
    finality: {state: unknown, checked: 2026-01-01}
disputes:
  who: {title: Who was it?, between: watched}
questions:
  why: {text: Why?, about: [somebody]}
replies:
  asked: {to: somebody, asked_on: 2025-01-01, how: by letter, about: [body]}
corrections:
  changed: {on: 2025-02-01, record: somebody, was: A., now: B., why: C.}
  taken-back: {on: 2025-02-02, record: watched, by: somebody, was: A., now: B., why: C., cite: record}
"""

PROTECTED = (
    f"name: {SENTINEL}A Bcdefg, "
    f"names: {{en: {SENTINEL}B, fr: {SENTINEL}C, ru: {SENTINEL}D}}, "
    f"aliases: [{SENTINEL}E, {SENTINEL}F]"
)


@pytest.mark.parametrize("language", ["en", "fr", "ru"])
@pytest.mark.parametrize(
    "naming", [naming for naming in Naming if naming is not Naming.NAMED], ids=lambda one: one.value
)
def test_a_protected_name_reaches_no_export(naming: Naming, language: str) -> None:
    yaml = (
        EVERY_PART.replace("NAMING", naming.value).replace("PROTECTED", PROTECTED).replace("SHOWN", "the shown words")
    )
    exports = export_all(case_from(yaml), language)
    assert len(exports) == len(CASE_EXPORTS) + len(INDEX_EXPORTS)
    for path, artifact in exports.items():
        assert SENTINEL.lower() not in str(artifact.content).lower(), path
        assert SENTINEL.lower() not in path.lower()
    assert "the shown words" in str(exports["cases/example/facts.json"].content)


def test_a_name_that_may_be_shown_is_in_the_exports() -> None:
    """So that the test above could fail."""
    named = EVERY_PART.replace("NAMING", "named").replace("PROTECTED", PROTECTED).replace("SHOWN", "someone")
    exports = export_all(case_from(named), "en")
    missing = [path for path, artifact in exports.items() if SENTINEL not in str(artifact.content)]
    assert missing == []


NAME = st.text(alphabet="qxzQXZ éжё’-.", min_size=6, max_size=20).filter(
    lambda name: len(name.split("’")[0].strip()) > 5
)


@given(
    name=NAME,
    naming=st.sampled_from([naming for naming in Naming if naming is not Naming.NAMED]),
    language=st.sampled_from(["en", "fr"]),
)
def test_no_part_of_a_protected_name_reaches_an_export(name: str, naming: Naming, language: str) -> None:
    quoted = "'" + name.strip().replace("'", "''") + "'"
    protected = f"name: {quoted}, names: {{ru: {quoted}}}, aliases: [{quoted}]"
    yaml = EVERY_PART.replace("NAMING", naming.value).replace("PROTECTED", protected).replace("SHOWN", "someone")
    for artifact in export_all(case_from(yaml), language).values():
        assert name.strip() not in str(artifact.content)


@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_export_is_offered_under_a_name_of_its_own(language: str) -> None:
    labels = [export.label(language) for export in CASE_EXPORTS]
    assert len(set(labels)) == len(CASE_EXPORTS)
    assert len({export.name for export in CASE_EXPORTS}) == len(CASE_EXPORTS)
    assert all(re.fullmatch(r"[a-z]+/[a-z0-9.+-]+(?:; [a-z0-9=; -]+)?", export.media_type) for export in CASE_EXPORTS)


def test_every_export_is_in_a_tuple() -> None:
    names = [info.name for info in pkgutil.iter_modules(generator.exports.__path__)]
    modules = {name: importlib.import_module(f"generator.exports.{name}") for name in names}
    exports = [module.EXPORT for module in modules.values() if hasattr(module, "EXPORT")]
    listed = [*CASE_EXPORTS, *INDEX_EXPORTS]
    assert len(exports) == len(listed)
    assert all(any(one is other for other in listed) for one in exports)


def test_files_stand_where_their_pages_link_to_them() -> None:
    case = read_project(GOLDEN).library.cases["harbour"]
    assert set(export_all(case, "en")) == {
        *(f"cases/harbour/{export.name}" for export in CASE_EXPORTS),
        "cases/cases.json",
        "changes/feed.xml",
    }


def test_the_same_facts_give_the_same_files() -> None:
    first, second = (export_all(read_project(GOLDEN).library.cases["harbour"], "fr") for _ in range(2))
    assert first == second


def test_the_smallest_case_has_every_file() -> None:
    assert len(export_all(case_from("questions: {why: {text: Why?}}"), "fr")) == len(CASE_EXPORTS) + len(INDEX_EXPORTS)
    assert SITE.languages == ("en", "fr")
