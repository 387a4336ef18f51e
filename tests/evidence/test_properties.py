"""What holds of every document, every quote and every proof: true ones always pass, and nothing else ever does."""

from __future__ import annotations

import json
from dataclasses import replace

from hypothesis import assume, given
from hypothesis import strategies as st

from generator.evidence.matching import Document, Placement, place_quote
from generator.evidence.proof import (
    Commitment,
    Flaw,
    Proof,
    Verdict,
    check_proof,
    digest_words,
    make_proof,
    read_proof,
    write_proof,
)
from generator.evidence.tree import Tree, find_root, hash_leaf
from generator.evidence.words import fold_text, read_quote
from tests.evidence.oracle import root_of

SNAPSHOT = "ab" * 32
LETTERS = st.characters(exclude_categories=["Cs", "Cn"], exclude_characters="[]()")
PIECES = st.lists(st.text(LETTERS, min_size=1, max_size=8), min_size=1, max_size=40)
FEW = st.lists(
    st.sampled_from(["the", "court", "not", "guilty", "he", "was,", "—", "2014–2017", "l’état"]),
    min_size=1,
    max_size=40,
)
GAPS = st.sampled_from([" ", "\n", "\u00a0", "  ", "\u202f"])


@st.composite
def documents(draw: st.DrawFn) -> tuple[list[str], str]:
    pieces = draw(st.one_of(PIECES, FEW))
    return pieces, "".join(piece + draw(GAPS) for piece in pieces)


def prove(text: str, quote: str) -> tuple[Proof, Commitment] | None:
    document = Document(text)
    spans = read_quote(quote)
    outcome = place_quote(spans, document) if spans else None
    if not isinstance(outcome, Placement):
        return None
    tree = Tree(text.encode(), document.words)
    return make_proof(tree, SNAPSHOT, spans, outcome.starts), Commitment(SNAPSHOT, tree.root.hex(), tree.size)


@given(documents(), st.data())
def test_what_stands_in_a_document_is_always_proved(document: tuple[list[str], str], data: st.DataObject) -> None:
    pieces, text = document
    cuts = sorted(data.draw(st.lists(st.integers(0, len(pieces)), min_size=2, max_size=6)))
    quote = " […] ".join(" ".join(pieces[start:end]) for start, end in zip(cuts[::2], cuts[1::2], strict=False))
    assume(read_quote(quote))
    proved = prove(text, quote)
    assert proved is not None
    proof, commitment = proved
    assert read_proof(write_proof(proof)) == proof
    assert check_proof(proof, read_quote(quote), commitment) is Verdict.HOLDS


@given(FEW, st.data())
def test_no_edit_of_a_quote_passes(pieces: list[str], data: st.DataObject) -> None:
    """Not even if the digest, which is not secret, is made anew for it."""
    proved = prove(" ".join(pieces), quote := " ".join(pieces))
    assume(proved is not None)
    assert proved is not None
    proof, commitment = proved
    words = quote.split()
    place = data.draw(st.integers(0, len(words)))
    word = data.draw(st.sampled_from(["the", "indeed", "[…]", "not", ",", "x", "[so]"]))
    taken = data.draw(st.integers(0, 2))
    edited = read_quote(" ".join([*words[:place], word, *words[place + taken :]]))
    assume(edited != read_quote(quote) and [one.words for one in edited] != [one.words for one in read_quote(quote)])
    assert check_proof(proof, edited, commitment) is Verdict.QUOTE_CHANGED
    forged = replace(proof, quote=digest_words(edited))
    assert check_proof(forged, edited, commitment) is Verdict.BROKEN


@given(st.permutations(["one two", "three four", "five six seven"]))
def test_no_other_order_of_spans_passes(order: list[str]) -> None:
    text = "zero one two and three four and then five six seven"
    proved = prove(text, "one two […] three four […] five six seven")
    assert proved is not None
    proof, commitment = proved
    spans = read_quote(" […] ".join(order))
    same = order == ["one two", "three four", "five six seven"]
    assert (check_proof(proof, spans, commitment) is Verdict.HOLDS) is same
    forged = replace(proof, quote=digest_words(spans))
    assert (check_proof(forged, spans, commitment) is Verdict.HOLDS) is same
    assert isinstance(place_quote(spans, Document(text)), Placement) is same


@given(st.data())
def test_no_change_of_a_byte_passes(data: st.DataObject) -> None:
    proved = prove("the court found that he was not guilty of it in 2017", "was not guilty of it")
    assert proved is not None
    proof, commitment = proved
    raw = bytearray(write_proof(proof))
    place = data.draw(st.integers(0, len(raw) - 1))
    raw[place] ^= data.draw(st.integers(1, 255))
    read = read_proof(bytes(raw))
    assert (
        isinstance(read, Flaw) or check_proof(read, read_quote("was not guilty of it"), commitment) is not Verdict.HOLDS
    )


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["at", "salts", "spans", "x"]), inner, max_size=3)
    ),
    max_leaves=8,
)


@given(st.dictionaries(st.sampled_from(["format", "quote", "root", "rule", "siblings", "spans", "tokens"]), JSON))
def test_nothing_that_is_read_as_a_proof_raises(changes: dict[str, object]) -> None:
    proved = prove("the court found", "court found")
    assert proved is not None
    raw = write_proof(proved[0])
    changed = json.dumps({**json.loads(raw), **changes}, indent=1, sort_keys=True).encode() + b"\n"
    read = read_proof(changed)
    assert isinstance(read, Flaw) or write_proof(read) == changed
    if isinstance(read, Flaw):
        assert 1 <= read.line <= changed.count(b"\n") + 1
        assert read.column >= 1


@given(st.binary(max_size=200))
def test_no_bytes_raise(raw: bytes) -> None:
    assert isinstance(read_proof(raw), Flaw)


@given(st.lists(st.sampled_from("abcde"), min_size=1, max_size=70), st.data())
def test_the_tree_is_that_of_the_standard(words: list[str], data: st.DataObject) -> None:
    tree = Tree(b"snapshot", words)
    assert tree.root == root_of(b"snapshot", words)
    positions = sorted(data.draw(st.sets(st.integers(0, len(words) - 1), min_size=1)))
    salts = tree.salts(0, len(words))
    leaves = [(position, hash_leaf(salts[position], words[position])) for position in positions]
    siblings = tree.siblings(positions)
    assert find_root(len(words), leaves, siblings) == tree.root
    assert find_root(len(words), leaves, (*siblings, b"\0" * 32)) is None
    if siblings:
        assert find_root(len(words), leaves, siblings[:-1]) is None


@given(documents())
def test_how_it_was_typed_makes_no_difference(document: tuple[list[str], str]) -> None:
    pieces, text = document
    assert fold_text(text) == fold_text("\n\n".join(pieces))
    assert fold_text(text.replace("—", "–").replace("’", "'").replace("“", "«")) == fold_text(text)
