"""Endings: what counts on a day of all that was said, and what ended the rest."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from generator.case.testimony import OPPOSING, SUPPORTING, Testimony, Utterance, decided, side_of
from generator.facts.proceeding import Instance
from generator.facts.statement import Act

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.facts.statement import Statement

RANKS = {instance: rank for rank, instance in enumerate(Instance, start=1)}
UNKNOWN_RANK = 0
ADMITTING = frozenset({Act.ADMITS})


@dataclass(slots=True)
class Tally:
    """Everything said of a statement by a day: each utterance with the one that ended it, or None where it counts."""

    ended: dict[Utterance, Utterance | None]
    retracted: set[Utterance] = field(default_factory=set)
    """Admissions that the speaker took back in other words: they count on, but as no more than support."""

    @property
    def counting(self) -> list[Utterance]:
        """What counts."""
        return [utterance for utterance, end in self.ended.items() if end is None]


class Endings:
    """What counts as of a day; without one, of whatever was ever said."""

    def __init__(self, testimony: Testimony, day: date | None) -> None:
        self._testimony = testimony
        self._day = day
        self._undoings: dict[Utterance, Utterance | None] = {}

    def is_made(self, utterance: Utterance) -> bool:
        """Whether it had been said by the day, and is known here at all."""
        if not utterance.is_heard:
            return False
        return self._day is None or utterance.counts_from is None or utterance.counts_from <= self._day

    def tally(self, statement: Statement) -> Tally:
        """Everything said of `statement` by the day."""
        said = self._testimony.said_of(statement)
        tally = Tally({one: self.find_undoing(one) for one in said if self.is_made(one)})
        if len(tally.ended) > 1 or self._testimony.contraries(statement):
            self._end_contradicted(statement, tally)
            _end_outranked(tally)
            _end_replaced(tally)
            _end_upholdings(tally)
        return tally

    def find_undoing(self, utterance: Utterance) -> Utterance | None:
        """The act that withdrew or overturned this very utterance, where it still does so on the day."""
        # The acts on an act are judged before it; without recursion, so that no file of facts can be too deep.
        waiting = [utterance]
        while waiting:
            last = waiting[-1]
            acts = self._testimony.acts_on(last)
            if later := [act for act in acts if act not in self._undoings]:
                waiting += later
                continue
            waiting.pop()
            self._undoings[last] = _judge(act for act in acts if self.is_made(act) and self._undoings[act] is None)
        return self._undoings[utterance]

    def _end_contradicted(self, statement: Statement, tally: Tally) -> None:
        """End what a speaker later said the opposite of, here or by supporting a claim that is contrary to this one."""
        contrary = [
            one
            for claim in self._testimony.contraries(statement)
            for one in self._testimony.said_of(claim)
            if one.act in SUPPORTING | ADMITTING and self.is_made(one) and self.find_undoing(one) is None
        ]
        here = tally.counting
        support = [one for one in here if one.act in SUPPORTING | ADMITTING]
        opposition = [one for one in here if one.act in OPPOSING]
        for side, others in ((support, [*opposition, *contrary]), (opposition, support)):
            for utterance in side:
                opposite = [one for one in others if one.speaker is utterance.speaker and _takes_back(one, utterance)]
                if opposite and utterance.act is Act.ADMITS:
                    tally.retracted.add(utterance)
                elif opposite:
                    tally.ended[utterance] = min(opposite, key=lambda one: one.order)


def _takes_back(later: Utterance, earlier: Utterance) -> bool:
    """Whether a speaker's word takes back an opposite one: it was said on a later day, or it is an admission."""
    if later.act is Act.ADMITS and earlier.act is not Act.ADMITS:
        return later.counts_from is None or earlier.counts_from is None or later.counts_from >= earlier.counts_from
    if later.counts_from is None or earlier.counts_from is None:
        return False
    return later.counts_from > earlier.counts_from


def _judge(acts: Iterable[Utterance]) -> Utterance | None:
    """Which of the acts done to an utterance ended it, if one did."""
    ordered = sorted(acts, key=_weight)
    for act in ordered:
        if act.act is Act.WITHDRAWS:
            return act
    # A court that decides on a finding knows what was decided on it before, so the last decision counts.
    return ordered[-1] if ordered and ordered[-1].act is Act.OVERTURNS else None


def _weight(act: Utterance) -> tuple[date, int, bool, str]:
    return (act.counts_from or date.min, rank(act), act.act is Act.OVERTURNS, act.id)


def rank(utterance: Utterance) -> int:
    """The rank of the court that decided; 0 where nobody says in which proceeding."""
    return UNKNOWN_RANK if utterance.proceeding is None else RANKS[utterance.proceeding.instance]


def _lines(tally: Tally) -> dict[Utterance, int]:
    """The findings that count, each with the rank of the highest court that made or upheld it."""
    lines: dict[Utterance, int] = {}
    for one in tally.counting:
        if side_of(one) is not None:
            first = decided(one)
            lines[first] = max(rank(one), lines.get(first, UNKNOWN_RANK))
    return lines


def _end_outranked(tally: Tally) -> None:
    """End the findings of lower courts that a higher court has found the opposite of."""
    lines = _lines(tally)
    for line, height in lines.items():
        above = [one for one in lines if side_of(one) is not side_of(line) and lines[one] > height > UNKNOWN_RANK]
        if above and line in tally.ended:
            tally.ended[line] = max(above, key=lambda one: (lines[one], one.order))


def _end_replaced(tally: Tally) -> None:
    """End the findings that the same court, in the same proceeding, later found the opposite of: it tried anew."""
    lines = _lines(tally)
    for line in lines:
        anew = [
            one
            for one in lines
            if side_of(one) is not side_of(line)
            and one.proceeding is line.proceeding is not None
            and one.counts_from is not None
            and line.counts_from is not None
            and one.counts_from > line.counts_from
        ]
        if anew and line in tally.ended:
            tally.ended[line] = max(anew, key=lambda one: one.order)


def _end_upholdings(tally: Tally) -> None:
    """End the upholdings of what was ended."""
    for one, end in tally.ended.items():
        target = one.target
        while end is None and one.act is Act.UPHOLDS and target is not None:
            end = tally.ended.get(target)
            target = target.target if target.act is Act.UPHOLDS else None
        tally.ended[one] = end
