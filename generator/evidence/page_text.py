"""The words of a page as its address gives them now, for holding quotes against and nothing else."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from generator.evidence.extraction import extract_text
from generator.evidence.matching import Document, stands_in
from generator.evidence.media import recognise
from generator.evidence.words import read_quote

if TYPE_CHECKING:
    from generator.evidence.fetching import Response

_CLOSED = re.compile(rb"[\"']isAccessibleForFree[\"']\s*:\s*[\"']?false", re.IGNORECASE)
"""What a page says of itself that is for subscribers only (schema.org, as search engines ask for it)."""


@dataclass(frozen=True)
class PageText:
    """The text of a page, in each way in which it can be read: its article, and all that stands on it."""

    texts: tuple[str, ...]
    says_closed: bool = False
    """Whether the page says itself that it is not free to read."""

    @property
    def length(self) -> int:
        """How many words the page has."""
        return max(len(text.split()) for text in self.texts)

    def holds(self, words: str) -> bool:
        """Whether quoted words stand in it by rule v1; a box that breaks into a sentence is no part of the article."""
        spans = read_quote(words)
        return any(stands_in(spans, document) for document in self._documents)

    @cached_property
    def _documents(self) -> tuple[Document, ...]:
        return tuple(map(Document, self.texts))


def read_page(response: Response) -> PageText | str:
    """The text of what an address answered; or, where words cannot be looked for in it, why not."""
    if not response.is_whole:
        return "it is too large to be read, or broke off"
    name = urlsplit(response.address).path
    extraction = extract_text(response.body, recognise(response.body, name, response.headers.get("content-type", "")))
    texts = tuple(text for text in extraction.texts if text.strip())
    if texts:
        return PageText(texts, says_closed=_CLOSED.search(response.body) is not None)
    return extraction.notes[0].message if extraction.notes else "it holds no text"
