"""Statements for readers: events, claims, quantities and relations, each with its standing; and the matrix of claims."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING

from babel.numbers import format_decimal

from generator.facts.claim import Claim
from generator.views.labels import label
from generator.views.standings import StandingView, first_day, view_standing
from generator.views.tools import Tools, view_tools

if TYPE_CHECKING:
    from generator.facts.event import Event, Participant
    from generator.facts.quantity import Quantity
    from generator.facts.relation import Relation
    from generator.facts.statement import Statement
    from generator.views.site import SiteContext
    from generator.views.words import DateView, Speaker, Words


@dataclass(frozen=True, slots=True)
class ParticipantView:
    """A party and its part."""

    party: Words
    role: Words | None


@dataclass(frozen=True, slots=True, kw_only=True)
class EventView:
    """One event of the timeline."""

    tools: Tools
    title: Words
    date: DateView
    iso_day: str
    """The first day that it can have been, as 1894-10-15; empty where nothing bounds it."""
    year: str
    text: Words | None
    where: Words | None
    who: tuple[ParticipantView, ...]
    standing: StandingView
    cites: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimView:
    """One claim with its voices and chains."""

    tools: Tools
    title: str
    text: Words
    about: tuple[Words, ...]
    standing: StandingView
    cites: Words
    contrary: tuple[Words, ...]
    settled_by: Words | None


@dataclass(frozen=True, slots=True, kw_only=True)
class QuantityView:
    """One figure with its qualifier."""

    tools: Tools
    figure: str
    of: Words
    text: Words | None
    standing: StandingView
    cites: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class RelationView:
    """One tie between two parties."""

    tools: Tools
    subject: Words
    tie: Words | str
    object: Words
    period: DateView | None
    text: Words | None
    standing: StandingView
    cites: Words


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """A claim, and under each source what the source carries for or against it."""

    anchor: str
    title: str
    rung: str
    standing: str
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Matrix:
    """Claims against sources: which claim rests on which."""

    sources: tuple[Words, ...]
    rows: tuple[MatrixRow, ...]


def cites_of(speaker: Speaker, statement: Statement) -> Words:
    """The citations of a statement and of its assertions, each once; on a day, those of what had been said by then."""
    if speaker.day is None:
        citations = [*statement.cite, *(citation for assertion in statement.assertions for citation in assertion.cite)]
        return speaker.cite_once(citations)
    standing = speaker.standing(statement)
    return speaker.cite_once(citation for voice in (*standing.voices, *standing.gone) for citation in voice.cites)


def view_participants(speaker: Speaker, participants: tuple[Participant, ...]) -> tuple[ParticipantView, ...]:
    """Parties and their parts."""
    return tuple(
        ParticipantView(speaker.party(speaker.case.find_party(one.party)), speaker.maybe_line(one.role))
        for one in participants
    )


def view_event(speaker: Speaker, site: SiteContext, event: Event) -> EventView:
    """An event for readers."""
    day = event.date.earliest or event.date.latest
    return EventView(
        tools=view_tools(speaker, site, event),
        title=speaker.line(event.title),
        date=speaker.date(event.date),
        iso_day=first_day(event.date),
        year=str(day.year) if day else "",
        text=speaker.maybe_text(event.text),
        where=speaker.maybe_line(event.where),
        who=view_participants(speaker, event.who),
        standing=view_standing(speaker, event),
        cites=cites_of(speaker, event),
    )


def view_claim(speaker: Speaker, site: SiteContext, claim: Claim) -> ClaimView:
    """A claim for readers."""
    find = speaker.case.find
    return ClaimView(
        tools=view_tools(speaker, site, claim),
        title=speaker.record(claim).plain,
        text=speaker.text(claim.text),
        about=tuple(speaker.party(speaker.case.find_party(party)) for party in claim.about),
        standing=view_standing(speaker, claim),
        cites=cites_of(speaker, claim),
        contrary=tuple(
            speaker.record(other)
            for other in map(find, claim.contrary)
            if speaker.day is None or speaker.is_shown(other)
        ),
        settled_by=speaker.maybe_text(claim.settled_by),
    )


def tell_figure(speaker: Speaker, quantity: Quantity) -> str:
    """A figure with its qualifier and unit, as in “more than 181,000 photographs”."""
    numbers = {
        "value": _write_number(str(quantity.value), speaker.language),
        "to": _write_number(str(quantity.to), speaker.language) if quantity.to is not None else "",
        "unit": speaker.plain(quantity.unit),
    }
    pattern = label(quantity.qualifier, speaker.language) if quantity.qualifier else "%(value)s %(unit)s"
    return pattern % numbers


@lru_cache(maxsize=512)
def _write_number(digits: str, language: str) -> str:
    return str(format_decimal(Decimal(digits), locale=language.replace("-", "_"), decimal_quantization=False))


def view_quantity(speaker: Speaker, site: SiteContext, quantity: Quantity) -> QuantityView:
    """A figure for readers."""
    return QuantityView(
        tools=view_tools(speaker, site, quantity),
        figure=tell_figure(speaker, quantity),
        of=speaker.line(quantity.of),
        text=speaker.maybe_text(quantity.text),
        standing=view_standing(speaker, quantity),
        cites=cites_of(speaker, quantity),
    )


def view_relation(speaker: Speaker, site: SiteContext, relation: Relation) -> RelationView:
    """A tie for readers."""
    find = speaker.case.find_party
    return RelationView(
        tools=view_tools(speaker, site, relation),
        subject=speaker.party(find(relation.subject)),
        tie=speaker.line(relation.title) if relation.title else label(relation.kind, speaker.language),
        object=speaker.party(find(relation.object)),
        period=speaker.maybe_date(relation.period),
        text=speaker.maybe_text(relation.text),
        standing=view_standing(speaker, relation),
        cites=cites_of(speaker, relation),
    )


def view_matrix(speaker: Speaker) -> Matrix | None:
    """The matrix of the case's claims against its sources; none for a case without claims."""
    claims = speaker.case.of_kind(Claim)
    used = {key: [] for key in (source.key for source in speaker.case.sources)}  # type: dict[str, list[str]]
    rows = []
    for claim in claims:
        standing = speaker.standing(claim)
        carried: dict[str, str] = {}
        for voice in standing.voices:
            sign = "against" if voice in standing.opposing or not voice.holds else "for"
            for chain in voice.chains:
                for source in chain.links:
                    before = carried.get(source.key)
                    carried[source.key] = sign if before in (None, sign) else "both"
        rows.append((claim, standing, carried))
        for key in carried:
            used[key].append(claim.id)
    sources = [source for source in speaker.case.sources if used[source.key]]
    if not rows or not sources:
        return None
    return Matrix(
        tuple(speaker.cite_sources([source]) for source in sources),
        tuple(
            MatrixRow(
                claim.anchor,
                speaker.record(claim).plain,
                standing.rung.value,
                label(standing.rung, speaker.language),
                tuple(carried.get(source.key, "") for source in sources),
            )
            for claim, standing, carried in rows
        ),
    )
