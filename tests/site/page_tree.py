"""A page as its tree of elements, so that two that a browser reads alike are alike."""

from __future__ import annotations

import re

import lxml.html
from lxml import etree

_BETWEEN_BLOCKS = re.compile(r"[ \t\r]*\n\s*")


def canonical(page: bytes) -> str:
    """The page's elements, attributes and text, all of them exactly, but for line breaks and the space around them."""
    root = lxml.html.document_fromstring(page)
    for element in root.iter():
        if element.tag not in {"script", "pre", "textarea"}:
            element.text = _fold(element.text)
        element.tail = _fold(element.tail)
    return etree.tostring(root, method="c14n").decode().replace("\n</", "</").replace(">\n", ">")


def _fold(text: str | None) -> str:
    folded = _BETWEEN_BLOCKS.sub("\n", text or "")
    return "" if folded == "\n" else folded
