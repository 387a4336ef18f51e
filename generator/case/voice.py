"""Voices: what counts of what was said, with everything that its weight depends on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, cast

from generator.facts.proceeding import FinalityState

if TYPE_CHECKING:
    from generator.case.chain import Chain
    from generator.case.testimony import Utterance
    from generator.facts.citation import Citation
    from generator.facts.party import Party
    from generator.facts.proceeding import Finality, Instance, Proceeding, Step
    from generator.facts.quote import Quote
    from generator.facts.source import Source
    from generator.facts.statement import Act, Assertion, Statement
    from generator.facts.when import When


@dataclass(frozen=True, slots=True)
class Decision:
    """What a court or authority decided, in which proceeding, and whether it can still be changed."""

    court: Party
    proceeding: Proceeding | None
    step: Step | None
    instance: Instance | None
    in_absentia: bool | None
    finality: FinalityState
    finality_checked: date | None
    """The day somebody last checked whether it is final; None where nobody has."""


@dataclass(frozen=True, slots=True, eq=False)
class Voice:
    """One assertion, or one citation of a short form, as it counts or once counted; equal to nothing but itself."""

    statement: Statement
    """The statement in whose record it is written."""
    assertion: Assertion | None
    """None for a short form."""
    id: str
    """Unique in that statement: the assertion's own id, or a number."""
    speaker: Party | Source
    """Whose voice it is; a source where nobody says who made it."""
    act: Act
    """What the record says the speaker does."""
    holds: bool
    """False where it finds, or upholds a finding, that the statement does not hold."""
    on: When | None
    period: When | None
    counts_from: date | None
    """The day from which it counts; None where nothing dates it, and it counts always."""
    cites: tuple[Citation, ...]
    quote: Quote | None
    interested: bool
    """Whether whoever it comes from has an interest in the statement."""
    origin: str
    """The key of the party or source whose knowledge it is: voices with the same origin are counted once."""
    chains: tuple[Chain, ...]
    """Every way in which it is known, the shortest first."""
    decision: Decision | None
    """For what a court or authority decides: finds, upholds, overturns."""
    ended_by: Voice | None = None
    """For a voice that counts no more: the voice that ended it."""


def describe_decision(utterance: Utterance, day: date | None) -> Decision:
    """What a court or authority decided, with what is known as of `day` of whether it is final."""
    proceeding, step = utterance.proceeding, utterance.step
    finality = find_finality(proceeding, day) if proceeding is not None else None
    return Decision(
        cast("Party", utterance.speaker),
        proceeding,
        step,
        proceeding.instance if proceeding is not None else None,
        step.in_absentia if step is not None else None,
        finality.state if finality is not None else FinalityState.UNKNOWN,
        finality.checked if finality is not None else None,
    )


def find_finality(proceeding: Proceeding, day: date | None) -> Finality | None:
    """What is recorded of a proceeding's finality as of `day`, the last of what had begun by then."""
    found: tuple[date, Finality] | None = None
    for finality in proceeding.finality:
        since = (finality.since.known_by if finality.since is not None else None) or date.min
        if (day is None or since <= day) and (found is None or since >= found[0]):
            found = (since, finality)
    return found[1] if found is not None else None
