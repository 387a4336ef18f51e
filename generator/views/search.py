"""What the search knows of a case's page: its records, in the words that the page itself shows.

Everything here is taken from views, in which a protected name never is.
"""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING, Protocol

from generator.artifact import SearchRecord
from generator.case import Rung
from generator.language import mark, translations
from generator.views.labels import label
from generator.views.quotes import name_language

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from generator.views.case_page import CaseView
    from generator.views.tools import Tools
    from generator.views.words import Words

KINDS: Mapping[str, str] = {
    "case": mark("case"),
    "claim": mark("claim"),
    "correction": mark("correction"),
    "dispute": mark("disputed accounts"),
    "event": mark("event"),
    "exhibit": mark("exhibit"),
    "organisation": mark("organisation"),
    "page": mark("page"),
    "person": mark("person"),
    "proceeding": mark("proceeding"),
    "quantity": mark("figure"),
    "question": mark("question"),
    "quote": mark("quote"),
    "relation": mark("tie"),
    "reply": mark("request for comment"),
    "source": mark("source"),
    "term": mark("word explained"),
}
"""What readers call the kinds of what is found."""

WORDS: Mapping[str, str] = {
    "any": mark("any"),
    "case": mark("Case"),
    "close": mark("Close"),
    "failed": mark("The search could not be loaded."),
    "filters": mark("Narrow down"),
    "found": mark("Found: %(n)s"),
    "help": mark("Every word must be there. “Between quotation marks”: these words in this order."),
    "kind": mark("Kind"),
    "language": mark("Language of the text"),
    "more": mark("Show more"),
    "none": mark("Nothing found for: %(query)s"),
    "page": mark("Only in this case"),
    "person": mark("Person or organisation"),
    "standing": mark("Standing"),
    "wait": mark("Searching …"),
    "year": mark("Year, or years as 1894–1899"),
}
"""What the search says to its readers."""

_LINKED = re.compile(r'href="#([^"]+)"')
_TAG = re.compile(r"<[^>]*>")


class _Told(Protocol):
    @property
    def tools(self) -> Tools: ...


def list_records(view: CaseView) -> tuple[SearchRecord, ...]:
    """Whatever in a case's page the search can find, the page itself first."""
    page = SearchRecord(
        anchor="",
        title=view.title.plain,
        text=_say(view.summary, *view.topics, *view.places),
        kind="case",
        language=view.title.language,
    )
    writer = _Writer(view)
    return (page, *writer.list_statements(), *writer.list_documents(), *writer.list_parties(), *writer.list_others())


class _Writer:
    """Writes the records of one case's page."""

    def __init__(self, view: CaseView) -> None:
        self.view = view
        self.parties: dict[str, dict[str, None]] = {}
        for party in (*view.people, *view.organisations):
            for link in (*party.statements_by, *party.statements_about, *party.quotes):
                if found := _LINKED.search(link.html):
                    self.parties.setdefault(found[1], {})[party.name] = None

    def write(
        self, kind: str, one: _Told, title: Words | str, *texts: Words | str | None, year: str = "", standing: str = ""
    ) -> SearchRecord:
        anchor = one.tools.anchor
        return SearchRecord(
            anchor=anchor,
            title=title if isinstance(title, str) else title.plain,
            text=_say(*texts),
            kind=kind,
            standing=standing,
            parties=tuple(self.parties.get(anchor, ())),
            year=year,
            language=self.view.language if isinstance(title, str) else title.language,
        )

    def list_statements(self) -> Iterator[SearchRecord]:
        for event in self.view.events:
            said = (event.text, event.where, *(one.role for one in event.who))
            yield self.write("event", event, event.title, *said, year=event.year, standing=event.standing.rung)
        for claim in self.view.claims:
            yield self.write("claim", claim, claim.text, claim.settled_by, standing=claim.standing.rung)
        for quantity in self.view.quantities:
            rung = quantity.standing.rung
            yield self.write("quantity", quantity, quantity.of, quantity.figure, quantity.text, standing=rung)
        for tie in self.view.relations:
            title = f"{tie.subject.plain} {_say(tie.tie)} {tie.object.plain}"
            yield self.write("relation", tie, title, tie.text, standing=tie.standing.rung)

    def list_documents(self) -> Iterator[SearchRecord]:
        for quote in self.view.quotes:
            texts = (quote.original, *(one.text for one in quote.translations), quote.context)
            yield self.write("quote", quote, quote.text, *texts, year=quote.iso_day[:4])
        for proceeding in self.view.proceedings:
            place = (proceeding.court, proceeding.chamber, proceeding.number, proceeding.ecli)
            steps = [text for one in proceeding.steps for text in (one.kind, one.outcome, one.sentence, one.text)]
            said = (*place, proceeding.text, *(one.party for one in proceeding.parties), *steps)
            day = next((step.iso_day for step in proceeding.steps), "")
            yield self.write("proceeding", proceeding, proceeding.title, *said, year=day[:4])
        for exhibit in self.view.exhibits:
            yield self.write("exhibit", exhibit, exhibit.title, exhibit.caption, exhibit.alt)
        for source in self.view.sources:
            reference = unescape(_TAG.sub("", source.reference))
            day = (source.issued.datetime if source.issued else None) or ""
            yield self.write("source", source, source.name, reference, source.note, year=day[:4])

    def list_parties(self) -> Iterator[SearchRecord]:
        """Each party, found by every form of its name that its page shows."""
        for kind, parties in (("person", self.view.people), ("organisation", self.view.organisations)):
            for party in parties:
                names = (*(name.plain for _, name in party.other_names), *party.aliases)
                self.parties[party.tools.anchor] = dict.fromkeys((party.name, *names))
                yield self.write(kind, party, party.name, *names, *party.roles, party.text)

    def list_others(self) -> Iterator[SearchRecord]:
        for dispute in self.view.disputes:
            yield self.write("dispute", dispute, dispute.title, dispute.text, dispute.would_settle)
        for question in self.view.questions:
            yield self.write("question", question, question.text, question.why_it_matters, question.would_settle)
        for reply in self.view.replies:
            yield self.write("reply", reply, reply.to, reply.how, reply.outcome, reply.answer)
        for one in (*self.view.retractions, *self.view.corrections):
            yield self.write("correction", one, one.record, one.was, one.now, one.why, year=one.iso_day[:4])


def name_facet(facet: str, value: str, language: str) -> str:
    """What readers call the kind, standing or language of a record."""
    if facet == "kind":
        return translations(language).gettext(KINDS.get(value, value))
    return label(Rung(value), language) if facet == "standing" else name_language(value, language)


def _say(*texts: Words | str | None) -> str:
    """Texts one after the other, on one line; whatever is none is left out."""
    return " · ".join(" ".join(str(text).split()) for text in texts if text)
