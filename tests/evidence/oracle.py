"""The tree as RFC 9162 §2.1.1 defines it, word for word and slowly: what the fast one is held against."""

from __future__ import annotations

import hashlib
import hmac


def root_of(snapshot: bytes, words: list[str]) -> bytes:
    """MTH of the salted words."""
    seed = hashlib.sha256(b"dossier-quote-proof/v1" + snapshot).digest()
    leaves = []
    for number, word in enumerate(words):
        salt = hmac.new(seed, number.to_bytes(8, "big"), hashlib.sha256).digest()[:16]
        leaves.append(salt + word.encode())
    return merkle_tree_hash(leaves)


def merkle_tree_hash(leaves: list[bytes]) -> bytes:
    if len(leaves) == 1:
        return hashlib.sha256(b"\x00" + leaves[0]).digest()
    split = 1
    while split * 2 < len(leaves):
        split *= 2
    return hashlib.sha256(b"\x01" + merkle_tree_hash(leaves[:split]) + merkle_tree_hash(leaves[split:])).digest()
