"""What is not known: the questions editors recorded, and the gaps that the facts themselves show."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

from generator.case import Rung
from generator.facts.event import Event
from generator.facts.proceeding import FinalityState, Proceeding
from generator.views.tools import Tools, view_tools

if TYPE_CHECKING:
    from generator.facts.question import Question
    from generator.views.site import SiteContext
    from generator.views.words import Speaker, Words

LONGEST_QUIET = timedelta(days=366)
"""A stretch without any event that is worth telling."""


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionView:
    """One open question."""

    tools: Tools
    title: str
    text: Words
    why_it_matters: Words | None
    looked_in: Words
    would_settle: Words | None
    about: tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class GapView:
    """Something missing that the facts themselves show, with the records concerned."""

    text: str
    records: tuple[Words, ...]


def view_question(speaker: Speaker, site: SiteContext, question: Question) -> QuestionView:
    """A question for readers."""
    case = speaker.case
    return QuestionView(
        tools=view_tools(speaker, site, question),
        title=speaker.record(question).plain,
        text=speaker.text(question.text),
        why_it_matters=speaker.maybe_text(question.why_it_matters),
        looked_in=speaker.cite_sources(case.find_source(one) for one in question.looked_in),
        would_settle=speaker.maybe_text(question.would_settle),
        about=tuple(speaker.record(case.find(one)) for one in question.about),
    )


def find_gaps(speaker: Speaker) -> tuple[GapView, ...]:
    """The gaps that the facts show: documents not read, numbers and finality missing, single origins, quiet stretches."""
    case, say = speaker.case, speaker.say
    proceedings = case.of_kind(Proceeding)
    unread = [source for source in case.sources if not source.is_seen]
    rungs = [(statement, speaker.standing(statement).rung) for statement in case.statements]
    unarchived = [source for source in case.sources if source.archives is None and source.url]
    listed = [
        (say("Documents that nobody here has read:"), [speaker.source(one) for one in unread]),
        (say("Pages of which no copy in a web archive is known to us:"), [speaker.source(one) for one in unarchived]),
        (say("Without a case number:"), [speaker.record(one) for one in proceedings if one.number is None]),
        (
            say("Not known to be final:"),
            [speaker.record(one) for one in proceedings if _is_unsettled(one)],
        ),
        (
            say("Resting on one origin:"),
            [speaker.record(one) for one, rung in rungs if rung is Rung.REPORTED and not isinstance(one, Event)],
        ),
        (
            say("Said only by those who have an interest in it:"),
            [speaker.record(one) for one, rung in rungs if rung is Rung.ALLEGED],
        ),
    ]
    gaps = [GapView(text, tuple(records)) for text, records in listed if records]
    return (*gaps, *_find_quiet(speaker))


def _is_unsettled(proceeding: Proceeding) -> bool:
    if not any(step.outcome or step.sentence for step in proceeding.steps):
        return False
    return not proceeding.finality or proceeding.finality[-1].state is FinalityState.UNKNOWN


def _find_quiet(speaker: Speaker) -> list[GapView]:
    dated = sorted(
        (event for event in speaker.case.of_kind(Event) if event.date.earliest and event.date.latest),
        key=lambda event: event.date.sort_key,
    )
    gaps = []
    for before, after in pairwise(dated):
        end, start = before.date.latest, after.date.earliest
        if end is not None and start is not None and start - end > LONGEST_QUIET:
            text = speaker.say("Nothing is recorded between %(before)s and %(after)s:") % {
                "before": speaker.describe(before.date),
                "after": speaker.describe(after.date),
            }
            gaps.append(GapView(text, (speaker.record(before), speaker.record(after))))
    return gaps
