"""The lists across all cases: cases, people and organisations, sources, the timeline of everything, and what changed."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from generator.facts.event import Event
from generator.facts.organisation import Organisation
from generator.facts.statement import Statement
from generator.views.changes import ChangeView, list_changes
from generator.views.labels import RUNG_ORDER, label
from generator.views.naming import anchor_in
from generator.views.parties import tell_years
from generator.views.sources import write_reference
from generator.views.standings import describe_day
from generator.views.words import DateView, Speaker, Words

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from generator.case import Case
    from generator.facts.party import Party
    from generator.facts.source import Source


@dataclass(frozen=True, slots=True)
class CaseCard:
    """A case in the list of all cases."""

    id: str
    title: Words
    summary: str
    state: str
    is_draft: bool
    topics: tuple[str, ...]
    places: tuple[str, ...]
    statements: int
    standings: tuple[tuple[str, str, int], ...]
    reviewed: str


@dataclass(frozen=True, slots=True)
class Appearance:
    """A case in which a party or source appears, with the place on its page, relative to the root of the language."""

    case: str
    link: str


@dataclass(frozen=True, slots=True)
class PartyEntry:
    """A person or organisation in the list of all, with the cases it appears in."""

    anchor: str
    sort_key: str
    name: str
    lived: str
    kind: str
    roles: tuple[str, ...]
    appearances: tuple[Appearance, ...]


@dataclass(frozen=True, slots=True)
class SourceEntry:
    """A source in the list of all, with the cases it is used in."""

    anchor: str
    sort_key: str
    name: str
    reference: str
    type: str
    seen: str
    is_seen: bool
    appearances: tuple[Appearance, ...]


@dataclass(frozen=True, slots=True)
class EventEntry:
    """An event in the timeline of everything."""

    anchor: str
    sort_key: tuple[date, date, int, str]
    year: str
    date: DateView
    title: Words
    rung: str
    standing: str
    case: str
    link: str


@dataclass(frozen=True, slots=True)
class CaseEntries:
    """What one case gives to the lists across all cases."""

    card: CaseCard
    parties: tuple[PartyEntry, ...]
    sources: tuple[SourceEntry, ...]
    events: tuple[EventEntry, ...]
    changes: tuple[ChangeView, ...]


@dataclass(frozen=True, slots=True)
class Indexes:
    """The lists across all cases, in one language, each in the order it is read."""

    language: str
    cases: tuple[CaseCard, ...]
    parties: tuple[PartyEntry, ...]
    sources: tuple[SourceEntry, ...]
    events: tuple[EventEntry, ...]
    changes: tuple[ChangeView, ...]


def view_entries(case: Case, language: str) -> CaseEntries:
    """What a case gives to the lists, in one language."""
    speaker = Speaker(case, language)
    title = speaker.plain(case.record.title)
    page = f"cases/{case.id}/"
    return CaseEntries(
        _view_card(speaker),
        tuple(_enter_party(speaker, party, title, page) for party in case.parties),
        tuple(_enter_source(speaker, source, title, page) for source in case.sources),
        tuple(_enter_event(speaker, event, title, page) for event in case.of_kind(Event)),
        list_changes(speaker),
    )


def gather_indexes(entries: Iterable[CaseEntries], language: str) -> Indexes:
    """The lists across all cases from what each case gives; a record used in several cases becomes one entry."""
    listed = list(entries)
    return Indexes(
        language,
        tuple(sorted((one.card for one in listed), key=lambda card: (_fold(card.title.plain), card.id))),
        tuple(_merge(party for one in listed for party in one.parties)),
        tuple(_merge(source for one in listed for source in one.sources)),
        tuple(sorted((event for one in listed for event in one.events), key=lambda event: event.sort_key)),
        tuple(
            sorted(
                (change for one in listed for change in one.changes),
                key=lambda one: (one.iso_day, one.link),
                reverse=True,
            )
        ),
    )


def _fold(text: str) -> str:
    """Letters without their marks and case, so that a list reads as a reader would look things up."""
    if not text.isascii():
        text = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return text.casefold().lstrip("«“\"' [")


def _merge(entries: Iterable[PartyEntry] | Iterable[SourceEntry]) -> list:  # type: ignore[type-arg]
    merged: dict[str, PartyEntry | SourceEntry] = {}
    for entry in entries:
        known = merged.get(entry.anchor)
        merged[entry.anchor] = (
            entry if known is None else replace(known, appearances=(*known.appearances, *entry.appearances))
        )
    return sorted(merged.values(), key=lambda entry: (entry.sort_key, entry.anchor))


def _view_card(speaker: Speaker) -> CaseCard:
    case = speaker.case
    record = case.record
    rungs = [speaker.standing(statement).rung for statement in case.of_kind(Statement)]
    return CaseCard(
        case.id,
        speaker.line(record.title),
        speaker.plain_text(record.summary),
        label(record.state, speaker.language),
        record.state.value == "draft",
        tuple(map(speaker.plain, record.topics)),
        tuple(map(speaker.plain, record.places)),
        len(rungs),
        tuple((rung.value, label(rung, speaker.language), rungs.count(rung)) for rung in RUNG_ORDER if rung in rungs),
        describe_day(speaker, record.reviewed) if record.reviewed else "",
    )


def _appearance(speaker: Speaker, record: Party | Source, title: str, page: str) -> tuple[Appearance, ...]:
    return (Appearance(title, f"{page}#{anchor_in(speaker.case, record)}"),)


def _list_anchor(record: Party | Source) -> str:
    return f"{record.ANCHOR}-{record.case}-{record.id}"


def _enter_party(speaker: Speaker, party: Party, title: str, page: str) -> PartyEntry:
    name = speaker.party(party).plain
    return PartyEntry(
        _list_anchor(party),
        _fold(name),
        name,
        tell_years(speaker, party),
        label(party.kind, speaker.language) if isinstance(party, Organisation) else speaker.say("person"),
        tuple(map(speaker.plain, party.roles)),
        _appearance(speaker, party, title, page),
    )


def _enter_source(speaker: Speaker, source: Source, title: str, page: str) -> SourceEntry:
    name = speaker.source(source).plain
    return SourceEntry(
        _list_anchor(source),
        _fold(name),
        name,
        write_reference(speaker, source),
        label(source.type, speaker.language),
        label(source.seen, speaker.language),
        source.is_seen,
        _appearance(speaker, source, title, page),
    )


def _enter_event(speaker: Speaker, event: Event, title: str, page: str) -> EventEntry:
    day = event.date.earliest or event.date.latest
    rung = speaker.standing(event).rung
    return EventEntry(
        f"event-{event.case}-{event.id}",
        event.date.sort_key,
        str(day.year) if day else "",
        speaker.date(event.date),
        speaker.line(event.title),
        rung.value,
        label(rung, speaker.language),
        title,
        f"{page}#{event.anchor}",
    )
