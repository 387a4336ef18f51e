"""One built page, read once: what stands in it, where it leads, and what it should not hold."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, cast

from lxml import etree

from generator.site.markup import (
    ADDRESSES,
    DRAWING,
    LINKS_NOT_LOADED,
    addresses_of,
    is_absolute,
    judge,
    value_fault,
)

if TYPE_CHECKING:
    from lxml.etree import _Element

EXPLANATIONS: dict[str, tuple[str, str]] = {
    "V010": (
        "An element that no page may hold",
        (
            "Published pages hold a closed list of elements. One that is not on it means that text was taken for HTML "
            "somewhere, or that a template uses something new, which then belongs on the list."
        ),
    ),
    "V011": (
        "An attribute that no page may hold",
        (
            "Published pages hold a closed list of attributes for each element. Styles and event handlers are never on "
            "it: the site works without either."
        ),
    ),
    "V012": (
        "An address that no page may hold",
        "Links lead to `http:` and `https:` addresses and to places in the site, and forms only ask.",
    ),
    "V013": (
        "Something loaded from outside",
        (
            "Reading a page must not tell anybody else that it is being read, so every script, style, picture and font "
            "comes from the site itself."
        ),
    ),
    "V014": (
        "A script that is not the theme's",
        "The only scripts written into a page are those of the theme's frame, which stand in its error page too.",
    ),
    "V017": (
        "Markup that browsers may read differently",
        "Comments, markup in a picture's title and elements nested too deep could hide others from this check.",
    ),
    "V018": ("An id twice in one page", "An id is a place a link leads to, so it stands once in its page."),
}

ARTICLE: Final = "md-content__inner"
"""The class by which the theme marks the article among the frame."""

DATA_SCRIPTS: Final = {"application/json", "application/ld+json"}
_BLOCKS: Final = """
    address article aside blockquote br caption dd details div dl dt fieldset figcaption figure footer form h1 h2 h3 h4
    h5 h6 header hr legend li nav ol option p pre section summary table tbody td tfoot th thead tr ul
"""
BLOCKS: Final = frozenset(_BLOCKS.split())
"""The elements between which a reader sees a space, whether or not one is written."""

FETCHING: Final = re.compile("mermaid|md-source")
"""The classes at which the theme's own script fetches something from elsewhere, and those that look like them."""

_DEPTH: Final = re.compile(r'new URL\("[^"\\]*",location\)')
_DECLARATION: Final = re.compile(rb"<!(?!--)|<\?(?!xml[\s?])")
_REFRESH: Final = re.compile(r"\s*\d+\s*[;,]\s*url\s*=\s*(?P<address>[^'\"\s]+)\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Fault:
    """Something a page should not hold, at a line of its HTML."""

    code: str
    message: str
    line: int


@dataclass(frozen=True, slots=True)
class Link:
    """An address in a page, at a line of its HTML; `loaded` if a browser fetches it without the reader's doing."""

    address: str
    line: int
    loaded: bool = False


@dataclass(slots=True)
class Page:
    """What a built page holds.

    `text` is the article's, with white space folded, or the whole page's where there is no article. `anchors` are the
    ids in the page. `scripts` are the programs written into it, with the line of each.
    """

    text: str = ""
    titles: tuple[str, ...] = ()
    anchors: set[str] = field(default_factory=set)
    links: list[Link] = field(default_factory=list)
    scripts: list[tuple[str, int]] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)

    def bears(self, title: str) -> bool:
        """Whether the page bears this title."""
        return any(title in one for one in self.titles)

    def says(self, words: str) -> bool:
        """Whether these words stand in the article."""
        return words in self.text

    def blame(self, code: str, message: str, element: _Element) -> None:
        """Note what is wrong with an element."""
        self.faults.append(Fault(code, message, line_of(element)))


def read_page(content: bytes) -> Page:
    """Read the HTML of one page."""
    page = Page()
    # Whatever a page says of itself, it is UTF-8.
    parser = etree.HTMLParser(encoding="utf-8")
    root = etree.fromstring(content or b"<html/>", parser)
    page.faults += [
        Fault("V017", f"the page cannot be read to its end: {fold_space(problem.message)}", problem.line)
        for problem in parser.error_log
        if problem.level == etree.ErrorLevels.FATAL or problem.type == etree.ErrorTypes.ERR_INVALID_ENCODING
    ]
    page.titles = tuple(words_of(element) for element in (*root.iterfind("head/title"), *root.iter("h1")))
    article = next((one for one in root.iter("article") if ARTICLE in (one.get("class") or "").split()), None)
    if article is None:
        _read(root, page, in_article=False)
        page.text = words_of(root)
    else:
        _read(article, page, in_article=True)
        page.text = words_of(article)
        if (parent := article.getparent()) is not None:
            parent.remove(article)
        _read(root, page, in_article=False)
    return page


def read_picture(content: bytes) -> list[Fault]:
    """What is wrong with a drawing that is a file of its own: a browser that opens it runs whatever it finds there."""
    try:
        root = etree.fromstring(content, etree.XMLParser(encoding="utf-8", resolve_entities=False, no_network=True))
    except etree.XMLSyntaxError as problem:
        return [Fault("V017", f"the picture cannot be read: {fold_space(problem.msg or '')}", problem.lineno or 1)]
    page = Page()
    if _DECLARATION.search(content):
        page.blame("V017", "a picture may hold nothing but elements, text and comments", root)
    for element in root.iter(etree.Element):
        tag = str(element.tag).removeprefix("{http://www.w3.org/2000/svg}").lower()
        attributes = {str(name).lower(): str(value) for name, value in element.attrib.items()}
        if tag not in DRAWING | {"title"}:
            page.blame("V010", f"<{tag}> may not stand in a picture", element)
        for attribute in judge(tag, tuple(attributes), in_article=True).refused:
            page.blame("V011", f"<{tag}> may not have `{attribute}`", element)
        for attribute, value in attributes.items():
            if fault := value_fault(tag, attribute, value):
                page.blame("V012", f"`{attribute}` of <{tag}>: {fault}", element)
    return page.faults


def words_of(element: _Element) -> str:
    """The text in an element and all below it, with white space folded."""
    return fold_space(str(etree.tostring(element, method="text", encoding="unicode", with_tail=False)))


def fold_space(text: str) -> str:
    """The text with every run of white space as one space, and none around it."""
    return " ".join(text.split())


def _read(top: _Element, page: Page, *, in_article: bool) -> None:
    """Take in an element and all below it, and part the words of blocks that nothing else parts."""
    for element in top.iter():
        tag = element.tag
        if not isinstance(tag, str):
            _read_remark(element, page, in_article=in_article)
            continue
        verdict = judge(tag, tuple(map(str, element.keys())), in_article=in_article)
        if not verdict.allowed:
            page.blame("V010", f"<{tag}> may not stand here", element)
        for attribute in verdict.refused:
            page.blame("V011", f"<{tag}> may not have `{attribute}`", element)
        for attribute in verdict.telling:
            _read_value(element, tag, attribute, page)
        if read := _SPECIAL.get(tag):
            read(element, page)
        elif tag in BLOCKS:
            element.text = f" {element.text or ''}"
            element.tail = f" {element.tail or ''}"


def _read_value(element: _Element, tag: str, attribute: str, page: Page) -> None:
    value = str(element.get(attribute))
    if attribute == "id":
        if value in page.anchors:
            page.blame("V018", f"the id `{value}` stands here again", element)
        page.anchors.add(value)
    elif attribute == "class":
        if FETCHING.search(value):
            _read_fetching(element, value.split(), page)
    elif fault := value_fault(tag, attribute, value):
        page.blame("V012", f"`{attribute}` of <{tag}> is `{value[:120]}`: {fault}", element)
    elif attribute in ADDRESSES:
        loaded = is_loaded(tag, attribute, element.get("rel") or "")
        page.links += [Link(address, line_of(element), loaded) for address in addresses_of(attribute, value)]


def is_loaded(tag: str, attribute: str, relation: str) -> bool:
    """Whether a browser fetches what the attribute names without the reader's doing; `relation` is a link's `rel`."""
    if tag == "link":
        return not set(relation.lower().split()) <= LINKS_NOT_LOADED
    return attribute in {"src", "srcset"}


def _read_fetching(element: _Element, names: list[str], page: Page) -> None:
    """Find the two classes at which the theme's own script fetches something from elsewhere."""
    if "mermaid" in names:
        page.blame("V013", "the class `mermaid` makes the theme load a script from outside", element)
    if "md-source" in names and is_absolute(element.get("href") or ""):
        page.blame("V013", "a repository link makes the theme ask the forge for its stars", element)


def _read_remark(element: _Element, page: Page, *, in_article: bool) -> None:
    """Refuse comments where strangers write: browsers and this reader could differ about where one ends."""
    words = fold_space(element.text or "")
    kind: object = element.tag
    if in_article or kind is not etree.Comment or "<" in words:
        page.blame("V017", f"a comment may not stand here: `{words[:60]}`", element)


def _read_title(element: _Element, page: Page) -> None:
    """In a picture, a browser reads a title's content as elements, and this reader as text."""
    parent = element.getparent()
    if parent is None or parent.tag == "head":
        return
    if parent.tag not in DRAWING:
        page.blame("V010", "<title> may only stand in a picture", element)
    elif "<" in (element.text or ""):
        page.blame("V017", "a picture's title may hold no `<`", element)


def _read_script(element: _Element, page: Page) -> None:
    if element.get("src"):
        return
    program = element.text or ""
    if element.get("type") not in DATA_SCRIPTS:
        page.scripts.append((without_depth(program), line_of(element)))
        return
    try:
        json.loads(program)
    except ValueError:
        page.blame("V014", "the data in a script is not JSON", element)


def without_depth(program: str) -> str:
    """A program written into a page, but for how deep the page lies: the one thing in which the frame's differ."""
    return _DEPTH.sub('new URL("",location)', program)


def _read_meta(element: _Element, page: Page) -> None:
    kind = (element.get("http-equiv") or "").lower()
    if kind == "refresh":
        target = _REFRESH.fullmatch(element.get("content") or "")
        if target is None or is_absolute(target["address"]):
            page.blame("V012", "a page may only send its reader on within the site", element)
        else:
            page.links.append(Link(target["address"], line_of(element)))
    elif kind not in {"", "content-security-policy"}:
        page.blame("V011", f"<meta> may not have `http-equiv={kind}`", element)


def line_of(element: _Element) -> int:
    """The line of the HTML that an element begins on."""
    return cast("int | None", element.sourceline) or 1


_SPECIAL: Final = {"meta": _read_meta, "script": _read_script, "title": _read_title}
