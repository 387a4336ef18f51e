"""A file that the generator will write, with what it promises a reader of the built site will find."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchRecord:
    """What the search knows of one place of a page, in the words that a reader of the page is shown.

    `anchor` is empty for the page itself, which comes first among its records. `kind` is the record's (`claim`), `standing`
    its rung, `parties` the names of whom it speaks of, `year` when it was, and `language` that of its words.
    """

    anchor: str
    title: str
    text: str = ""
    kind: str
    standing: str = ""
    parties: tuple[str, ...] = ()
    year: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Artifact:
    """One file of the docs tree of one language.

    `path` is relative to that tree, with forward slashes (`cases/jardemalie.md`). For a page, the rest is what the verifier
    holds the built HTML against: `title`, `anchors` (ids that must exist), `passages` (words that must stand in the page
    verbatim, once white space is folded), and `records` (what the search must find in it).
    """

    path: str
    content: str | bytes
    title: str = ""
    anchors: tuple[str, ...] = ()
    passages: tuple[str, ...] = ()
    records: tuple[SearchRecord, ...] = ()

    @property
    def is_page(self) -> bool:
        """Whether the engine turns this file into an HTML page."""
        return self.path.endswith(".md")
