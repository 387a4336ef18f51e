"""Frames cut from sample pages that the engine built: where a mark stood is a slot, and what it held tells its encoding."""

from __future__ import annotations

import itertools
import re
from typing import TYPE_CHECKING

from generator.site.frame import Contents, Mould, SitemapMould, Slot
from generator.site.sample import HEADINGS, MARK, SIGN, TEXT_PROBE, VALUE_PROBE, has_mark, write_mark

if TYPE_CHECKING:
    from collections.abc import Sequence

SHOWN_PROBES = {
    TEXT_PROBE: "html",
    "&lt;i&gt;&amp;": "text",
    "<i>&": "words",
    VALUE_PROBE: "raw",
    "&lt;i&gt;&amp;&#34;&#39;": "escaped",
    r"\u003ci\u003e\u0026\"\u0027": "json",
    "": "raw",
}
"""How a probe looks in a built page, and what that says of the way in which the theme writes the value."""

_HEADING = re.compile(r"<h([1-6])\b.*?</h\1>", re.DOTALL)
_ENTRY = re.compile(r"<url>.*?</url>", re.DOTALL)


class UncastableError(ValueError):
    """The theme makes something of a page that cannot be stamped; it says what."""


def cut_headings(page: str) -> dict[int, Mould]:
    """How the engine writes a heading of each level, from a sample with sections."""
    start, end = _find_content(page)
    return {
        int(found[1]): _cut(_anonymous(found[0]), {"text": "heading"}) for found in _HEADING.finditer(page, start, end)
    }


def cut_frame(page: str, url: str) -> tuple[Mould, Contents | None]:
    """The frame around a sample page, and how the table of contents is written in it, if there is one."""
    start, end = _find_content(page)
    before, after = page[:start], page[end:]
    found = []
    contents: Contents | None = None
    pieces = []
    for around in (before, after):
        text, here = around, _contents_of(around)
        for first, last, one in reversed(here):
            text = text[:first] + write_mark("contents") + text[last:]
            found.append(one)
        pieces.append(text)
    if found:
        contents = found[0]
        if any(one != contents for one in found):
            raise UncastableError("it writes the table of contents in two ways on one page")
    text = write_mark("content").join(pieces)
    if url and SIGN in url:
        text = text.replace(url, write_mark("url"))
    return _cut(text, {"id_title": "first_id", "text_title": "title"}), contents


def cut_sitemap(sitemap: str, url: str, date: str) -> SitemapMould:
    """How the theme writes its map of the site, from one that has the page at `url`, a sample, and is of `date`."""
    entries = list(_ENTRY.finditer(sitemap))
    if not entries:
        # A site without an address has an empty map.
        return SitemapMould(head=sitemap, entry=Mould(("",), ()), between="", tail="")
    sample = next((entry[0] for entry in entries if url in entry[0]), None)
    if sample is None:
        raise UncastableError("its sitemap.xml does not list every page")
    return SitemapMould(
        head=sitemap[: entries[0].start()],
        entry=_cut(sample.replace(url, write_mark("url")).replace(date, write_mark("date")), {}),
        between=sitemap[entries[0].end() : entries[1].start()] if len(entries) > 1 else "",
        tail=sitemap[entries[-1].end() :],
    )


def _find_content(page: str) -> tuple[int, int]:
    """Where in a built sample its own content begins and ends."""
    ending = f"<div>{write_mark('end')}</div>"
    try:
        start = page.rindex("<h1", 0, page.index(f'id="{write_mark("id_title")}"'))
        return start, page.index(ending) + len(ending)
    except ValueError:
        raise UncastableError("it does not show a page's content as the engine made it") from None


def _contents_of(text: str) -> list[tuple[int, int, Contents]]:
    """The tables of contents in a part of a page: where the entries begin and end, and how they are written."""
    found = []
    position = text.find(_target("a"))
    while position >= 0:
        first, last, contents = _cut_contents(text, position)
        found.append((first, last, contents))
        position = text.find(_target("a"), last)
    return found


def _cut_contents(text: str, position: int) -> tuple[int, int, Contents]:
    try:
        first = text.rindex("<li", 0, position)
        leaf_end = text.index("</li>", position) + len("</li>")
        nested = [name for name in HEADINGS[1:] if text.find(_target(name), leaf_end) >= 0]
        starts = [text.rindex("<li", 0, text.index(_target(name), leaf_end)) for name in nested]
        last = text.index("</li>", starts[-1]) + len("</li>")
        deepest_leaf, closings = text[starts[-1] : last], []
        for _ in nested[1:]:
            end = text.index("</li>", last) + len("</li>")
            closings.append(text[last:end])
            last = end
    except (ValueError, IndexError):
        raise UncastableError("it does not write its table of contents as a list") from None
    openings = [text[one:other] for one, other in itertools.pairwise(starts)]
    leaf, *leaves = (_cut_entry(one) for one in (text[first:leaf_end], deepest_leaf))
    opening, *others = (_cut_entry(one) for one in openings or [""])
    if leaves != [leaf] or any(one != opening for one in others) or len(set(map(_folded, closings))) > 1:
        raise UncastableError("it writes the entries of its table of contents in different ways at different levels")
    return first, last, Contents(leaf, opening, _folded(closings[0]) if closings else "", len(nested) + 1)


def _cut_entry(text: str) -> Mould:
    return _cut(_folded(_anonymous(text)), {})


def _folded(text: str) -> str:
    """The text without the space around its lines, which stands between blocks and is as much as the template has."""
    return "\n".join(filter(None, map(str.strip, text.splitlines())))


def _anonymous(text: str) -> str:
    """The text with the marks of whichever heading as those of a heading."""
    return re.sub(rf"({SIGN}7(?:id|text))_[a-z]+8", r"\g<1>8", text)


def _target(name: str) -> str:
    return f"#{write_mark(f'id_{name}')}"


def _cut(text: str, names: dict[str, str]) -> Mould:
    """The text with a slot for each mark; `names` are what slots are called, where not as their marks."""
    parts: list[str] = []
    slots: list[Slot] = []
    position = 0
    for found in MARK.finditer(text):
        name, probe = found[1], found[2]
        if probe not in SHOWN_PROBES or (name.startswith(("id_", "text_")) and name not in names):
            what = name.removeprefix("text_")
            raise UncastableError(f"it shows a page's {what} where, or in a way in which, it cannot be stamped")
        start, end = found.span()
        encoding = SHOWN_PROBES[probe]
        if encoding == "json":
            start, end = start - 1, end + 1
        parts.append(text[position:start])
        slots.append(Slot(names.get(name, name), encoding))
        position = end
    parts.append(text[position:])
    hold_clean(parts)
    return Mould(tuple(parts), tuple(slots))


def hold_clean(texts: Sequence[str]) -> None:
    """Raise if a piece of a mark is left anywhere."""
    if any(has_mark(text) for text in texts):
        raise UncastableError("it takes a mark of a sample page apart, or shows one where no value belongs")
