"""The index read by the letter of its description, and what it should say, found without it."""

from __future__ import annotations

import json
from bisect import bisect_right
from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING, Any

from generator.site.search.index import ALPHABET
from generator.site.search.words import common_words, fold, split_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from generator.artifact import SearchRecord

Places = dict[int, tuple[bool, tuple[int, ...]]]
"""By a record's number in its segment: whether its title has the word, and the positions."""


@dataclass(frozen=True)
class Page:
    address: str
    title: str
    records: tuple[SearchRecord, ...]


def read_file(file: Path) -> tuple[str, Any]:
    """The name under which a file hands over its data, and the data."""
    text = file.read_text(encoding="utf-8")
    assert text.startswith("searchPart(")
    assert text.endswith(");\n")
    name, data = json.loads("[" + text.removeprefix("searchPart(").removesuffix(");\n") + "]")
    return name, data


def decode(text: str) -> list[int]:
    numbers, value, shift = [], 0, 0
    for letter in text:
        code = ALPHABET.index(letter)
        value += code % 32 << shift
        shift += 5
        if code < 32:
            numbers.append(value)
            value = shift = 0
    assert shift == 0
    return numbers


def read_places(text: str) -> Places:
    numbers = iter(decode(text))
    places: Places = {}
    record = 0
    for step in numbers:
        record += step >> 1
        positions: list[int] = []
        more = True
        while more:
            number = next(numbers)
            more = bool(number & 1)
            positions.append((positions[-1] if positions else 0) + (number >> 1))
        places[record] = (bool(step & 1), tuple(positions))
    return places


@dataclass(frozen=True)
class ReadSegment:
    leaves: Sequence[str]
    keys: Sequence[str]
    pages: Sequence[int]
    blocks: Sequence[int]
    records: int
    rows: Mapping[int, tuple[str, list[str]]]

    def find(self, word: str) -> Places:
        """Where a word is, looked up as a browser does: by the keys of the leaves."""
        leaf = self.leaves[max(0, bisect_right(self.keys, fold(word)) - 1)]
        lines = [line.split(" ") for line in leaf.split("|")]
        found = [line[2] for line in lines if line[0] == word]
        assert len(found) <= 1
        return read_places(found[0]) if found else {}

    @property
    def words(self) -> list[str]:
        return [line.split(" ")[0] for leaf in self.leaves for line in leaf.split("|") if line.strip()]


def read_segments(folder: Path) -> Iterator[ReadSegment]:
    name, manifest = read_file(folder / "index.js")
    assert name == "index"
    for number, (_, records, keys, pages, blocks) in enumerate(manifest["segments"]):
        listed = keys.split(" ")
        begins = list(accumulate(decode(blocks)))
        leaves = []
        for leaf in range(len(listed)):
            name, data = read_file(folder / str(number) / f"{leaf}.js")
            assert name == f"{number}/{leaf}"
            leaves.append(data)
        rows = {}
        for block, begin in enumerate(begins):
            (page, _), *own = read_file(folder / str(number) / f"r{block}.js")[1]
            rows.update({begin + index: (page, row) for index, row in enumerate(own)})
        yield ReadSegment(leaves, listed, list(accumulate(decode(pages))), begins, records, rows)


def place_words(record: SearchRecord, language: str) -> dict[str, tuple[bool, tuple[int, ...]]]:
    """Every word of a record with its places, as they are described: title, text and names, four free places between them."""
    found: dict[str, list[int]] = {}
    title = split_words(record.title)
    words: list[str | None] = list(title)
    for text in (record.text, *(party for party in record.parties if party != record.title)):
        if text:
            words += [None] * 4 + split_words(text)
    for place, word in enumerate(words):
        if word is not None and word not in common_words(language):
            found.setdefault(word, []).append(place)
    return {word: (places[0] < len(title), tuple(places)) for word, places in found.items()}


def facets_of(page: str, record: SearchRecord) -> set[str]:
    facets = {f":page:{page}", f":kind:{record.kind}"}
    facets |= {f":{name}:{value}" for name in ("standing", "year", "language") if (value := getattr(record, name))}
    return facets | {f":person:{fold(word)}" for party in record.parties for word in split_words(party)}
