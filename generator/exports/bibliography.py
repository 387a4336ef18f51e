"""The sources of a case as reference managers need them: what every bibliographic format writes in its own way."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.facts.edtf import Precision
from generator.facts.source import SourceType
from generator.facts.when import Bound
from generator.language import translations
from generator.views.naming import anchor_in, name_party

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from generator.case import Case
    from generator.facts.edtf import Edtf
    from generator.facts.source import Author, Source
    from generator.facts.when import When
    from generator.views.case_page import CaseView
    from generator.views.sources import SourceView
    from generator.views.words import DateView

Parts = tuple[int, ...]
"""A year, a year and a month, or a year, a month and a day."""

IN_A_CONTAINER = frozenset(
    {
        *(SourceType.ARTICLE, SourceType.ARTICLE_JOURNAL, SourceType.ARTICLE_MAGAZINE, SourceType.ARTICLE_NEWSPAPER),
        *(SourceType.CHAPTER, SourceType.POST, SourceType.POST_WEBLOG, SourceType.WEBPAGE),
    }
)
"""The types of document that stand in another, whose maker that other is rather than the author."""


@dataclass(frozen=True, slots=True)
class Name:
    """An author, editor or translator: family and given name, or a name without parts, as the document has it."""

    family: str
    given: str
    literal: str


@dataclass(frozen=True, slots=True)
class Issued:
    """When a source or its original was published: its parts where they are known, else its words alone.

    `edtf` is the whole date, empty where a bound makes it another thing than a date; `end` is empty where it is no
    interval with two known ends; `season` is 1 (spring) to 4 (winter), 0 where it is none.
    """

    words: str
    edtf: str
    start: Parts
    end: Parts
    season: int
    is_circa: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One source."""

    id: str
    source: Source
    title: str
    authors: tuple[Name, ...]
    editors: tuple[Name, ...]
    translators: tuple[Name, ...]
    court: str
    issued: Issued | None
    original: Issued | None
    archive: str
    note: str


def list_entries(case: Case, view: CaseView) -> tuple[Entry, ...]:
    """The sources of a case in the order of its page."""
    return tuple(_make_entry(case, view.language, *pair) for pair in zip(case.sources, view.sources, strict=True))


def _make_entry(case: Case, language: str, source: Source, view: SourceView) -> Entry:
    say = translations(language).gettext
    first = case.first_language
    unknown = say("no title known")
    title = source.title.choose(source.language or first, first)[1] if source.title else f"[{unknown}]"
    maker = name_party(case.find_party(source.maker, start=source), language, first)[1] if source.maker else ""
    is_of_court = source.type is SourceType.LEGAL_CASE
    authors = _list_names(source.author)
    if not authors and maker and not is_of_court and source.type not in IN_A_CONTAINER:
        authors = (Name("", "", maker),)
    return Entry(
        id=anchor_in(case, source).removeprefix(f"{source.ANCHOR}-"),
        source=source,
        title=title,
        authors=authors,
        editors=_list_names(source.editor),
        translators=_list_names(source.translator),
        court=maker if is_of_court else "",
        issued=_make_issued(source.issued, view.issued),
        original=_make_issued(source.original_date, view.original),
        archive=", ".join(filter(None, (source.archive, source.archive_place))),
        note=_write_note(say, view),
    )


def _list_names(people: Iterable[Author]) -> tuple[Name, ...]:
    return tuple(Name(one.family or "", one.given or "", one.literal or "") for one in people)


def _make_issued(when: When | None, shown: DateView | None) -> Issued | None:
    if when is None or shown is None:
        return None
    words = shown.text
    date = when.edtf
    if date is None or when.bound is not Bound.EXACT:
        return Issued(words, "", (), (), 0, is_circa=False)
    is_circa = date.approximate or date.uncertain or when.inferred is not None
    if date.precision is Precision.INTERVAL:
        start, end = (_take_apart(part) if part is not None else () for part in (date.start, date.end))
        return Issued(words, date.text, start if end else (), end if start else (), 0, is_circa)
    season = int(date.text[5:7]) - 20 if date.precision is Precision.SEASON else 0
    return Issued(words, date.text, _take_apart(date), (), season, is_circa)


def _take_apart(date: Edtf) -> Parts:
    """The parts that are known; none of a decade, which has no year."""
    first = date.sort_key[0]
    if date.precision is Precision.DAY:
        return (first.year, first.month, first.day)
    if date.precision is Precision.MONTH:
        return (first.year, first.month)
    return (first.year,) if date.precision in {Precision.YEAR, Precision.SEASON} else ()


def _write_note(say: Callable[[str], str], view: SourceView) -> str:
    """What somebody must know who sees the reference alone: whether we hold the document, and how else we know it."""
    notes = [view.seen]
    if not view.is_seen and view.through:
        notes.append(say("known through: %(sources)s") % {"sources": "; ".join(one.plain for one in view.through)})
    if view.issued is not None and view.issued.inferred is not None:
        notes.append(say("date inferred: %(reason)s") % {"reason": view.issued.inferred.plain})
    if view.original is not None and view.original.inferred is not None:
        notes.append(say("date of the original inferred: %(reason)s") % {"reason": view.original.inferred.plain})
    return " ".join(f"{note[0].upper()}{note[1:].rstrip('.')}." for note in notes)
