"""Chains: how a document that records a voice came to us, from the document itself to the source that we hold."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.facts.source import Source

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from generator.case.library import Library
    from generator.facts.value import Record

LONGEST_LIST = 50
"""How many chains of one document are kept; a document relayed in more ways than that is well enough known."""


@dataclass(frozen=True, slots=True, eq=False)
class Chain:
    """The way from the document that records a voice to the source in which somebody here has read of it.

    `links` begins with the document that records the voice, which may be unseen; each next link relays the one before
    it. A chain of one link was read directly.
    """

    links: tuple[Source, ...]
    is_seen: bool
    """Whether the last link is a source that we hold; a chain that is not seen carries nothing."""
    is_direct: bool
    """Whether we hold the first link, and it is the speaker's own document."""

    @property
    def order(self) -> tuple[int, tuple[str, ...]]:
        """The key that puts the shortest chain first, whatever the order of the files."""
        return (len(self.links), tuple(source.key for source in self.links))


class Relays:
    """Which document relays which, as a case sees it: by its own sources, the shared, and a source's case's."""

    def __init__(self, library: Library, case: str) -> None:
        self._library = library
        self._case = case
        self._chains: dict[str, tuple[Chain, ...]] = {}
        self._relayed: dict[str, tuple[Source, ...]] = {}

    def list_chains(self, source: Source) -> tuple[Chain, ...]:
        """Every way in which `source` is known, the shortest first; where none is seen, how far it leads."""
        # Not recursive, so that no file of facts can be too deep for it.
        waiting = [source]
        while waiting:
            last = waiting[-1]
            if last.key in self._chains:
                waiting.pop()
            elif last.is_seen:
                self._chains[last.key] = (Chain((last,), is_seen=True, is_direct=False),)
            elif later := [one for one in self.list_relayers(last) if one.key not in self._chains]:
                waiting += later
            else:
                self._chains[last.key] = self._lengthen(last)
        return self._chains[source.key]

    def _lengthen(self, source: Source) -> tuple[Chain, ...]:
        further = [chain for relayer in self.list_relayers(source) for chain in self._chains[relayer.key]]
        kept = [chain for chain in further if chain.is_seen] or further
        chains = [Chain((source, *chain.links), chain.is_seen, is_direct=False) for chain in kept]
        if not chains:
            return (Chain((source,), is_seen=False, is_direct=False),)
        return tuple(sorted(chains, key=lambda chain: chain.order)[:LONGEST_LIST])

    def list_relayers(self, source: Source) -> tuple[Source, ...]:
        """The sources that relay `source`."""
        return _join(table.relayers.get(source.key, ()) for table in self._tables(source))

    def list_relayed(self, source: Source) -> tuple[Source, ...]:
        """The documents whose knowledge `source` passes on, whether it relays them itself or what relays them."""
        known = self._relayed.get(source.key)
        if known is None:
            found: dict[str, Source] = {}
            waiting = [source]
            while waiting:
                last = waiting.pop()
                later = _join(table.relayed.get(last.key, ()) for table in self._tables(last))
                waiting += (one for one in later if one.key not in found)
                found.update((one.key, one) for one in later)
            known = self._relayed[source.key] = tuple(found[key] for key in sorted(found))
        return known

    def relays_nothing(self, source: Source) -> bool:
        """Whether `source` passes on nobody's knowledge but its maker's."""
        return not any(source.key in table.relayed for table in self._tables(source))

    def _tables(self, source: Source) -> Iterator[RelayTable]:
        for home in dict.fromkeys((self._case, self._library.SHARED, source.case)):
            yield self._library.relay_table(home)


@dataclass(frozen=True, slots=True)
class RelayTable:
    """What the sources of one case say of who relays whom; `through` and `relays` are two spellings of it."""

    relayers: dict[str, list[Source]]
    """By the key of a document: the sources that relay it."""
    relayed: dict[str, list[Source]]
    """By the key of a source: the documents that it relays."""


def build_relay_table(library: Library, case: str) -> RelayTable:
    """The relays that the sources of `case` record."""
    table = RelayTable({}, {})
    for source in library.records.get(case, {}).values():
        if isinstance(source, Source):
            for reference in source.relays:
                _add_relay(table, source, library.look_up(reference, case))
            for reference in source.through:
                _add_relay(table, library.look_up(reference, case), source)
    return table


def _add_relay(table: RelayTable, relayer: Record | None, relayed: Record | None) -> None:
    if isinstance(relayer, Source) and isinstance(relayed, Source):
        table.relayers.setdefault(relayed.key, []).append(relayer)
        table.relayed.setdefault(relayer.key, []).append(relayed)


def _join(lists: Iterable[Iterable[Source]]) -> tuple[Source, ...]:
    found = {source.key: source for sources in lists for source in sources}
    return tuple(found[key] for key in sorted(found))
