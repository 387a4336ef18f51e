"""What changed: corrections, what others took back, requests for comment and reviews, for one case or for all."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.facts.correction import Correction
from generator.facts.reply import Reply
from generator.views.labels import label
from generator.views.standings import describe_day
from generator.views.tools import Tools, view_tools

if TYPE_CHECKING:
    from generator.views.site import SiteContext
    from generator.views.words import Speaker, Words


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectionView:
    """One correction: what it said, what it says, why; of this dossier, or `by` whoever took it back in public."""

    tools: Tools
    day: str
    iso_day: str
    record: Words
    by: Words | None
    was: Words
    now: Words
    why: Words
    asked_by: Words | None
    cites: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplyView:
    """One request for comment, and what came back."""

    tools: Tools
    to: Words
    asked_on: str
    how: Words
    deadline: str
    about: tuple[Words, ...]
    outcome: str
    answered_on: str
    answer: Words | None


@dataclass(frozen=True, slots=True)
class ChangeView:
    """One entry of the list of changes; `link` is relative to the root of its language."""

    iso_day: str
    day: str
    kind: str
    case: str
    title: str
    text: str
    link: str


def view_correction(speaker: Speaker, site: SiteContext, correction: Correction) -> CorrectionView:
    """A correction for readers."""
    return CorrectionView(
        tools=view_tools(speaker, site, correction),
        day=describe_day(speaker, correction.on),
        iso_day=correction.on.isoformat(),
        record=speaker.record(speaker.case.find(correction.record)),
        by=speaker.party(speaker.case.find_party(correction.by)) if correction.by else None,
        was=speaker.text(correction.was),
        now=speaker.text(correction.now),
        why=speaker.text(correction.why),
        asked_by=speaker.maybe_line(correction.asked_by),
        cites=speaker.cite(correction.cite),
    )


def view_reply(speaker: Speaker, site: SiteContext, reply: Reply) -> ReplyView:
    """A request for comment for readers."""
    case = speaker.case
    return ReplyView(
        tools=view_tools(speaker, site, reply),
        to=speaker.party(case.find_party(reply.to)),
        asked_on=describe_day(speaker, reply.asked_on),
        how=speaker.line(reply.how),
        deadline=describe_day(speaker, reply.deadline) if reply.deadline else "",
        about=tuple(speaker.record(case.find(one)) for one in reply.about),
        outcome=label(reply.outcome, speaker.language) if reply.outcome else speaker.say("waiting for an answer"),
        answered_on=describe_day(speaker, reply.answered_on) if reply.answered_on else "",
        answer=speaker.maybe_text(reply.answer),
    )


def list_changes(speaker: Speaker) -> tuple[ChangeView, ...]:
    """The changes of one case, newest first; what others took back is no change of ours."""
    case, say = speaker.case, speaker.say
    title = speaker.plain(case.record.title)
    page = f"cases/{case.id}/"
    changes = [
        ChangeView(
            one.on.isoformat(),
            describe_day(speaker, one.on),
            say("correction"),
            title,
            speaker.record(case.find(one.record)).plain,
            speaker.plain_text(one.why),
            f"{page}#{one.anchor}",
        )
        for one in case.of_kind(Correction)
        if one.is_ours
    ]
    for reply in case.of_kind(Reply):
        day = reply.answered_on or reply.asked_on
        outcome = label(reply.outcome, speaker.language) if reply.outcome else say("waiting for an answer")
        name = speaker.party(case.find_party(reply.to)).plain
        link = f"{page}#{reply.anchor}"
        changes.append(
            ChangeView(
                day.isoformat(), describe_day(speaker, day), say("request for comment"), title, name, outcome, link
            )
        )
    if case.record.reviewed is not None:
        day = case.record.reviewed
        text = say("The whole dossier was read against its sources.")
        changes.append(ChangeView(day.isoformat(), describe_day(speaker, day), say("review"), title, title, text, page))
    return tuple(sorted(changes, key=lambda change: (change.iso_day, change.link), reverse=True))
