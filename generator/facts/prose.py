"""Prose: the small subset of Markdown that a text field may hold, parsed into a tree; what is outside it stays words.

The subset is CommonMark's paragraphs, emphasis, lists, backslash escapes, hard line breaks and links to web addresses
(https://spec.commonmark.org/0.31.2/), with `[[record-id|words]]` for a link to a record and `[@source-id, place]` for a
citation. `docs/text.md` is the page for authors.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from generator.facts.characters import check_line, replace_unshowable
from generator.facts.prose_markup import read_markup
from generator.facts.prose_sentence import MARKUP, read_sentences
from generator.facts.prose_tree import (
    Block,
    BulletList,
    CitationMark,
    Emphasis,
    HardBreak,
    Inline,
    Link,
    Mention,
    OrderedList,
    Paragraph,
    Prose,
    ProseProblem,
    Strong,
    Words,
    split_paragraphs,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

__all__ = [
    "LONGEST",
    "Block",
    "BulletList",
    "CitationMark",
    "Emphasis",
    "HardBreak",
    "Inline",
    "Link",
    "Mention",
    "OrderedList",
    "Paragraph",
    "Prose",
    "ProseProblem",
    "Strong",
    "Words",
    "check_line",
    "list_paragraphs",
    "parse_prose",
    "plain_text",
    "replace_unshowable",
]

LONGEST = 100_000

_MARKUP = re.compile(f"[{MARKUP}]")
_BLOCK_MARK = "(?:[-+#>~=!?]|[0-9]{1,9}[.)])"
_MARKED_BEGINNING = re.compile(f" *{_BLOCK_MARK}")
_MARKED_LINE = re.compile(f"\n *{_BLOCK_MARK}|  \n")


@lru_cache(maxsize=16_384)
def parse_prose(text: str) -> Prose:
    """The tree of a text, with its mentions, its citations and its problems; every text gives one."""
    if len(text) > LONGEST:
        problem = ProseProblem(LONGEST, f"the text is longer than {LONGEST:,} characters", "divide it between records")
        return Prose(text, split_paragraphs(replace_unshowable(text)), (problem,))
    # Nearly all texts hold no markup, or none that needs more than one look, and a build reads a hundred thousand of them.
    if _MARKED_BEGINNING.match(text) is None:
        is_marked = _MARKUP.search(text) is not None
        if "\n" not in text:
            words = text.strip()
            if not is_marked:
                return Prose(text, (Paragraph((Words(words),)),) if words else ())
            if words == text and (prose := read_sentences(text)) is not None:
                return prose
        elif not is_marked and _MARKED_LINE.search(text) is None:
            return Prose(text, split_paragraphs(text))
    return read_markup(text)


def list_paragraphs(blocks: tuple[Block, ...]) -> Iterator[tuple[Inline, ...]]:
    """Every paragraph, in reading order, those in lists too."""
    for block in blocks:
        if isinstance(block, Paragraph):
            yield block.children
        else:
            for item in block.items:
                yield from list_paragraphs(item)


def plain_text(prose: Prose, label: Callable[[str], str] = str) -> str:
    """The words alone, one line to a paragraph or list item, without citations.

    `label` gives the words for a mention that brings none; without it they are the record's id.
    """
    only = prose.blocks[0] if len(prose.blocks) == 1 else None
    if type(only) is Paragraph and len(only.children) == 1 and type(only.children[0]) is Words:
        return only.children[0].text.strip()  # as in nearly every text
    return "\n".join(_plain_words(children, label).strip() for children in list_paragraphs(prose.blocks))


def _plain_words(children: tuple[Inline, ...], label: Callable[[str], str]) -> str:
    words: list[str] = []
    for child in children:
        if isinstance(child, Words):
            words.append(child.text)
        elif isinstance(child, Mention):
            words.append(child.words or label(child.record))
        elif isinstance(child, HardBreak):
            words.append("\n")
        elif not isinstance(child, CitationMark):
            words.append(_plain_words(child.children, label))
    return "".join(words)
