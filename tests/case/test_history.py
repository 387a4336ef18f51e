"""Histories: the periods of a statement agree with its standing on every single day."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import given

from generator.case import Rung
from tests.builders import case_from
from tests.case.tables import Graph, load_graphs
from tests.case.test_properties import CITES, Said, read, sayings

if TYPE_CHECKING:
    from generator.case import Case, Period
    from generator.facts.statement import Statement

RESTING = next(graph for graph in load_graphs() if graph.name.startswith("found, disputed, and then"))


def period_at(periods: tuple[Period, ...], day: date) -> Period | None:
    return next(
        (one for one in periods if (one.start is None or one.start <= day) and (one.end is None or day < one.end)),
        None,
    )


def hold_day(case: Case, statement: Statement, day: date) -> None:
    standing = case.standing(statement, day)
    period = period_at(case.histories[statement.key], day)
    if period is None:
        assert standing.rung is Rung.UNSUPPORTED, (statement.id, day)
    else:
        assert period.standing.likeness == standing.likeness, (statement.id, day)


def hold_history(case: Case, days: list[date]) -> None:
    for statement in case.statements:
        periods = case.histories[statement.key]
        for earlier, later in pairwise(periods):
            assert earlier.end == later.start
            assert earlier.standing.likeness != later.standing.likeness
        for day in days:
            hold_day(case, statement, day)
        if periods:
            assert periods[-1].end is None
            assert periods[-1].standing.likeness == case.standing(statement).likeness


@pytest.mark.parametrize("graph", load_graphs(), ids=lambda graph: graph.name)
def test_periods_of_the_graphs(graph: Graph) -> None:
    for case in graph.read()[0].cases.values():
        turning = {one.counts_from for statement in case.statements for one in case.testimony.said_of(statement)}
        turning |= {one.period.earliest for one in case.records.values() if getattr(one, "period", None)}
        known = sorted(day for day in turning if day is not None)
        hold_history(case, [day + timedelta(days=shift) for day in known for shift in (-1, 0, 1)])


@given(sayings(), CITES)
def test_periods_of_whatever_is_said(said: list[Said], cites: list[str]) -> None:
    case = read(said, cites)
    if case is not None:
        hold_history(case, [date(2023, 12, 31) + timedelta(days=number) for number in range(0, 220, 3)])


def test_a_history_as_it_reads() -> None:
    case = RESTING.read()[0].cases["example"]
    assert [
        (str(one.start), one.standing.rung.value, one.standing.is_contested, bool(one.standing.fallen))
        for one in case.histories["example/watched"]
    ] == [
        ("1894-12-22", "found", False, False),
        ("1896-11-06", "found", True, False),
        ("1898-08-30", "found", True, True),
        ("1899-06-03", "overturned", False, False),
    ]


def test_what_nothing_dates_stood_so_from_the_beginning() -> None:
    case = case_from(
        """
        sources:
          leaflet: {type: pamphlet, title: null, seen: original}
        claims:
          said: {text: It is so., cite: leaflet}
        """
    )
    (period,) = case.histories["example/said"]
    assert (period.start, period.end, period.standing.rung) == (None, None, Rung.REPORTED)
