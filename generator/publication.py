"""What is written put in its place: by workers, each with what it made, into the docs tree and the site of every language."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from generator.cache import Cache
from generator.finding import Finding, Position
from generator.listings import write_list_page
from generator.site.page_report import pack
from generator.site.promise import url_of
from generator.site.search import index_page, write_segment

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from generator.artifact import Artifact
    from generator.cache import Listed
    from generator.checks import Context
    from generator.listings import ListPage
    from generator.site.place import Place, Put
    from generator.site.promise import Promise
    from generator.views.site import SiteContext


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """How what is written is published: for which site, in which place for each language, with downloads, with the search."""

    site: SiteContext
    places: tuple[Place, ...]
    downloads: bool = True
    search: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """What is to be done with every case, the same for all: small, since it is sent along with each task.

    Without `publication` cases are only checked. `cache` is where workers may read what is kept, and `shared` the digest of the
    folder of the shared records.
    """

    root: Path
    context: Context
    cache: Path | None = None
    shared: str = ""
    publication: Publication | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Edited:
    """What became of something in one language: its files in their places, and what the search and the lists are given of it.

    `waiting` are files that could not be put yet, since there were no frames. `reports` are what was seen of the pages in
    the site, packed, and `leads` the pages of the site to a place in which they link. `search` is by the page's address.
    """

    files: tuple[Placed, ...] = ()
    promises: tuple[Promise, ...] = ()
    findings: tuple[Finding, ...] = ()
    reports: bytes = b""
    leads: tuple[str, ...] = ()
    search: Mapping[str, bytes] = field(default_factory=dict)
    entries: tuple[Listed, ...] = ()
    waiting: tuple[Artifact, ...] = ()


class Placed(NamedTuple):
    """A file in its place: its path in the docs tree, its size in the site (-1 where it is not), whether it was new."""

    path: str
    size: int
    is_new: bool


def put_in_place(artifacts: Sequence[Artifact], place: Place, publication: Publication) -> Edited:
    """Put files where they belong in one language; all of them wait if there are no frames for the pages yet."""
    if not place.is_ready:
        return Edited(waiting=tuple(artifacts))
    done = [place.put(artifact) for artifact in artifacts]
    files = tuple(Placed(one.path, one.size, one.is_new) for one in done)
    search = index_pages(artifacts, place.language) if publication.search else {}
    if place.site is None:
        return Edited(files=files, promises=tuple(one.promise for one in done), search=search)
    reports = [one.report for one in done if one.report is not None]
    return Edited(
        files=files,
        findings=(*(finding for report in reports for finding in report.findings), *_hold_search(done)),
        reports=pack(reports),
        leads=tuple(sorted({page for report in reports for page, anchors in report.links.items() if anchors})),
        search=search,
    )


def _hold_search(done: Iterable[Put]) -> Iterator[Finding]:
    """The places that the search is to find and that the pages do not have."""
    for one in done:
        if one.report is not None:
            for anchor in one.promise.findable:
                if anchor and anchor not in one.report.anchors:
                    message = f"the search leads to `{anchor}`, which is not there"
                    yield Finding("V015", message, Position(one.report.path))


def index_pages(artifacts: Iterable[Artifact], language: str) -> dict[str, bytes]:
    """What the search is given of pages, by their address below the root of their language."""
    found = [(url_of(one.path), one) for one in artifacts if one.records]
    return {url: index_page(url, one.title, one.records, language) for url, one in found}


def produce_list_pages(job: Job, pages: Sequence[ListPage]) -> tuple[tuple[ListPage, Edited], ...]:
    """Write some pages of lists, from the entries that the cache keeps."""
    publication = job.publication
    assert publication is not None  # noqa: S101  (lists are written to be published)
    places = {place.language: place for place in publication.places}
    cache = Cache(job.cache, reads_only=True)
    try:
        return tuple(
            (page, put_in_place([write_list_page(cache, page)], places[page.language], publication)) for page in pages
        )
    finally:
        cache.close()


class Waiting(NamedTuple):
    """What waited for its frames: whose it is, in which language, and the files."""

    owner: str
    language: str
    artifacts: tuple[Artifact, ...]


def produce_waiting(job: Job, waiting: Waiting) -> tuple[Waiting, Edited]:
    """Put in its place what waited."""
    publication = job.publication
    assert publication is not None  # noqa: S101  (what is only checked waits for no frame)
    (place,) = (place for place in publication.places if place.language == waiting.language)
    return waiting._replace(artifacts=()), put_in_place(waiting.artifacts, place, publication)


class SegmentTask(NamedTuple):
    """A segment of the search of a language: the folder of its index, its number, and its pages."""

    language: str
    folder: str
    number: int
    pages: tuple[str, ...]


def produce_segment(job: Job, task: SegmentTask) -> int:
    """Write a segment of the search from what the cache keeps of its pages."""
    cache = Cache(job.cache, reads_only=True)
    try:
        pages = (cache.read_body(f"search {task.language}", page) for page in task.pages)
        write_segment(Path(task.folder), task.number, pages, task.language)
    finally:
        cache.close()
    return task.number
