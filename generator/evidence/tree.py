"""The tree over the words of a document: one root that commits to all of them, and proofs that show only some.

The shape is that of RFC 9162 §2.1; leaves are salted, so that a hash tells nothing of a word to who has not got its salt.
"""

from __future__ import annotations

import hashlib
import hmac
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

SALT_LENGTH: Final = 16
HASH_LENGTH: Final = 32
_DOMAIN: Final = b"dossier-quote-proof/v1"
_sha256 = hashlib.sha256


def derive_seed(snapshot: bytes) -> bytes:
    """The secret that all salts follow from: whoever holds the document can make it again, and nobody else."""
    return _sha256(_DOMAIN + snapshot).digest()


def derive_salt(seed: bytes, position: int) -> bytes:
    """The salt of the word at a position, counted from 0."""
    return hmac.digest(seed, position.to_bytes(8, "big"), "sha256")[:SALT_LENGTH]


def hash_leaf(salt: bytes, word: str) -> bytes:
    """The leaf of a word."""
    return _sha256(b"\x00" + salt + word.encode()).digest()


def hash_node(left: bytes, right: bytes) -> bytes:
    """The node over two others."""
    return _sha256(b"\x01" + left + right).digest()


class Tree:
    """The whole tree over the words of a document."""

    def __init__(self, snapshot: bytes, words: Sequence[str]) -> None:
        """Raises ValueError for no words: a tree over nothing has no root."""
        if not words:
            raise ValueError("a document without words has no root")
        self._seed = derive_seed(snapshot)
        level = [hash_leaf(derive_salt(self._seed, position), word) for position, word in enumerate(words)]
        self._levels = [level]
        while len(level) > 1:
            pairs = zip(level[::2], level[1::2], strict=False)
            level = [hash_node(left, right) for left, right in pairs] + level[len(level) & ~1 :]
            self._levels.append(level)

    @property
    def root(self) -> bytes:
        """The hash that commits to every word and its place."""
        return self._levels[-1][0]

    @property
    def size(self) -> int:
        """How many words there are."""
        return len(self._levels[0])

    def salts(self, start: int, end: int) -> tuple[bytes, ...]:
        """The salts of the words from `start` up to `end`."""
        return tuple(derive_salt(self._seed, position) for position in range(start, end))

    def siblings(self, positions: Collection[int]) -> tuple[bytes, ...]:
        """The hashes that lead from the words at these positions to the root: from the leaves up, from left to right."""
        found: list[bytes] = []
        known = sorted(set(positions))
        for level in self._levels[:-1]:
            have = set(known)
            found += [level[one ^ 1] for one in known if one ^ 1 not in have and one ^ 1 < len(level)]
            known = sorted({one >> 1 for one in known})
        return tuple(found)


def find_root(size: int, leaves: Iterable[tuple[int, bytes]], siblings: Sequence[bytes]) -> bytes | None:
    """The root that leaves at their positions lead to; None where the siblings are too few, or some are left over.

    `leaves` are in the order of their positions, each below `size`.
    """
    known = list(leaves)
    rest = iter(siblings)
    try:
        while size > 1:
            known = _climb(known, size, rest)
            size = (size + 1) >> 1
    except StopIteration:
        return None
    return known[0][1] if len(known) == 1 and next(rest, None) is None else None


def _climb(known: list[tuple[int, bytes]], size: int, rest: Iterator[bytes]) -> list[tuple[int, bytes]]:
    """The nodes above those that are known, in a level of `size` nodes; raises StopIteration where a sibling is missing."""
    above = []
    number, count = 0, len(known)
    while number < count:
        position, node = known[number]
        number += 1
        if position & 1:
            node = _sha256(b"\x01" + next(rest) + node).digest()
        elif number < count and known[number][0] == position + 1:
            node = _sha256(b"\x01" + node + known[number][1]).digest()
            number += 1
        elif position + 1 < size:
            node = _sha256(b"\x01" + node + next(rest)).digest()
        above.append((position >> 1, node))
    return above
