"""Sentences, with what each cites and links to."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.facts.prose import CitationMark, HardBreak, Inline, Mention, Prose, Words, list_paragraphs

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_END = re.compile(r"(?<![.!?…])[.!?…]++(?:\s*[\"”»’)\]])*\s+(?=[\"“«‘(\[]*\s?[^\W_a-zß-öø-ÿ])")
_BEFORE_STOP = re.compile(r"(\w+)\.$")
_LONGEST_ABBREVIATION = 8
_ABBREVIATIONS = frozenset(
    {
        *("m", "mm", "mme", "mmes", "mlle", "me", "mes", "mr", "mrs", "ms", "dr", "pr", "prof", "st", "ste"),
        *("art", "no", "nr", "p", "pp", "cf", "v", "vs", "al"),
    }
)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, where it begins in its paragraph's words, and the sources it cites and records it links to, by id.

    `paragraph` is the whole paragraph, as quotation marks can open in one sentence and close in another.
    """

    paragraph: str
    start: int
    end: int
    sources: tuple[str, ...] = ()
    records: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The words of the sentence."""
        return self.paragraph[self.start : self.end]


def split_sentences(text: str | Prose, label: Callable[[str], str]) -> Iterator[Sentence]:
    """The sentences of a line or of prose; `label` gives the words for a mention that brings none.

    A citation directly after a full stop belongs to the sentence before it.
    """
    if isinstance(text, str):
        for start, end in _divide(text):
            yield Sentence(text, start, end)
        return
    for children in list_paragraphs(text.blocks):
        words: list[str] = []
        marks: list[tuple[int, CitationMark | Mention]] = []
        _flatten(children, label, words, marks)
        paragraph = "".join(words)
        spans = list(_divide(paragraph))
        owners = [max((n for n, (start, _) in enumerate(spans) if start < offset), default=0) for offset, _ in marks]
        for number, (start, end) in enumerate(spans):
            own = [mark for owner, (_, mark) in zip(owners, marks, strict=True) if owner == number]
            yield Sentence(
                paragraph,
                start,
                end,
                tuple(mark.source for mark in own if isinstance(mark, CitationMark)),
                tuple(mark.record for mark in own if isinstance(mark, Mention)),
            )


def _flatten(
    children: tuple[Inline, ...],
    label: Callable[[str], str],
    words: list[str],
    marks: list[tuple[int, CitationMark | Mention]],
) -> None:
    for child in children:
        if isinstance(child, Words):
            words.append(child.text)
        elif isinstance(child, HardBreak):
            words.append("\n")
        elif isinstance(child, CitationMark):
            marks.append((sum(map(len, words)), child))
        elif isinstance(child, Mention):
            words.append(child.words or label(child.record))
            marks.append((sum(map(len, words)), child))
        else:
            _flatten(child.children, label, words, marks)


def _divide(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for match in _END.finditer(text):
        before = _BEFORE_STOP.search(text[max(0, match.start() - _LONGEST_ABBREVIATION) : match.start() + 1])
        if before and (before[1].casefold() in _ABBREVIATIONS or (len(before[1]) == 1 and before[1].isupper())):
            continue
        yield start, match.end()
        start = match.end()
    if text[start:].strip() or start == 0:
        yield start, len(text)
