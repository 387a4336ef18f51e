"""The Markdown of a generated page as the engine would make HTML of it.

A page is made of headings, blocks of HTML and, here and there, a paragraph, each parted from the next by a blank line.
HTML stays as it is, and a heading of plain words needs no renderer: what is left for one is next to nothing.
"""

from __future__ import annotations

import posixpath
import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from html import unescape
from typing import TYPE_CHECKING, Final

from markdown_it import MarkdownIt

from generator.site.promise import address_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from generator.site.frame import Mould

_HTML: Final = re.compile(
    rb"</?(?:address|article|aside|blockquote|details|div|dl|fieldset|figure|footer|form|h[1-6]|header|hr|main|nav|ol|p"
    rb"|section|table|ul)[\s/>]",
    re.IGNORECASE,
)
"""The beginning of a block that both CommonMark and the engine take for HTML up to the next blank line."""

_HEADING: Final = re.compile(r"(#{1,6})[ \t]+(.*?)(?:[ \t]+\{:?[ ]*#([^\s}]+)[ ]*\})?[ \t]*")
_PLAIN: Final = re.compile(r"(?:[^\\`*_\[\]{}<>&!\n]|&#[0-9]+;)+")
"""Words without anything that could mean something in Markdown, or that is written as another sign by a renderer."""

_BLANK: Final = re.compile(rb"\n\n+")
"""What parts blocks. (Splitting by this takes half the time that `split` takes with two line ends.)"""

_TAG: Final = re.compile(r"<!--.*?-->|<[^>]*>", re.DOTALL)
_LINK: Final = re.compile(r'(<(?:a|img)\b[^>]*? (?:href|src)=")([^"/:?#][^":?#]*)((?:[?#][^"]*)?")')
_NUMBERED: Final = re.compile(r"(.*)_([0-9]+)")


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading: its level, its id, and its words as HTML without elements."""

    level: int
    id: str
    words: str


@dataclass(frozen=True, slots=True)
class Body:
    """What a page shows as HTML, and its headings in their order; the first of them is the page's title."""

    html: bytes
    headings: tuple[Heading, ...]


def render_body(markdown: bytes, path: str, moulds: Mapping[int, Mould]) -> Body:
    """The HTML of a page's Markdown, without front matter; `moulds` are how the engine writes headings.

    Nearly all of a page is passed on as it is, so it is read as bytes: they are parted and joined faster than text.
    """
    if b"\t" in markdown:
        markdown = markdown.decode().expandtabs(4).encode()
    written: list[bytes] = []
    found: list[tuple[int, int, str, str]] = []
    loose: list[bytes] = []
    for block in _BLANK.split(markdown.strip(b"\n")):
        heading, text = _part_heading(block) if block.startswith(b"#") else (None, block)
        if heading:
            _write_loose(loose, written, path)
            found.append((len(written), *heading))
            written.append(b"")
        if text.startswith(b"<") and _HTML.match(text):
            _write_loose(loose, written, path)
            written.append(text)
        elif text:
            loose.append(text)
    _write_loose(loose, written, path)
    headings = []
    used = {given for _, _, _, given in found}
    for position, level, inner, given in found:
        words = words_of(inner)
        heading_id = given or _make_id(words, used)
        headings.append(Heading(level, heading_id, words))
        written[position] = _write_heading(moulds[level], heading_id, inner).encode()
    return Body(b"\n".join(written), tuple(headings))


@lru_cache(maxsize=1000)
def _part_heading(block: bytes) -> tuple[tuple[int, str, str] | None, bytes]:
    """The heading that a block begins with, and what follows it: its level, its HTML, and the id it is given, if any.

    Most headings are the same on page after page.
    """
    line, _, after = block.partition(b"\n")
    heading = _HEADING.fullmatch(line.decode())
    if heading is None:
        return None, block
    text = heading[2]
    inner = text if _PLAIN.fullmatch(text) else _renderer().renderInline(text)
    return (len(heading[1]), inner, heading[3] or ""), after


def words_of(inner: str) -> str:
    """HTML without its elements, and its white space folded: what the engine calls a heading, entities and all."""
    return " ".join((_TAG.sub("", inner) if "<" in inner else inner).split())


def plain_words_of(words: str) -> str:
    """The words of a heading as plain text."""
    return unescape(words_of(words))


def _write_heading(mould: Mould, identifier: str, inner: str) -> str:
    written = [mould.parts[0]]
    for slot, part in zip(mould.slots, mould.parts[1:], strict=True):
        written += (identifier if slot.name == "id" else inner, part)
    return "".join(written)


def _write_loose(loose: list[bytes], written: list[bytes], path: str) -> None:
    """Render what is neither heading nor HTML, with links to pages as links to where these are."""
    if loose:
        html = _renderer().render(b"\n\n".join(loose).decode()).strip()
        written.append(_LINK.sub(lambda link: link[1] + _lead(path, link[2]) + link[3], html).encode())
        loose.clear()


@cache
def _renderer() -> MarkdownIt:
    return MarkdownIt("commonmark").enable("table")


def _lead(path: str, target: str) -> str:
    """The address of the file `target`, as a link in the page `path` names it, from where that page is."""
    folder = posixpath.dirname(address_of(path))
    there = address_of(posixpath.normpath(posixpath.join(posixpath.dirname(path), target)))
    if not there.endswith("index.html"):
        return posixpath.relpath(there, folder or ".")
    return posixpath.relpath(posixpath.dirname(there) or ".", folder or ".").rstrip("/") + "/"


def _make_id(words: str, used: set[str]) -> str:
    """The id of a heading that was given none: its words in Latin letters, with a number where another has them."""
    plain = unicodedata.normalize("NFKD", unescape(words)).encode("ascii", "ignore").decode()
    name = re.sub(r"[-\s]+", "-", re.sub(r"[^\w\s-]", "", plain).strip().lower())
    if not name or name in used:
        numbered = _NUMBERED.fullmatch(name)
        base, number = (numbered[1], int(numbered[2])) if numbered else (name, 0)
        number += 1
        while f"{base}_{number}" in used:
            number += 1
        name = f"{base}_{number}"
    used.add(name)
    return name
