"""The elements, attributes and addresses that a published page may hold; whatever is not named here is refused.

What stands inside an article comes, in part, from strangers, and gets the stricter list. Around it is the theme's own
frame, which needs scripts and style sheets. Nothing anywhere may carry a style or an event handler of its own.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


def _table(*rows: tuple[str, str]) -> dict[str, frozenset[str]]:
    return {element: _names(attributes) for elements, attributes in rows for element in elements.split()}


EVERYWHERE: Final = _names("class dir hidden id inert lang popover role tabindex title translate")
"""The attributes that any element may have, besides `aria-…` and `data-…`."""

DRAWING: Final = _names("svg circle defs desc ellipse g line path pattern polygon polyline rect text tspan")
"""The elements of a picture drawn in the page itself."""

_DRAWN: Final = """
    clip-rule cx cy d dominant-baseline dx dy fill fill-opacity fill-rule focusable font-size font-style
    font-weight height letter-spacing opacity patterntransform patternunits points preserveaspectratio r rx ry
    shape-rendering stroke stroke-dasharray stroke-linecap stroke-linejoin stroke-opacity stroke-width
    text-anchor textlength transform vector-effect version viewbox width x x1 x2 xmlns y y1 y2
"""

_PLAIN: Final = """
    abbr address article aside b bdi bdo br caption cite code dd dfn div dl dt em figcaption figure footer h1 h2 h3 h4
    h5 h6 header hgroup hr i kbd legend mark nav p pre rp rt ruby s samp search section small span strong sub summary
    sup table tbody tfoot thead title tr u ul var wbr
"""

IN_ARTICLE: Final[Mapping[str, frozenset[str]]] = _table(
    (_PLAIN, ""),
    (" ".join(DRAWING), _DRAWN),
    ("a", "download href hreflang name rel target type"),
    ("blockquote q", "cite"),
    ("button", "disabled popovertarget popovertargetaction type value"),
    ("col colgroup", "span"),
    ("data li", "value"),
    ("del ins", "cite datetime"),
    ("details", "name open"),
    ("fieldset", "disabled"),
    ("form", "action method"),
    ("img", "alt decoding height loading sizes src srcset width"),
    ("input", "autocomplete checked disabled inputmode max maxlength min name placeholder type value"),
    ("label output", "for"),
    ("ol", "reversed start type"),
    ("optgroup", "disabled label"),
    ("option", "label selected value"),
    ("select", "autocomplete disabled name"),
    ("td", "colspan headers rowspan"),
    ("th", "abbr colspan headers rowspan scope"),
    ("time", "datetime"),
)
"""The elements that may stand in an article, each with its own attributes."""

IN_FRAME: Final[Mapping[str, frozenset[str]]] = {
    **IN_ARTICLE,
    **_table(
        ("body head main", ""),
        ("html", "prefix"),
        ("link", "as crossorigin href hreflang integrity media rel sizes title type"),
        ("meta", "charset content http-equiv name property"),
        ("script", "async crossorigin defer integrity nomodule src type"),
    ),
    "form": IN_ARTICLE["form"] | _names("name"),
    "input": IN_ARTICLE["input"] | _names("autocapitalize autocorrect required spellcheck"),
}
"""The elements that may stand around an article, each with its own attributes."""

ADDRESSES: Final = _names("action cite href src srcset")
"""The allowed attributes that hold an address."""

PAINTS: Final = _names("fill stroke")
"""The allowed attributes that can name something to paint with."""

LINKS_NOT_LOADED: Final = _names("alternate author bookmark canonical help license me next prev search")
"""The relations of a `<link>` whose target a browser leaves alone until the reader goes there."""

INPUTS: Final = _names("checkbox date month number radio range reset search text")
"""The kinds of control that a page may have: none sends a file, or what the reader cannot see."""

_TELLING: Final = ADDRESSES | PAINTS | _names("class id method type")
_IGNORED: Final = dict.fromkeys(map(ord, "\t\n\r"))
_AROUND: Final = "".join(map(chr, range(0x21)))
_NAMED: Final = re.compile(r"(?:aria|data)-[a-z0-9]+(?:-[a-z0-9]+)*")
_OWNED_BY_THE_THEME: Final = "data-md-"
_SCHEME: Final = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)
_PAINTED_FROM: Final = re.compile(r"url\s*\((?!\s*['\"]?#)", re.IGNORECASE)
_DATA: Final = re.compile(r"""url\(\s*(?:"data:[^"]*"|'data:[^']*'|data:[^)"']*)\s*\)""", re.IGNORECASE)
_COMMENT: Final = re.compile(r"/\*.*?\*/", re.DOTALL)
_ABSOLUTE: Final = re.compile(r"""(?:[a-z][a-z0-9+.-]*:)?//[^\s"')]*""", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is to be said of an element before its values are looked at.

    `refused` are its attributes that it may not have, and `telling` those whose values say whether it may stand.
    """

    allowed: bool
    refused: tuple[str, ...]
    telling: tuple[str, ...]


@cache
def judge(element: str, attributes: tuple[str, ...], *, in_article: bool) -> Verdict:
    """Whether a page may have an element with these attributes, in an article or in the frame around it."""
    known = IN_ARTICLE if in_article else IN_FRAME
    refused = tuple(
        name
        for name in attributes
        if name not in EVERYWHERE
        and name not in known.get(element, ())
        and not (_NAMED.fullmatch(name) and not (in_article and name.startswith(_OWNED_BY_THE_THEME)))
    )
    telling = tuple(name for name in attributes if name in _TELLING and name not in refused)
    return Verdict(element in known, refused, telling)


@lru_cache(maxsize=8192)
def value_fault(element: str, attribute: str, value: str) -> str:
    """Why an allowed attribute may not have this value, as the end of a sentence; empty if it may."""
    if attribute in ADDRESSES:
        return next((fault for address in addresses_of(attribute, value) if (fault := address_fault(address))), "")
    if (element, attribute) == ("form", "method") and value.lower() != "get":
        return "a form may only ask (`get`)"
    if (element, attribute) == ("input", "type") and value.lower() not in INPUTS:
        return f"an input of type `{value}` is not among those allowed"
    if attribute in PAINTS and _PAINTED_FROM.search(value):
        return "a picture may only be painted from within the page"
    return ""


def addresses_of(attribute: str, value: str) -> Iterable[str]:
    """The addresses in an attribute that holds them: one, or in `srcset` a list of them."""
    if attribute != "srcset":
        return (value,)
    return tuple(candidate.split()[0] for candidate in value.split(",") if candidate.strip())


def address_fault(address: str) -> str:
    """Why a page may not hold this address, as the end of a sentence; empty if it may."""
    read = as_read(address)
    scheme = _SCHEME.match(read)
    if scheme and scheme[1].lower() not in {"http", "https"}:
        return f"an address may not begin with `{scheme[1]}:`"
    if "\\" in read:
        return "browsers read a backslash in an address as a slash"
    if read.startswith("//"):
        return "an address without a scheme depends on where the page is read; write `https:` before it"
    return ""


def is_absolute(address: str) -> bool:
    """Whether an address names a place of its own, whatever page it stands in."""
    read = as_read(address)
    return bool(_SCHEME.match(read)) or read.startswith(("//", "\\", "/\\"))


def as_read(address: str) -> str:
    """The address as a browser reads it: without tabs and line ends, or control characters and spaces around it.

    URL Standard, section 4.4 (https://url.spec.whatwg.org/#concept-basic-url-parser).
    """
    return address.translate(_IGNORED).strip(_AROUND)


def loaded_by(stylesheet: str) -> Iterator[str]:
    """The addresses outside the site that a style sheet would load; its comments and the data it carries are none."""
    for found in _ABSOLUTE.finditer(_COMMENT.sub(" ", _DATA.sub(" ", stylesheet))):
        yield found.group()
