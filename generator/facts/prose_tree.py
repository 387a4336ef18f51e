"""The tree that prose is parsed into."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Words:
    """Plain words, to be shown exactly as they are."""

    text: str


@dataclass(frozen=True, slots=True)
class Emphasis:
    """Emphasised words (`*…*`)."""

    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Strong:
    """Strongly emphasised words (`**…**`)."""

    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Link:
    """A link to an absolute web address; it holds no other link, mention or citation."""

    url: str
    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Mention:
    """A link to a record, `id` or `case/id`, with the words to show, if there are any; `offset` is where it begins."""

    record: str
    words: str | None
    offset: int


@dataclass(frozen=True, slots=True)
class CitationMark:
    """A citation of a source, and the place in it; `offset` is where its `@` stands."""

    source: str
    at: str | None
    offset: int


@dataclass(frozen=True, slots=True)
class HardBreak:
    """A line break that the author asked for."""


Inline: TypeAlias = Words | Emphasis | Strong | Link | Mention | CitationMark | HardBreak


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph."""

    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class BulletList:
    """A list without numbers; an item is a run of blocks."""

    items: tuple[tuple[Block, ...], ...]


@dataclass(frozen=True, slots=True)
class OrderedList:
    """A list numbered from 1; an item is a run of blocks."""

    items: tuple[tuple[Block, ...], ...]


Block: TypeAlias = Paragraph | BulletList | OrderedList


@dataclass(frozen=True, slots=True, order=True)
class ProseProblem:
    """Something in a text that its author should mend: `offset` counts characters from the text's beginning."""

    offset: int
    message: str
    hint: str


@dataclass(frozen=True, slots=True)
class Prose:
    """A text as it was written, the tree it was parsed into, and what is wrong with it.

    Mentions and citations are in the order of the text, wherever they stand in the tree.
    """

    text: str
    blocks: tuple[Block, ...]
    problems: tuple[ProseProblem, ...] = ()
    mentions: tuple[Mention, ...] = ()
    citations: tuple[CitationMark, ...] = ()


_BLANK_LINES = re.compile(r"\n(?:[^\S\n]*\n)+")


def split_paragraphs(text: str) -> tuple[Block, ...]:
    """The paragraphs of a text in which every character stands for itself."""
    paragraphs = (join_lines(paragraph.strip()) for paragraph in _BLANK_LINES.split(text))
    return tuple(Paragraph((Words(paragraph),)) for paragraph in paragraphs if paragraph)


def join_lines(words: str) -> str:
    """Words on one line; where a line ended is a space."""
    return " ".join(line.strip(" ") for line in words.split("\n")) if "\n" in words else words
