"""The pages that can be read without a parser, because any parser would read them alike.

Browsers mend what they read: a block ends the paragraph it stands in, a list item the one before it, words in a table
move out of it, and most elements end a drawing. So here is said, for the inside of each element, which elements it may
hold such that no browser mends anything, provided that every element is ended. The names of elements that change how
what follows is read (`textarea`, `template`, `math`, …), and of those that end others in ways of their own (`rt`,
`option`, …), are not among them. What is right beyond this grammar is for the parser to say.

HTML Standard, section 13.2.6 (https://html.spec.whatwg.org/multipage/parsing.html#tree-construction).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from re import Pattern


@dataclass(slots=True, eq=False)
class Inside:
    """What may stand inside an element: which elements, each with its own inside, and which text not.

    The name of an element that ends itself by a slash has the slash at its end: `path/`.
    """

    refused: Pattern[str] | None = None
    elements: dict[str, Inside] = field(default_factory=dict)
    is_drawn: bool = False

    def hold(self, names: str, inside: Inside) -> None:
        """Let elements of these names stand here; only those of a drawing, and those without an inside, end themselves."""
        self.elements.update(dict.fromkeys(names.split(), inside))
        if inside is NOTHING or inside.is_drawn:
            self.elements.update((f"{name}/", NOTHING) for name in names.split())


_WORDS: Final = re.compile(r"[^ \n\t]")

NOTHING: Final = Inside()
"""The inside of elements that have none, such as `br`: they are not ended."""

DOCUMENT: Final = Inside(_WORDS)
SKELETON: Final = ["!doctype", "html", "head", "body"]
"""What stands in the document and in its `html`, in this order."""

ALONE: Final = frozenset({"a", "button", "form"})
"""The elements that end one of their own kind in which they stand, however deep."""

DEEPEST: Final = 100
"""How deep elements may stand in each other before parsers begin to give up."""

_HTML: Final = Inside(_WORDS)
_HEAD: Final = Inside(_WORDS)
_SCRIPT: Final = Inside(re.compile("."))
_TEXT: Final = Inside()
_BLOCKS: Final = Inside()
_PHRASES: Final = Inside()
_LIST: Final = Inside()
_TERMS: Final = Inside()
_GROUPED_TERMS: Final = Inside()
_TABLE: Final = Inside(_WORDS)
_ROWS: Final = Inside(_WORDS)
_CELLS: Final = Inside(_WORDS)
_DETAILS: Final = Inside()
_FIGURE: Final = Inside()
_DRAWING: Final = Inside(is_drawn=True)
_DRAWN_LINK: Final = Inside(is_drawn=True)
# One parser reads elements in a picture's title, and another text: so it holds nothing that could be taken for one.
_DRAWN_TITLE: Final = Inside(re.compile("&(?:lt|#)"))

_SECTIONS: Final = "article aside blockquote div footer form header main nav search section"
_PHRASING: Final = """
    a abbr b bdi bdo button cite code data del dfn em i ins kbd label mark output q s samp small span strong sub sup
    time u var
"""

DOCUMENT.hold("!doctype", NOTHING)
DOCUMENT.hold("html", _HTML)
_HTML.hold("head", _HEAD)
_HTML.hold("body", _BLOCKS)
_HEAD.hold("meta link", NOTHING)
_HEAD.hold("title", _TEXT)
_HEAD.hold("script", _SCRIPT)
for _inside in (_PHRASES, _BLOCKS, _DETAILS, _FIGURE):
    _inside.hold(_PHRASING, _PHRASES)
    _inside.hold("br img input wbr", NOTHING)
    _inside.hold("svg", _DRAWING)
for _inside in (_BLOCKS, _DETAILS, _FIGURE):
    _inside.hold(_SECTIONS, _BLOCKS)
    _inside.hold("address h1 h2 h3 h4 h5 h6 p pre", _PHRASES)
    _inside.hold("hr", NOTHING)
    _inside.hold("ol ul", _LIST)
    _inside.hold("dl", _TERMS)
    _inside.hold("table", _TABLE)
    _inside.hold("details", _DETAILS)
    _inside.hold("figure", _FIGURE)
    _inside.hold("script", _SCRIPT)
_DETAILS.hold("summary", _PHRASES)
_FIGURE.hold("figcaption", _BLOCKS)
_LIST.hold("li", _BLOCKS)
for _inside in (_TERMS, _GROUPED_TERMS):
    _inside.hold("dt", _PHRASES)
    _inside.hold("dd", _BLOCKS)
_TERMS.hold("div", _GROUPED_TERMS)
_TABLE.hold("caption", _BLOCKS)
_TABLE.hold("tbody tfoot thead", _ROWS)
_ROWS.hold("tr", _CELLS)
_CELLS.hold("td th", _BLOCKS)
for _inside in (_DRAWING, _DRAWN_LINK):
    _inside.hold("circle defs ellipse g line path pattern polygon polyline rect text tspan", _DRAWING)
_DRAWING.hold("a", _DRAWN_LINK)
_DRAWING.hold("title", _DRAWN_TITLE)
_DRAWING.hold("desc", _TEXT)
