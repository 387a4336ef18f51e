"""Segments of the index: fixed shares of the pages, each merged by itself into small files that a browser asks for.

A page's segment follows from its address, and how many there are from the number of pages: so an edited case changes the
files of one segment, and an index brought up to date holds the same bytes as one made anew. In a segment, lines are in the
order of their folded words, cut into leaves. The files are scripts that hand over data, because a browser loads these under
the strictest policy, and from the reader's own disk.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from itertools import pairwise, takewhile
from typing import TYPE_CHECKING
from zlib import crc32

from generator.site.search.index import NUMBERS, PART
from generator.site.search.words import fold, stem_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

PAGES_PER_SEGMENT = 640
MOST_SEGMENTS = 64

LEAF = 4096
"""How many letters of lines are fetched at once."""

OFFERED = (":kind:", ":standing:", ":language:")
"""The facets that readers choose from a list."""


@dataclass(frozen=True, slots=True)
class Segment:
    """A merged segment: its files by their names, and what a browser must know of it before it asks for one."""

    head: Mapping[str, object]
    files: Mapping[str, bytes]


def count_segments(pages: int) -> int:
    """How many segments an index of so many pages has: a power of two, so that it seldom changes."""
    return min(MOST_SEGMENTS, 1 << max(0, -(-pages // PAGES_PER_SEGMENT) - 1).bit_length())


def segment_of(page: str, count: int) -> int:
    """The segment that a page belongs to."""
    return crc32(page.encode()) % count


def merge_pages(number: int, pages: Iterable[bytes], language: str) -> Segment:
    """The segment of the pages that `index_page` made, in the order given."""
    merged: dict[str, list[str]] = {}
    ends: dict[str, int] = {}
    starts: list[int] = []
    begins: list[int] = []
    files: dict[str, bytes] = {}
    records = 0
    for content in pages:
        count, words, bounds, places, own_begins, blocks = content.decode().split(PART)
        base = 2 * records
        first_last = iter(map(int, bounds.split()))
        for word, first, last, rest in zip(words.split("\n"), first_last, first_last, places.split("\n"), strict=True):
            known = merged.get(word)
            if known is None:
                merged[word] = [NUMBERS[base + first], rest]
            else:
                known += (NUMBERS[base + first - ends[word]], rest)
            ends[word] = base + last
        starts.append(records)
        for begin, block in zip(own_begins.split(), blocks.split("\n"), strict=True):
            files[f"r{len(begins)}.js"] = hand_over(f"{number}/r{len(begins)}", block)
            begins.append(records + int(begin))
        records += int(count)
    keys = []
    for index, (key, leaf) in enumerate(_cut_leaves(merged, language)):
        keys.append(key)
        files[f"{index}.js"] = hand_over(f"{number}/{index}", f'"{leaf}"')
    head = {
        "version": hashlib.sha256(b"".join(files.values())).hexdigest()[:8],
        "records": records,
        "keys": " ".join(keys),
        "pages": _write_distances(starts),
        "blocks": _write_distances(begins),
        "facets": sorted(word for word in merged if word.startswith(OFFERED)),
    }
    return Segment(head, files)


def hand_over(name: str, data: str) -> bytes:
    """The script that gives a browser data, which is JSON, under a name."""
    return f'searchPart("{name}",{data});\n'.encode()


def _cut_leaves(merged: Mapping[str, Sequence[str]], language: str) -> Iterator[tuple[str, str]]:
    """The lines in order, cut into leaves, each with the shortest text that comes after every word of the leaf before.

    Words that differ only in the marks on their letters stay together.
    """
    words = sorted(((fold(word), word) for word in merged), key=lambda pair: (pair[0].encode("utf-16-be"), pair[1]))
    stems = stem_words((word for _, word in words), language)
    key = before = ""
    lines: list[str] = []
    size = 0
    for (folded, word), stem in zip(words, stems, strict=True):
        line = f"{word} {_tell_stem(word, stem)} {''.join(merged[word])}"
        if lines and folded != before and size + len(line) > LEAF:
            yield key, "|".join(lines)
            key = folded[: _count_shared(before, folded) + 1]
            lines, size = [], 0
        lines.append(line)
        size += len(line) + 1
        before = folded
    yield key, "|".join(lines)


def _tell_stem(word: str, stem: str) -> str:
    """How many letters the stem lacks at the word's end, and what it has in their place; nothing for the word itself."""
    if word == stem or word.startswith(":"):
        return ""
    shared = _count_shared(word, stem)
    return f"{len(word) - shared}{stem[shared:]}"


def _count_shared(one: str, other: str) -> int:
    """How many letters two words have in common at their beginning."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


def _write_distances(numbers: Iterable[int]) -> str:
    return "".join(NUMBERS[number - before] for before, number in pairwise((0, *numbers)))
