"""Words for a reader: text in the page's language where there is one, with its citations and links, safe to put in a page."""

from __future__ import annotations

from copy import copy
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

from generator.facts.reference import Reference
from generator.facts.when import Bound
from generator.language import translations
from generator.views.dating import describe_date, describe_period, describe_year, html_datetime
from generator.views.naming import anchor_in, describe_source, name_party, title_record
from generator.views.rendering import render_html, render_plain

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from generator.case import Case
    from generator.facts.citation import Citation
    from generator.facts.party import Party
    from generator.facts.source import Source
    from generator.facts.text import Line, Text
    from generator.facts.value import Record
    from generator.facts.when import When


@dataclass(frozen=True, slots=True)
class Words:
    """A text as HTML and as plain words, with the language it is in; templates write it without escaping it again."""

    html: str
    plain: str
    language: str

    def __html__(self) -> str:
        return self.html

    def __str__(self) -> str:
        return self.plain


@dataclass(frozen=True, slots=True)
class DateView:
    """A date as a reader sees it, with what `<time>` may hold, the source's words and the reason where it was inferred."""

    text: str
    datetime: str | None
    as_written: Words | None
    inferred: Words | None


ON_EVERY_PAGE = frozenset({"people", "organisations", "sources"})
"""The kinds of record that a case's page tells of whichever file they stand in."""


class Speaker:
    """Turns the facts of one case into words of one language; every view is made with one.

    Sources are numbered in the order in which the case lists them. What a record is called is found out once. `page` is
    where the case's page lies, as seen from the page that is written: empty for this one. `day` is the day whose
    standings are told, today without one; `shown` are the keys of the records that the page that is written tells of,
    where it is not the case's own page: links to these stay on it.
    """

    def __init__(
        self,
        case: Case,
        language: str,
        page: str = "",
        *,
        day: date | None = None,
        shown: frozenset[str] = frozenset(),
    ) -> None:
        self.case = case
        self.language = language
        self.page = page
        self.day = day
        self._shown = shown
        self._cases = "../" if not shown and day is None else "../../"
        self._start: Record | None = None
        self.first = case.first_language
        self.say = translations(language).gettext
        self.say_many = translations(language).ngettext
        self.standing = case.assess(day).assess
        self._numbers = {source.key: number for number, source in enumerate(case.sources, start=1)}
        self._parties: dict[str, Words] = {}
        self._sources: dict[str, Words] = {}
        self._records: dict[str, Words] = {}
        self._marks: dict[tuple[str, str], str] = {}

    def of(self, record: Record) -> Speaker:
        """The speaker for what is written in a record, whose references are read where it stands.

        A party or source that the case borrows is told on the case's own page; another case's statement on that case's.
        """
        if record.case == self.case.id:
            return self
        if record.KIND in ON_EVERY_PAGE:
            speaker = copy(self)
            speaker._start = record  # noqa: SLF001
            return speaker
        case = self.case.library.cases[record.case]
        return Speaker(case, self.language, f"{self._cases}{record.case}/", day=self.day)

    def is_shown(self, record: Record) -> bool:
        """Whether the page that is written, where it is not the case's own, tells of a record."""
        return record.key in self._shown

    def has_come(self, when: When | None) -> bool:
        """Whether a date, or its beginning, had come by the day whose standings are told; one that nobody knows had."""
        first = (when.earliest or when.latest) if when is not None else None
        return self.day is None or first is None or first <= self.day

    def line(self, line: Line) -> Words:
        """A line of text, marked with its language where that is not the page's."""
        language, text = line.choose(self.language, self.first)
        return Words(self._inline(escape(text, quote=False), language), text, language)

    def plain(self, line: Line | None) -> str:
        """A line's words alone; nothing for none."""
        return "" if line is None else line.choose(self.language, self.first)[1]

    def text(self, text: Text) -> Words:
        """Prose as blocks of HTML, marked with its language where that is not the page's."""
        language, prose = text.choose(self.language, self.first)
        html = render_html(prose, self)
        if language != self.language:
            html = f'<div lang="{escape(language)}">{html}</div>'
        return Words(html, render_plain(prose, self), language)

    def plain_text(self, text: Text) -> str:
        """The words of prose alone."""
        return render_plain(text.choose(self.language, self.first)[1], self)

    def maybe_line(self, line: Line | None) -> Words | None:
        """As `line`, and nothing for none."""
        return None if line is None else self.line(line)

    def maybe_text(self, text: Text | None) -> Words | None:
        """As `text`, and nothing for none."""
        return None if text is None else self.text(text)

    def foreign(self, text: str, language: str) -> Words:
        """Words in a language of their own, such as a quote."""
        return Words(self._inline(escape(text, quote=False), language), text, language)

    def _inline(self, html: str, language: str) -> str:
        return html if language == self.language else f'<span lang="{escape(language)}">{html}</span>'

    def date(self, when: When) -> DateView:
        """A date in words, with its bounds."""
        return DateView(
            self.describe(when),
            html_datetime(when.edtf) if when.edtf is not None and when.bound is Bound.EXACT else None,
            self.maybe_line(when.as_written),
            self.maybe_line(when.inferred),
        )

    def maybe_date(self, when: When | None) -> DateView | None:
        """As `date`, and nothing for none."""
        return None if when is None else self.date(when)

    def describe(self, when: When) -> str:
        """A date's words alone."""
        if when.edtf is not None:
            return describe_date(when.edtf, self.language, when.bound.value, role="date")
        return describe_period(when.start, when.end, self.language, when.bound.value)

    def describe_year(self, when: When) -> str:
        """A date's words alone, without month and day."""
        return describe_year(when.edtf, self.language, when.bound.value) if when.edtf else self.describe(when)

    def party(self, party: Party) -> Words:
        """A party's name as a reader may see it, linked to where the page tells of the party."""
        known = self._parties.get(party.key)
        if known is None:
            language, name = name_party(party, self.language, self.first)
            html = self._inline(escape(name, quote=False), language)
            link = f'<a class="party" href="{self.page}#{anchor_in(self.case, party)}">{html}</a>'
            known = self._parties[party.key] = Words(link, name, language)
        return known

    def source(self, source: Source) -> Words:
        """A source's short name, linked to its place in the list of sources."""
        known = self._sources.get(source.key)
        if known is None:
            name = describe_source(source, self.language, self.first, self.case)
            link = f"{self.page}#{anchor_in(self.case, source)}"
            html = f'<a class="source" href="{link}">{escape(name, quote=False)}</a>'
            known = self._sources[source.key] = Words(html, name, self.language)
        return known

    def number(self, source: Source) -> int:
        """The number by which the page cites a source."""
        return self._numbers[source.key]

    def speaker(self, who: Record) -> Words:
        """Whoever speaks: a party, or a source that speaks for itself."""
        return self.source(who) if who.KIND == "sources" else self.party(who)  # type: ignore[arg-type]

    def record(self, record: Record) -> Words:
        """A record's title, linked to it: on this page, or on the page of its case."""
        known = self._records.get(record.key)
        if known is None:
            name = title_record(record, self.language, self.first, self.case)
            html = f'<a href="{self.address(record)}">{escape(name, quote=False)}</a>'
            known = self._records[record.key] = Words(html, name, self.language)
        return known

    def address(self, record: Record) -> str:
        """A record's address as the page links to it."""
        if record.case == self.case.id or record.KIND in ON_EVERY_PAGE:
            page = "" if self.is_shown(record) else self.page
            return f"{page}#{anchor_in(self.case, record)}"
        return f"{self._cases}{record.case}/" + ("" if record.KIND == "case" else f"#{record.anchor}")

    def cite(self, citations: Iterable[Citation]) -> Words:
        """Citations as marks that lead to the list of sources, and open a card in place where there is a script."""
        return self._mark_all((citation.source.text, self.plain(citation.at)) for citation in citations)

    def cite_once(self, citations: Iterable[Citation]) -> Words:
        """As `cite`, each place in a source once."""
        return self._mark_all(dict.fromkeys((one.source.text, self.plain(one.at)) for one in citations))

    def cite_sources(self, sources: Iterable[Source]) -> Words:
        """Whole sources as such marks."""
        marks = [self._mark_source(source, "") for source in sources]
        return Words("".join(marks), "", self.language)

    def _mark_all(self, places: Iterable[tuple[str, str]]) -> Words:
        return Words("".join([self._mark(*place) for place in places]), "", self.language)

    def _mark(self, reference: str, place: str) -> str:
        return self._mark_source(self.case.find_source(Reference(reference, ("sources",)), start=self._start), place)

    def _mark_source(self, source: Source, place: str) -> str:
        known = self._marks.get((source.key, place))
        if known is None:
            known = self._marks[source.key, place] = self._write_mark(source, place)
        return known

    def _write_mark(self, source: Source, place: str) -> str:
        where = f"<span>, {escape(place, quote=False)}</span>" if place else ""
        # What the source is stands in the list of sources; a page without that list says it with the mark.
        title = f' title="{escape(self.source(source).plain)}"' if self.page else ""
        link = f"{self.page}#{anchor_in(self.case, source)}"
        return f'<a class="cite" href="{link}"{title}>{self.number(source)}{where}</a>'

    # What prose asks of its surroundings (generator.views.rendering).

    def mention(self, record: str, words: str | None) -> str:
        """A link to a record from running text."""
        found = self.case.find(Reference(record, ("any",)), start=self._start)
        shown = words or self.record(found).plain
        return f'<a href="{self.address(found)}">{escape(shown, quote=False)}</a>'

    def mention_words(self, record: str) -> str:
        """The words that stand for a record in plain text."""
        return self.record(self.case.find(Reference(record, ("any",)), start=self._start)).plain

    def citation(self, source: str, at: str | None) -> str:
        """A citation in running text."""
        return self._mark(source, at or "")
