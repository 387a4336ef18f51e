"""The passages of a record: every text in it that a reader or a search could meet, with its place and its language."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from generator.facts.part import Part, walk_parts
from generator.facts.prose import Prose, plain_text
from generator.facts.text import UNDETERMINED, Line, Text
from generator.facts.value import Location, Record  # noqa: TC001  (a NamedTuple reads its annotations)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from generator.case import Case
    from generator.finding import Position


class Place(NamedTuple):
    """One value inside a record."""

    record: Record
    location: Location
    part: Part


class Hand(Enum):
    """Who wrote the characters of a passage."""

    OURS = "ours"
    """Words that the editors wrote."""
    THEIRS = "theirs"
    """Words taken over: names, titles of journals, quotes."""
    CODE = "code"
    """No words: addresses, numbers, ids, names of files."""


_CODES = frozenset(
    {
        *("id", "formerly", "file", "url", "sha256", "root", "rule"),
        *("ecli", "number", "page", "volume", "call-number", "language", "held_language"),
    }
)


@dataclass(frozen=True, slots=True)
class Passage:
    """One text of a record in one language; `prose` is its tree where it is more than a line."""

    record: Record
    location: Location
    language: str
    text: str
    hand: Hand
    prose: Prose | None = None

    @property
    def at(self) -> Position:
        """Where it stands."""
        return self.record.at(*self.location)

    @property
    def field(self) -> str:
        """The path of its field, without languages and places in lists, such as `steps.outcome`."""
        return ".".join(name for name in self.location if isinstance(name, str) and name != self.language)


@lru_cache(maxsize=1)
def list_places(case: Case) -> tuple[Place, ...]:
    """Every value of a case's own records, those of the case record first; kept until the next case is asked for."""
    return tuple(collect_places((case.record, *case.records.values())))


@lru_cache(maxsize=1)
def list_passages(case: Case) -> tuple[Passage, ...]:
    """The passages of a case's own records, those of the case record first; kept until the next case is asked for."""
    return tuple(collect_passages(list_places(case), case.first_language))


def collect_places(records: Iterable[Record]) -> Iterator[Place]:
    """Every reference, text, date and plain string of some records."""
    for record in records:
        for location, part in walk_parts(record):
            yield Place(record, location, part)


def collect_passages(places: Iterable[Place], first_language: str) -> Iterator[Passage]:
    """The passages among some values; a text without a language is in `first_language`."""
    for record, location, part in places:
        if isinstance(part, Line | Text):
            for tag, words in part.variants:
                language, place = (first_language, location) if tag == UNDETERMINED else (tag, (*location, tag))
                if isinstance(words, Prose):
                    yield Passage(record, place, language, plain_text(words), Hand.OURS, words)
                else:
                    yield Passage(record, place, language, words, Hand.OURS)
        elif isinstance(part, str):
            name = next(name for name in reversed(location) if isinstance(name, str))
            yield Passage(record, location, UNDETERMINED, part, Hand.CODE if name in _CODES else Hand.THEIRS)
