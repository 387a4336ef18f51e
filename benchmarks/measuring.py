"""What is measured, and the limit of each: one method for each row of the table of docs/speed.md."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from benchmarks.edit import Editor
from benchmarks.figures import Figure
from benchmarks.first_search import measure_search
from benchmarks.floor import list_files
from benchmarks.floor import run as run_floor
from benchmarks.ours import BUILD, CHECK, PAGES, SERVE, WITH_SEARCH, Dossier
from benchmarks.preview import measure_preview
from benchmarks.running import Runs, alternate

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from benchmarks.measurement import Measurement
    from benchmarks.peers import Peer, Peers
    from benchmarks.workplace import Project, Workplace

LARGE = 10_000
FEW = 10
MEMORY, MEMORY_GROWTH = 400.0, 10.0  # MB; MB for each 1,000 cases more
PROCESSOR = 2.5  # ms for each case more
PREVIEW = 150.0  # ms
FETCHED, FOUND = 400.0, 1.0  # kB; s
PLAIN = 1 / 20


@dataclass(slots=True)
class Bench:
    """The measuring of one size of corpus; limits that the table sets for 1,000 and 10,000 cases hold at those alone."""

    place: Workplace
    peers: Peers
    count: int
    project: Project = field(init=False)
    hugo: Peer = field(init=False)
    eleventy: Peer | None = field(init=False)
    pages: Runs | None = None

    def __post_init__(self) -> None:
        self.project = self.place.make_project(self.count)
        self.hugo = self.peers.prepare_hugo(self.project)
        self.eleventy = self.peers.prepare_eleventy(self.project)
        load = ", ".join(f"{one:.1f}" for one in os.getloadavg())
        print(f"\n{self.count} cases; the machine's load before: {load}", flush=True)

    @property
    def ours(self) -> Dossier:
        """The generator on this size."""
        return Dossier(self.place, self.project)

    @property
    def repeats(self) -> int:
        """How often each is run."""
        return 3 if self.count < LARGE else 2

    def _limit(self, at_1000: float, at_10000: float) -> float | None:
        return {1000: at_1000, LARGE: at_10000}.get(self.count)

    def _compare(self, name: str, ours: Runs, peer: Runs, share: float | None = None) -> Figure:
        """A figure of ours beside a peer's, with a share of it as the limit."""
        said = f"{ours.spread}; peer {peer.spread}"
        limit = None if share is None else share * peer.wall
        return Figure(f"{self.count} cases: {name}", ours.wall, "s", limit, peer.wall, said)

    def _alone(
        self, name: str, measured: float, unit: str, limit: float | None = None, peer: float | None = None
    ) -> Figure:
        return Figure(f"{self.count} cases: {name}", measured, unit, limit, peer)

    def measure_builds(self) -> Iterator[Figure]:
        """Full builds from nothing, in turn with the peers'."""
        ours, place = self.ours, self.place
        found = self.peers.add_pagefind(self.hugo)
        tasks: dict[str, Callable[[], Measurement]] = {
            "pages": lambda: ours.run_from_nothing(PAGES),
            "hugo": lambda: self.hugo.run_from_nothing(place),
            "search": lambda: ours.run_from_nothing(WITH_SEARCH),
            "pagefind": lambda: found.run_from_nothing(place),
            "whole": lambda: ours.run_from_nothing(BUILD),
            "json": lambda: self.peers.add_index(self.hugo).run_from_nothing(place),
        }
        if (eleventy := self.eleventy) is not None:
            tasks["eleventy"] = lambda: eleventy.run_from_nothing(place)
        runs = alternate(tasks, self.repeats)
        self.pages = pages = runs["pages"]
        hugo = runs["hugo"]
        yield self._compare("pages and feeds, beside Hugo", pages, hugo, self._limit(0.8, 0.7))
        yield self._alone("pages and feeds, processor, beside Hugo", pages.processor, "s", peer=hugo.processor)
        limit = MEMORY if self.count == LARGE else None
        yield self._alone("pages and feeds, peak memory, beside Hugo", pages.memory, "MB", limit, hugo.memory)
        if "eleventy" in runs:
            yield self._compare("pages and feeds, beside Eleventy", pages, runs["eleventy"])
            yield self._alone(
                "pages and feeds, processor, beside Eleventy", pages.processor, "s", peer=runs["eleventy"].processor
            )
            yield self._alone(
                "pages and feeds, peak memory, beside Eleventy", pages.memory, "MB", peer=runs["eleventy"].memory
            )
        search, pagefind = runs["search"], runs["pagefind"]
        yield self._compare("with search, beside Hugo and Pagefind", search, pagefind, self._limit(0.6, 0.6))
        yield self._alone(
            "with search, processor, beside Hugo and Pagefind", search.processor, "s", peer=pagefind.processor
        )
        yield self._alone(
            "with search, peak memory, beside Hugo and Pagefind", search.memory, "MB", peer=pagefind.memory
        )
        yield self._compare("everything, beside Hugo and a JSON index", runs["whole"], runs["json"])
        yield self._alone("everything, peak memory", runs["whole"].memory, "MB")

    def measure_plain(self) -> Iterator[Figure]:
        """Plain MkDocs; not at 10,000, where it takes a quarter of an hour."""
        if self.count >= LARGE or self.pages is None:
            return
        peer = self.peers.prepare_mkdocs(self.project)
        plain = Runs((peer.run_from_nothing(self.place),))
        share = PLAIN if self.count == 1000 else None
        yield self._compare("pages and feeds, beside MkDocs and Material", self.pages, plain, share)

    def measure_growth(self) -> Iterator[Figure]:
        """What a case more costs: a full build of this size less one of a tenth of it."""
        if self.count < 1000 or self.pages is None:
            return
        fewer = self.count // 10
        dossier = Dossier(self.place, self.place.make_project(fewer))
        small = alternate({"small": lambda: dossier.run_from_nothing(PAGES)}, 3)["small"]
        more = self.count - fewer
        processor = 1000 * (self.pages.processor - small.processor) / more
        yield self._alone("processor for each case more", processor, "ms", PROCESSOR)
        growth = 1000 * (self.pages.memory - small.memory) / more
        yield self._alone("memory for 1,000 cases more", growth, "MB", MEMORY_GROWTH if self.count == LARGE else None)

    def measure_page(self) -> Iterator[Figure]:
        """The HTML of a case's page, beside that of the same case among ten."""
        few = self.place.make_project(FEW)
        Dossier(self.place, few).run_from_nothing(PAGES)
        self.ours.run(PAGES)
        page = "site/cases/case-000005/index.html"
        small, size = ((one.build / page).stat().st_size for one in (few, self.project))
        yield self._alone("HTML of a case, beside it among ten cases", size, "B", small, small)

    def measure_edits(self) -> Iterator[Figure]:
        """One fact edited, then a build; and a build with nothing edited."""
        self.ours.run(PAGES)
        self.hugo.run(self.place)
        same = alternate({"ours": lambda: self.ours.run(PAGES)}, self.repeats)["ours"]
        with Editor(self.project.edited) as editor:

            def edit_and_build() -> Measurement:
                editor.edit()
                return self.ours.run(PAGES)

            runs = alternate({"ours": edit_and_build, "hugo": lambda: self.hugo.run(self.place)}, self.repeats)
        edited = runs["ours"]
        yield self._compare("one fact edited, beside Hugo's build after it", edited, runs["hugo"], self._limit(1, 1))
        if self.pages is not None:
            yield self._compare(
                "one fact edited, beside the full build", edited, self.pages, self._limit(1 / 20, 1 / 50)
            )
        yield self._alone("nothing edited", same.wall, "s")

    def measure_checks(self) -> Iterator[Figure]:
        """`dossier check`, with nothing cached and with all."""
        repeats = self.repeats
        nothing = alternate({"check": lambda: self.ours.run_from_nothing(CHECK)}, repeats)["check"]
        cached = alternate({"check": lambda: self.ours.run(CHECK)}, repeats)["check"]
        is_large = self.count == LARGE
        yield self._alone("check, nothing cached", nothing.wall, "s", 12.0 if is_large else None)
        yield self._alone("check, all cached", cached.wall, "s", 2.0 if is_large else None)

    def measure_preview(self) -> Iterator[Figure]:
        """The live preview, from a saved fact to the served page."""
        taken, said = measure_preview(self.ours.command(SERVE), self.project)
        limit = PREVIEW if self.count == LARGE else None
        yield Figure(f"{self.count} cases: preview, from saving a fact to its page", taken, "ms", limit, said=said)

    def measure_search(self) -> Iterator[Figure]:
        """A reader's first search on the built site."""
        self.ours.run(WITH_SEARCH)
        found = measure_search(self.project.build / "site", "cases/case-000005/", "ledger")
        if found is not None:
            is_large = self.count == LARGE
            yield self._alone("first search, fetched in all", found[0], "kB", FETCHED if is_large else None)
            yield self._alone("first search, until results are seen", found[1], "s", FOUND if is_large else None)

    def measure_floor(self) -> Iterator[Figure]:
        """Reading the same bytes and writing the same bytes, and nothing else."""
        target, listing = self.place.folder / "floor", self.place.folder / "floor.txt"
        list_files(self.project.root, self.project.build / "site", target, listing)

        def write() -> Measurement:
            self.place.put_aside(target)
            return run_floor(listing, self.place.root, self.place.log)

        floor = alternate({"floor": write}, self.repeats)["floor"]
        self.place.put_aside(target)
        yield self._alone("the floor: the same bytes read and written", floor.wall, "s")
        yield self._alone("the floor, processor", floor.processor, "s")
