"""A case as it stood on a day: what had happened and been said by then, and how well it stood; the rest was yet to come."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.case import Rung
from generator.facts.claim import Claim
from generator.facts.dispute import Dispute
from generator.facts.event import Event
from generator.facts.proceeding import Proceeding
from generator.facts.quantity import Quantity
from generator.facts.quote import ProofState, Quote
from generator.facts.relation import Relation
from generator.facts.statement import Statement
from generator.views.case_page import DisputeView, RungCount, list_rungs, view_dispute
from generator.views.history import MomentLink, list_moments
from generator.views.proceedings import ProceedingView, view_proceeding
from generator.views.quotes import QuoteView, date_words, view_quote
from generator.views.standings import describe_day
from generator.views.statements import (
    ClaimView,
    EventView,
    QuantityView,
    RelationView,
    view_claim,
    view_event,
    view_quantity,
    view_relation,
)
from generator.views.words import Speaker, Words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from generator.case import Case
    from generator.facts.case import Moment
    from generator.facts.value import Record
    from generator.views.site import SiteContext


@dataclass(frozen=True, slots=True, kw_only=True)
class MomentView:
    """What a reader is shown of a case as it stood on a day."""

    case_id: str
    language: str
    case_title: Words
    title: Words
    day: str
    iso_day: str
    moments: tuple[MomentLink, ...]
    standings: tuple[RungCount, ...]
    said: int
    """How many of the case's statements had been made by then."""
    unsaid: int
    """How many came only later."""
    events: tuple[EventView, ...]
    claims: tuple[ClaimView, ...]
    quantities: tuple[QuantityView, ...]
    relations: tuple[RelationView, ...]
    disputes: tuple[DisputeView, ...]
    proceedings: tuple[ProceedingView, ...]
    quotes: tuple[QuoteView, ...]


def view_moments(
    case: Case, site: SiteContext, language: str, proofs: Mapping[str, ProofState] | None = None
) -> tuple[MomentView, ...]:
    """The case at each of the days that its editors chose, in one language; `proofs` as in `view_case`."""
    return tuple(_view_moment(case, site, language, moment, proofs or {}) for moment in case.record.moments)


def _view_moment(
    case: Case, site: SiteContext, language: str, moment: Moment, proofs: Mapping[str, ProofState]
) -> MomentView:
    probe = Speaker(case, language, day=moment.on)
    shown = {record.key: record for record in _list_shown(probe)}
    speaker = Speaker(case, language, "../", day=moment.on, shown=frozenset(shown))
    records = tuple(shown.values())
    counts = Counter(probe.standing(statement).rung for statement in case.statements)
    unsaid = counts.pop(Rung.UNSUPPORTED, 0)
    events = sorted((one for one in records if isinstance(one, Event)), key=lambda one: one.date.sort_key)
    return MomentView(
        case_id=case.id,
        language=language,
        case_title=speaker.line(case.record.title),
        title=speaker.line(moment.title),
        day=describe_day(speaker, moment.on),
        iso_day=moment.on.isoformat(),
        moments=list_moments(speaker),
        standings=list_rungs(counts, language),
        said=counts.total(),
        unsaid=unsaid,
        events=tuple(view_event(speaker, site, one) for one in events),
        claims=tuple(view_claim(speaker, site, one) for one in records if isinstance(one, Claim)),
        quantities=tuple(view_quantity(speaker, site, one) for one in records if isinstance(one, Quantity)),
        relations=tuple(view_relation(speaker, site, one) for one in records if isinstance(one, Relation)),
        disputes=tuple(view_dispute(speaker, site, one) for one in records if isinstance(one, Dispute)),
        proceedings=tuple(view_proceeding(speaker, site, one) for one in records if isinstance(one, Proceeding)),
        quotes=tuple(
            view_quote(speaker, site, one, proofs.get(one.id, ProofState.UNCHECKED))
            for one in records
            if isinstance(one, Quote)
        ),
    )


def _list_shown(speaker: Speaker) -> Iterator[Record]:
    """The records that there was something to tell of by the speaker's day."""
    for record in speaker.case.records.values():
        if isinstance(record, Event):
            come = speaker.has_come(record.date)
        elif isinstance(record, Statement):
            come = _is_said(speaker, record)
        elif isinstance(record, Quote):
            come = speaker.has_come(date_words(speaker, record))
        elif isinstance(record, Proceeding):
            come = any(speaker.has_come(step.on) for step in record.steps)
        elif isinstance(record, Dispute):
            come = _has_arisen(speaker, record)
        else:
            come = False
        if come:
            yield record


def _is_said(speaker: Speaker, statement: Statement) -> bool:
    return speaker.standing(statement).rung is not Rung.UNSUPPORTED


def _has_arisen(speaker: Speaker, dispute: Dispute) -> bool:
    """Whether two of the accounts were there by the day, or one alone in which voices differ."""
    accounts = [record for one in dispute.between if isinstance(record := speaker.case.find(one), Statement)]
    told = [record for record in accounts if _is_said(speaker.of(record), record)]
    return len(told) > 1 or any(speaker.of(one).standing(one).opposing for one in told)
