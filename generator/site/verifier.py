"""The built site held against what was promised: two independent things, of which neither was made from the other.

What can be said of a file by itself is its report, made here or long before, where the file was made. What remains are
the questions between files: whether all that was promised is there and nothing else, and whether links lead somewhere.
The reports are gone through one by one, and of each is kept only what the others ask of it.
"""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass, field
from itertools import chain
from typing import TYPE_CHECKING, Final

from generator.site.address import resolve
from generator.site.inspector import INSPECTED, digest_of, inspect_file, links_of, with_slash
from generator.site.page import fold_space, read_page
from generator.site.page_report import pack, unpack
from generator.site.search import FOLDER, MANIFEST, read_places
from generator.site.tally import Tally, shorten

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Mapping
    from pathlib import Path

    from generator.finding import Finding
    from generator.site.page_report import PageReport
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

ENGINE_FILES: Final = frozenset({"404.html", "sitemap.xml", "sitemap.xml.gz"})
OWN_FOLDERS: Final = ("assets/", f"{FOLDER}/")
"""The theme's folder, and the search's."""

_LONG: Final = 4096
"""How many bytes of wanted places are looked through for one more, before it is cheaper to keep some twice."""


def verify_site(
    site: Path,
    promises: Mapping[str, Iterable[Promise]],
    *,
    site_url: str = "",
    reports: Iterable[bytes] = (),
    written: Iterable[str] = (),
    searched: Iterable[str] | None = None,
) -> tuple[Finding, ...]:
    """Whatever in the built site is not as promised, or is there without a promise; findings name the built file.

    `promises` are of the files that are to be read, by the folder of each language's site: empty for the main one, else
    `fr`. `site_url` is the address of the whole site: a link that begins with it leads into the site. `reports` are
    those of pages that were inspected when they were made, packed; they are gone through more than once, and their
    pages need no promise. `written` are the files of which it is known that they are as they should be, if they are
    there. Every page, picture and style sheet without a report is inspected. `searched` are the languages, by their folders,
    whose search is read and held against what it is to find: all of them, if it is not given.
    """
    promised = {
        _within(prefix, promise.address): promise for prefix, several in promises.items() for promise in several
    }
    verification = _Verification(site, with_slash(site_url), tuple(promises))
    verification.find_files()
    verification.hold_files(promised)
    for path in written:
        if not verification.claim(path):
            verification.tally.add("V008", f"the file {path} is missing", path)
    own = verification.inspect(promised, reports)
    indexes = {prefix: verification.read_search(prefix) for prefix in (promises if searched is None else searched)}
    verification.settle(chain(reports, own))
    verification.tell(chain(reports, own))
    for prefix, places in indexes.items():
        manifest = f"{_within(prefix, FOLDER)}/{MANIFEST}"
        for file, anchor in sorted(filter(verification.is_broken, places)):
            verification.tally.add("V015", f"the search leads to `{file}#{anchor}`, which is not there", manifest)
        of_language = ((path, one) for path, one in promised.items() if verification.prefix_of(path) == prefix)
        hold_search(places, of_language, verification.tally)
    verification.find_orphans()
    return tuple(sorted((*verification.reported, *verification.tally.findings()), key=lambda finding: finding.order))


def hold_search(places: Container[tuple[str, str]], promised: Iterable[tuple[str, Promise]], tally: Tally) -> None:
    """Hold the places that the search of one language finds against what it is to find in each page."""
    for path, promise in promised:
        for anchor in promise.findable:
            if (path, anchor) not in places:
                what = f"`{anchor}`" if anchor else "the page"
                tally.add("V005", f"the search does not find {what}", path)


@dataclass(slots=True)
class _Verification:
    """One verification of a site; `wanted` are the places that somebody leads to, `broken` those that are not there.

    A place is a file and an anchor in it, or no anchor where the file itself is not there.
    """

    site: Path
    site_url: str
    prefixes: tuple[str, ...]
    tally: Tally = field(default_factory=Tally)
    files: set[str] = field(default_factory=set)
    unclaimed: set[str] = field(default_factory=set)
    reported: list[Finding] = field(default_factory=list)
    wanted: dict[str, bytearray] = field(default_factory=dict)
    broken: set[tuple[str, str]] = field(default_factory=set)
    scripts: dict[str, frozenset[str]] = field(default_factory=dict)
    strange: set[str] = field(default_factory=set)

    def find_files(self) -> None:
        """Take in what is there."""
        for path, is_ordinary in _files_below(self.site):
            if is_ordinary:
                self.files.add(path)
            else:
                self.tally.add("V009", "this is not an ordinary file", path)
        self.unclaimed = set(self.files)

    def claim(self, path: str) -> bool:
        """Whether a promised file is there; then it is nobody's no longer."""
        self.unclaimed.discard(path)
        return path in self.files

    def hold_files(self, promised: Mapping[str, Promise]) -> None:
        """Hold what is there against every promised file, and the bytes of those that are not pages."""
        for path, promise in promised.items():
            origin = promise.source or promise.path
            is_there = self.claim(path)
            if promise.digest is None:
                if not is_there:
                    self.tally.add("V001", f"the page made from {origin} is missing", path)
            elif not is_there:
                self.tally.add("V008", f"the file {origin} is missing", path)
            elif hashlib.sha256((self.site / path).read_bytes()).digest() != promise.digest:
                self.tally.add("V008", f"the file {origin} is not there as it was written", path)

    def inspect(self, promised: Mapping[str, Promise], reports: Iterable[bytes]) -> list[bytes]:
        """Take in the reports there are, and make those that there are not."""
        unread = {path for path in self.files if path.endswith(INSPECTED)}
        for report in _unpack(reports):
            unread.discard(report.path)
            if not self.claim(report.path) and report.path not in promised:
                self.tally.add("V001", f"the page made from {report.origin} is missing", report.path)
            self._take(report)
        own = []
        for path in sorted(unread):
            report = inspect_file(path, (self.site / path).read_bytes(), promised.get(path), site_url=self.site_url)
            self._take(report)
            own.append(pack([report]))
        return own

    def _take(self, report: PageReport) -> None:
        self.reported += report.findings
        if report.path in map(_error_page_of, self.prefixes):
            self.scripts[report.path] = report.scripts
        for file, anchors in report.links.items():
            self.want(file, anchors)

    def want(self, file: str, anchors: Iterable[str]) -> None:
        """Note that something leads to these places in a file."""
        if file not in self.files:
            self.broken.add((file, ""))
            return
        for anchor in anchors:
            # Many places as one row of bytes: as single words they would be most of what is kept.
            word = f"\0{anchor}\0".encode(errors="surrogatepass")
            row = self.wanted.setdefault(file, bytearray(b"\0"))
            if "\0" in anchor:
                self.broken.add((file, anchor))
            elif len(row) > _LONG or word not in row:
                row += word[1:]

    def is_broken(self, place: tuple[str, str]) -> bool:
        """Whether a place that was wanted is not there."""
        return (place[0], "") in self.broken or place in self.broken

    def settle(self, reports: Iterable[bytes]) -> None:
        """Hold what is wanted of every file against what it has, and its programs against the theme's.

        Those are the programs of the theme's error page, which no fact comes near.
        """
        for report in _unpack(reports):
            if wanted := self.wanted.pop(report.path, None):
                self.broken |= {(report.path, anchor) for anchor in _parts(wanted) - report.anchors}
            if not report.scripts <= self._scripts_for(report.path):
                self.strange.add(report.path)
        for path, wanted in self.wanted.items():
            self.broken |= {(path, anchor) for anchor in _parts(wanted)}

    def tell(self, reports: Iterable[bytes]) -> None:
        """Read the pages again that hold a broken link or a strange program, and tell the line of each."""
        if not self.broken and not self.strange:
            return
        for report in _unpack(reports):
            if report.path in self.files and (report.path in self.strange or self._leads_astray(report)):
                page = read_page((self.site / report.path).read_bytes())
                for link in links_of(page):
                    if place := resolve(report.path, link.address, self.site_url):
                        self._tell_link(report.path, link.address, place, link.line)
                for program, line in page.scripts:
                    if digest_of(program) not in self._scripts_for(report.path):
                        message = f"a script stands here that is not the theme's: `{shorten(fold_space(program))}`"
                        self.tally.add("V014", message, report.path, line)

    def _leads_astray(self, report: PageReport) -> bool:
        return any(
            self.is_broken((file, anchor)) for file, anchors in report.links.items() for anchor in (*anchors, "")
        )

    def _tell_link(self, path: str, address: str, place: tuple[str, str], line: int) -> None:
        file, anchor = place
        if (file, "") in self.broken:
            self.tally.add("V006", f"`{address}` leads to {file}, which is not there", path, line)
        elif anchor != "top" and place in self.broken:
            message = f"`{address}` leads to `{anchor}` in {file}, where there is no such place"
            self.tally.add("V007", message, path, line)

    def read_search(self, prefix: str) -> set[tuple[str, str]]:
        """Every place that the search of one language leads to."""
        folder = _within(prefix, FOLDER)
        try:
            found = {(_within(prefix, f"{page}index.html"), place) for page, place in read_places(self.site / folder)}
        except (OSError, ValueError) as problem:
            self.tally.add("V015", f"the search index is missing or cannot be read: {problem}", f"{folder}/{MANIFEST}")
            return set()
        for file, anchor in found:
            self.want(file, [anchor] if anchor else [])
        return found

    def find_orphans(self) -> None:
        """Find the files that nobody promised and that are not the engine's own."""
        for path in self.unclaimed:
            own = path.removeprefix(_within(self.prefix_of(path), ""))
            if own not in ENGINE_FILES and not own.startswith(OWN_FOLDERS):
                self.tally.add("V009", "nobody promised this file", path)

    def prefix_of(self, path: str) -> str:
        """The folder of the language that a file belongs to."""
        return max((prefix for prefix in self.prefixes if path.startswith(_within(prefix, ""))), key=len, default="")

    def _scripts_for(self, path: str) -> frozenset[str]:
        return self.scripts.get(_error_page_of(self.prefix_of(path)), frozenset())


def _unpack(reports: Iterable[bytes]) -> Iterator[PageReport]:
    return chain.from_iterable(map(unpack, reports))


def _parts(wanted: bytearray) -> set[str]:
    return set(wanted[1:-1].decode(errors="surrogatepass").split("\0"))


def _error_page_of(prefix: str) -> str:
    return _within(prefix, "404.html")


def _within(prefix: str, path: str) -> str:
    return f"{prefix}/{path}" if prefix else path


def _files_below(folder: Path | str, prefix: str = "") -> Iterator[tuple[str, bool]]:
    """Every file below a folder, as a path from it, and whether it is an ordinary one."""
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                yield from _files_below(entry.path, f"{prefix}{entry.name}/")
            else:
                yield prefix + entry.name, entry.is_file(follow_symlinks=False)
