"""What a site needs besides its pages: what people wrote, the search, the map; and the whole of it held against what it owes."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.finding import Finding, Position
from generator.parallel import share_out
from generator.publication import Edited, Placed, SegmentTask, produce_segment
from generator.shelf import HAND
from generator.site.inspector import inspect_file
from generator.site.page_report import pack
from generator.site.promise import paths_of
from generator.site.search import FOLDER, HEAD, count_segments, index_hand_written, segment_of, write_manifest
from generator.site.sitemap import write_sitemap
from generator.site.stamper import load_frames
from generator.site.verifier import verify_site

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from generator.building import Build
    from generator.shelf import Shelf
    from generator.site.page_report import PageReport
    from generator.site.place import Place
    from generator.site.promise import Promise


def bring_hand_written(build: Build, frames: Path, promises: Mapping[str, Sequence[Promise]], staging: Path) -> None:
    """Bring into the site what the engine made of what people wrote, and what the pages need."""
    shutil.copytree(frames, staging, dirs_exist_ok=True, copy_function=shutil.copyfile)
    for place in build.publication.places:
        root = staging / place.prefix
        reports = []
        for promise in promises[place.language]:
            address = place.address(promise.path)
            if promise.path.endswith(".md"):
                reports.append(
                    inspect_file(address, (staging / address).read_bytes(), promise, site_url=place.site_url)
                )
        searched = (
            dict(index_hand_written(root, promises[place.language], place.language)) if build.publication.search else {}
        )
        edited = Edited(
            files=tuple(Placed(one.path, -1, is_new=False) for one in promises[place.language]),
            findings=tuple(finding for report in reports for finding in report.findings),
            reports=pack(reports),
            leads=tuple(sorted({page for report in reports for page, anchors in report.links.items() if anchors})),
            search=searched,
        )
        build.put_ready(HAND, place.language, edited)


def write_search(build: Build, place: Place, staging: Path) -> set[str]:
    """Bring the search of a language up to date; the files of the published one that go, relative to the site."""
    if not build.publication.search:
        return set()
    shelf = build.shelves[place.language]
    pages = sorted(shelf.list_searched())
    count = count_segments(len(pages))
    folder, published = staging / place.prefix / FOLDER, build.published / place.prefix / FOLDER
    is_known = not build.is_whole and build.cache.read_note(f"segments {place.language}") == str(count)
    stale = {segment_of(page, count) for page in shelf.list_changed()} if is_known else set(range(count))
    if not stale:
        return set()
    shares: dict[int, list[str]] = {number: [] for number in stale}
    for page in pages:
        if (number := segment_of(page, count)) in shares:
            shares[number].append(page)
    build.cache.commit()  # the workers read there
    tasks = [SegmentTask(place.language, str(folder), number, tuple(share)) for number, share in shares.items()]
    for _ in share_out(build.workforce, produce_segment, build.job, tasks):
        pass
    for number in range(count):
        if number not in stale:
            (folder / str(number)).mkdir(parents=True)
            shutil.copyfile(published / str(number) / HEAD, folder / str(number) / HEAD)
    write_manifest(folder, place.language, count)
    build.notes[f"segments {place.language}"] = str(count)
    if build.is_whole or not published.is_dir():
        return set()
    redone = [published / str(number) for number in stale] + [
        one for one in published.iterdir() if one.is_dir() and int(one.name) >= count
    ]
    files = (file for one in redone if one.is_dir() for file in one.iterdir())
    return {
        file.relative_to(build.published).as_posix()
        for file in files
        if not (staging / file.relative_to(build.published)).exists()
    }


def write_map(build: Build, place: Place, staging: Path, epoch: int) -> None:
    """Write the map of a language's pages, if it is not as it was."""
    shelf = build.shelves[place.language]
    name, key = f"map {place.language}", f"{build.basis} {epoch}"
    if not build.is_whole and not shelf.has_moved and build.cache.read_note(name) == key:
        return
    assert place.frames is not None  # noqa: S101  (a site that pages are put into has frames)
    paths = [path for path in shelf.list_paths() if path.endswith(".md")]
    written = write_sitemap(load_frames(place.frames, place.language).frames, paths, epoch)
    for ending, content in zip(("", ".gz"), written or (), strict=False):
        file = staging / place.prefix / f"sitemap.xml{ending}"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
    build.notes[name] = key


def list_removed(build: Build) -> set[str]:
    """The files of the published site that nobody has any more."""
    return {
        place.address(path)
        for place in build.publication.places
        if build.shelves[place.language].has_moved
        for path in build.shelves[place.language].list_gone()
    }


def hold_whole(build: Build, staging: Path, promises: Mapping[str, Sequence[Promise]]) -> tuple[Finding, ...]:
    """Whatever in a site that was built anew is not as it should be."""
    places = build.publication.places
    return verify_site(
        staging,
        {place.prefix: promises[place.language] for place in places},
        site_url=places[0].site_url,
        reports=_Reports(tuple(build.shelves.values())),
        written=[
            place.address(path)
            for place in places
            for owner, item in build.shelves[place.language].items.items()
            if owner != HAND
            for path in item.files
        ],
        searched=(),  # what the search leads to was held against each page when that was put
    )


@dataclass(frozen=True, slots=True)
class _Reports:
    """What was seen of all pages, read anew from the cache each time somebody goes through it."""

    shelves: Iterable[Shelf]

    def __iter__(self) -> Iterator[bytes]:
        for shelf in self.shelves:
            for owner in shelf.items:
                if owner != HAND:
                    yield shelf.read_packed(owner)


def hold_patch(build: Build) -> Iterator[Finding]:
    """The links of pages that were put in the site, and of those that lead to them, of which the end is not there.

    All else of these pages was held when they were put, and the rest of the site when it was.
    """
    fresh = {(language, owner) for language, some in build.fresh.items() for owner in some}
    places = {place.language: place for place in build.publication.places}
    changed = {
        places[language].address(path)
        for language, owner in fresh
        for path in build.shelves[language].items[owner].files
    } | build.removed
    leading = {
        (shelf.language, owner)
        for shelf in build.shelves.values()
        for owner, item in shelf.items.items()
        if not changed.isdisjoint(item.leads)
    }
    anchors: dict[str, frozenset[str]] = {}
    for language, owner in sorted(fresh | leading):
        for report in build.shelves[language].read_reports(owner):
            anchors[report.path] = report.anchors
            # Of a page that is as it was, only the links to those that are not can have come to lead nowhere.
            links = sorted(report.links) if (language, owner) in fresh else sorted(changed & report.links.keys())
            yield from _hold_links(build, report, links, anchors)


def _hold_links(
    build: Build, report: PageReport, links: Sequence[str], anchors: dict[str, frozenset[str]]
) -> Iterator[Finding]:
    for file in links:
        wanted = report.links[file]
        stays = file not in build.removed and (build.published / file).is_file()
        found = _find_owner(build, file) if not stays or (wanted and file not in anchors) else None
        if not stays and found is None:
            yield Finding("V006", f"a link leads to {file}, which is not there", Position(report.path))
        elif wanted:
            if found is not None:
                shelf, owner = found
                anchors |= {one.path: one.anchors for one in shelf.read_reports(owner) if one.path not in anchors}
            for anchor in sorted(wanted - anchors.get(file, frozenset())):
                message = f"a link leads to `{anchor}` in {file}, where there is no such place"
                yield Finding("V007", message, Position(report.path))


def _find_owner(build: Build, file: str) -> tuple[Shelf, str] | None:
    """Who has a file of the site; None for what nobody made, such as an asset, and for what is not there."""
    for place in sorted(build.publication.places, key=lambda place: -len(place.prefix)):
        if file.startswith(f"{place.prefix}/" if place.prefix else ""):
            own = file.removeprefix(f"{place.prefix}/") if place.prefix else file
            shelf = build.shelves[place.language]
            for path in paths_of(own):
                if (owner := shelf.find_owner(path)) is not None:
                    return shelf, owner
            return None
    return None
