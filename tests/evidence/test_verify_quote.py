"""The verifier in the reader's browser, held against the same vectors and, letter by letter, against the generator's."""

from __future__ import annotations

import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from generator.evidence.words import fold_text
from tests.evidence.made import make_oversize
from tests.evidence.test_vectors import load

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

SCRIPT = Path(__file__).parents[2] / "generator/site/theme/assets/verify-quote.js"

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("site")]


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    """A page that came over https, as far as the browser knows: only there does it compute hashes."""
    page = browser.new_page()
    page.route("**/*", lambda route: route.fulfill(body="<!doctype html><title>x</title>", content_type="text/html"))
    page.goto("https://site.example/")
    page.add_script_tag(path=SCRIPT)
    yield page
    page.close()


def test_words(page: Page) -> None:
    vectors = load("words.json")
    script = "texts => texts.map((text) => dossierProof.readWords(text).map(dossierProof.foldWord))"
    assert page.evaluate(script, [one["text"] for one in vectors]) == [one["words"] for one in vectors]


def test_quotes(page: Page) -> None:
    vectors = load("quotes.json")
    script = """texts => texts.map((text) => {
      const spans = dossierProof.readQuote(text);
      return {spans, weak: dossierProof.isWeak(spans)};
    })"""
    expected = [{"spans": one["spans"], "weak": one["weak"]} for one in vectors]
    assert page.evaluate(script, [one["text"] for one in vectors]) == expected


JUDGE = """vectors => Promise.all(vectors.map(async (vector) => {
  const proof = dossierProof.readProof(vector.proof);
  return proof ? dossierProof.checkProof(proof, dossierProof.readQuote(vector.quote), vector.source) : "damaged";
}))"""


def test_proofs(page: Page) -> None:
    vectors = load("proofs.json")
    assert len(vectors) > 40
    verdicts = page.evaluate(JUDGE, vectors)
    assert {one["name"]: verdict for one, verdict in zip(vectors, verdicts, strict=True)} == {
        one["name"]: one["expected"] for one in vectors
    }


def test_oversize_proofs(page: Page) -> None:
    vectors = [{"proof": one, "quote": "the clerk", "source": {}} for one in make_oversize()]
    assert page.evaluate(JUDGE, vectors) == ["damaged"] * len(vectors)


def list_letters() -> list[int]:
    """Every character that Unicode has, ideographs and syllables of one kind only now and then."""
    codes = [
        code
        for code in range(0x110000)
        if unicodedata.category(chr(code)) not in {"Cn", "Cs", "Co"}
        and (
            code % 97 == 0
            or not (
                0x3400 <= code <= 0x9FFF
                or 0xAC00 <= code <= 0xD7A3
                or (code >= 0x17000 and code < 0x1BFFF)
                or code >= 0x20000
            )
        )
    ]
    assert len(codes) > 30_000
    return codes


def test_both_read_every_letter_alike(page: Page) -> None:
    """Alone, between letters, before a figure and between figures."""
    script = """codes => codes.map((code) => {
      const c = String.fromCodePoint(code);
      return dossierProof.readWords(`${c} a${c}B ${c}1 1${c}2`).map(dossierProof.foldWord).join("\\n");
    })"""
    letters = list_letters()
    strange: dict[str, Any] = {}
    for start in range(0, len(letters), 5000):
        some = letters[start : start + 5000]
        for code, read in zip(some, page.evaluate(script, some), strict=True):
            letter = chr(code)
            mine = "\n".join(fold_text(f"{letter} a{letter}B {letter}1 1{letter}2"))
            if mine != read:
                strange[f"{code:x}"] = (mine, read)
    assert strange == {}
