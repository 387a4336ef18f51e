"""A built page read at a fraction of a parser's cost, where its HTML is so strict that every parser reads it alike.

Nothing here finds fault: a page in which anything is unusual is left to the parser.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from functools import lru_cache
from html import escape, unescape
from itertools import chain, zip_longest
from typing import TYPE_CHECKING, Final

from generator.site.grammar import ALONE, DEEPEST, DOCUMENT, NOTHING, SKELETON
from generator.site.lexer import Tags, attributes_of, split_tags
from generator.site.page import ARTICLE, BLOCKS, DATA_SCRIPTS, fold_space, without_depth

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.site.grammar import Inside
    from generator.site.lexer import Address

# Parsers drop or replace these, or end the line at them.
_CONTROLS: Final = bytes((*range(9), *range(11, 32), 127))
# A program in which nothing could be taken for its end, or for a comment that hides it.
_SCRIPT: Final = re.compile(rb"<(script(?: [^<>]*)?)>([^<]*(?:<(?![/!])[^<]*)*)</script>")
_ARTICLE: Final = re.compile(rf'<article class="{ARTICLE}[ "]'.encode())
_ARTICLE_END: Final = b"</article>"
_BLOCK: Final = re.compile(rf"/?(?:{'|'.join(sorted(BLOCKS))})(?![a-z0-9])")

_IN_FRAME: Final = Tags(in_article=False)
_IN_ARTICLE: Final = Tags(in_article=True)


class _UnusualError(Exception):
    """Something that parsers could read differently, or that may not stand in a page."""


@dataclass(slots=True)
class StrictPage:
    """What a built page holds, as `Page` has it; it has no faults.

    `frame` and `article` are what stands around the article and in it: text, tag, text, tag, … text.
    """

    anchors: set[str]
    links: set[Address]
    scripts: list[str]
    frame: tuple[Sequence[str], Sequence[str]]
    article: Sequence[str]
    _written: str = ""
    _text: str | None = None

    @property
    def text(self) -> str:
        """The article's text with white space folded."""
        if self._text is None:
            spaces = (" " if _BLOCK.match(tag) else "" for tag in self.article[1::2])
            parts = chain.from_iterable(zip_longest(self.article[::2], spaces, fillvalue=""))
            self._text = fold_space(unescape("".join(parts)))
        return self._text

    @property
    def titles(self) -> tuple[str, ...]:
        """The page's title, and its headings of the first rank."""
        headings = (one for part in (self.frame[0], self.article, self.frame[1]) for one in _read_headings(part))
        return (*_read_title(self.frame[0]), *headings)

    def bears(self, title: str) -> bool:
        """Whether the page bears this title."""
        return any(title in one for one in _read_title(self.frame[0])) or any(title in one for one in self.titles)

    def says(self, words: str) -> bool:
        """Whether these words stand in the article."""
        # Seldom is anything between them, and then the text need not be put together.
        self._written = self._written or "<".join(self.article[::2])
        return escape(words, quote=False) in self._written or words in self.text


def read_strictly(content: bytes) -> StrictPage | None:
    """Read the HTML of one page; None where only a parser can say what stands in it, or something may not stand there."""
    try:
        return _read(content)
    except (_UnusualError, UnicodeDecodeError):
        return None


def _read(content: bytes) -> StrictPage:
    begin, end = _ARTICLE.search(content), content.rfind(_ARTICLE_END)
    if begin is None or end < begin.start() or len(content.translate(None, _CONTROLS)) < len(content):
        raise _UnusualError
    end += len(_ARTICLE_END)
    scripts: list[str] = []
    before, after = (_split(_cut_scripts(part, scripts)) for part in (content[: begin.start()], content[end:]))
    article = _split(content[begin.start() : end])
    walk = _Walk()
    walk.follow(before, _IN_FRAME)
    # The article is one element: nothing but its last tag may end it.
    depth = len(walk.closings) + 1
    walk.follow(article[:-2], _IN_ARTICLE, depth)
    if len(walk.closings) != depth:
        raise _UnusualError
    walk.follow(["", *article[-2:]], _IN_ARTICLE)
    walk.follow(after, _IN_FRAME)
    anchors = set(walk.ids)
    names = [tag.split(maxsplit=1)[0] for tag in (*before[1::2], *after[1::2])]
    if walk.closings or len(anchors) < len(walk.ids) or (before[0] + after[0]).strip(" \n\t"):
        raise _UnusualError
    if "article" in names[: len(before) // 2] or [name for name in names if name in SKELETON] != SKELETON:
        raise _UnusualError
    return StrictPage(anchors, walk.links, scripts, (before, after), article)


@dataclass(slots=True)
class _Walk:
    """A way through the tags of a page: what it is inside of, and what the tags say of the page."""

    inside: Inside = DOCUMENT
    closing: str = "<"
    insides: list[Inside] = field(default_factory=list)
    closings: list[str] = field(default_factory=list)
    ids: list[str] = field(default_factory=list)
    links: set[Address] = field(default_factory=set)

    def follow(self, pieces: Sequence[str], tags: Tags, floor: int = 0) -> None:
        """Go on through these, never out of more elements than `floor`; raise _UnusualError where the grammar ends."""
        inside, closing, insides, closings = self.inside, self.closing, self.insides, self.closings
        for text, words in zip(pieces[1::2], pieces[2::2], strict=True):
            if text == closing:
                if len(closings) <= floor:
                    raise _UnusualError
                inside, closing = insides.pop(), closings.pop()
            else:
                shape, ids, links = tags[text]
                within = inside.elements.get(shape.name)
                if within is None:
                    raise _UnusualError
                if ids:
                    self.ids += ids
                if links:
                    self.links.update(links)
                if within is not NOTHING:
                    insides.append(inside)
                    closings.append(closing)
                    inside, closing = within, shape.closing
                    if (shape.name in ALONE and closing in closings) or len(closings) > DEEPEST:
                        raise _UnusualError
            if words and inside.refused is not None and inside.refused.search(words):
                raise _UnusualError
        self.inside, self.closing = inside, closing


def _split(html: bytes) -> list[str]:
    pieces = split_tags(html)
    if pieces is None:
        raise _UnusualError
    return pieces


def _cut_scripts(html: bytes, scripts: list[str]) -> bytes:
    """The HTML around an article with its programs left empty; those that are the theme's are put with the others."""
    parts = _SCRIPT.split(html)
    for written, program in zip(parts[1::3], parts[2::3], strict=True):
        _take_script(written.decode(), program.decode(), scripts)
    parts[1::3] = [b"<%b>" % written for written in parts[1::3]]
    parts[2::3] = [b"</script>"] * (len(parts) // 3)
    rest = b"".join(parts)
    # Whatever looks like a program, and was not cut out, is in the middle of something else.
    if rest.count(b"<script") != len(parts) // 3:
        raise _UnusualError
    return rest


def _take_script(written: str, program: str, scripts: list[str]) -> None:
    attributes = attributes_of(written)
    if attributes.get("src"):
        return
    if attributes.get("type") not in DATA_SCRIPTS:
        scripts.append(_without_depth(program))
        return
    try:
        json.loads(program)
    except ValueError:
        raise _UnusualError from None


_without_depth = lru_cache(maxsize=256)(without_depth)


def _read_title(pieces: Sequence[str]) -> list[str]:
    tags = pieces[1::2]
    if "title" not in tags[: tags.index("/head")]:
        return []
    return [fold_space(unescape(pieces[2 * tags.index("title") + 2]))]


def _read_headings(pieces: Sequence[str]) -> list[str]:
    headings = []
    tags = pieces[1::2]
    for start, tag in enumerate(tags):
        if tag == "h1" or tag.startswith(("h1 ", "h1\n")):
            end = tags.index("/h1", start)
            headings.append(fold_space(unescape("".join(pieces[2 * start + 2 : 2 * end + 2 : 2]))))
    return headings
