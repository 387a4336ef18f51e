"""Origins: the fewest holders of knowledge that account for everything that was said."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

MOST_WEIGHED = 12
"""For how many voices that all relay others every choice is weighed; beyond, the commonest origin is taken."""


def choose_origins(possible: Sequence[Sequence[str]]) -> tuple[str, ...]:
    """For each voice one of its possible origins, so that as few different ones as can be are chosen.

    `possible` holds for each voice the keys of all whose knowledge it can be, the speaker's own first; where that is
    among the chosen, the voice keeps it.
    """
    chosen = {keys[0] for keys in possible if len(keys) == 1}
    open_sets = sorted({frozenset(keys) for keys in possible if chosen.isdisjoint(keys)}, key=sorted)
    chosen |= _cover(open_sets[:MOST_WEIGHED])
    chosen |= _cover_roughly([keys for keys in open_sets if chosen.isdisjoint(keys)])
    return tuple(next(key for key in keys if key in chosen) for keys in possible)


def _cover(sets: Sequence[frozenset[str]]) -> set[str]:
    """A smallest set of keys that meets every one of `sets`; among several, the first by their names."""
    everything = (1 << len(sets)) - 1
    meets: dict[int, str] = {}
    for key in sorted(frozenset().union(*sets)):
        meets.setdefault(sum(1 << index for index, keys in enumerate(sets) if key in keys), key)
    reached: dict[int, set[str]] = {0: set()}
    level = dict(reached)
    while everything not in reached:
        further: dict[int, set[str]] = {}
        for met, keys in level.items():
            unmet = ~met & (met + 1)
            for more, key in meets.items():
                if more & unmet and met | more not in reached:
                    further.setdefault(met | more, keys | {key})
        reached.update(further)
        level = further
    return reached[everything]


def _cover_roughly(sets: Sequence[frozenset[str]]) -> set[str]:
    chosen: set[str] = set()
    while left := [keys for keys in sets if chosen.isdisjoint(keys)]:
        counts = Counter(key for keys in left for key in keys)
        chosen.add(min(counts, key=lambda key: (-counts[key], key)))
    return chosen
