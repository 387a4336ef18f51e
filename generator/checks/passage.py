"""The passages of records: every text in them that a reader or a search could meet, with its place and its language."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from generator.facts.part import WORDS, walk_parts
from generator.facts.prose import Prose, plain_text
from generator.facts.text import UNDETERMINED
from generator.facts.value import Location, Record  # noqa: TC001  (a NamedTuple reads its annotations)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.case import Case, Library
    from generator.finding import Position


_WORD = re.compile(r"[^\W\d_]+")
_BETWEEN = "\n\0\n"  # stands in no text, and neither a word nor a number goes on across it


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


class Passage(NamedTuple):
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

    @property
    def source(self) -> str:
        """The text with the addresses that its words hide; what else is marked up in it stands in its words too."""
        return self.prose.text if self.prose and "://" in self.prose.text else self.text


@dataclass(frozen=True)
class Passages:
    """The passages of some records; a text without a language is in `first_language`.

    Most checks look for what nobody should write. They ask first what all passages say together, which spares most cases
    a look at each.
    """

    records: tuple[Record, ...]
    first_language: str

    def __iter__(self) -> Iterator[Passage]:
        return iter(self._passages)

    @cached_property
    def text(self) -> str:
        """All of them as one text, with the addresses that words hide: what is not in it, none of them holds."""
        texts: list[str] = []
        for _, _, part in self._parts:
            if isinstance(part, str):
                texts.append(part)
                continue
            for _, words in part.variants:
                if isinstance(words, str):
                    texts.append(words)
                else:
                    texts.append(plain_text(words))
                    if "//" in words.text:
                        texts.append(words.text)
        return _BETWEEN.join(texts)

    @cached_property
    def words(self) -> frozenset[str]:
        """Every run of letters in them, case folded."""
        # Divided at white space first: most of what that gives are words, and the pattern need not see them.
        pieces = set(self.text.casefold().split())
        words = {piece for piece in pieces if piece.isalpha()}
        return frozenset(words.union(_WORD.findall(" ".join(pieces - words))))

    @cached_property
    def _parts(self) -> list[tuple[Record, Location, Any]]:
        return [(record, location, part) for record in self.records for location, part in walk_parts(record, WORDS)]

    @cached_property
    def _passages(self) -> tuple[Passage, ...]:
        return tuple(self._collect())

    def _collect(self) -> Iterator[Passage]:
        for record, location, part in self._parts:
            if isinstance(part, str):
                name = location[-1] if isinstance(location[-1], str) else location[-2]
                yield Passage(record, location, UNDETERMINED, part, Hand.CODE if name in _CODES else Hand.THEIRS)
                continue
            for tag, words in part.variants:
                language, place = (self.first_language, location) if tag == UNDETERMINED else (tag, (*location, tag))
                if isinstance(words, Prose):
                    yield Passage(record, place, language, plain_text(words), Hand.OURS, words)
                else:
                    yield Passage(record, place, language, words, Hand.OURS)


@lru_cache(maxsize=1)
def list_passages(case: Case) -> Passages:
    """The passages of a case's own records, those of the case record first; kept until the next case is asked for."""
    return Passages((case.record, *case.records.values()), case.first_language)


def list_shared_passages(library: Library) -> Passages:
    """The passages of the records that cases share."""
    return Passages(tuple(library.shared.values()), UNDETERMINED)
