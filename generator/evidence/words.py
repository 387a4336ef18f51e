"""Rule v1: a text as the words that are proved and compared, so that how it was typed makes no difference.

The rule is published in `docs/quote-proofs.md`, which somebody else can write a verifier from; `verify-quote.js` of the theme
is a second implementation of it. A change here is a new rule: roots and proofs that stand in public records follow from it.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

RULE: Final = "v1"
FEWEST_WORDS: Final = 4
"""A quote without as many words in a row is found in too many documents for its proof to say much."""

_LEFT_OUT: Final = (
    *((0xAD, 0xAD), (0x34F, 0x34F), (0x61C, 0x61C), (0x180E, 0x180E), (0x200B, 0x200F), (0x202A, 0x202E)),
    *((0x2060, 0x2064), (0x2066, 0x206F), (0xFE00, 0xFE0F), (0xFEFF, 0xFEFF)),
)
"""Characters that have no width or only steer others: soft hyphens, joiners, directions, variation selectors."""

_FOLDED: Final = {
    '"': "«»“”„‟″‶❝❞❠〝〞〟＂",
    "'": "‘’‚‛′‵‹›`´ʹʻʼʽ❛❜＇",
    "-": "‐‑−﹣－֊",
    "–": "‒—―⸺⸻﹘︱︲",
    "/": "⁄∕",
}
"""What each sign stands for, as typographers and keyboards write it."""

_UNSPACED: Final = (
    *((0xE00, 0xEFF), (0x1000, 0x109F), (0x1780, 0x17FF), (0x2E80, 0x2FFF), (0x3005, 0x3007), (0x3021, 0x3029)),
    *((0x3031, 0x312F), (0x31A0, 0x31BF), (0x31F0, 0x31FF), (0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xF900, 0xFAFF)),
    *((0x1B000, 0x1B16F), (0x20000, 0x3FFFF)),
)
"""Scripts written without spaces between words (Thai, Lao, Burmese, Khmer, Chinese, Japanese): each letter is a word."""

_VARIANTS: Final[dict[int, str | None]] = {
    **{code: None for first, last in _LEFT_OUT for code in range(first, last + 1)},
    **{ord(variant): sign for sign, variants in _FOLDED.items() for variant in variants},
}

_VARIANT: Final = re.compile("[" + "".join(map(re.escape, map(chr, _VARIANTS))) + "]")

# Kinds: w letter, d digit, c a letter that is a word, s sign, a space; and the signs that can stand within a word themselves.
_TOKEN: Final = re.compile(
    r"(?:(?<![wd\-–])-(?=d))?(?:[wd]++|(?<=[wd])-(?=w)|(?<=w)-(?=d)|(?<=d)[.,':/](?=d))+|[-–]+|\.{3,}|[^ ]"
)
_RUNS: Final = frozenset(".-–")
_OUTER: Final = frozenset("\"'.,;:-…()[]")
"""Signs that belong to whoever quotes where they stand at the end of a span: they are not compared there."""

_CHANGED_CAPITAL: Final = re.compile(r"\[(.)\](?=(.))")
_BREAK: Final = re.compile(r"\[[^\[\]]*\]|\(\s*(?:…|\.\.\.)\s*\)")


@dataclass(frozen=True, slots=True)
class Span:
    """Words of a quote that must stand in one piece: as they were written, and as they are compared."""

    shown: tuple[str, ...]
    words: tuple[str, ...]


def read_words(text: str) -> list[str]:
    """The words and signs of a text in their order, capitals kept; `fold_word` makes of each what is compared."""
    folded = _fold_characters(text)
    kinds = folded.translate(_KINDS)
    places = [found.span() for found in _TOKEN.finditer(kinds)]
    return [
        folded[start:end] if kinds[start] not in _RUNS else _spell(kinds[start:end], folded[start:end])
        for start, end in places
    ]


@lru_cache(maxsize=65536)
def fold_word(word: str) -> str:
    """A word without its capitals (full case folding, Unicode 14.0 §3.13)."""
    return unicodedata.normalize("NFC", word.casefold())


def fold_text(text: str) -> tuple[str, ...]:
    """The tokens of a text."""
    return tuple(map(fold_word, read_words(text)))


@lru_cache(maxsize=4096)
def read_quote(text: str) -> tuple[Span, ...]:
    """The spans of a quote: cuts and the editors' own words divide it, and outer punctuation is not part of it."""
    spans = []
    for part in _split_quote(text):
        shown = read_words(part)
        start, end = 0, len(shown)
        while start < end and shown[start] in _OUTER:
            start += 1
        while end > start and shown[end - 1] in _OUTER:
            end -= 1
        if start < end:
            spans.append(Span(tuple(shown[start:end]), tuple(map(fold_word, shown[start:end]))))
    return tuple(spans)


def is_weak(spans: tuple[Span, ...]) -> bool:
    """Whether no span has as many words as it takes."""
    return all(sum(any(letter.isalnum() for letter in word) for word in span.words) < FEWEST_WORDS for span in spans)


def _split_quote(text: str) -> Iterator[str]:
    composed = unicodedata.normalize("NFC", text)
    # "[T]he": a capital that the editors changed, which is not compared anyway.
    whole = _CHANGED_CAPITAL.sub(
        lambda found: found[1] if found[1].isalpha() and found[2].isalpha() else found[0], composed
    )
    yield from _BREAK.split(whole)


def _fold_characters(text: str) -> str:
    if _VARIANT.search(text):
        text = text.translate(_VARIANTS)
    if text.isascii() or unicodedata.is_normalized("NFKC", text):
        return text  # most texts are done here, which takes a tenth of the time; a figure is never normal
    figures = "".join(sorted(letter for letter in set(text) if _is_figure(letter)))
    parts = re.split(f"([{figures}])", text) if figures else [text]
    for number in range(0, len(parts), 2):
        parts[number] = unicodedata.normalize("NFKC", parts[number]).translate(_VARIANTS)
    return "".join(parts)


@lru_cache(maxsize=4096)
def _is_figure(letter: str) -> bool:
    """Whether it is a sign that compatibility would turn into plain digits: 10² must not become 102, nor 1½ 11/2."""
    if letter.isascii() or unicodedata.category(letter) == "Nd":
        return False
    return any("0" <= one <= "9" for one in unicodedata.normalize("NFKC", letter))


class _Kinds(dict[int, str]):
    """The kind of each character, found when it is first met."""

    def __missing__(self, code: int) -> str:
        kind = self[code] = _find_kind(chr(code))
        return kind


def _find_kind(letter: str) -> str:
    if letter in ".,':/-–":
        return letter
    category = unicodedata.category(letter)
    if category[0] == "Z" or category == "Cc":
        return " "
    if category[0] not in "LMN" or _is_figure(letter):
        return "s"
    if any(first <= ord(letter) <= last for first, last in _UNSPACED):
        return "c"
    return "d" if category == "Nd" else "w"


_KINDS: Final = _Kinds()


def _spell(kinds: str, token: str) -> str:
    if kinds.startswith("..."):
        return "…"
    return "-" if kinds.strip("-–") == "" else token
