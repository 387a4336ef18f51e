"""The text of HTML: what is taken for the article, and the text of everything on the page.

What finds the article drops boxes and captions now and then, and a quote may stand in one: words are held against both.
"""

from __future__ import annotations

from importlib.metadata import version
from typing import TYPE_CHECKING, Final

from lxml import etree

from generator.evidence.encoding import declared_in_markup, decode
from generator.evidence.media import charset_of
from generator.evidence.text import Extraction, Note
from generator.finding import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

SILENT: Final = frozenset({"script", "style", "template"})
_UNSEEN: Final = [f"//{tag}" for tag in sorted(SILENT)]
MOST_TAGS: Final = 40_000
"""How many tags a page may have for the article to be looked for: a newspaper's page has a tenth of that."""

INLINE: Final = frozenset(
    {
        *("a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i"),
        *("ins", "kbd", "label", "mark", "q", "s", "samp", "small", "span", "strong", "sub", "sup", "time", "tt", "u"),
        *("var", "wbr", "nobr"),
    }
)
"""The elements that do not part two words: every other one does."""


def read_hypertext(data: bytes, media_type: str) -> Iterator[Extraction]:
    """The text of a page: first that of all its nodes alone, then with the article, which takes longer to find."""
    page = decode(data, charset_of(media_type) or declared_in_markup(data))
    method = f"lxml {version('lxml')} (all nodes)"
    if isinstance(page, Note):
        yield Extraction("", method, (page,))
        return
    everything, notes = gather_text(page)
    if not everything.strip() and not notes:
        notes += (Note("E026", "the page has no text", "keep the page as a browser shows it, saved or printed to PDF"),)
    yield Extraction(everything, method, notes)
    article = _find_article(page) if page.count("<") <= MOST_TAGS else ""
    if article:
        found = f"trafilatura {version('trafilatura')} (article); {method}"
        yield Extraction(article, found, notes, alternative=everything)


def gather_text(page: str) -> tuple[str, tuple[Note, ...]]:
    """The text of every node of an HTML page in the order of the page, but for scripts and styles."""
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, huge_tree=False, remove_pis=True)
    raw = page.encode("utf-8", "replace")
    if not raw.strip():
        return "", ()
    root = etree.fromstring(raw, parser)
    if root is None:
        return "", ()
    cut = [entry for entry in parser.error_log if "depth" in entry.message.lower() or "huge" in entry.message.lower()]
    notes = (
        (
            Note(
                "E028",
                "the page is nested too deep to be read whole",
                "print the page to PDF and keep that as well",
                Severity.WARNING,
            ),
        )
        if cut
        else ()
    )
    return "".join(_walk(root)), notes


def _walk(root: etree._Element) -> Iterator[str]:
    """The pieces of text below an element, with a line's end wherever an element parts two words."""
    silent = 0
    for event, node in etree.iterwalk(root, events=("start", "end", "comment")):
        tag = node.tag
        if event == "start":
            silent += tag in SILENT
            if tag not in INLINE:
                yield "\n"
            if node.text and not silent:
                yield node.text
            continue
        if event == "end":
            silent -= tag in SILENT
            if tag not in INLINE:
                yield "\n"
        if node.tail and not silent and node is not root:
            yield node.tail


def _find_article(page: str) -> str:
    # Only here, because it takes most of a second to load.
    from trafilatura import extract  # noqa: PLC0415

    try:
        found = extract(page, include_comments=False, include_tables=True, favor_recall=True, prune_xpath=_UNSEEN)
    except (ValueError, RecursionError, TypeError, AttributeError, etree.LxmlError):
        return ""  # The text of all nodes is there already; that no article was found says nothing of the page.
    return found or ""
