"""The vectors that any implementation of rule v1 must give; `test_verify_quote.py` holds the browser's against them."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest

from generator.evidence.proof import Commitment, Flaw, check_proof, read_proof
from generator.evidence.words import fold_text, is_weak, read_quote
from tests.evidence.made import make_vectors
from tests.evidence.oracle import root_of

VECTORS = Path(__file__).parent / "vectors"


def load(name: str) -> list[dict[str, Any]]:
    vectors: list[dict[str, Any]] = json.loads((VECTORS / name).read_text(encoding="utf-8"))
    return vectors


@pytest.mark.parametrize("vector", load("words.json"), ids=lambda vector: vector["why"])
def test_words(vector: dict[str, Any]) -> None:
    assert list(fold_text(vector["text"])) == vector["words"]


@pytest.mark.parametrize("vector", load("quotes.json"), ids=lambda vector: vector["why"])
def test_quotes(vector: dict[str, Any]) -> None:
    spans = read_quote(vector["text"])
    assert [list(span.words) for span in spans] == vector["spans"]
    assert is_weak(spans) is vector["weak"]


def test_the_vectors_of_proofs_are_those_that_the_rule_makes(regenerate: bool) -> None:
    made = json.dumps(make_vectors(), ensure_ascii=False, indent=1, sort_keys=True) + "\n"
    path = VECTORS / "proofs.json"
    if regenerate:
        path.write_text(made, encoding="utf-8")
    assert path.read_text(encoding="utf-8") == made


def judge(vector: dict[str, Any]) -> str:
    proof = read_proof(vector["proof"].encode())
    if isinstance(proof, Flaw):
        return "damaged"
    verdict = check_proof(proof, read_quote(vector["quote"]), Commitment(**vector["source"]))
    return verdict.value.replace(" ", "-")


@pytest.mark.parametrize("vector", load("proofs.json"), ids=lambda vector: vector["name"])
def test_proofs(vector: dict[str, Any]) -> None:
    assert judge(vector) == vector["expected"]


@pytest.mark.parametrize(
    "vector", [one for one in load("proofs.json") if "document" in one], ids=lambda vector: vector["name"]
)
def test_roots_follow_from_the_documents(vector: dict[str, Any]) -> None:
    raw = vector["document"].encode()
    words = list(fold_text(vector["document"]))
    assert hashlib.sha256(raw).hexdigest() == vector["source"]["snapshot"]
    assert len(words) == vector["source"]["tokens"]
    assert root_of(raw, words).hex() == vector["source"]["root"]
