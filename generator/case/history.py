"""History: how well each statement stood from day to day, as the periods between the days on which that changed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from generator.case.standing import Rung
from generator.facts.relation import Relation, RelationKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from generator.case.graph import Case
    from generator.case.standing import Standing
    from generator.case.testimony import Utterance
    from generator.facts.statement import Statement


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of time in which a statement stood alike: on the same rung, contested or not, with its support or without."""

    start: date | None
    """The first day; None where it stood so from the beginning, since nothing dates it."""
    end: date | None
    """The day on which that changed; None where it still stands so."""
    standing: Standing
    """The standing on the first day, or today's where that is alike."""


def trace_histories(case: Case) -> Mapping[str, tuple[Period, ...]]:
    """The periods of every statement of a case, by the statement's key, each from the day on which it was first said."""
    tying = _list_tying_days(case)
    days = {statement.key: _list_turning_days(case, statement, tying) for statement in case.statements}
    standings: dict[str, list[tuple[date, Standing]]] = {key: [] for key in days}
    # Day by day, since all standings of one day share what was worked out for it.
    for day in sorted(set().union(*(turning[:-1] for turning in days.values()))):
        assessment = case.assess(day)
        for statement in case.statements:
            if day in days[statement.key][:-1]:
                standings[statement.key].append((day, assessment.assess(statement)))
    for statement in case.statements:
        if turning := days[statement.key]:
            # Nothing changes after the last of them, so the standing on that day is today's.
            standings[statement.key].append((turning[-1], case.standing(statement)))
    return {statement.key: _join(case, statement, standings[statement.key]) for statement in case.statements}


def _join(case: Case, statement: Statement, standings: list[tuple[date, Standing]]) -> tuple[Period, ...]:
    """Periods out of the standings on the days on which anything can have changed."""
    first = _stand_before(case, statement, standings)
    before = [(None, first)] if first is not None and first.rung is not Rung.UNSUPPORTED else []
    told: list[tuple[date | None, Standing]] = [*before]
    for day, standing in standings:
        if told and told[-1][1].likeness == standing.likeness:
            continue
        if told or standing.rung is not Rung.UNSUPPORTED:
            told.append((day, standing))
    ends = [day for day, _ in told[1:]] + [None]
    return tuple(Period(day, end, standing) for (day, standing), end in zip(told, ends, strict=True))


def _stand_before(case: Case, statement: Statement, standings: list[tuple[date, Standing]]) -> Standing | None:
    """The standing before the first of the days: only what nothing dates counts then."""
    if all(one.counts_from is not None for one in case.testimony.said_of(statement)):
        return None
    if not standings:
        return case.standing(statement)
    first = standings[0][0]
    return case.standing(statement, first - timedelta(days=1)) if first > date.min else None


def _list_turning_days(case: Case, statement: Statement, tying: set[date | None]) -> list[date]:
    """The days, from the earliest, on which the standing of a statement can have changed; few of them did change it."""
    days = {utterance.counts_from for utterance in _list_bearing(case, statement)}
    return sorted(day for day in days | tying if day is not None)


def _list_bearing(case: Case, statement: Statement) -> Iterator[Utterance]:
    """Whatever was said that bears on a statement: of it, of what is contrary to it, and of what its voices rest on."""
    testimony = case.testimony
    waiting, known = [statement], {statement.key}
    while waiting:
        one = waiting.pop()
        for utterance in testimony.said_of(one):
            yield utterance
            bases = case.list_bases(utterance)
            waiting += (basis for basis in bases if basis.key not in known)
            known.update(basis.key for basis in bases)
        contraries = list(testimony.contraries(one))
        waiting += (claim for claim in contraries if claim.key not in known)
        known.update(claim.key for claim in contraries)


def _list_tying_days(case: Case) -> set[date | None]:
    """The days from which somebody speaks for another: from then on the two are one origin, and have one interest."""
    own = (relation for relation in case.of_kind(Relation) if relation.kind is RelationKind.SPEAKS_FOR)
    days: set[date | None] = set()
    for relation in (*own, *case.library.shared_ties):
        days.update(utterance.counts_from for utterance in case.testimony.said_of(relation))
        if relation.period is not None:
            days.add(relation.period.earliest)
    return days
