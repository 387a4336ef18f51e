"""Contradictions that no dispute records."""

from __future__ import annotations

import pytest

from tests.checks.ask import HEAD, ask, words_at

RECORDS = """
people:
  ada: {name: Ada Example, naming: named, why: speaks publicly}
  he: {shown_as: a man}
organisations:
  tribunal: {name: Tribunal, kind: court}
  other-tribunal: {name: Other Tribunal, kind: court}
sources:
  gazette: {type: article-newspaper, title: A, seen: original, issued: 2020-01-01}
proceedings:
  p: {title: P, court: tribunal, instance: first, number: null, steps: [{id: s, on: 2019, kind: judgment, cite: gazette}]}
  q: {title: Q, court: other-tribunal, instance: first, number: null, steps: [{id: s, on: 2019, kind: judgment, cite: gazette}]}
"""
DISPUTE = "disputes:\n  which: {title: Which?, between: [%s]}\n"
DENIED = "claims:\n  c: {text: So., assertions: [{by: ada, act: states, cite: gazette}, {by: he, act: denies, cite: gazette}]}\n"
COURTS = """claims:
  c:
    text: So.
    assertions:
      - {by: tribunal, act: finds, in_proceeding: p/s, cite: gazette}
      - {by: other-tribunal, act: finds, holds: false, in_proceeding: q/s, cite: gazette}
"""
PERIODS = """claims:
  c:
    text: So.
    assertions:
      - {by: ada, act: states, period: 2014/.., cite: gazette}
      - {by: he, act: states, period: {start: 2017, bound: at-latest}, cite: gazette}
"""
CONTRARY = """claims:
  c: {text: So., contrary: d, cite: gazette}
  d: {text: Not so., contrary: [c], cite: gazette}
"""


@pytest.mark.parametrize(
    ("statements", "between", "where"),
    [
        (DENIED, "c", ["denies"]),
        (COURTS, "c", ["finds"]),
        (PERIODS, "c", ["{start: 2017"]),
        (CONTRARY, "c, d", ["d"]),
    ],
)
def test_contradictions(statements: str, between: str, where: list[str]) -> None:
    text = HEAD + RECORDS + statements
    assert words_at(text, ask("C010", text)) == where
    assert ask("C010", text + DISPUTE % between) == []


def test_a_dispute_of_one_side_alone_is_not_enough_for_two_statements() -> None:
    assert len(ask("C010", HEAD + RECORDS + CONTRARY + DISPUTE % "c")) == 1


@pytest.mark.parametrize(
    "statements",
    [
        DENIED.replace("denies", "states"),
        DENIED.replace("states, cite", "states, period: 2014, cite").replace(
            "denies, cite", "states, period: 2014, cite"
        ),
        COURTS.replace("holds: false, ", ""),
        "claims:\n  c: {text: So., assertions: [{by: tribunal, act: finds, in_proceeding: p/s, cite: gazette}, {by: he, act: denies, cite: gazette}]}\n",
    ],
)
def test_no_contradictions(statements: str) -> None:
    assert ask("C010", HEAD + RECORDS + statements) == []


@pytest.mark.parametrize(
    ("first", "second", "count"),
    [
        ("value: 1, unit: euro, of: awarded", "value: 2, unit: euro, of: awarded", 1),
        ("value: 1, unit: euro, of: awarded", "value: 2, unit: Euro, of: 'Awarded:'", 1),
        ("value: 1, unit: euro, of: awarded", "value: 1.0, unit: euro, of: awarded", 0),
        ("value: 1, unit: euro, of: awarded", "value: 2, unit: euro, of: asked for", 0),
        ("value: 1, unit: euro, of: awarded", "value: 2, unit: dollar, of: awarded", 0),
        (
            "value: 1, to: 2, qualifier: between, unit: a, of: b",
            "value: 1, to: 3, qualifier: between, unit: a, of: b",
            1,
        ),
        (
            "value: 1, unit: {en: euro, fr: euro}, of: {en: awarded, fr: accordé}",
            "value: 2, unit: euro, of: {fr: accordé}",
            1,
        ),
    ],
)
def test_figures(first: str, second: str, count: int) -> None:
    text = f"{HEAD}{RECORDS}quantities:\n  a: {{{first}, cite: gazette}}\n  b: {{{second}, cite: gazette}}\n"
    assert len(ask("C010", text)) == count
