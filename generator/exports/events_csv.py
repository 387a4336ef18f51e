"""`events.csv`: the events of a case in the order of its timeline, one to a row."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.exports.export import CaseExport
from generator.exports.spreadsheet import MEDIA_TYPE, list_citations, write_date, write_table
from generator.facts.event import Event
from generator.language import mark

if TYPE_CHECKING:
    from generator.case import Case
    from generator.views.case_page import CaseView
    from generator.views.statements import EventView

HEAD = (
    *("id", "date", "bound", "earliest", "latest", "date_words", "as_written", "inferred"),
    *("title", "text", "where", "who", "standing", "standing_words", "origins", "cite", "address"),
)


def render(case: Case, view: CaseView) -> str:
    """The events, with their standings and citations."""
    events = {event.id: event for event in case.of_kind(Event)}
    return write_table(HEAD, (_write_row(case, view, events[one.tools.id], one) for one in view.events))


def _write_row(case: Case, view: CaseView, event: Event, one: EventView) -> tuple[object, ...]:
    who = (f"{part.party.plain} ({part.role.plain})" if part.role else part.party.plain for part in one.who)
    return (
        event.id,
        *write_date(event.date),
        one.date.text,
        one.date.as_written,
        one.date.inferred,
        one.title,
        one.text,
        one.where,
        "; ".join(who),
        one.standing.rung,
        one.standing.label,
        case.standing(event).origins,
        list_citations(case, event, view.language),
        f"{view.address}#{one.tools.anchor}",
    )


EXPORT = CaseExport("events.csv", MEDIA_TYPE, mark("Events (CSV)"), render)
