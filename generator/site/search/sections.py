"""The sections of a page that somebody wrote by hand, as the engine built it: what the search knows of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import etree

from generator.artifact import SearchRecord
from generator.site.page import BLOCKS, words_of
from generator.site.promise import url_of
from generator.site.search.index import index_page

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from generator.site.promise import Promise

_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_SILENT = frozenset(("script", "style", "svg"))
_BEGIN, _MIDDLE, _END = "\ue000\ue001\ue002"
"""Around the id and the words of a heading that begins a section: signs that no text has."""


def index_hand_written(site: Path, promises: Iterable[Promise], language: str) -> Iterator[tuple[str, bytes]]:
    """What `index_page` makes of each page that people wrote, read as the engine built it into `site`."""
    for promise in promises:
        if promise.source and promise.path.endswith(".md"):
            page = url_of(promise.path)
            if records := read_sections((site / promise.address).read_bytes(), language):
                yield page, index_page(page, records[0].title, records, language)


def read_sections(html: bytes, language: str) -> tuple[SearchRecord, ...]:
    """Each part of the article that a heading with an id begins; the first stands for the page itself."""
    root = etree.fromstring(html, etree.HTMLParser(encoding="utf-8", remove_comments=True))
    records: list[SearchRecord] = []
    for article in root.iter("article"):
        for element in list(article.iter()):  # what is dropped on the way would end a walk
            _tell_apart(element)
        for section in words_of(article).split(_BEGIN)[1:]:
            anchor, title, text = map(str.strip, section.replace(_MIDDLE, _END).split(_END))
            own = anchor if records else ""
            records.append(SearchRecord(anchor=own, title=title, text=text, kind="page", language=language))
    return tuple(records)


def _tell_apart(element: etree._Element) -> None:
    """Mark headings, part the words of blocks, and drop what no reader reads as words."""
    if element.tag in BLOCKS:
        element.text, element.tail = f" {element.text or ''}", f" {element.tail or ''}"
    if element.tag in _SILENT or element.get("class") == "headerlink":
        del element[:]
        element.text = None
    elif element.tag in _HEADINGS and (anchor := element.get("id")):
        element.text = f"{_BEGIN}{anchor}{_MIDDLE}{element.text or ''}"
        element.tail = f"{_END}{element.tail or ''}"
