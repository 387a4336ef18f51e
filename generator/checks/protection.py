"""Names that must not reach a reader: found in every spelling, and never repeated."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from generator.checks.folding import WORD, fold, fold_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

CONCEALED = "█████"
"""What stands in the place of a protected name in everything that is printed."""

WHOLE_ONLY = "="
_SHORTEST_PART = 4
_SHORTEST_INSIDE = 6
_LONGEST_ENDING = 3
_MOST_WORDS = 8
_FOLDED_WORD = re.compile(r"[^\W_]+")
_LATIN = re.compile(r"[a-z0-9]+")


class Protection:
    """A set of protected names, made ready to be looked for.

    A name is found whole, in any order of its words, written as one word, and in each of its parts of four letters or
    more. Parts in `spared` (those of people who are named) count only as a part of the whole name, and so do all
    parts of a name that begins with `=`. In scripts other than Latin a part is found with up to three letters of
    declension after it. In addresses and ids, a part of six letters or more is found inside a word, too.
    """

    def __init__(self, names: Iterable[str], spared: Iterable[str] = ()) -> None:
        self._wholes: set[tuple[str, ...]] = set()
        self._parts: set[str] = set()
        kept = set(spared)
        for name in names:
            words = fold_words(name)
            if len("".join(words)) < _SHORTEST_PART:
                continue
            self._wholes.add(tuple(sorted(words)))
            self._parts.update((words[0] if len(words) == 1 else "".join(words), "".join(reversed(words))))
            if not name.startswith(WHOLE_ONLY):
                self._parts.update(word for word in words if len(word) >= _SHORTEST_PART and word not in kept)
        self._declined = tuple(part for part in self._parts if not _LATIN.fullmatch(part))
        self._inside = tuple(part for part in self._parts if len(part) >= _SHORTEST_INSIDE)
        self._whole_words = {word for words in self._wholes for word in words}
        self._tell_tale = self._parts | {max(words, key=len) for words in self._wholes}

    def __bool__(self) -> bool:
        return bool(self._wholes)

    def may_hold(self, text: str) -> bool:
        """Whether it is worth looking closer at a text, however long: false means that no name is in it."""
        folded = fold(text)
        if not self._tell_tale.isdisjoint(_FOLDED_WORD.findall(folded)):
            return True
        return any(part in folded for part in self._inside) or any(part in folded for part in self._declined)

    def find(self, text: str, *, code: bool = False) -> Iterator[tuple[int, int]]:
        """Beginning and end of every protected name in a text, in order; `code` says that it is an address or an id."""
        words = ((match.start(), match.end(), fold(match[0])) for match in WORD.finditer(text))
        found = [(start, stop, word) for start, stop, word in words if word]
        end = -1
        for index, (start, stop, word) in enumerate(found):
            if start < end:
                continue
            length = self._whole_at([word for _, _, word in found[index : index + _MOST_WORDS]])
            if length or self._is_part(word) or (code and any(part in word for part in self._inside)):
                end = found[index + length - 1][1] if length else stop
                yield start, end

    def _whole_at(self, words: list[str]) -> int:
        if words[0] not in self._whole_words:
            return 0
        return max((n for n in range(1, len(words) + 1) if tuple(sorted(words[:n])) in self._wholes), default=0)

    def _is_part(self, word: str) -> bool:
        if word in self._parts:
            return True
        return any(word.startswith(part) and len(word) - len(part) <= _LONGEST_ENDING for part in self._declined)

    def conceal(self, text: str) -> str:
        """The text with a bar in the place of every protected name, looked for as closely as in an address."""
        if not self or not self.may_hold(text):
            return text
        pieces, end = [], 0
        for start, stop in self.find(text, code=True):
            pieces += [text[end:start], CONCEALED]
            end = stop
        return "".join([*pieces, text[end:]])


@lru_cache(maxsize=8)
def protect_names(names: frozenset[str], spared: frozenset[str] = frozenset()) -> Protection:
    """The protection of a set of names; kept, as many cases ask for the same."""
    return Protection(names, spared)


def parse_names(text: str) -> frozenset[str]:
    """The names of a private list: one to a line; empty lines and lines that begin with `#` are left out."""
    lines = (line.strip() for line in text.splitlines())
    return frozenset(line for line in lines if line and not line.startswith("#"))
