"""A quote against the text of a document: where it stands, or what is different where it comes nearest."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from enum import Enum
from functools import cached_property
from itertools import accumulate, groupby
from typing import TYPE_CHECKING, Final

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

from generator.evidence.words import fold_word, read_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from rapidfuzz.distance import Opcode

    from generator.evidence.words import Span

NEAR: Final = 60.0
"""From this likeness on, out of 100, a passage is taken for what the quote was meant to be."""

_MARGIN: Final = 6
"""How many words a passage may be longer or shorter than the quote at either end."""

_AROUND: Final = 3
"""How many words that are alike are shown on each side of a difference."""

_LONGEST_DIFFERENCE: Final = 12
"""How many words of a difference are shown."""


class Document:
    """The text of a document as words: as they stand in it, and as they are compared."""

    def __init__(self, text: str) -> None:
        self.shown = read_words(text)
        self.words = tuple(map(fold_word, self.shown))

    @cached_property
    def _joined(self) -> str:
        return "\n" + "\n".join(self.words) + "\n"

    @cached_property
    def _offsets(self) -> list[int]:
        return list(accumulate((len(word) + 1 for word in self.words), initial=0))

    def find(self, words: Sequence[str]) -> list[int]:
        """Every place at which these words stand one after another, by the position of the first."""
        wanted = "\n" + "\n".join(words) + "\n"
        found = []
        at = self._joined.find(wanted)
        while at >= 0:
            found.append(bisect_left(self._offsets, at))
            at = self._joined.find(wanted, at + 1)
        return found

    def place(self, position: int) -> str:
        """A place in words: which word it is, and how far into the document."""
        return (
            f"word {position + 1} of {len(self.words)} ({100 * position // max(len(self.words), 1)}% of the document)"
        )


@dataclass(frozen=True, slots=True)
class Placement:
    """Where the spans of a quote stand, and in how many passages as narrow as that they do."""

    starts: tuple[int, ...]
    count: int = 1


class Fault(Enum):
    """How a quote fails to stand in a document."""

    NEAR = "near"
    ABSENT = "absent"
    DISORDER = "disorder"


@dataclass(frozen=True, slots=True)
class Miss:
    """Why a quote does not stand in a document: of which span (from 0), the nearest place and what is different there."""

    fault: Fault
    span: int
    at: int = 0
    likeness: float = 0.0
    difference: str = ""


def place_quote(spans: Sequence[Span], document: Document) -> Placement | Miss:
    """Where the spans stand in the document, in their order and without overlap; or what is wrong.

    Of several placements it is the one in the narrowest passage, then the one written with the quote's own capitals, then
    the first.
    """
    found = [document.find(span.words) for span in spans]
    missing = next((number for number, places in enumerate(found) if not places), None)
    if missing is not None:
        return _come_near(spans[missing], missing, document)
    placements = list(_list_placements(spans, found))
    if not placements:
        return Miss(Fault.DISORDER, len(spans) - 1)
    last = len(spans[-1].words)
    narrowest = min(starts[-1] + last - starts[0] for starts in placements)
    closest = [starts for starts in placements if starts[-1] + last - starts[0] == narrowest]
    best = max(closest, key=lambda starts: _count_alike(spans, starts, document))
    return Placement(best, len(closest))


def stands_in(spans: Sequence[Span], document: Document) -> bool:
    """Whether the spans stand in the document, as for `place_quote`, without a word on how they do not; none stand nowhere."""
    found = [document.find(span.words) for span in spans]
    return bool(found) and all(found) and next(_list_placements(spans, found), None) is not None


def _list_placements(spans: Sequence[Span], found: Sequence[list[int]]) -> Iterator[tuple[int, ...]]:
    """For each place of the first span, the narrowest placement that begins there."""
    for first in found[0]:
        starts = [first]
        for span, places in zip(spans, found[1:], strict=False):
            after = bisect_left(places, starts[-1] + len(span.words))
            if after == len(places):
                return
            starts.append(places[after])
        yield tuple(starts)


def _count_alike(spans: Sequence[Span], starts: Sequence[int], document: Document) -> int:
    return sum(
        mine == theirs
        for span, start in zip(spans, starts, strict=True)
        for mine, theirs in zip(span.shown, document.shown[start:], strict=False)
    )


def _come_near(span: Span, number: int, document: Document) -> Miss:
    """What is different at the passage that is most like the span."""
    near = fuzz.partial_ratio_alignment(span.words, document.words, score_cutoff=NEAR) if document.words else None
    if near is None or len(span.words) > len(document.words):
        return Miss(Fault.ABSENT, number)
    start, end = _fit_passage(span, document, near.dest_start, near.dest_end)
    edits = Levenshtein.opcodes(span.words, document.words[start:end])
    first = next((edit.dest_start for edit in edits if edit.tag != "equal"), 0)
    return Miss(Fault.NEAR, number, start + first, near.score, _tell_difference(span, edits, document.shown[start:end]))


def _fit_passage(span: Span, document: Document, start: int, end: int) -> tuple[int, int]:
    """The passage around a place that takes the fewest edits: the alignment's own is as long as the quote, and no longer."""
    margin = min(_MARGIN, len(span.words) // 2 + 1)
    passages = (
        (Levenshtein.distance(span.words, document.words[first:last]), last - first, first, last)
        for first in range(max(start - margin, 0), start + margin + 1)
        for last in range(max(end - margin, first + 1), min(end + margin, len(document.words)) + 1)
    )
    _, _, first, last = min(passages)
    return first, last


def _tell_difference(span: Span, edits: Iterable[Opcode], passage: Sequence[str]) -> str:
    """The words that differ, as [-the quote's-]{+the document's+}, each with a few words around it."""
    parts: list[str] = []
    for is_same, group in groupby(edits, key=lambda edit: edit.tag == "equal"):
        run = list(group)
        mine = span.shown[run[0].src_start : run[-1].src_end]
        theirs = passage[run[0].dest_start : run[-1].dest_end]
        if is_same:
            parts.append(_shorten(mine, is_first=not parts, is_last=run[-1].src_end == len(span.words)))
        else:
            parts.append((f"[-{_cut(mine)}-]" if mine else "") + (f"{{+{_cut(theirs)}+}}" if theirs else ""))
    return " ".join(parts)


def _shorten(words: Sequence[str], *, is_first: bool, is_last: bool) -> str:
    before = 0 if is_first else _AROUND
    after = 0 if is_last else _AROUND
    if len(words) <= before + after + 1:  # dots for one word would be longer than the word
        return " ".join(words)
    return " ".join([*words[:before], "…", *words[len(words) - after :]])


def _cut(words: Sequence[str]) -> str:
    kept = [*words[:_LONGEST_DIFFERENCE], *(["…"] if len(words) > _LONGEST_DIFFERENCE else [])]
    return " ".join(kept)
