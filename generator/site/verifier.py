"""The built site held against what was promised: two independent things, of which neither was made from the other."""

from __future__ import annotations

import hashlib
import os
import posixpath
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote, urlsplit

from generator.finding import Finding, Position
from generator.site.markup import as_read, is_absolute, loaded_by
from generator.site.page import fold_space, read_page, read_picture
from generator.site.search import FOLDER, MANIFEST, read_places

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from generator.site.page import Fault, Link, Page
    from generator.site.promise import Promise

EXPLANATIONS: dict[str, tuple[str, str]] = {
    "V001": ("A page is missing", "A page was written, and the built site does not have it."),
    "V002": ("An anchor is missing", "A record's permanent address leads into a page that has no such place."),
    "V003": (
        "A title is missing",
        "A page was promised under a title that stands neither in its <title> nor in its first heading.",
    ),
    "V004": (
        "Words are missing",
        (
            "Words that must stand in a page, such as a quote's, do not stand in it as they were written. Something on "
            "the way took them for markup, or changed them."
        ),
    ),
    "V005": (
        "Search does not find it",
        "A page or a record is promised to the search, and the index does not lead to it.",
    ),
    "V006": ("A link to nothing", "A link within the site leads to a page or file that is not there."),
    "V007": ("A link to no place in a page", "A link within the site leads to a place that its page does not have."),
    "V008": (
        "A file is missing or changed",
        "A file that is to be published as it is, such as an export or a picture, is not there byte for byte.",
    ),
    "V009": (
        "A file that nobody promised",
        "The built site has a file that comes neither from the facts nor from content/.",
    ),
    "V015": (
        "The search index cannot be used",
        "The index is missing, cannot be read, or has an entry for a place that is not there.",
    ),
}

EXAMPLES: Final = 5
"""How many findings of one kind are told for one file before the rest are only counted."""

ENGINE_FILES: Final = frozenset({"404.html", "sitemap.xml", "sitemap.xml.gz"})
OWN_FOLDERS: Final = ("assets/", f"{FOLDER}/")
"""The theme's folder, and the search's."""


def verify_site(site: Path, promises: Mapping[str, Sequence[Promise]], *, site_url: str = "") -> tuple[Finding, ...]:
    """Whatever in the built site is not as promised, or is there without a promise; findings name the built file.

    `promises` has every file of the docs tree of each language, by the folder of that language's site: empty for the
    main one, else `fr`. `site_url` is the address of the whole site: a link that begins with it leads into the site.
    """
    found = dict(_files_below(site))
    verification = _Verification(
        site=site,
        site_url=f"{site_url.rstrip('/')}/" if site_url else "",
        files=frozenset(path for path, ordinary in found.items() if ordinary),
        prefixes=tuple(promises),
        promises={
            _within(prefix, promise.address): promise for prefix, promised in promises.items() for promise in promised
        },
    )
    for path in found.keys() - verification.files:
        verification.tally.add("V009", "this is not an ordinary file", path)
    verification.hold_pages()
    verification.hold_files()
    verification.hold_links()
    for prefix in promises:
        verification.hold_search(prefix)
    verification.hold_scripts()
    verification.find_orphans()
    return verification.tally.findings()


@dataclass(slots=True)
class _Tally:
    """The findings of one verification; those that repeat themselves in one file are cut short, and counted."""

    counts: Counter[tuple[str, str]] = field(default_factory=Counter)
    kept: list[Finding] = field(default_factory=list)

    def add(self, code: str, message: str, path: str, line: int = 1) -> None:
        self.counts[code, path] += 1
        if self.counts[code, path] <= EXAMPLES:
            self.kept.append(Finding(code, message, Position(path, line)))

    def findings(self) -> tuple[Finding, ...]:
        told: Counter[tuple[str, str]] = Counter()
        findings = []
        for finding in sorted(self.kept, key=lambda finding: finding.order):
            findings.append(finding)
            kind = (finding.code, finding.at.path)
            told[kind] += 1
            if told[kind] == EXAMPLES and (more := self.counts[kind] - EXAMPLES):
                findings.append(Finding(finding.code, f"… and {more} more of this kind in this file", finding.at))
        return tuple(findings)


@dataclass(slots=True)
class _Verification:
    """One reading of a site. `promises` are by the built file that is to fulfil each."""

    site: Path
    site_url: str
    files: frozenset[str]
    prefixes: tuple[str, ...]
    promises: Mapping[str, Promise]
    tally: _Tally = field(default_factory=_Tally)
    anchors: dict[str, set[str]] = field(default_factory=dict)
    links: dict[str, list[Link]] = field(default_factory=dict)
    scripts: dict[str, list[tuple[str, int]]] = field(default_factory=dict)

    def hold_pages(self) -> None:
        """Read every page once, with what pages are made with, and hold it against what was promised of it alone."""
        for path in sorted(self.files):
            if path.endswith(".html"):
                page = read_page((self.site / path).read_bytes())
                self.blame(path, page.faults)
                if promise := self.promises.get(path):
                    self._hold_page(path, page, promise)
                self.anchors[path] = page.anchors
                self.links[path] = page.links
                self.scripts[path] = page.scripts
            elif path.endswith(".svg"):
                self.blame(path, read_picture((self.site / path).read_bytes()))
            elif path.endswith(".css"):
                style = (self.site / path).read_text(encoding="utf-8", errors="replace")
                for address in loaded_by(style):
                    self.tally.add("V013", f"the style sheet names `{address}`, which is outside the site", path)

    def blame(self, path: str, faults: Iterable[Fault]) -> None:
        """Tell what a file should not hold."""
        for fault in faults:
            self.tally.add(fault.code, fault.message, path, fault.line)

    def _hold_page(self, path: str, page: Page, promise: Promise) -> None:
        origin = promise.source or promise.path
        if promise.title and not any(fold_space(promise.title) in title for title in page.titles):
            self.tally.add("V003", f"the page made from {origin} does not bear its title, “{promise.title}”", path)
        for anchor in promise.anchors:
            if anchor not in page.anchors:
                self.tally.add("V002", f"the page made from {origin} has no anchor `{anchor}`", path)
        for passage in promise.passages:
            if (words := fold_space(passage)) not in page.text:
                self.tally.add("V004", f"the page made from {origin} does not say “{_shortened(words)}”", path)

    def hold_files(self) -> None:
        """Hold what is there against every promised file, and the bytes of those that are not pages."""
        for path, promise in self.promises.items():
            origin = promise.source or promise.path
            if promise.digest is None and path not in self.files:
                self.tally.add("V001", f"the page made from {origin} is missing", path)
            elif promise.digest is None:
                continue
            elif path not in self.files:
                self.tally.add("V008", f"the file {origin} is missing", path)
            elif hashlib.sha256((self.site / path).read_bytes()).digest() != promise.digest:
                self.tally.add("V008", f"the file {origin} is not there as it was written", path)

    def hold_links(self) -> None:
        """Follow every link within the site, and find what is loaded from without."""
        for path, links in self.links.items():
            for link in {(link.address, link.loaded): link for link in reversed(links)}.values():
                target = resolve(path, link.address, self.site_url)
                if target is None:
                    if link.loaded:
                        self.tally.add("V013", f"`{link.address}` is loaded from outside the site", path, link.line)
                    continue
                file, anchor = target
                if file not in self.files:
                    self.tally.add("V006", f"`{link.address}` leads to {file}, which is not there", path, link.line)
                elif anchor and anchor != "top" and anchor not in self.anchors.get(file, ()):
                    message = f"`{link.address}` leads to `{anchor}` in {file}, where there is no such place"
                    self.tally.add("V007", message, path, link.line)

    def hold_search(self, prefix: str) -> None:
        """Hold the search index of one language against what is to be found, and against what is there."""
        folder = _within(prefix, FOLDER)
        try:
            places = {
                (_within(prefix, f"{page}index.html"), anchor) for page, anchor in read_places(self.site / folder)
            }
        except (OSError, ValueError) as problem:
            self.tally.add("V015", f"the search index is missing or cannot be read: {problem}", f"{folder}/{MANIFEST}")
            places = set()
        for file, anchor in sorted(places):
            if file not in self.files or (anchor and anchor not in self.anchors.get(file, ())):
                message = f"the search leads to `{file}#{anchor}`, which is not there"
                self.tally.add("V015", message, f"{folder}/{MANIFEST}")
        for path, promise in self.promises.items():
            if promise.findable and self._prefix_of(path) == prefix:
                for anchor in promise.findable:
                    if (path, anchor) not in places:
                        what = f"`{anchor}`" if anchor else "the page"
                        self.tally.add("V005", f"the search does not find {what}", path)

    def hold_scripts(self) -> None:
        """Hold the programs written into pages against those of the theme's error page, which no fact comes near."""
        known = {
            prefix: {text for text, _ in self.scripts.get(_within(prefix, "404.html"), ())} for prefix in self.prefixes
        }
        for path, scripts in self.scripts.items():
            for text, line in scripts:
                if text not in known.get(self._prefix_of(path), ()):
                    message = f"a script stands here that is not the theme's: `{_shortened(fold_space(text))}`"
                    self.tally.add("V014", message, path, line)

    def find_orphans(self) -> None:
        """Find the files that nobody promised and that are not the engine's own."""
        for path in self.files - self.promises.keys():
            own = path.removeprefix(_within(self._prefix_of(path), ""))
            if own not in ENGINE_FILES and not own.startswith(OWN_FOLDERS):
                self.tally.add("V009", "nobody promised this file", path)

    def _prefix_of(self, path: str) -> str:
        """The folder of the language that a file belongs to."""
        return max((prefix for prefix in self.prefixes if path.startswith(_within(prefix, ""))), key=len, default="")


def resolve(page: str, address: str, site_url: str) -> tuple[str, str] | None:
    """The file of the site and the place in it that an address leads to from `page`; None if it leads out of the site.

    `site_url` is the address of the whole site with a slash at its end, or empty. Where nothing can be, the file is one
    that no site has.
    """
    read = as_read(address)
    top = f"/{site_url.partition('://')[2].partition('/')[2]}"
    if is_absolute(read):
        if not site_url or not read.startswith(site_url):
            return None
        read = top + read.removeprefix(site_url)
    parts = urlsplit(read)
    anchor = unquote(parts.fragment.partition(":~:")[0])
    path = unquote(parts.path)
    if not path:
        return page, anchor
    if path.startswith("/"):
        if not path.startswith(top):
            return path, anchor
        path = path.removeprefix(top)
    else:
        path = posixpath.join(posixpath.dirname(page), path)
    folder = path == "" or path.rpartition("/")[2] in {"", ".", ".."}
    file = posixpath.normpath(path)
    if folder:
        file = "index.html" if file == "." else f"{file}/index.html"
    return file, anchor


def _within(prefix: str, path: str) -> str:
    return f"{prefix}/{path}" if prefix else path


def _files_below(folder: Path, prefix: str = "") -> Iterator[tuple[str, bool]]:
    """Every file below a folder, as a path from it, and whether it is an ordinary one."""
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                yield from _files_below(Path(entry.path), f"{prefix}{entry.name}/")
            else:
                yield prefix + entry.name, entry.is_file(follow_symlinks=False)


def _shortened(text: str, longest: int = 120) -> str:
    return text if len(text) <= longest else f"{text[:longest]}…"
