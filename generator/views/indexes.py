"""The lists across all cases: cases, people and organisations, sources, the timeline of everything, and what changed."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING, TypeAlias

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
    from collections.abc import Sequence

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

    `group` is `people` or `organisations`, and `section` what that is called. `page` is the path of the party's own page,
    which it has if it appears in several cases; else it is empty.
    """

    anchor: str
    group: str
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
    letter: str
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
    year: str
    date: DateView
    title: Words
    rung: str
    standing: str
    case: str
    link: str


View: TypeAlias = CaseCard | PartyEntry | SourceEntry | EventEntry | ChangeView
"""What a list shows of a record."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What one case gives to one of the lists across all cases.

    `section` names the list. Entries are read in the order of `sort`, code point by code point. Those of several cases that
    share an `anchor` are of one record, and become one entry: `is_borrowed` tells that the record is not the case's own.
    """

    section: str
    sort: str
    anchor: str
    is_borrowed: bool
    view: View


@dataclass(frozen=True, slots=True)
class Indexes:
    """What files across all cases are made of, in one language: every case, and the newest changes, the newest first."""

    language: str
    cases: tuple[CaseCard, ...]
    changes: tuple[ChangeView, ...]


def view_entries(case: Case, language: str) -> tuple[Entry, ...]:
    """What a case gives to the lists, in one language."""
    speaker = Speaker(case, language)
    title = speaker.plain(case.record.title)
    page = f"cases/{case.id}/"
    return (
        _enter_case(speaker),
        *(_enter_party(speaker, party, title, page) for party in case.parties),
        *(_enter_source(speaker, source, title, page) for source in case.sources),
        *(_enter_event(speaker, event, title, page) for event in case.of_kind(Event)),
        *(_enter_change(change) for change in list_changes(speaker)),
    )


def merge_views(views: Sequence[View]) -> View:
    """What is shown of one record, from what each case that has it shows, in the order of the cases."""
    first = views[0]
    if isinstance(first, PartyEntry):
        places = tuple(place for one in views if isinstance(one, PartyEntry) for place in one.appearances)
        return replace(first, appearances=places, page=first.page if len(places) > 1 else "")
    if isinstance(first, SourceEntry):
        used = tuple(place for one in views if isinstance(one, SourceEntry) for place in one.appearances)
        return replace(first, appearances=used)
    return first


@lru_cache(maxsize=256)
def _fold(text: str) -> str:
    """Letters without their marks and case, so that a list reads as a reader would look things up."""
    if not text.isascii():
        text = unicodedata.normalize("NFKD", text)
        if any(map(unicodedata.combining, text)):
            text = "".join(letter for letter in text if not unicodedata.combining(letter))
    return text.casefold().lstrip("«“\"' [")


def _enter_case(speaker: Speaker) -> Entry:
    card = _view_card(speaker)
    return Entry("cases", f"{_fold(card.title.plain)}\0{card.id}", card.id, is_borrowed=False, view=card)


def _enter_change(change: ChangeView) -> Entry:
    # The newest first: what is read in the order of the code points has the days counted from their end.
    newest_first = 99_999_999 - int(change.iso_day.replace("-", ""))
    return Entry("changes", f"{newest_first:08}\0{change.link}", change.link, is_borrowed=False, view=change)


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
    # Ids have single hyphens: with two between them, no two records have one anchor.
    return f"{record.ANCHOR}-{record.case}--{record.id}"


def _enter_party(speaker: Speaker, party: Party, title: str, page: str) -> Entry:
    case = speaker.case
    name = speaker.party(party).plain
    listed_as = party.sort_as if party.sort_as is not None and party.shows_name else name
    is_person = not isinstance(party, Organisation)
    anchor = _list_anchor(party)
    # Of a shared record nobody knows here who else uses it: whoever joins the entries does.
    may_be_elsewhere = party.case == case.library.SHARED or case.library.is_used_beyond(party, case.id)
    view = PartyEntry(
        anchor,
        "people" if is_person else "organisations",
        speaker.say("People") if is_person else speaker.say("Organisations and authorities"),
        _initial(_fold(listed_as)),
        name,
        listed_as,
        tell_years(speaker, party),
        label(party.kind, speaker.language) if isinstance(party, Organisation) else speaker.say("person"),
        tuple(map(speaker.plain, party.roles)),
        f"people/{party.case}--{party.id}" if may_be_elsewhere else "",
        (_appear(speaker, party, title, page, in_full=may_be_elsewhere),),
    )
    return Entry(
        "people", f"{view.group != 'people':d}\0{_fold(listed_as)}\0{anchor}", anchor, party.case != case.id, view
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


def _enter_source(speaker: Speaker, source: Source, title: str, page: str) -> Entry:
    name = speaker.source(source).plain
    anchor = _list_anchor(source)
    view = SourceEntry(
        anchor,
        _initial(_fold(name)),
        name,
        write_reference(speaker, source),
        label(source.type, speaker.language),
        label(source.seen, speaker.language),
        source.is_seen,
        (Appearance(title, f"{page}#{anchor_in(speaker.case, source)}"),),
    )
    return Entry("sources", f"{_fold(name)}\0{anchor}", anchor, source.case != speaker.case.id, view)


def _enter_event(speaker: Speaker, event: Event, title: str, page: str) -> Entry:
    day = event.date.earliest or event.date.latest
    rung = speaker.standing(event).rung
    anchor = f"event-{event.case}--{event.id}"
    view = EventEntry(
        anchor,
        str(day.year) if day else "",
        speaker.date(event.date),
        speaker.line(event.title),
        rung.value,
        label(rung, speaker.language),
        title,
        f"{page}#{event.anchor}",
    )
    first, last, width, written = event.date.sort_key
    return Entry("timeline", f"{first}\0{last}\0{width:09}\0{written}\0{anchor}", anchor, is_borrowed=False, view=view)
