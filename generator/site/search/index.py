"""The words of one page and of its records, made apart from all others, so that they can be kept until the page changes.

A line is a word with its places. The places are numbers in a text: five bits to a letter, the lowest first, and a letter of the
alphabet's second half where more follow. For each record that has the word: twice the distance from the record before, plus
one if its title has it; then the word's positions, each twice the distance from the one before, plus one if another
follows. A facet (`:kind:claim`) is a line of the same form, in which the position is how many records after this one have it too.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from generator.site.search.words import common_words, fold, split_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from generator.artifact import SearchRecord

ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
PART = "\x1e"
"""What stands between the parts of an indexed page; JSON never holds it bare, and a word never at all."""

BLOCK = 16_384
"""How many letters of records are fetched at once, when one of them is shown."""

GAP = 4
"""The places without a word between texts: more than the common words that a phrase may leave out in a row."""

_ADDRESS = re.compile(r"[\w./-]+")


class _Numbers(dict[int, str]):
    """Numbers as text, each worked out once: five of six that are asked for are asked for again."""

    def __missing__(self, number: int) -> str:
        rest, letters = number, ""
        while rest >= 32:  # noqa: PLR2004
            letters += ALPHABET[32 + rest % 32]
            rest //= 32
        text = self[number] = letters + ALPHABET[rest]
        return text


NUMBERS = _Numbers()


@dataclass(frozen=True, slots=True)
class _Lines:
    """The places of each word: the first record, apart because the page's own place is not known yet, the last, and the rest.

    First and last are twice a record's number, and first plus one if the title has the word.
    """

    firsts: dict[str, int] = field(default_factory=dict)
    lasts: dict[str, int] = field(default_factory=dict)
    places: dict[str, str] = field(default_factory=dict)


def index_page(page: str, title: str, records: Sequence[SearchRecord], language: str) -> bytes:
    """The words of a page: what `merge_pages` needs of it.

    `page` is its address below the root of its `language` (`cases/dreyfus/`). The first record is the page itself.
    """
    common = common_words(language)
    lines = _Lines()
    for number, record in enumerate(records):
        _add_words(lines, number, record, common)
    _add_facets(lines, page, records)
    begins, blocks = _cut_blocks(page, title, records)
    parts = (
        str(len(records)),
        "\n".join(lines.places),
        " ".join([f"{first} {lines.lasts[word]}" for word, first in lines.firsts.items()]),
        "\n".join(lines.places.values()),
        " ".join(map(str, begins)),
        "\n".join(blocks),
    )
    return PART.join(parts).encode()


def _add_words(lines: _Lines, number: int, record: SearchRecord, common: frozenset[str]) -> None:
    """Note where each word of a record stands; no phrase goes from its title to its text or to a name."""
    texts: list[Sequence[str]] = [split_words(record.title)]
    if record.text:
        texts.append(split_words(record.text))
    texts += [_split_name(party) for party in record.parties if party != record.title]
    in_title = len(texts[0])
    positions: dict[str, int | list[int]] = {}
    start = 0
    for words in texts:
        for place, word in enumerate(words, start):
            if word in common:
                continue
            known = positions.get(word)
            if known is None:
                positions[word] = place
            elif isinstance(known, int):
                positions[word] = [known, place]
            else:
                known.append(place)
        start += len(words) + GAP
    firsts, lasts, written = lines.firsts, lines.lasts, lines.places
    base = 2 * number
    for word, found in positions.items():
        if isinstance(found, int):
            first, places = base + (found < in_title), NUMBERS[2 * found]
        else:
            first, places = base + (found[0] < in_title), _write_positions(found)
        if word in written:
            written[word] += NUMBERS[first - lasts[word]] + places
        else:
            firsts[word], written[word] = first, places
        lasts[word] = base


def _write_positions(found: Sequence[int]) -> str:
    steps = [2 * (place - before) for before, place in pairwise((0, *found))]
    return "".join([NUMBERS[step + 1] for step in steps[:-1]]) + NUMBERS[steps[-1]]


@lru_cache(maxsize=4096)
def _split_name(name: str) -> tuple[str, ...]:
    return tuple(split_words(name))


def _add_facets(lines: _Lines, page: str, records: Sequence[SearchRecord]) -> None:
    """Note which records have each facet, as runs of records that follow each other."""
    runs: dict[str, list[int]] = {}
    for number, record in enumerate(records):
        for facet in _facets_of(record):
            known = runs.get(facet)
            if known is None:
                runs[facet] = [number, number]
            elif known[-1] >= number - 1:
                known[-1] = number
            else:
                known += (number, number)
    if records and _ADDRESS.fullmatch(page):
        runs[f":page:{page}"] = [0, len(records) - 1]
    for facet, (start, end, *others) in runs.items():
        places = NUMBERS[2 * (end - start)]
        last = start
        for begin, until in zip(others[::2], others[1::2], strict=True):
            places += NUMBERS[2 * (begin - last)] + NUMBERS[2 * (until - begin)]
            last = begin
        lines.firsts[facet], lines.lasts[facet], lines.places[facet] = 2 * start, 2 * last, places


def _facets_of(record: SearchRecord) -> Iterator[str]:
    for name in ("kind", "standing", "year", "language"):
        if value := getattr(record, name):
            yield f":{name}:{value}"
    for party in record.parties:
        yield from _facets_of_name(party)


@lru_cache(maxsize=4096)
def _facets_of_name(name: str) -> tuple[str, ...]:
    return tuple(f":person:{fold(word)}" for word in _split_name(name))


def _cut_blocks(page: str, title: str, records: Sequence[SearchRecord]) -> tuple[list[int], list[str]]:
    """What is shown of the records, as JSON, and the first record of each block; every block says whose records it has."""
    begins: list[int] = []
    blocks: list[list[list[str]]] = []
    size = BLOCK
    for number, one in enumerate(records):
        if size >= BLOCK:
            begins.append(number)
            blocks.append([[page, title]])
            size = 0
        blocks[-1].append([one.anchor, one.title, one.text, one.kind, one.standing, one.year])
        size += len(one.title) + len(one.text)
    return begins, list(map(_write_json, blocks))


_write_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
