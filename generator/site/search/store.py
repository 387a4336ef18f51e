"""The index on the disk: brought up to date by its segments, with a manifest that a browser reads first; and read again."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING, Any

from generator.language import translations
from generator.site.search.segment import count_segments, hand_over, merge_pages, segment_of
from generator.site.search.words import common_words
from generator.views.search import WORDS, name_facet

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

FOLDER = "search"
"""Where the index lies below the root of its language."""

MANIFEST = "index.js"
HEAD = "head.json"


def write_index(
    folder: Path,
    language: str,
    pages: Iterable[str],
    load: Callable[[str], bytes],
    *,
    changed: Collection[str] | None = None,
) -> None:
    """Write the index of these pages into `folder`, only where it differs from what is there.

    `load` gives what `index_page` made of a page; one segment's pages are in memory at a time. With `changed`, the pages that
    were added, edited or removed since the folder was written, the segments of all others are taken as they are.
    """
    listed = sorted(pages)
    count = count_segments(len(listed))
    shares: list[list[str]] = [[] for _ in range(count)]
    for page in listed:
        shares[segment_of(page, count)].append(page)
    there = {int(path.name) for path in folder.iterdir() if path.is_dir()} if folder.is_dir() else set()
    known = changed is not None and there == set(range(count))
    stale = {segment_of(page, count) for page in changed or ()} if known else set(range(count))
    for number in stale:
        write_segment(folder, number, map(load, shares[number]), language)
    for number in there - set(range(count)):
        shutil.rmtree(folder / str(number))
    write_manifest(folder, language, count)


def write_segment(folder: Path, number: int, pages: Iterable[bytes], language: str) -> None:
    """Write one segment of its pages, in the order of their addresses."""
    segment = merge_pages(number, pages, language)
    place = folder / str(number)
    place.mkdir(parents=True, exist_ok=True)
    files = {**segment.files, HEAD: json.dumps(segment.head, ensure_ascii=False).encode()}
    for old in place.iterdir():
        if old.name not in files:
            old.unlink()
    for name, content in files.items():
        _write(place / name, content)


def write_manifest(folder: Path, language: str, count: int) -> None:
    """Write the manifest of an index whose segments are all there."""
    heads = [json.loads((folder / str(number) / HEAD).read_bytes()) for number in range(count)]
    _write(folder / MANIFEST, describe_index(heads, language))


def describe_index(heads: Sequence[Mapping[str, Any]], language: str) -> bytes:
    """The manifest of an index with these segments."""
    say = translations(language).gettext
    choices: dict[str, dict[str, str]] = {"kind": {}, "standing": {}, "language": {}}
    for facet in sorted({facet for head in heads for facet in head["facets"]}):
        _, name, value = facet.split(":")
        choices[name][value] = name_facet(name, value, language)
    kept = ("version", "records", "keys", "pages", "blocks")
    manifest = {
        "words": {name: say(words) for name, words in WORDS.items()},
        "choices": choices,
        "common": " ".join(sorted(common_words(language))),
        "segments": [[head[name] for name in kept] for head in heads],
    }
    return hand_over("index", json.dumps(manifest, ensure_ascii=False, separators=(",", ":")))


def _write(file: Path, content: bytes) -> None:
    if not file.exists() or file.stat().st_size != len(content) or file.read_bytes() != content:
        file.write_bytes(content)


def read_places(folder: Path) -> Iterator[tuple[str, str]]:
    """Every place that the index leads to: the address of its page, and the anchor there."""
    for number in range(len(_read_data(folder / MANIFEST)["segments"])):
        for file in sorted((folder / str(number)).glob("r*.js")):
            (page, _), *rows = _read_data(file)
            for anchor, *_ in rows:
                yield page, anchor


def _read_data(file: Path) -> Any:  # noqa: ANN401  (what a browser is handed)
    return json.loads(file.read_text(encoding="utf-8").partition(",")[2].removesuffix(");\n"))
