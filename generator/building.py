"""The pages of a site made from what changed: cases and lists, stamped by workers, each kept by what it was made from."""

from __future__ import annotations

import os
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from generator.freshness import digest_words
from generator.listings import digest_list_page, plan_lists, write_index_files, write_parties
from generator.pages import LISTS
from generator.parallel import share_out
from generator.production import write_rules
from generator.publication import Job, Publication, Waiting, produce_list_pages, produce_waiting, put_in_place
from generator.site.promise import bytes_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping
    from pathlib import Path

    from generator.artifact import Artifact
    from generator.cache import Cache
    from generator.finding import Finding
    from generator.listings import ListPage
    from generator.memory import Made
    from generator.parallel import Workforce
    from generator.production import Product
    from generator.publication import Edited
    from generator.shelf import Shelf
    from generator.site.place import Place

PAGES_AT_ONCE = 8
"""How many pages of lists a worker is handed at a time."""


@dataclass(slots=True, kw_only=True)
class Build:
    """One build, and what has been put into the site by it.

    `basis` is the digest of all that pages are made with besides the facts; `number` that of the build; `unfinished` are the
    numbers of builds whose pages never came into the site. `is_whole` where nothing of the published site is kept. `fresh` are,
    by language, the owners whose pages were put, `written`
    counts the files that are new in the docs trees, and `removed` are those that go from the site; `notes` are
    what will be true of the site once it is published.
    """

    cache: Cache
    job: Job
    publication: Publication
    workforce: Workforce
    published: Path
    basis: str
    number: int
    unfinished: Collection[int]
    is_whole: bool
    shelves: dict[str, Shelf]
    fresh: defaultdict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    findings: list[Finding] = field(default_factory=list)
    written: int = 0
    removed: set[str] = field(default_factory=set)
    notes: dict[str, str] = field(default_factory=dict)
    _waiting: dict[tuple[str, str], Waiting] = field(default_factory=dict)
    _keys: dict[tuple[str, str], str] = field(default_factory=dict)

    def wants(self, case: str, made: Made) -> bool:
        """Whether a case has to be written though its facts are as they were."""
        key = self._key(made.inputs)
        return any(not self._stands(place, case, key) for place in self.publication.places)

    def _key(self, *inputs: str) -> str:
        return digest_words(self.basis, *inputs)

    def _stands(self, place: Place, owner: str, key: str) -> bool:
        """Whether the pages of an owner are in the site as they would be made."""
        item = self.shelves[place.language].items.get(owner)
        if item is None or item.key != key or item.build in self.unfinished:
            return False
        if self.is_whole:
            return item.build == self.number
        for path, size in item.files.items():
            if path.endswith(".md"):
                try:
                    if os.stat(self.published / place.address(path)).st_size != size:  # noqa: PTH116  (ten thousand are asked for)
                        return False
                except OSError:
                    return False
        return True

    def keep(self, product: Product, made: Made) -> None:
        """Take what became of a case."""
        if product.edited:
            for language, edited in product.edited.items():
                self._take(product.case, language, self._key(made.inputs), edited)
            entries = [entry for edited in product.edited.values() for entry in edited.entries]
            self._touch(self.cache.replace_entries(product.case, entries))

    def _touch(self, lists: Iterable[str]) -> None:
        for name in lists:
            self.cache.write_note(f"touched {name}", "1")

    def _take(self, owner: str, language: str, key: str, edited: Edited) -> None:
        if edited.waiting:
            self._waiting[owner, language] = Waiting(owner, language, edited.waiting)
            self._keys[owner, language] = key
            return
        self._waiting.pop((owner, language), None)
        self.findings += edited.findings
        self.written += sum(one.is_new for one in edited.files)
        self.shelves[language].put(owner, key, self.number, edited)
        self.fresh[language].add(owner)

    def put_ready(self, owner: str, language: str, edited: Edited) -> None:
        """Take what the engine made of an owner's pages."""
        self._take(owner, language, self._key(), edited)

    def put_waiting(self) -> None:
        """Put in its place what waited for its frames."""
        for waiting, edited in share_out(self.workforce, produce_waiting, self.job, tuple(self._waiting.values())):
            self._take(waiting.owner, waiting.language, self._keys.pop((waiting.owner, waiting.language)), edited)
        self._waiting.clear()

    def drop_cases(self, there: Collection[str]) -> None:
        """Take out the cases that are not there any more."""
        for shelf in self.shelves.values():
            gone = {owner for owner in shelf.items if not owner.startswith("/") and owner not in there}
            shelf.remove(gone)
            for owner in gone:
                self._touch(self.cache.replace_entries(owner, ()))

    def write_lists(self) -> None:
        """Write the pages of the lists that are not as they were, and what else is made of all cases."""
        self.cache.join_entries()
        self.cache.commit()  # the workers read there
        wanted: list[ListPage] = []
        for place in self.publication.places:
            touched = {one.section for one in LISTS if self._is_touched(place.language, one.section)}
            planned = (
                [page for page in plan_lists(self.cache, place.language) if page.section in touched] if touched else []
            )
            for page in planned:
                key = self._key(digest_list_page(self.cache, page))
                if not self._stands(place, page.owner, key):
                    self._keys[page.owner, page.language] = key
                    wanted.append(page)
            names = tuple(f"/list/{section}/" for section in touched)
            self._drop(place, names, {page.owner for page in planned})
            if "people" in touched:
                parties = {f"/party/{one.path}": (one,) for one in write_parties(self.cache, place.language)}
                self._put_all(place, parties)
                self._drop(place, ("/party/",), parties)
            if touched & {"cases", "changes"}:
                files = write_index_files(self.cache, self.publication.site, place.language)
                self._put_all(place, {"/files": tuple(files)})
            if not self._stands(place, "/rules", self._key()):
                self._put(place, "/rules", self._key(), tuple(write_rules(place.language)))
        tasks = [wanted[start : start + PAGES_AT_ONCE] for start in range(0, len(wanted), PAGES_AT_ONCE)]
        for done in share_out(self.workforce, produce_list_pages, self.job, tasks):
            for page, edited in done:
                self._take(page.owner, page.language, self._keys.pop((page.owner, page.language)), edited)

    def _is_touched(self, language: str, section: str) -> bool:
        return self.is_whole or bool(self.cache.read_note(f"touched {language}/{section}"))

    def _drop(self, place: Place, beginnings: tuple[str, ...], kept: Collection[str]) -> None:
        shelf = self.shelves[place.language]
        shelf.remove([owner for owner in shelf.items if owner.startswith(beginnings) and owner not in kept])

    def _put_all(self, place: Place, artifacts: Mapping[str, tuple[Artifact, ...]]) -> None:
        for owner, some in artifacts.items():
            key = self._key(*(digest_words(one.path, str(bytes_of(one))) for one in some))
            if not self._stands(place, owner, key):
                self._put(place, owner, key, some)

    def _put(self, place: Place, owner: str, key: str, artifacts: tuple[Artifact, ...]) -> None:
        self._take(owner, place.language, key, put_in_place(artifacts, place, self.publication))

    def settle(self, *, is_behind: bool) -> None:
        """The site is published: what was still to be done is done, but for the search if that `is_behind`."""
        for place in self.publication.places:
            self.shelves[place.language].settle(is_behind=is_behind)
            for one in LISTS:
                self.cache.write_note(f"touched {place.language}/{one.section}", "")
        for name, value in self.notes.items():
            self.cache.write_note(name, value)
