"""Standing: how well a statement stands, worked out from its voices; `docs/standing.md` has the rule in plain words."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from enum import Enum
from typing import TYPE_CHECKING, cast

from generator.case.ending import Endings, Tally, rank
from generator.case.interest import find_ties, is_court
from generator.case.origin import choose_origins
from generator.case.testimony import (
    DECIDING,
    OPPOSING,
    SUPPORTING,
    Utterance,
    decided,
    root,
    side_of,
    supports,
)
from generator.case.voice import Voice, describe_decision
from generator.facts.statement import Act

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from generator.case.graph import Case
    from generator.facts.claim import Claim
    from generator.facts.source import Source
    from generator.facts.statement import Statement


class Rung(Enum):
    """How well a statement stands, in the order in which the rule asks."""

    DISPUTED_BETWEEN_COURTS = "disputed-between-courts"
    FOUND = "found"
    NOT_PROVED = "not-proved"
    OVERTURNED = "overturned"
    ADMITTED = "admitted"
    DISPUTED = "disputed"
    CORROBORATED = "corroborated"
    REPORTED = "reported"
    ALLEGED = "alleged"
    DENIED = "denied"
    WITHDRAWN = "withdrawn"
    UNSUPPORTED = "unsupported"


ESTABLISHED = frozenset({Rung.FOUND, Rung.ADMITTED})
"""The standings that opposition leaves as they are, and that take away what is contrary to the statement."""
FALLEN = frozenset({Rung.OVERTURNED, Rung.NOT_PROVED, Rung.DENIED, Rung.WITHDRAWN, Rung.UNSUPPORTED})
"""The standings on which nothing can rest, or can rest any more."""


@dataclass(frozen=True, slots=True)
class Standing:
    """How well a statement stands as of a day, and why."""

    rung: Rung
    voices: tuple[Voice, ...]
    """All that count: findings, overturnings, admissions, support, opposition, withdrawals; by day within each."""
    deciding: tuple[Voice, ...]
    """The voices that give the rung, those of the highest court first; the supporting side where it is disputed."""
    opposing: tuple[Voice, ...]
    """The denials and disputes that count, at any rung."""
    gone: tuple[Voice, ...]
    """What had been said by the day and counts no more, each with the voice that ended it."""
    origins: int
    """How many independent origins the deciding voices have."""
    sources: int
    """In how many sources that we hold the deciding voices are recorded."""
    through: tuple[Source, ...]
    """The sources through which alone it is known; empty where we hold a deciding voice's own document."""
    unread: tuple[Source, ...]
    """The documents that record a deciding or opposing voice and that nobody here has read."""
    undated: bool
    """Whether a voice counts that nothing dates."""
    fallen: tuple[Fallen, ...] = ()
    """What supporting voices rest on and what has fallen, as long as the statement stands: a reader is told."""

    @property
    def is_contested(self) -> bool:
        """Whether somebody without an interest has opposed it since it was found or admitted.

        What was said against it before was before the court, and the finding is the answer.
        """
        if self.rung not in ESTABLISHED:
            return False
        since = min((voice.counts_from for voice in self.deciding if voice.counts_from is not None), default=date.min)
        return any(not one.interested and (one.counts_from or date.min) > since for one in self.opposing)

    @property
    def likeness(self) -> tuple[Rung, bool, bool]:
        """What two standings share if a reader would say that nothing changed."""
        return self.rung, self.is_contested, bool(self.fallen)


@dataclass(frozen=True, slots=True)
class Fallen:
    """A statement that a voice rests on and that no longer stands."""

    voice: Voice
    basis: Statement
    rung: Rung
    """How the basis stands: overturned, not proved and the like; or as it did, where its contrary is established."""
    contrary: Claim | None
    """The contrary claim that a court found or that somebody admitted, if that is why."""


def compute_standing(case: Case, statement: Statement, day: date | None = None) -> Standing:
    """How well `statement` stands in `case` as of `day`; without a day, of whatever was ever said."""
    return case.standing(statement, day)


@dataclass(frozen=True, slots=True)
class Sides:
    """What counts of a statement, by what it does to it.

    Each side is in the order in which it was said, but findings begin with those of the highest court, and overturnings
    with the last.
    """

    findings: list[Utterance]
    overturnings: list[Utterance]
    admissions: list[Utterance]
    support: list[Utterance]
    opposition: list[Utterance]
    withdrawals: list[Utterance]

    @property
    def all(self) -> list[Utterance]:
        """All sides, one after the other."""
        return [
            *self.findings,
            *self.overturnings,
            *self.admissions,
            *self.support,
            *self.opposition,
            *self.withdrawals,
        ]


def divide(tally: Tally) -> Sides:
    """What counts of a tally, side by side."""
    sides = Sides([], [], [], [], [], [])
    for one in sorted(tally.counting, key=lambda one: one.order):
        if one.act in SUPPORTING or one in tally.retracted:
            sides.support.append(one)
        elif one.act in OPPOSING:
            sides.opposition.append(one)
        elif one.act is Act.ADMITS:
            sides.admissions.append(one)
        elif one.act is Act.WITHDRAWS:
            sides.withdrawals.append(one)
        elif side_of(one) is None:
            sides.overturnings.append(one)
        else:
            sides.findings.append(one)
    sides.findings.sort(key=rank, reverse=True)
    sides.overturnings.reverse()
    return sides


@dataclass(frozen=True, slots=True)
class Weights:
    """What bears on the weight of what was said: who of the speakers has an interest, and whose knowledge it is."""

    interested: set[Utterance]
    origins: dict[Utterance, str]


def decide(sides: Sides, tally: Tally, weights: Weights) -> tuple[Rung, list[Utterance]]:  # noqa: PLR0911  (by rung)
    """The rung by the rule, and the utterances that give it."""
    outcomes = {side_of(one) for one in sides.findings}
    if len(outcomes) > 1:
        return Rung.DISPUTED_BETWEEN_COURTS, sides.findings
    if outcomes:
        return (Rung.FOUND if True in outcomes else Rung.NOT_PROVED), sides.findings
    # Only what overturned a finding against somebody is worth a rung: that an acquittal was overturned leaves the
    # statement where its other voices put it.
    undone = [one for one in sides.overturnings if _undoes_finding(one)]
    if undone:
        return Rung.OVERTURNED, undone
    if sides.admissions:
        return Rung.ADMITTED, sides.admissions
    if sides.support:
        return _weigh_support(sides, weights)
    if sides.opposition:
        return Rung.DENIED, sides.opposition
    withdrawals = {end: None for one, end in tally.ended.items() if end is not None and supports(one)}
    if withdrawals:
        return Rung.WITHDRAWN, sorted(withdrawals, key=lambda one: one.order)
    return (Rung.OVERTURNED if sides.overturnings else Rung.UNSUPPORTED), sides.overturnings


def _weigh_support(sides: Sides, weights: Weights) -> tuple[Rung, list[Utterance]]:
    if sides.opposition:
        return Rung.DISPUTED, sides.support
    independent = [one for one in sides.support if one not in weights.interested]
    if not independent:
        return Rung.ALLEGED, sides.support
    origins = {weights.origins[one] for one in independent}
    return (Rung.CORROBORATED if len(origins) > 1 else Rung.REPORTED), independent


def _undoes_finding(overturning: Utterance) -> bool:
    target = decided(overturning).target
    return target is not None and side_of(target) is True


class Assessment:
    """The standings of one case as of one day."""

    def __init__(self, case: Case, day: date | None) -> None:
        self._case = case
        self._day = day
        self._endings = Endings(case.testimony, day)
        self.ties = find_ties(case, self._endings, day)
        self._known: dict[str, Standing] = {}
        self._alone: dict[str, Standing] = {}

    def assess(self, statement: Statement) -> Standing:
        """The standing of `statement`."""
        known = self._known.get(statement.key)
        if known is None:
            alone = self._assess_alone(statement)
            fallen = tuple(self._find_fallen(alone))
            known = self._known[statement.key] = replace(alone, fallen=fallen) if fallen else alone
        return known

    def _assess_alone(self, statement: Statement) -> Standing:
        """The standing of `statement` without regard to what its voices rest on, so that nothing goes in a circle."""
        known = self._alone.get(statement.key)
        if known is None:
            known = self._alone[statement.key] = self._assess(statement)
        return known

    def _find_fallen(self, standing: Standing) -> Iterator[Fallen]:
        """What the voices for a statement rest on and what no longer stands, in the order in which they were said."""
        for voice in standing.voices if standing.rung not in FALLEN else ():
            if voice.assertion is None or not voice.assertion.rests_on or voice in standing.opposing or not voice.holds:
                continue
            for reference in voice.assertion.rests_on:
                basis = cast("Statement", self._case.find(reference, start=voice.statement))
                rung = self._assess_alone(basis).rung
                contrary = next(
                    (
                        claim
                        for claim in self._case.testimony.contraries(basis)
                        if self._assess_alone(claim).rung in ESTABLISHED
                    ),
                    None,
                )
                if rung in FALLEN or contrary is not None:
                    yield Fallen(voice, basis, rung, contrary)

    def _assess(self, statement: Statement) -> Standing:
        tally = self._endings.tally(statement)
        sides = divide(tally)
        weights = self._weigh(statement, tally, sides)
        rung, deciding = decide(sides, tally, weights)
        voices = {one: self._give_voice(one, weights) for one in tally.ended}
        for end in tally.ended.values():
            if end is not None and end not in voices:
                elsewhere = Tally({end: None})
                voices[end] = self._give_voice(end, self._weigh(root(end).statement, elsewhere, divide(elsewhere)))
        return _put_together(rung, deciding, sides, tally, voices)

    def _weigh(self, statement: Statement, tally: Tally, sides: Sides) -> Weights:
        concerned = {self.ties.group(key) for key in self._case.interests.concerned(statement, tally.ended)}
        interested = {one for one in tally.ended if self._is_interested(one, concerned)}
        origins = {one: self.ties.group(one.knowledge[0]) for one in tally.ended}
        if len(sides.support) > 1:
            for group in (
                [one for one in sides.support if one not in interested],
                [one for one in sides.support if one in interested],
            ):
                possible = [tuple(dict.fromkeys(map(self.ties.group, one.knowledge))) for one in group]
                origins.update(zip(group, choose_origins(possible), strict=True))
        return Weights(interested, origins)

    def is_interested(self, utterance: Utterance) -> bool:
        """Whether whoever `utterance` comes from has an interest in its statement."""
        tally = self._endings.tally(root(utterance).statement)
        return utterance in self._weigh(root(utterance).statement, tally, Sides([], [], [], [], [], [])).interested

    def _is_interested(self, utterance: Utterance, concerned: set[str]) -> bool:
        """Whether the speaker has an interest, or whoever told the speaker, or all that the speaker's document relays."""
        if utterance.act in DECIDING:
            return False
        if {self.ties.group(utterance.speaker.key), self.ties.group(utterance.knowledge[0])} & concerned:
            return True
        makers = [self._case.testimony.maker_of(source) for source in utterance.relayed]
        return bool(makers) and all(self.ties.group(maker.key) in concerned and not is_court(maker) for maker in makers)

    def _give_voice(self, utterance: Utterance, weights: Weights) -> Voice:
        assertion = utterance.assertion
        return Voice(
            utterance.statement,
            assertion,
            utterance.id,
            utterance.speaker,
            utterance.act,
            side_of(utterance) is not False,
            assertion.on if assertion is not None else None,
            assertion.period if assertion is not None else None,
            utterance.counts_from,
            utterance.cites,
            utterance.quote,
            utterance in weights.interested,
            weights.origins[utterance],
            utterance.chains,
            describe_decision(utterance, self._day) if utterance.act in DECIDING else None,
        )


def _put_together(
    rung: Rung, deciding: list[Utterance], sides: Sides, tally: Tally, voices: Mapping[Utterance, Voice]
) -> Standing:
    chains = [chain for one in deciding for chain in one.chains]
    seen = {chain.links[-1].key: chain.links[-1] for chain in chains if chain.is_seen}
    against = [chain for one in sides.opposition for chain in one.chains]
    unread = {link.key: link for chain in (*chains, *against) for link in chain.links if not link.is_seen}
    ended = sorted((one for one, end in tally.ended.items() if end is not None), key=lambda one: one.order)
    counting = sides.all
    return Standing(
        rung,
        tuple(voices[one] for one in counting),
        tuple(voices[one] for one in deciding),
        tuple(voices[one] for one in sides.opposition),
        tuple(replace(voices[one], ended_by=voices[end]) for one in ended if (end := tally.ended[one]) is not None),
        origins=len({voices[one].origin for one in deciding}),
        sources=len(seen),
        through=() if any(chain.is_direct for chain in chains) else tuple(seen.values()),
        unread=tuple(unread.values()),
        undated=any(one.counts_from is None for one in counting),
    )
