"""The dossiers that the project publishes: nothing to mend in them, and how the claims of the Dreyfus affair stood on eight days."""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from generator.checks import Context
from generator.facts.claim import Claim
from generator.facts.event import Event
from generator.pipeline import Options, check_project
from generator.reading import read_project

if TYPE_CHECKING:
    from generator.case import Case, Standing

ROOT = Path(__file__).parents[2]
GOLDEN = Path(__file__).parent / "dreyfus-standings.md"
TODAY = date(2026, 11, 28)

LEAST = {
    "events": 60,
    "claims": 25,
    "quotes": 20,
    "sources": 25,
    "proceedings": 7,
    "exhibits": 4,
    "relations": 10,
    "disputes": 3,
    "questions": 5,
    "corrections": 3,
}


@pytest.fixture(scope="module")
def case() -> Case:
    return read_project(ROOT).library.cases["dreyfus"]


def test_no_dossier_has_anything_to_mend() -> None:
    findings = check_project(ROOT, Options(context=Context(today=TODAY)))
    assert [f"{finding.at}: {finding.code} {finding.message}" for finding in findings] == []


def test_the_dreyfus_affair_is_whole(case: Case) -> None:
    counts = Counter(record.KIND for record in case.records.values())
    assert {kind: counts[kind] for kind, least in LEAST.items() if counts[kind] < least} == {}
    assert counts["people"] + counts["organisations"] >= 30
    assert len(case.record.moments) == 8


def test_every_person_of_the_affair_is_named_with_a_reason_and_nobody_has_a_birth_without_a_death(case: Case) -> None:
    for party in case.parties:
        lived = getattr(party, "lived", None)
        assert lived is None or lived.died.latest is None or lived.died.latest < date(2000, 1, 1), party.id


def tell(standing: Standing) -> str:
    notes = ["contested"] * standing.is_contested + ["fallen"] * bool(standing.fallen)
    return " + ".join((standing.rung.value, *notes))


def write_table(case: Case) -> str:
    days = [moment.on for moment in case.record.moments]
    lines = [
        "| claim | " + " | ".join(map(str, days)) + " | now |",
        "|---" * (len(days) + 2) + "|",
    ]
    for claim in case.of_kind(Claim):
        cells = [tell(case.standing(claim, day)) for day in (*days, None)]
        lines.append(f"| {claim.id} | " + " | ".join(cells) + " |")
    return "\n".join(lines) + "\n"


def test_how_every_claim_stood_on_eight_days(case: Case, regenerate: bool) -> None:
    table = write_table(case)
    if regenerate:
        GOLDEN.write_text(table, encoding="utf-8")
    assert GOLDEN.read_text(encoding="utf-8") == table


def test_the_bordereau_over_time(case: Case) -> None:
    """Found in 1894, contested from 1896, its support fallen in August 1898, found again at Rennes, overturned for good."""
    told = [(str(one.start), tell(one.standing)) for one in case.histories["dreyfus/bordereau-dreyfus"]]
    ruled = [one for one in told if not one[1].startswith("disputed") and one[0] >= "1894-12-22"]
    assert ruled[0] == ("1894-12-22", "found")
    assert ruled[1][0].startswith("1896-")
    assert ruled[1][1] == "found + contested"
    assert ("1898-08-30", "found + contested + fallen") in ruled
    days = dict(told)
    assert days["1899-06-03"] == "overturned"
    assert days["1899-09-09"].startswith("found")
    assert told[-1] == ("1906-07-12", "overturned")


def test_events_of_a_page_of_a_day_had_happened_by_then(case: Case) -> None:
    assert all(event.date.earliest is not None for event in case.of_kind(Event))
