"""The page of a case, as frozen values that the page and the exports share."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.case import Rung
from generator.facts.claim import Claim
from generator.facts.correction import Correction
from generator.facts.dispute import Dispute
from generator.facts.event import Event
from generator.facts.exhibit import Exhibit
from generator.facts.proceeding import Proceeding
from generator.facts.quantity import Quantity
from generator.facts.question import Question
from generator.facts.quote import ProofState, Quote
from generator.facts.relation import Relation
from generator.facts.reply import Reply
from generator.facts.statement import Statement
from generator.views.changes import CorrectionView, ReplyView, view_correction, view_reply
from generator.views.history import HistoryView, view_history
from generator.views.labels import RUNG_ORDER, label, meaning
from generator.views.parties import PartyView, view_party
from generator.views.proceedings import ProceedingView, view_proceeding
from generator.views.quotes import QuoteView, name_language, view_quote
from generator.views.sources import SourceView, view_sources
from generator.views.stamps import StampView, view_stamp
from generator.views.standings import StandingView, describe_day, view_standing
from generator.views.statements import (
    ClaimView,
    EventView,
    Matrix,
    QuantityView,
    RelationView,
    cites_of,
    tell_figure,
    view_claim,
    view_event,
    view_matrix,
    view_quantity,
    view_relation,
)
from generator.views.timeline import Picture, draw_timeline
from generator.views.tools import Tools, view_tools
from generator.views.unknowns import GapView, QuestionView, find_gaps, view_question
from generator.views.words import Speaker

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from generator.case import Case
    from generator.facts.value import Record
    from generator.views.site import SiteContext
    from generator.views.stamps import StampRecord
    from generator.views.words import DateView, Words


@dataclass(frozen=True, slots=True)
class RungCount:
    """How many statements of the case stand so, and what that means."""

    rung: str
    label: str
    meaning: str
    count: int


@dataclass(frozen=True, slots=True)
class KeyFactView:
    """One of the records shown at the top, with its standing where it has one."""

    record: Words
    text: str
    standing: StandingView | None


@dataclass(frozen=True, slots=True)
class SideView:
    """One side of a dispute."""

    record: Words
    kind: str
    text: Words | str
    date: DateView | None
    standing: StandingView
    cites: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class DisputeView:
    """Accounts that differ, side by side."""

    tools: Tools
    title: Words
    sides: tuple[SideView, ...]
    text: Words | None
    would_settle: Words | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ExhibitView:
    """One exhibit."""

    tools: Tools
    title: Words
    file: str
    sha256: str
    alt: str
    caption: Words
    taken: DateView | None
    rights: Words | None
    cites: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseView:
    """Everything a reader of a case is shown, in one language."""

    id: str
    language: str
    title: Words
    summary: Words
    state: str
    is_draft: bool
    topics: tuple[Words, ...]
    places: tuple[Words, ...]
    languages: tuple[str, ...]
    reviewed: str
    recheck_after: str
    related: tuple[Words, ...]
    tools: Tools
    former_ids: tuple[str, ...]
    standings: tuple[RungCount, ...]
    key_facts: tuple[KeyFactView, ...]
    events: tuple[EventView, ...]
    picture: Picture | None
    history: HistoryView | None
    matrix: Matrix | None
    claims: tuple[ClaimView, ...]
    quantities: tuple[QuantityView, ...]
    disputes: tuple[DisputeView, ...]
    proceedings: tuple[ProceedingView, ...]
    quotes: tuple[QuoteView, ...]
    people: tuple[PartyView, ...]
    organisations: tuple[PartyView, ...]
    relations: tuple[RelationView, ...]
    exhibits: tuple[ExhibitView, ...]
    questions: tuple[QuestionView, ...]
    gaps: tuple[GapView, ...]
    replies: tuple[ReplyView, ...]
    retractions: tuple[CorrectionView, ...]
    corrections: tuple[CorrectionView, ...]
    sources: tuple[SourceView, ...]
    stamps: tuple[StampView, ...]
    address: str


def view_case(
    case: Case,
    site: SiteContext,
    language: str,
    proofs: Mapping[str, ProofState] | None = None,
    stamps: Sequence[StampRecord] = (),
) -> CaseView:
    """The view of a case in one language of the site.

    `proofs` are the states of its quotes' proofs, by the quotes' ids; `stamps` the time-stamps that hold.
    """
    proofs = proofs or {}
    speaker = Speaker(case, language)
    record = case.record
    parties = [view_party(speaker, site, party) for party in case.parties]
    corrections = sorted(case.of_kind(Correction), key=lambda one: one.on)
    return CaseView(
        id=case.id,
        language=language,
        title=speaker.line(record.title),
        summary=speaker.text(record.summary),
        state=label(record.state, language),
        is_draft=record.state.value == "draft",
        topics=tuple(map(speaker.line, record.topics)),
        places=tuple(map(speaker.line, record.places)),
        languages=tuple(name_language(tag, language) for tag in record.languages),
        reviewed=describe_day(speaker, record.reviewed) if record.reviewed else "",
        recheck_after=describe_day(speaker, record.recheck_after) if record.recheck_after else "",
        related=tuple(speaker.record(case.find(one)) for one in record.related),
        tools=view_tools(speaker, site, record),
        former_ids=record.formerly,
        standings=list_rungs(Counter(speaker.standing(one).rung for one in case.statements), language),
        key_facts=tuple(_view_key_fact(speaker, case.find(one)) for one in record.key_facts),
        events=tuple(
            view_event(speaker, site, event) for event in sorted(case.of_kind(Event), key=lambda one: one.date.sort_key)
        ),
        picture=draw_timeline(speaker),
        history=view_history(speaker),
        matrix=view_matrix(speaker),
        claims=tuple(view_claim(speaker, site, one) for one in case.of_kind(Claim)),
        quantities=tuple(view_quantity(speaker, site, one) for one in case.of_kind(Quantity)),
        disputes=tuple(view_dispute(speaker, site, one) for one in case.of_kind(Dispute)),
        proceedings=tuple(view_proceeding(speaker, site, one) for one in case.of_kind(Proceeding)),
        quotes=tuple(
            view_quote(speaker, site, one, proofs.get(one.id, ProofState.UNCHECKED)) for one in case.of_kind(Quote)
        ),
        people=tuple(view for party, view in zip(case.parties, parties, strict=True) if party.KIND == "people"),
        organisations=tuple(view for party, view in zip(case.parties, parties, strict=True) if party.KIND != "people"),
        relations=tuple(view_relation(speaker, site, one) for one in case.of_kind(Relation)),
        exhibits=tuple(_view_exhibit(speaker, site, one) for one in case.of_kind(Exhibit)),
        questions=tuple(view_question(speaker, site, one) for one in case.of_kind(Question)),
        gaps=find_gaps(speaker),
        replies=tuple(view_reply(speaker, site, one) for one in case.of_kind(Reply)),
        retractions=tuple(view_correction(speaker, site, one) for one in corrections if not one.is_ours),
        corrections=tuple(view_correction(speaker, site, one) for one in reversed(corrections) if one.is_ours),
        sources=view_sources(speaker, site),
        stamps=tuple(view_stamp(speaker, one) for one in stamps),
        address=site.page_address(language, f"cases/{case.id}/"),
    )


def list_rungs(counts: Mapping[Rung, int], language: str) -> tuple[RungCount, ...]:
    """The standings that there are, from the firmest to the weakest, with their number."""
    return tuple(
        RungCount(rung.value, label(rung, language), meaning(rung, language), counts[rung])
        for rung in RUNG_ORDER
        if counts.get(rung)
    )


def _view_key_fact(speaker: Speaker, record: Record) -> KeyFactView:
    speaker = speaker.of(record)
    text = tell_figure(speaker, record) if isinstance(record, Quantity) else ""
    standing = view_standing(speaker, record) if isinstance(record, Statement) else None
    return KeyFactView(speaker.record(record), text, standing)


def view_dispute(speaker: Speaker, site: SiteContext, dispute: Dispute) -> DisputeView:
    """A dispute for readers; on a day, with the accounts that there were by then."""
    return DisputeView(
        tools=view_tools(speaker, site, dispute),
        title=speaker.line(dispute.title),
        sides=tuple(_view_side(speaker, record) for record in _list_accounts(speaker, dispute)),
        text=speaker.maybe_text(dispute.text),
        would_settle=speaker.maybe_text(dispute.would_settle),
    )


def _list_accounts(speaker: Speaker, dispute: Dispute) -> Iterator[Statement]:
    for reference in dispute.between:
        record = speaker.case.find(reference)
        assert isinstance(record, Statement)  # noqa: S101  (the resolver holds `between` to statements)
        if speaker.day is None or speaker.of(record).standing(record).rung is not Rung.UNSUPPORTED:
            yield record


def _view_side(speaker: Speaker, record: Statement) -> SideView:
    speaker = speaker.of(record)
    text: Words | str = tell_figure(speaker, record) if isinstance(record, Quantity) else ""
    if isinstance(record, Claim):
        text = speaker.text(record.text)
    elif not text:
        text = speaker.record(record).plain
    return SideView(
        speaker.record(record),
        record.KIND,
        text,
        speaker.date(record.date) if isinstance(record, Event) else None,
        view_standing(speaker, record),
        cites_of(speaker, record),
    )


def _view_exhibit(speaker: Speaker, site: SiteContext, exhibit: Exhibit) -> ExhibitView:
    return ExhibitView(
        tools=view_tools(speaker, site, exhibit),
        title=speaker.line(exhibit.title),
        file=f"exhibits/{exhibit.file}" if exhibit.file else "",
        sha256=exhibit.sha256 or "",
        alt=speaker.plain(exhibit.alt),
        caption=speaker.text(exhibit.caption),
        taken=speaker.maybe_date(exhibit.taken),
        rights=speaker.maybe_line(exhibit.rights),
        cites=speaker.cite(exhibit.cite),
    )
