"""The lists across all cases: cases, people and organisations, sources, the timeline of everything, and what changed."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeVar

from generator.facts.event import Event
from generator.facts.organisation import Organisation
from generator.facts.statement import Statement
from generator.views.changes import ChangeView, list_changes
from generator.views.labels import RUNG_ORDER, label
from generator.views.naming import anchor_in
from generator.views.parties import find_part, tell_years
from generator.views.sources import write_reference
from generator.views.standings import describe_day
from generator.views.words import DateView, Speaker, Words

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from generator.case import Case
    from generator.facts.party import Party
    from generator.facts.source import Source
    from generator.facts.value import Record


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
class RecordLink:
    """A record of a case, with its place relative to the root of the language."""

    title: str
    link: str


@dataclass(frozen=True, slots=True)
class PartyAppearance(Appearance):
    """A case in which a party appears: how often it speaks and is spoken of; and where, if it appears in several cases."""

    says: int
    spoken_of: int
    statements_by: tuple[RecordLink, ...]
    statements_about: tuple[RecordLink, ...]
    quotes: tuple[RecordLink, ...]


@dataclass(frozen=True, slots=True)
class PartyEntry:
    """A person or organisation in the list of all, with the cases it appears in.

    People come before organisations. `page` is the path of the party's own page, which it has if it appears in several
    cases; else it is empty.
    """

    anchor: str
    sort_key: tuple[bool, str]
    section: str
    letter: str
    name: str
    listed_as: str
    lived: str
    kind: str
    roles: tuple[str, ...]
    page: str
    appearances: tuple[PartyAppearance, ...]


@dataclass(frozen=True, slots=True)
class SourceEntry:
    """A source in the list of all, with the cases it is used in."""

    anchor: str
    sort_key: str
    letter: str
    name: str
    reference: str
    type: str
    seen: str
    is_seen: bool
    appearances: tuple[Appearance, ...]


E = TypeVar("E", PartyEntry, SourceEntry)


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


def _merge(entries: Iterable[E]) -> list[E]:
    by_anchor: dict[str, list[E]] = {}
    for entry in entries:
        by_anchor.setdefault(entry.anchor, []).append(entry)
    merged = [
        replace(same[0], appearances=tuple(place for one in same for place in one.appearances))
        for same in by_anchor.values()
    ]
    return sorted(merged, key=lambda entry: (entry.sort_key, entry.anchor))


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


def _initial(folded: str) -> str:
    """The letter under which a list has a name; a number sign for what begins with none."""
    return folded[0].upper() if folded[:1].isalpha() else "#"


def _list_anchor(record: Party | Source) -> str:
    return f"{record.ANCHOR}-{record.case}-{record.id}"


def _enter_party(speaker: Speaker, party: Party, title: str, page: str) -> PartyEntry:
    name = speaker.party(party).plain
    listed_as = party.sort_as if party.sort_as is not None and party.shows_name else name
    is_person = not isinstance(party, Organisation)
    is_in_several = len(speaker.case.library.cases_of(party)) > 1
    return PartyEntry(
        _list_anchor(party),
        (not is_person, _fold(listed_as)),
        speaker.say("People") if is_person else speaker.say("Organisations and authorities"),
        _initial(_fold(listed_as)),
        name,
        listed_as,
        tell_years(speaker, party),
        label(party.kind, speaker.language) if isinstance(party, Organisation) else speaker.say("person"),
        tuple(map(speaker.plain, party.roles)),
        f"people/{party.case}-{party.id}" if is_in_several else "",
        (_appear(speaker, party, title, page, in_full=is_in_several),),
    )


def _appear(speaker: Speaker, party: Party, title: str, page: str, *, in_full: bool) -> PartyAppearance:
    part = find_part(speaker.case, party)

    def link(records: tuple[Record, ...]) -> tuple[RecordLink, ...]:
        if not in_full:
            return ()
        return tuple(RecordLink(speaker.record(one).plain, f"{page}#{anchor_in(speaker.case, one)}") for one in records)

    return PartyAppearance(
        title,
        f"{page}#{anchor_in(speaker.case, party)}",
        len(part.says) + len(part.quoted),
        len(part.spoken_of),
        link(part.says),
        link(part.spoken_of),
        link(part.quoted),
    )


def _enter_source(speaker: Speaker, source: Source, title: str, page: str) -> SourceEntry:
    name = speaker.source(source).plain
    return SourceEntry(
        _list_anchor(source),
        _fold(name),
        _initial(_fold(name)),
        name,
        write_reference(speaker, source),
        label(source.type, speaker.language),
        label(source.seen, speaker.language),
        source.is_seen,
        (Appearance(title, f"{page}#{anchor_in(speaker.case, source)}"),),
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
