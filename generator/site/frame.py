"""What the engine makes around a page, cut where pages differ: text with slots, and all of it for one language."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

ALWAYS = frozenset({"search"})
"""Keys of a front matter that speak to the search alone, and that no frame is chosen by."""


@dataclass(frozen=True, slots=True)
class Slot:
    """A place for a value: which, and how the theme writes it there (a key of `stamper.ENCODINGS`)."""

    name: str
    encoding: str


@dataclass(frozen=True, slots=True)
class Mould:
    """A text with slots: there is one part more than there are slots."""

    parts: tuple[str, ...]
    slots: tuple[Slot, ...]


@dataclass(frozen=True, slots=True)
class Contents:
    """How the theme writes a table of contents: an entry without others below it, and one with them.

    `deepest` is the last level of heading that it lists.
    """

    leaf: Mould
    opening: Mould
    closing: str
    deepest: int


@dataclass(frozen=True, slots=True)
class SitemapMould:
    """How the theme writes its map of the site: what is before, between and after the entries, and an entry."""

    head: str
    entry: Mould
    between: str
    tail: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Frames:
    """Everything that is known of one language's pages before there is one.

    `frames` are by `frame_name`; `headings` by their level. `contents` is None if no page shows a table of contents.
    `pages` are the paths of the pages that people wrote.
    """

    frames: Mapping[str, Mould]
    headings: Mapping[int, Mould]
    contents: Contents | None
    sitemap: SitemapMould | None
    pages: tuple[str, ...]


def frame_name(kind: str, place: str, meta: Sequence[str], *, has_sections: bool) -> str:
    """What a frame is found by: the kind, a path or its depth, the front matter's keys, and whether there are sections."""
    keys = ",".join(sorted(key for key in meta if key not in ALWAYS))
    return f"{kind} {place} {keys} {'sections' if has_sections else 'title'}"


def depth_of(path: str) -> str:
    """The place of a page that shares its frame with all of its kind: how many folders it is in."""
    return str(path.count("/"))


def frames_file(folder: Path, language: str) -> Path:
    """The file that holds the frames of a language."""
    return folder / f"frames.{language}.json"


def write_frames(folder: Path, language: str, frames: Frames) -> None:
    """Keep the frames of a language; texts that several frames share are kept once."""
    texts: dict[str, int] = {}

    def number(text: str) -> int:
        return texts.setdefault(text, len(texts))

    def pack(mould: Mould) -> list[object]:
        return [[number(part) for part in mould.parts], [[slot.name, slot.encoding] for slot in mould.slots]]

    contents, sitemap = frames.contents, frames.sitemap
    packed = {
        "frames": {name: pack(mould) for name, mould in frames.frames.items()},
        "headings": {str(level): pack(mould) for level, mould in frames.headings.items()},
        "contents": contents
        and [pack(contents.leaf), pack(contents.opening), number(contents.closing), contents.deepest],
        "sitemap": sitemap
        and [number(sitemap.head), pack(sitemap.entry), number(sitemap.between), number(sitemap.tail)],
        "pages": frames.pages,
    }
    content = json.dumps({"texts": list(texts), **packed}, ensure_ascii=False)
    frames_file(folder, language).write_text(content, encoding="utf-8")


def read_frames(folder: Path, language: str) -> Frames:
    """The frames that were kept in a folder."""
    packed = json.loads(frames_file(folder, language).read_bytes())
    texts = packed["texts"]

    def unpack(mould: tuple[list[int], list[tuple[str, str]]]) -> Mould:
        parts, slots = mould
        return Mould(tuple(texts[number] for number in parts), tuple(Slot(name, how) for name, how in slots))

    contents, sitemap = packed["contents"], packed["sitemap"]
    return Frames(
        frames={name: unpack(mould) for name, mould in packed["frames"].items()},
        headings={int(level): unpack(mould) for level, mould in packed["headings"].items()},
        contents=contents and Contents(unpack(contents[0]), unpack(contents[1]), texts[contents[2]], contents[3]),
        sitemap=sitemap and SitemapMould(texts[sitemap[0]], unpack(sitemap[1]), texts[sitemap[2]], texts[sitemap[3]]),
        pages=tuple(packed["pages"]),
    )
