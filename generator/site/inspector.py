"""One built file inspected by itself: what is wrong in it, and what is left to hold against the rest of the site."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from typing import TYPE_CHECKING

from generator.site.address import resolve
from generator.site.markup import loaded_by
from generator.site.page import Page, fold_space, read_page, read_picture
from generator.site.page_report import PageReport
from generator.site.strict_page import StrictPage, read_strictly
from generator.site.tally import Tally, shorten

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from generator.site.page import Link
    from generator.site.promise import Promise

INSPECTED = (".css", ".html", ".svg")
"""How the names of the files end that are read; of any other it matters only that it is there as it was written."""


def inspect_file(path: str, content: bytes, promise: Promise | None = None, *, site_url: str = "") -> PageReport:
    """What is to be said of one built file; `path` is its place in the site, and `site_url` the whole site's address."""
    if path.endswith(".html"):
        return inspect_page(path, content, promise, site_url=site_url)
    tally = Tally()
    if path.endswith(".svg"):
        for fault in read_picture(content):
            tally.add(fault.code, fault.message, path, fault.line)
    elif path.endswith(".css"):
        for address in loaded_by(content.decode(errors="replace")):
            tally.add("V013", f"the style sheet names `{address}`, which is outside the site", path)
    return PageReport(path, _origin_of(promise), tally.findings())


def inspect_page(path: str, content: bytes, promise: Promise | None = None, *, site_url: str = "") -> PageReport:
    """What is to be said of one built page, and what it asks of others; the arguments are those of `inspect_file`."""
    site_url = with_slash(site_url)
    tally = Tally()
    page: StrictPage | Page | None = read_strictly(content)
    if isinstance(page, StrictPage) and (links := _follow(path, page.links, page.anchors, site_url)) is not None:
        scripts = page.scripts
    else:
        page = read_page(content)
        for fault in page.faults:
            tally.add(fault.code, fault.message, path, fault.line)
        inner = []
        for link in links_of(page):
            if link.loaded and resolve(path, link.address, site_url) is None:
                tally.add("V013", f"`{link.address}` is loaded from outside the site", path, link.line)
            else:
                inner.append((link.address, False))
        links = _follow(path, inner, page.anchors, site_url) or {}
        scripts = [program for program, _ in page.scripts]
    if promise is not None:
        _hold_promise(path, page, promise, tally)
    return PageReport(
        path,
        _origin_of(promise),
        tally.findings(),
        frozenset(page.anchors),
        links,
        frozenset(map(digest_of, scripts)),
    )


def links_of(page: Page) -> tuple[Link, ...]:
    """The links of a page, each once, at the line on which it stands first."""
    return tuple({(link.address, link.loaded): link for link in reversed(page.links)}.values())


@lru_cache(maxsize=256)
def digest_of(program: str) -> str:
    """What is kept of a program written into a page, to be held against those of the theme."""
    return hashlib.sha256(program.encode(errors="surrogatepass")).hexdigest()[:32]


def with_slash(site_url: str) -> str:
    """The address of the site with a slash at its end, or nothing."""
    return f"{site_url.rstrip('/')}/" if site_url else ""


def _origin_of(promise: Promise | None) -> str:
    return "" if promise is None else promise.source or promise.path


def _follow(
    path: str, links: Iterable[tuple[str, bool]], anchors: set[str], site_url: str
) -> Mapping[str, frozenset[str]] | None:
    """By file, the places that are asked for; None if something is loaded from outside the site."""
    asked: dict[str, set[str]] = {}
    for address, loaded in links:
        if address[:1] == "#" and address[1:] in anchors and "%" not in address and ":~:" not in address:
            continue
        target = resolve(path, address, site_url)
        if target is None:
            if loaded:
                return None
            continue
        file, anchor = target
        if anchor == "top":
            anchor = ""
        if file == path and (not anchor or anchor in anchors):
            continue
        places = asked.setdefault(file, set())
        if anchor:
            places.add(anchor)
    return {file: frozenset(places) for file, places in asked.items()}


def _hold_promise(path: str, page: StrictPage | Page, promise: Promise, tally: Tally) -> None:
    origin = _origin_of(promise)
    if promise.title and not page.bears(fold_space(promise.title)):
        tally.add("V003", f"the page made from {origin} does not bear its title, “{promise.title}”", path)
    for anchor in promise.anchors:
        if anchor not in page.anchors:
            tally.add("V002", f"the page made from {origin} has no anchor `{anchor}`", path)
    for passage in promise.passages:
        if not page.says(words := fold_space(passage)):
            tally.add("V004", f"the page made from {origin} does not say “{shorten(words)}”", path)
