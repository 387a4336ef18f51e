"""A file that the generator will write, with what it promises a reader of the built site will find."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Artifact:
    """One file of the docs tree of one language.

    `path` is relative to that tree, with forward slashes (`cases/jardemalie.md`). For a page, the rest is what the verifier
    holds the built HTML against: `title`, `anchors` (ids that must exist), `passages` (words that must stand in the page
    verbatim, once white space is folded), and `findable` (anchors that must be entries of the search index).
    """

    path: str
    content: str | bytes
    title: str = ""
    anchors: tuple[str, ...] = ()
    passages: tuple[str, ...] = ()
    findable: tuple[str, ...] = ()

    @property
    def is_page(self) -> bool:
        """Whether the engine turns this file into an HTML page."""
        return self.path.endswith(".md")
