"""What is known of cases, and of what stands in the site, from one build to the next: light enough to be held for all."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from generator.checks import Likeness
    from generator.finding import Finding
    from generator.inventory import Inventory

    Found: TypeAlias = tuple[tuple[Finding, ...], tuple[Likeness, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """What is known of a case once it was made, light enough to be held for ten thousand.

    `inputs` is the digest of what it was made from; from `since` on and before `until`, the same gives the same findings.
    `hashes` are what its records would share with others that are the same. The rest is as in `Product`.
    """

    inputs: str
    since: str
    until: str
    reviewed: str
    needs: tuple[str, ...]
    shared: tuple[str, ...]
    uses: tuple[str, ...]
    hashes: tuple[str, ...]
    has_findings: bool

    def holds_on(self, day: str) -> bool:
        """Whether its findings are those of a day."""
        return self.since <= day and (not self.until or day < self.until)


@dataclass(frozen=True, slots=True)
class Item:
    """What one owner has in the site in one language.

    `key` is the digest of what it was made from, and `build` the number of the build that made it. `files` are those in the
    docs tree, with their size in the site. `leads` are the pages of the site to a place in which they link, and `search` the
    pages that the search finds.
    """

    key: str
    build: int
    files: dict[str, int]
    leads: tuple[str, ...] = ()
    search: tuple[str, ...] = ()


@dataclass(slots=True)
class Memory:
    """What a program that goes on running remembers from one build to the next, so as not to read it again.

    `builds` is the number of the build that left it, since another program may have built after it, and `frames` the key of the
    frames. `cases` is what is known of each
    case, and `found` what is wrong with those that have errors, which no cache keeps; `waiting` are the cases that were made and
    have not come into the site. `items` is what the shelves hold, by language.
    """

    builds: str = ""
    frames: str = ""
    day: str = ""
    inventory: Inventory | None = None
    cases: dict[str, Made] = field(default_factory=dict)
    found: dict[str, Found] = field(default_factory=dict)
    waiting: set[str] = field(default_factory=set)
    items: dict[str, dict[str, Item]] = field(default_factory=dict)

    def forget(self) -> None:
        """Remember nothing."""
        self.builds = self.frames = self.day = ""
        self.inventory = None
        self.cases, self.found, self.waiting, self.items = {}, {}, set(), {}
