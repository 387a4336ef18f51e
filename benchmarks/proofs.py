"""`python -m benchmarks.proofs`: what it takes to verify a proof from its file, beside its target, and to make a tree."""

from __future__ import annotations

import hashlib
import random
import sys
import time

from generator.evidence.matching import Document, Placement, place_quote
from generator.evidence.proof import Commitment, Proof, Verdict, check_proof, make_proof, read_proof, write_proof
from generator.evidence.tree import Tree
from generator.evidence.words import read_quote

TARGET = 0.2
"""Milliseconds for one proof."""

WORDS, QUOTES, LENGTH = 5_000, 200, 30
RUNS = 50
"""How often each proof is verified; the fastest counts, since what slows the others down is the machine's other work."""


def main() -> int:
    """Make a document and proofs of quotes from it, and time each part."""
    chance = random.Random(1)
    vocabulary = ["".join(chance.choices("abcdeéilmnorstu", k=chance.randint(2, 10))) for _ in range(3_000)]
    text = " ".join(chance.choices(vocabulary, k=WORDS))
    start = time.perf_counter()
    document = Document(text)
    tree = Tree(text.encode(), document.words)
    print(f"a tree over {tree.size:,} words: {1000 * (time.perf_counter() - start):.1f} ms")
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    commitment = Commitment(sha256, tree.root.hex(), tree.size)
    words = text.split()
    files = []
    start = time.perf_counter()
    for _ in range(QUOTES):
        first = chance.randrange(WORDS - LENGTH)
        quote = " ".join(words[first : first + LENGTH])
        placed = place_quote(read_quote(quote), document)
        assert isinstance(placed, Placement)
        files.append((quote, write_proof(make_proof(tree, sha256, read_quote(quote), placed.starts))))
    print(f"a quote found and proved: {1000 * (time.perf_counter() - start) / QUOTES:.3f} ms")
    measured = sum(_verify(quote, raw, commitment) for quote, raw in files) / len(files)
    size = sum(len(raw) for _, raw in files) / QUOTES
    print(f"a proof of {LENGTH} words ({size:,.0f} bytes) verified: {measured:.3f} ms (target: {TARGET} ms)")
    return 0 if measured <= TARGET else 1


def _verify(quote: str, raw: bytes, commitment: Commitment) -> float:
    """How many milliseconds a proof takes, without what is remembered of its quote."""
    fastest = float("inf")
    for _ in range(RUNS):
        read_quote.cache_clear()
        start = time.perf_counter()
        proof = read_proof(raw)
        assert isinstance(proof, Proof)
        assert check_proof(proof, read_quote(quote), commitment) is Verdict.HOLDS
        fastest = min(fastest, time.perf_counter() - start)
    return 1000 * fastest


if __name__ == "__main__":
    sys.exit(main())
