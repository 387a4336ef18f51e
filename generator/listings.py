"""The lists across all cases: what each case gives to them kept in their order, and their pages written from that."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from hashlib import blake2b
from typing import TYPE_CHECKING, Any

from generator.cache import Listed, pack, unpack
from generator.exports import INDEX_EXPORTS
from generator.exports.changes_atom import MOST_ENTRIES
from generator.pages import LISTS, PARTY_PAGES
from generator.pages.listing import ENTRIES_PER_PAGE, path_of
from generator.views.changes import ChangeView
from generator.views.indexes import (
    Appearance,
    CaseCard,
    Entry,
    EventEntry,
    Indexes,
    PartyAppearance,
    PartyEntry,
    RecordLink,
    SourceEntry,
    merge_views,
)
from generator.views.words import DateView, Words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from generator.artifact import Artifact
    from generator.cache import Cache
    from generator.views.site import SiteContext

_CLASSES = (
    Appearance,
    CaseCard,
    ChangeView,
    DateView,
    EventEntry,
    PartyAppearance,
    PartyEntry,
    RecordLink,
    SourceEntry,
    Words,
    date,
)
_BY_SECTION = {one.section: one for one in LISTS}


@dataclass(frozen=True, slots=True)
class ListPage:
    """A page of a list that is to be written: which, in which language, and where in the order its entries begin."""

    language: str
    section: str
    number: int
    total: int
    start: str

    @property
    def path(self) -> str:
        """The path of the page in the docs tree."""
        return path_of(self.section, self.number)

    @property
    def owner(self) -> str:
        """By what name the page is kept."""
        return f"/list/{self.section}/{self.number}"


def pack_entries(entries: Iterable[Entry], language: str) -> tuple[Listed, ...]:
    """The entries that a case gives to the lists of a language, as they are kept."""
    return tuple(
        Listed(f"{language}/{one.section}", one.sort, one.anchor, one.is_borrowed, pack(one.view)) for one in entries
    )


def plan_lists(cache: Cache, language: str) -> Iterator[ListPage]:
    """The pages that the lists of a language have."""
    for one in LISTS:
        starts = cache.divide_entries(f"{language}/{one.section}", ENTRIES_PER_PAGE) or [""]
        for number, start in enumerate(starts, start=1):
            yield ListPage(language, one.section, number, len(starts), start)


def digest_list_page(cache: Cache, page: ListPage) -> str:
    """The digest of all that a page of a list is written from, besides the program."""
    digest = blake2b(f"{page.number}/{page.total}".encode(), digest_size=16)
    for views in cache.read_entries(f"{page.language}/{page.section}", page.start, ENTRIES_PER_PAGE):
        for view in views:
            digest.update(view)
        digest.update(b"\0")
    return digest.hexdigest()


def write_list_page(cache: Cache, page: ListPage) -> Artifact:
    """A page of a list."""
    read = cache.read_entries(f"{page.language}/{page.section}", page.start, ENTRIES_PER_PAGE)
    return _BY_SECTION[page.section].write([_join(views) for views in read], page.number, page.total, page.language)


def write_parties(cache: Cache, language: str) -> Iterator[Artifact]:
    """The pages of the parties that appear in several cases."""
    for views in cache.read_joined_entries(f"{language}/people"):
        party = _join(views)
        if party.page:
            yield from (write(party, language) for write in PARTY_PAGES)


def write_index_files(cache: Cache, site: SiteContext, language: str) -> Iterator[Artifact]:
    """The files across all cases for other programs."""
    cases = tuple(_join(views) for views in cache.read_entries(f"{language}/cases"))
    changes = tuple(_join(views) for views in cache.read_entries(f"{language}/changes", count=MOST_ENTRIES))
    indexes = Indexes(language, cases, changes)
    yield from (export.write(indexes, site) for export in INDEX_EXPORTS)


def _join(views: Iterable[bytes]) -> Any:  # noqa: ANN401  (what a list shows, by its section)
    """What is shown of a record, from what every case that has it shows."""
    return merge_views([unpack(view, _CLASSES) for view in views])
