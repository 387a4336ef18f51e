"""What stands in the site, by whom it was made: which files, from what, and what was seen of them; kept from build to build."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from generator.cache import DamagedCacheError
from generator.memory import Item
from generator.site.page_report import unpack

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from generator.cache import Cache
    from generator.publication import Edited
    from generator.site.page_report import PageReport


HAND = "/hand"
"""Who has the pages and files that people wrote. The names of owners that are no case begin with a slash."""

_NOTHING = Item("", 0, {})


@dataclass(slots=True)
class Shelf:
    """Everything in the site of one language, by owner."""

    language: str
    cache: Cache
    items: dict[str, Item] = field(default_factory=dict)

    @property
    def kind(self) -> str:
        """Under which kind the cache keeps the items."""
        return f"item {self.language}"

    @property
    def search_kind(self) -> str:
        """Under which kind the cache keeps what the search is given, by page."""
        return f"search {self.language}"

    def read(self) -> dict[str, Item]:
        """What the cache keeps of them."""
        return {owner: _read_item(head) for owner, head in self.cache.read_heads(self.kind).items()}

    def put(self, owner: str, key: str, build: int, edited: Edited) -> None:
        """Let an owner have these files, in the place of those it had."""
        before = self.items.get(owner, _NOTHING)
        item = Item(
            key,
            build,
            {one.path: one.size for one in edited.files},
            edited.leads,
            tuple(edited.search),
        )
        self.items[owner] = item
        head = json.dumps((item.key, item.build, item.files, item.leads, item.search)).encode()
        self.cache.keep(self.kind, owner, head, edited.reports)
        for page, index in edited.search.items():
            self.cache.keep(self.search_kind, page, b"", index)
        self._note(before, item)

    def remove(self, owners: Iterable[str]) -> None:
        """Let go of all that these owners had."""
        for owner in tuple(owners):
            self._note(self.items.pop(owner), _NOTHING)
            self.cache.forget(self.kind, [owner])

    def _note(self, before: Item, after: Item) -> None:
        """Remember what is to be done in the site, until it is done: files to be taken out, pages to be indexed anew."""
        if before.files.keys() != after.files.keys():
            self.cache.write_note(f"moved {self.language}", "1")
        for path in before.files.keys() - after.files.keys():
            self.cache.keep(f"gone {self.language}", path, b"", b"")
        for page in {*before.search, *after.search}:
            self.cache.keep(f"changed {self.language}", page, b"", b"")
        self.cache.forget(self.search_kind, set(before.search) - set(after.search))

    @property
    def has_moved(self) -> bool:
        """Whether there are other files than there were when the site was published."""
        return bool(self.cache.read_note(f"moved {self.language}"))

    def list_gone(self) -> set[str]:
        """The files that no owner has any more and that may still be in the site."""
        return self.cache.read_heads(f"gone {self.language}").keys() - set(self.list_paths())

    def list_changed(self) -> set[str]:
        """The pages that the search index has as they were before, or still has."""
        return set(self.cache.read_heads(f"changed {self.language}"))

    def settle(self, *, is_behind: bool) -> None:
        """All that was to be done is done, but for the search if that `is_behind`."""
        self.cache.write_note(f"moved {self.language}", "")
        for kind in ("gone",) if is_behind else ("gone", "changed"):
            self.cache.forget_all(f"{kind} {self.language}")

    def read_reports(self, owner: str) -> tuple[PageReport, ...]:
        """What was seen of the pages of an owner."""
        try:
            return unpack(self.read_packed(owner))
        except ValueError as error:
            raise DamagedCacheError(str(error)) from error

    def find_owner(self, path: str) -> str | None:
        """Who has a file of the docs tree."""
        likely = path.removesuffix(".md").split("/")
        names = (likely[1] if len(likely) > 1 else "", HAND, *self.items)
        return next((name for name in names if name in self.items and path in self.items[name].files), None)

    def read_packed(self, owner: str) -> bytes:
        """The same, as it is kept."""
        return self.cache.read_body(self.kind, owner)

    def list_paths(self) -> Iterator[str]:
        """The files of all owners in the docs tree."""
        for item in self.items.values():
            yield from item.files

    def list_searched(self) -> Iterator[str]:
        """The pages that the search finds."""
        for item in self.items.values():
            yield from item.search


def _read_item(head: bytes) -> Item:
    try:
        key, build, files, leads, search = json.loads(head)
        return Item(str(key), int(build), dict(files), tuple(leads), tuple(search))
    except (ValueError, TypeError) as error:
        raise DamagedCacheError(str(error)) from error
