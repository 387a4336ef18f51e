"""The sections of a page that somebody wrote by hand, as the engine built it: what the search knows of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import etree

from generator.artifact import SearchRecord
from generator.site.page import ARTICLE, BLOCKS, fold_space
from generator.site.promise import page_of
from generator.site.search.index import index_page

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from lxml.etree import _Element

    from generator.site.promise import Promise

_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_SILENT = frozenset(("script", "style", "svg"))


def index_hand_written(site: Path, promises: Iterable[Promise], language: str) -> Iterator[tuple[str, bytes]]:
    """What `index_page` makes of each page that people wrote, read as the engine built it into `site`."""
    for promise in promises:
        if promise.source and promise.path.endswith(".md"):
            records = read_sections((site / promise.address).read_bytes(), language)
            if records:
                page = page_of(promise.path)
                yield page, index_page(page, records[0].title, records, language)


def read_sections(html: bytes, language: str) -> tuple[SearchRecord, ...]:
    """Each part of the article that a heading with an id begins; the first stands for the page itself."""
    root = etree.fromstring(html, etree.HTMLParser(encoding="utf-8"))
    article = next((one for one in root.iter("article") if ARTICLE in (one.get("class") or "").split()), None)
    sections: list[tuple[str, list[str], list[str]]] = [("", [], [])]
    if article is not None:
        _read(article, sections, in_heading=False)
    return tuple(
        SearchRecord(anchor=anchor, title=title, text=fold_space("".join(text)), kind="page", language=language)
        for anchor, words, text in sections
        if (title := fold_space("".join(words)))
    )


def _read(element: _Element, sections: list[tuple[str, list[str], list[str]]], *, in_heading: bool) -> None:
    """Take in the words of an element, in the order in which a reader meets them."""
    if not isinstance(element.tag, str) or element.tag in _SILENT or element.get("class") == "headerlink":
        return
    if element.tag in _HEADINGS:
        in_heading = True
        if element.tag != "h1" and (anchor := element.get("id")):
            sections.append((anchor, [], []))
    _add(sections, f" {element.text or ''}" if element.tag in BLOCKS else element.text, in_heading=in_heading)
    for child in element:
        _read(child, sections, in_heading=in_heading)
        _add(sections, f" {child.tail or ''}" if child.tag in BLOCKS else child.tail, in_heading=in_heading)


def _add(sections: list[tuple[str, list[str], list[str]]], words: str | None, *, in_heading: bool) -> None:
    _, title, text = sections[-1]
    (title if in_heading else text).append(words or "")
