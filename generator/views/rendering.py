"""Prose as HTML that means the same inside any Markdown, and plain words as Markdown that means nothing but them."""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING, Protocol

from generator.facts.prose import (
    CitationMark,
    Emphasis,
    HardBreak,
    Link,
    Mention,
    OrderedList,
    Paragraph,
    Words,
    plain_text,
    replace_unshowable,
)

if TYPE_CHECKING:
    from generator.facts.prose import Block, Inline, Prose


class Resolver(Protocol):
    """What stands on the page for a mention and for a citation, as inline HTML."""

    def mention(self, record: str, words: str | None) -> str:
        """A link to a record, showing `words` or else what the record is called."""

    def mention_words(self, record: str) -> str:
        """What the record is called, as plain words."""

    def citation(self, source: str, at: str | None) -> str:
        """The mark that leads to a source, and the place in it."""


def render_html(prose: Prose, resolve: Resolver) -> str:
    """The text as blocks of HTML, on one line.

    It is to stand inside a block of HTML in Markdown, which ends at a blank line at the earliest (CommonMark 0.31.2
    §4.6, and Python-Markdown alike); until then nothing in it is read as Markdown. So nothing here may break a line.
    """
    return _on_one_line("".join(_render_block(block, resolve) for block in prose.blocks))


def render_plain(prose: Prose, resolve: Resolver) -> str:
    """The words alone, one line to a paragraph or list item, without citations."""
    return plain_text(prose, resolve.mention_words)


def markdown_escape(text: str) -> str:
    """Words as they are written in a heading, a paragraph, a list item or a table's cell, to mean only themselves.

    A numeric character reference hides a character from every extension; a backslash hides it only from some.
    """
    return _MEANT.sub(lambda match: f"&#{ord(match[0])};", _on_one_line(replace_unshowable(text)))


# Punctuation that means something in Markdown, or in an extension of it, wherever it stands; white space at either end,
# which would be stripped; a first character that could begin a block; the dot that makes an address of bare words; the
# first digit of what would number a list.
_MEANT = re.compile(
    r"""[!"#$&*+:<=>@\[\\\]^_`{|}~\t]|\A\s|\s\Z|\A[-?]|(?<=www)\.|\A[0-9](?=[0-9]*[.)](?:\s|\Z))""", re.IGNORECASE
)


def _on_one_line(text: str) -> str:
    return text.replace("\n", " ")


def _render_block(block: Block, resolve: Resolver) -> str:
    if isinstance(block, Paragraph):
        return f"<p>{_render_children(block.children, resolve)}</p>"
    name = "ol" if isinstance(block, OrderedList) else "ul"
    return f"<{name}>{''.join(_render_item(item, resolve) for item in block.items)}</{name}>"


def _render_item(item: tuple[Block, ...], resolve: Resolver) -> str:
    """A list item; its only paragraph needs no element of its own."""
    bare = sum(isinstance(block, Paragraph) for block in item) == 1
    blocks = (
        _render_children(block.children, resolve)
        if bare and isinstance(block, Paragraph)
        else _render_block(block, resolve)
        for block in item
    )
    return f"<li>{''.join(blocks)}</li>"


def _render_children(children: tuple[Inline, ...], resolve: Resolver) -> str:
    return "".join(_render_inline(child, resolve) for child in children)


def _render_inline(node: Inline, resolve: Resolver) -> str:
    if isinstance(node, Words):
        return escape(node.text, quote=False)
    if isinstance(node, Mention):
        return resolve.mention(node.record, node.words)
    if isinstance(node, CitationMark):
        return resolve.citation(node.source, node.at)
    if isinstance(node, HardBreak):
        return "<br>"
    content = _render_children(node.children, resolve)
    if isinstance(node, Link):
        return f'<a href="{escape(node.url)}" rel="noopener noreferrer external">{content}</a>'
    name = "em" if isinstance(node, Emphasis) else "strong"
    return f"<{name}>{content}</{name}>"
