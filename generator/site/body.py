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
    r"</?(?:address|article|aside|blockquote|details|div|dl|fieldset|figure|footer|form|h[1-6]|header|hr|main|nav|ol|p"
    r"|section|table|ul)[\s/>]",
    re.IGNORECASE,
)
"""The beginning of a block that both CommonMark and the engine take for HTML up to the next blank line."""

_HEADING: Final = re.compile(r"(#{1,6})[ \t]+(.*?)(?:[ \t]+\{:?[ ]*#([^\s}]+)[ ]*\})?[ \t]*")
_PLAIN: Final = re.compile(r"(?:[^\\`*_\[\]{}<>&!\n]|&#[0-9]+;)+")
"""Words without anything that could mean something in Markdown, or that is written as another sign by a renderer."""

_TAG: Final = re.compile(r"<!--.*?-->|<[^>]*>", re.DOTALL)
_LINK: Final = re.compile(r'(<(?:a|img)\b[^>]*? (?:href|src)=")([^":?#]+)([^"]*")')
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

    html: str
    headings: tuple[Heading, ...]


def render_body(markdown: str, path: str, moulds: Mapping[int, Mould]) -> Body:
    """The HTML of a page's Markdown, without front matter; `moulds` are how the engine writes headings."""
    if "\t" in markdown:
        markdown = markdown.expandtabs(4)
    written: list[str] = []
    found: list[tuple[int, int, str, str]] = []
    loose: list[str] = []
    for block in markdown.split("\n\n"):
        text = block.strip("\n")
        if text.startswith("#"):
            line, _, text = text.partition("\n")
            if heading := _HEADING.fullmatch(line):
                _write_loose(loose, written, path)
                found.append((len(written), len(heading[1]), _inline(heading[2]), heading[3] or ""))
                written.append("")
            else:
                text = f"{line}\n{text}"
        if text.startswith("<") and _HTML.match(text):
            _write_loose(loose, written, path)
            written.append(text)
        elif text:
            loose.append(text)
    _write_loose(loose, written, path)
    headings = []
    used = {identifier for _, _, _, identifier in found}
    for position, level, inner, given in found:
        words = words_of(inner)
        identifier = given or _make_id(words, used)
        headings.append(Heading(level, identifier, words))
        written[position] = _write_heading(moulds[level], identifier, inner)
    return Body("\n".join(written), tuple(headings))


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


def _write_loose(loose: list[str], written: list[str], path: str) -> None:
    """Render what is neither heading nor HTML, with links to pages as links to where these are."""
    if loose:
        html = _renderer().render("\n\n".join(loose)).strip()
        written.append(_LINK.sub(lambda link: link[1] + _lead(path, link[2]) + link[3], html))
        loose.clear()


@cache
def _renderer() -> MarkdownIt:
    return MarkdownIt("commonmark").enable("table")


@lru_cache(maxsize=10_000)
def _inline(text: str) -> str:
    return text if _PLAIN.fullmatch(text) else _renderer().renderInline(text)


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
