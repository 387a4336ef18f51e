"""A file that the generator will write, with what it promises a reader of the built site will find."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


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
    verbatim, once white space is folded), and `records` (what the search must find in it). `kind` names the `PageKind` of
    a generated page, and `meta` is its front matter as values.
    """

    path: str
    content: str | bytes
    title: str = ""
    anchors: tuple[str, ...] = ()
    passages: tuple[str, ...] = ()
    records: tuple[SearchRecord, ...] = ()
    kind: str = ""
    meta: Mapping[str, object] = field(default_factory=dict)

    @property
    def is_page(self) -> bool:
        """Whether the engine turns this file into an HTML page."""
        return self.path.endswith(".md")


@dataclass(frozen=True, slots=True, kw_only=True)
class PageKind:
    """A kind of generated page, as far as it is known before there is any page of it.

    `path` is where its pages are: `cases/{}.md`, or the path of the one page there. `meta` are the keys of its front
    matter that say something to the frame around it. `has_sections` says whether there are headings below a page's first;
    None if a page may have some or none.
    """

    name: str
    path: str
    meta: tuple[str, ...] = ()
    has_sections: bool | None = None

    @property
    def is_single(self) -> bool:
        """Whether there is one page of this kind at this path, whatever the facts."""
        return "{}" not in self.path
