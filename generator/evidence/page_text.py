"""The words of a page as a reader of it meets them, for comparing and nothing else."""

from __future__ import annotations

import logging
import re
from codecs import BOM_UTF8
from dataclasses import dataclass
from email.message import Message
from functools import cached_property
from typing import TYPE_CHECKING

from lxml import etree, html

from generator.evidence.containment import fold, stands_in_folded

if TYPE_CHECKING:
    from generator.evidence.fetching import Response

_INLINE = frozenset(
    {
        *("a", "abbr", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i", "ins", "kbd"),
        *("mark", "q", "s", "samp", "small", "span", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr"),
    }
)
_UNREAD = ("script", "style", "template", "noscript", "head")
_CLOSED = re.compile(rb"[\"']isAccessibleForFree[\"']\s*:\s*[\"']?false", re.IGNORECASE)
"""What a page says of itself that is for subscribers only (schema.org, as search engines ask for it)."""
_MOST_FOR_EXTRACTION = 300_000
"""How many characters an article is looked for in: the time that takes grows faster than the page."""


@dataclass(frozen=True)
class PageText:
    """The text of a page; `markup` is its HTML without what nobody sees, empty where it is no HTML."""

    whole: str
    markup: str = ""
    says_closed: bool = False
    """Whether the page says itself that it is not free to read."""

    @cached_property
    def length(self) -> int:
        """How many words the page has."""
        return len(self.whole.split())

    def holds(self, words: str) -> bool:
        """Whether quoted words stand in it, or in its article without the boxes that break into it."""
        return stands_in_folded(words, self._folded) or stands_in_folded(words, self._folded_article)

    @cached_property
    def _folded(self) -> str:
        return fold(self.whole)

    @cached_property
    def _folded_article(self) -> str:
        return fold(_extract_article(self.markup)) if self.markup else ""


def read_page(response: Response) -> PageText | str:
    """The text of what an address answered; or, where words cannot be looked for in it, why not."""
    kind = Message()
    kind["content-type"] = response.headers.get("content-type", "")
    if not response.is_whole:
        return "it is too large to be read, or broke off"
    said = kind.get_content_type() if response.headers.get("content-type") else _guess_type(response.body)
    charset = kind.get_content_charset()
    if said in {"text/html", "application/xhtml+xml"}:
        return _read_html(response.body, _know(charset))
    if said.startswith("text/") or said == "application/json":
        return PageText(response.body.decode(_know(charset) or "utf-8", errors="replace"))
    return f"it is a file of the type {said}"


def _guess_type(body: bytes) -> str:
    return "text/html" if body.removeprefix(BOM_UTF8).lstrip()[:1] == b"<" else "application/octet-stream"


def _know(charset: str | None) -> str | None:
    """The charset if Python has it and it is one of text."""
    try:
        return charset if charset and "a".encode(charset).decode(charset) == "a" else None
    except (LookupError, ValueError):
        return None


def _read_html(body: bytes, charset: str | None) -> PageText | str:
    # What is proper UTF-8 is UTF-8, whatever it says; else what it says, else what libxml2 makes of it.
    for name in (*(("utf-8-sig",) if charset in {None, "utf-8"} else ()), charset):
        try:
            text = body.decode(name) if name else None
        except ValueError:
            continue
        break
    else:
        text = None
    written = body if text is None else text.encode("utf-8", errors="replace")
    parser = html.HTMLParser(encoding=None if text is None else "utf-8", remove_comments=True, remove_pis=True)
    try:
        root = html.document_fromstring(written, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return "it holds no text"
    for element in list(root.iter(*_UNREAD)):
        element.text = None
        for child in list(element):
            element.remove(child)
    markup = html.tostring(root, encoding="unicode")
    return PageText(_gather_text(root), markup, says_closed=_CLOSED.search(body) is not None)


def _gather_text(root: html.HtmlElement) -> str:
    """The text of all elements; a space stands where one block ends and the next begins."""
    parts: list[str] = []
    for event, element in etree.iterwalk(root, events=("start", "end")):
        is_block = element.tag not in _INLINE
        if event == "start":
            parts += (" " if is_block else "", element.text or "")
        else:
            parts += (" " if is_block else "", (element.tail or "") if element is not root else "")
    return "".join(parts)


def _extract_article(text: str) -> str:
    """The article of a page: an advertisement in the middle of a quoted sentence is no part of it."""
    if len(text) > _MOST_FOR_EXTRACTION:
        return ""
    import trafilatura  # noqa: PLC0415  (it takes a second, and few commands need it)

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    return trafilatura.extract(text, include_comments=False, include_tables=True, favor_recall=True) or ""
