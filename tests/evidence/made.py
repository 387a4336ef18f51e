"""Invented documents, the proofs of quotes from them, and the same proofs tampered with: what the vectors are made of."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from generator.evidence.matching import Document, Placement, place_quote
from generator.evidence.proof import Commitment, Proof, ProvedSpan, digest_words, make_proof, write_proof
from generator.evidence.tree import Tree
from generator.evidence.words import read_quote

if TYPE_CHECKING:
    from collections.abc import Iterator

ENGLISH = (
    "The harbour office closed at noon. “Nobody had asked for the register,” said the clerk; “it lay on the shelf — where it"
    " always lies.” The register of 2014–2017 has 1,250 pages. Nobody had asked for the map, either.\n"
)
FRENCH = (
    "Le bureau du port a fermé à midi. « Personne n’avait demandé le registre », a dit l’employé : « il était sur l’étagère »"
    " !\n"
)
RUSSIAN = "Контора порта закрылась в полдень. «Никто не спрашивал журнал, — сказал служащий. — Всё лежит на полке».\n"

QUOTES = (
    ("english", ENGLISH, "Nobody had asked for the register"),
    ("two spans", ENGLISH, "it lay on the shelf […] has 1,250 pages"),
    ("whole text", ENGLISH, ENGLISH),
    ("weak", ENGLISH, "the clerk"),
    ("last word", ENGLISH, "asked for the map, either"),
    (
        "french, typed otherwise",
        FRENCH,
        "Personne n'avait demandé le registre",
    ),
    ("russian", RUSSIAN, "Никто не спрашивал журнал, – сказал служащий"),
    ("one word document", "Silence.", "silence"),
)


def prove(text: str, quote: str) -> tuple[Proof, Commitment]:
    """The proof of a quote from a text, which must stand in it, and the commitment to the text."""
    raw = text.encode()
    document = Document(text)
    spans = read_quote(quote)
    placement = place_quote(spans, document)
    assert isinstance(placement, Placement), placement
    sha256 = hashlib.sha256(raw).hexdigest()
    tree = Tree(raw, document.words)
    return make_proof(tree, sha256, spans, placement.starts), Commitment(sha256, tree.root.hex(), tree.size)


def make_vectors() -> list[dict[str, Any]]:
    """Every vector: a quote, the file of a proof, what the source's record says, and what must come of it."""
    vectors = []
    for name, text, quote in QUOTES:
        proof, commitment = prove(text, quote)
        vectors.append(_describe(name, quote, write_proof(proof).decode(), commitment, "holds", document=text))
    return vectors + [_describe(*one) for one in _tamper()]


def _tamper() -> Iterator[tuple[str, str, str, Commitment, str]]:
    quote = "it lay on the shelf […] has 1,250 pages"
    proof, commitment = prove(ENGLISH, quote)
    raw = write_proof(proof).decode()
    changed = "it lay on the table […] has 1,250 pages"
    forged = replace(proof, quote=digest_words(read_quote(changed)))
    first, second = proof.spans
    yield "a word changed", changed, raw, commitment, "quote-changed"
    yield "a word changed, and the digest with it", changed, write_proof(forged).decode(), commitment, "broken"
    yield "a word more", quote + " indeed", raw, commitment, "quote-changed"
    yield "a cut taken out", quote.replace("[…] ", ""), raw, commitment, "quote-changed"
    yield "spans in another order", "has 1,250 pages […] it lay on the shelf", raw, commitment, "quote-changed"
    yield "another root", quote, raw, replace(commitment, root="0" * 64), "source-changed"
    yield "another file", quote, raw, replace(commitment, snapshot="0" * 64), "source-changed"
    yield "another number of words", quote, raw, replace(commitment, tokens=commitment.tokens + 1), "source-changed"
    other = prove(FRENCH, "Personne n’avait demandé le registre")[0]
    yield "a foreign proof", quote, write_proof(other).decode(), commitment, "source-changed"
    shifted = replace(proof, spans=(replace(first, at=first.at + 1), second))
    yield "another place", quote, write_proof(shifted).decode(), commitment, "broken"
    salted = replace(proof, spans=(ProvedSpan(first.at, (b"\0" * 16, *first.salts[1:])), second))
    yield "another salt", quote, write_proof(salted).decode(), commitment, "broken"
    fewer = replace(proof, siblings=proof.siblings[:-1])
    yield "a sibling too few", quote, write_proof(fewer).decode(), commitment, "broken"
    more = replace(proof, siblings=(*proof.siblings, b"\0" * 32))
    yield "a sibling too many", quote, write_proof(more).decode(), commitment, "broken"
    swapped = replace(proof, siblings=(proof.siblings[1], proof.siblings[0], *proof.siblings[2:]))
    yield "siblings in another order", quote, write_proof(swapped).decode(), commitment, "broken"
    short = replace(proof, spans=(ProvedSpan(first.at, first.salts[:-1]), second))
    yield "a salt too few", quote, write_proof(short).decode(), commitment, "broken"
    for name, damaged in _damage(json.loads(raw), raw):
        yield name, quote, damaged, commitment, "damaged"


def _damage(data: dict[str, Any], raw: str) -> Iterator[tuple[str, str]]:
    def lay_out(**changes: object) -> str:
        return json.dumps({**data, **changes}, indent=1, sort_keys=True) + "\n"

    first, second = data["spans"]
    yield "empty", ""
    yield "cut off", raw[:-20]
    yield "no JSON", "proof"
    yield "a list", "[]\n"
    yield "a field more", lay_out(note="")
    yield "a key twice", raw.replace('{\n "format"', '{\n "tokens": 1,\n "format"', 1)
    yield "another format", lay_out(format="dossier-quote-proof/2")
    yield "another rule", lay_out(rule="v2")
    yield "laid out otherwise", json.dumps(data, sort_keys=True) + "\n"
    yield "white space at the end", raw + "\n"
    yield "capital hexadecimals", lay_out(root=data["root"].upper())
    yield "a short hash", lay_out(root=data["root"][:-1])
    yield "a long salt", lay_out(spans=[{**first, "salts": [first["salts"][0] + "00", *first["salts"][1:]]}, second])
    yield "a negative place", lay_out(spans=[{**first, "at": -1}, second])
    yield "a place beyond the end", lay_out(spans=[first, {**second, "at": data["tokens"]}])
    yield "spans that overlap", lay_out(spans=[first, {**second, "at": first["at"]}])
    yield "a place that is no whole number", lay_out(spans=[{**first, "at": first["at"] + 0.5}, second])
    yield "a place that is true", lay_out(spans=[{**first, "at": True}, second])
    yield "a span without words", lay_out(spans=[{**first, "salts": []}, second])
    yield "a span with a field more", lay_out(spans=[{**first, "word": "it"}, second])
    yield "no spans", lay_out(spans=[])
    yield "no words in the document", lay_out(tokens=0)
    yield "a huge number of words", lay_out(tokens=1 << 25)
    yield "a number of 5,000 digits", raw.replace(f'"tokens": {data["tokens"]}', '"tokens": ' + "9" * 5000)
    yield "a number with an exponent", raw.replace(f'"tokens": {data["tokens"]}', f'"tokens": {data["tokens"]}e0')
    yield "not a number", raw.replace(f'"tokens": {data["tokens"]}', '"tokens": NaN')
    yield "too deep", "[" * 5000 + "]" * 5000
    yield "not ASCII", lay_out().replace("dossier-quote-proof/1", "dossier-quote-proof/１")
    yield "siblings that are no list", lay_out(siblings={"0": "0" * 64})


def make_oversize() -> list[str]:
    """Proofs that hold too much, too large to be kept as files."""
    proof, _ = prove(ENGLISH, "the clerk")
    data = json.loads(write_proof(proof))
    (span,) = data["spans"]
    changes: tuple[dict[str, object], ...] = (
        {"siblings": ["0" * 64] * 2049},
        {"siblings": ["0" * 64] * 5000},
        {"spans": [{**span, "salts": ["0" * 32] * 2001}], "tokens": 1 << 20},
        {"spans": [{"at": 2 * number, "salts": ["0" * 32]} for number in range(65)], "tokens": 1 << 20},
    )
    return [json.dumps({**data, **one}, indent=1, sort_keys=True) + "\n" for one in changes]


def _describe(  # noqa: PLR0917  (one vector's parts, in the order of its file)
    name: str, quote: str, proof: str, commitment: Commitment, expected: str, document: str | None = None
) -> dict[str, Any]:
    source = {
        "root": commitment.root,
        "rule": commitment.rule,
        "snapshot": commitment.snapshot,
        "tokens": commitment.tokens,
    }
    vector = {"expected": expected, "name": name, "proof": proof, "quote": quote, "source": source}
    return vector if document is None else {**vector, "document": document}
