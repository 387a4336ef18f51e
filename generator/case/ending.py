"""Endings: what counts on a day of all that was said, and what ended the rest."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from generator.case.testimony import OPPOSING, SUPPORTING, Testimony, Utterance, side_of
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
            for utterance in side if others else ():
                opposite = [one for one in others if one.speaker is utterance.speaker and _takes_back(one, utterance)]
                if opposite and utterance.act is Act.ADMITS:
                    tally.retracted.add(utterance)
                elif opposite:
                    tally.ended[utterance] = min(opposite, key=lambda one: one.order)


def _takes_back(later: Utterance, earlier: Utterance) -> bool:
    """Whether a speaker's word takes back an opposite one: it was said on a later day, or it is an admission."""
    if later.act is Act.ADMITS and earlier.act is not Act.ADMITS:
        return later.counts_from is None or earlier.counts_from is None or later.counts_from >= earlier.counts_from
    return _is_after(later, earlier)


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


def _confirmed(utterance: Utterance, tally: Tally) -> Utterance:
    """The finding that an upholding confirms, as far down as what is upheld had been made by the day."""
    while utterance.act is Act.UPHOLDS and utterance.target is not None and utterance.target in tally.ended:
        utterance = utterance.target
    return utterance


def _height(tally: Tally) -> dict[Utterance, int]:
    """The findings that count, each with the rank of the highest court that made or upheld it."""
    heights: dict[Utterance, int] = {}
    for one in tally.counting:
        if side_of(one) is not None:
            finding = _confirmed(one, tally)
            heights[finding] = max(rank(one), heights.get(finding, UNKNOWN_RANK))
    return heights


def _end_outranked(tally: Tally) -> None:
    """End the findings of lower courts of which a higher court has found the opposite."""
    heights = _height(tally)
    for finding, height in heights.items():
        above = [
            one for one in heights if side_of(one) is not side_of(finding) and heights[one] > height > UNKNOWN_RANK
        ]
        if above:
            tally.ended[finding] = max(above, key=lambda one: (heights[one], one.order))


def _end_replaced(tally: Tally) -> None:
    """End the findings of which the same court, in the same proceeding, later found the opposite: it tried anew."""
    findings = list(_height(tally))
    for finding in findings:
        anew = [
            one
            for one in findings
            if side_of(one) is not side_of(finding)
            and one.proceeding is finding.proceeding is not None
            and _is_after(one, finding)
        ]
        if anew:
            tally.ended[finding] = max(anew, key=lambda one: one.order)


def _is_after(one: Utterance, other: Utterance) -> bool:
    return one.counts_from is not None and other.counts_from is not None and one.counts_from > other.counts_from


def _end_upholdings(tally: Tally) -> None:
    """End the upholdings of what was ended."""
    for one in tally.counting:
        target = one.target if one.act is Act.UPHOLDS else None
        while target is not None and target in tally.ended:
            if tally.ended[target] is not None:
                tally.ended[one] = tally.ended[target]
                break
            target = target.target if target.act is Act.UPHOLDS else None
