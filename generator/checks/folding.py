"""Words folded, so that one name is found in every spelling: without case, accents and invisible characters."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_INVISIBLE = "\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff"
_MARKS = "\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"
WORD = re.compile(f"(?:[^\\W_]|[{_INVISIBLE}{_MARKS}])+")
"""A run of letters and digits, with the accents and the invisible characters that stand in it."""

_ASCII_WORD = re.compile("[a-z0-9]+")

_PLAIN = {
    "ø": "o",
    "đ": "d",
    "ð": "d",
    "ł": "l",
    "ħ": "h",
    "ŧ": "t",
    "ı": "i",
    "æ": "ae",
    "œ": "oe",
    "þ": "th",
    "ə": "a",
}
_NOT_PLAIN = re.compile(f"[{''.join(_PLAIN)}]")
_LONGEST_KEPT = 40
_DROPPED = re.compile(f"[{_INVISIBLE}{_MARKS}]")


def fold(text: str) -> str:
    """The text in small letters without accents: NFKD, without marks and invisible characters, case folded.

    Letters that Unicode does not take apart (ø, ł, ı …) become the Latin letters they are commonly written as.
    """
    if text.isascii():
        return text.lower()
    return _fold_word(text) if len(text) <= _LONGEST_KEPT else _fold(text)


@lru_cache(maxsize=16_384)
def _fold_word(word: str) -> str:
    return _fold(word)


def _fold(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return _NOT_PLAIN.sub(lambda found: _PLAIN[found[0]], _DROPPED.sub("", decomposed).casefold())


def fold_words(text: str) -> tuple[str, ...]:
    """The folded words of a text, in order."""
    if text.isascii():
        return tuple(_ASCII_WORD.findall(text.lower()))
    return tuple(word for word in map(fold, WORD.findall(text)) if word)
