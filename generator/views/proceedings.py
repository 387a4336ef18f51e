"""Proceedings for readers: court, parties, steps, and whether it is final."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.views.labels import label
from generator.views.standings import describe_day, first_day, tell_finality
from generator.views.statements import ParticipantView, view_participants
from generator.views.tools import Tools, view_tools

if TYPE_CHECKING:
    from generator.facts.proceeding import Finality, Proceeding, Step
    from generator.views.site import SiteContext
    from generator.views.words import DateView, Speaker, Words


@dataclass(frozen=True, slots=True, kw_only=True)
class StepView:
    """One step of a proceeding."""

    anchor: str
    date: DateView
    iso_day: str
    """The first day that it can have been, empty where nothing bounds it."""
    kind: str
    outcome: Words | None
    sentence: Words | None
    award: Words | None
    in_absentia: bool | None
    text: Words | None
    cites: Words


@dataclass(frozen=True, slots=True)
class FinalityView:
    """Whether the decision is final, in a sentence."""

    state: str
    sentence: str
    since: DateView | None
    recheck_after: str
    note: Words | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ProceedingView:
    """One proceeding."""

    tools: Tools
    title: Words
    court: Words
    chamber: Words | None
    instance: str
    number: str | None
    ecli: str | None
    parties: tuple[ParticipantView, ...]
    steps: tuple[StepView, ...]
    finality: tuple[FinalityView, ...]
    text: Words | None


def view_proceeding(speaker: Speaker, site: SiteContext, proceeding: Proceeding) -> ProceedingView:
    """A proceeding for readers; on a day, with the steps that had been taken by then."""
    return ProceedingView(
        tools=view_tools(speaker, site, proceeding),
        title=speaker.line(proceeding.title),
        court=speaker.party(speaker.case.find_party(proceeding.court)),
        chamber=speaker.maybe_line(proceeding.chamber),
        instance=label(proceeding.instance, speaker.language),
        number=proceeding.number,
        ecli=proceeding.ecli,
        parties=view_participants(speaker, proceeding.parties),
        steps=tuple(_view_step(speaker, proceeding, step) for step in proceeding.steps if speaker.has_come(step.on)),
        finality=tuple(
            _view_finality(speaker, finality) for finality in proceeding.finality if speaker.has_come(finality.since)
        ),
        text=speaker.maybe_text(proceeding.text),
    )


def _view_step(speaker: Speaker, proceeding: Proceeding, step: Step) -> StepView:
    return StepView(
        anchor=f"{proceeding.anchor}-{step.id}",
        date=speaker.date(step.on),
        iso_day=first_day(step.on),
        kind=label(step.kind, speaker.language),
        outcome=speaker.maybe_line(step.outcome),
        sentence=speaker.maybe_line(step.sentence),
        award=speaker.maybe_line(step.award),
        in_absentia=step.in_absentia,
        text=speaker.maybe_text(step.text),
        cites=speaker.cite(step.cite),
    )


def _view_finality(speaker: Speaker, finality: Finality) -> FinalityView:
    return FinalityView(
        finality.state.value,
        tell_finality(speaker, finality.state, finality.checked),
        speaker.maybe_date(finality.since),
        describe_day(speaker, finality.recheck_after) if finality.recheck_after else "",
        speaker.maybe_text(finality.note),
    )
