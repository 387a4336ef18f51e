"""A snapshot opened: the file that the store has for a hash, its text as words, and the tree over them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from generator.evidence.extraction import extract_text
from generator.evidence.matching import Document
from generator.evidence.proof import Commitment
from generator.evidence.tree import Tree

if TYPE_CHECKING:
    from generator.evidence.store import Store
    from generator.evidence.text import Note


@dataclass(frozen=True)
class Snapshot:
    """A file that the store has, as it was kept: its bytes, what it is, its text, and what came up when that was read."""

    sha256: str
    content: bytes
    media_type: str
    text: str
    notes: tuple[Note, ...] = ()

    @cached_property
    def document(self) -> Document:
        """The text as words."""
        return Document(self.text)

    @cached_property
    def tree(self) -> Tree | None:
        """The tree over the words; None for a document without any."""
        return Tree(self.content, self.document.words) if self.document.words else None

    @property
    def commitment(self) -> Commitment | None:
        """What the public is to know of it; None for a document without words."""
        return Commitment(self.sha256, self.tree.root.hex(), self.tree.size) if self.tree is not None else None


def open_snapshot(store: Store, sha256: str) -> Snapshot | None:
    """The snapshot with this hash; None where the store has not got it, or not as it was kept."""
    content = store.read(sha256)
    if content is None:
        return None
    media_type = store.media_type(sha256)
    extraction = extract_text(content, media_type)
    # Of a web page, all of its words: what counts as its main text depends on the version of a program that guesses it.
    return Snapshot(sha256, content, media_type, extraction.alternative or extraction.text, extraction.notes)
