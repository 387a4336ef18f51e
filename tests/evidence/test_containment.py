"""Whether quoted words stand in a text, whatever typography either was set in."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.evidence.containment import fold, stands_in

TEXT = "Le tribunal relève : « Le prévenu s’est livré, depuis au moins 2017, à des actes… » He said “he was there” — twice."


@pytest.mark.parametrize(
    "quote",
    [
        "s'est livré, depuis au moins 2017",
        "S’EST LIVRÉ",
        "s’est livre\u0301, depuis au moins",
        'relève: "Le prévenu',
        "relève : «\u00a0Le prévenu",
        "à des actes...",
        'he said "he was there" - twice',
        "Le prévenu […] à des actes",
        "Le prévenu [...] à des actes",
        "Le prévenu (…) à des actes",
        "[The court] said [that] he was there",
        "Le pré\u00adve\u200bnu",
        "s’est\n   livré,\tdepuis",
        "[l]e prévenu",
        "[L]e prévenu s’est",
        "2017",
    ],
)
def test_words_that_stand(quote: str) -> None:
    assert stands_in(quote, TEXT)


@pytest.mark.parametrize(
    "quote",
    [
        "depuis 2014",
        "à des actes […] Le prévenu",
        "prévenu prévenu",
        "le prévenu est",
        "livr",
        "évenu",
        "depuis au plus 2017",
        "",
        "[…]",
        "[the editor's words]",
        "…",
    ],
)
def test_words_that_do_not_stand(quote: str) -> None:
    assert not stands_in(quote, TEXT)


@given(st.lists(st.text('abcé’"-« », .;:!?\u00a0\u2009', min_size=1, max_size=12), min_size=1, max_size=6), st.data())
def test_every_run_of_words_of_a_text_stands_in_it(parts: list[str], data: st.DataObject) -> None:
    words = [word for part in parts for word in part.split()]
    if not any(character.isalnum() for word in words for character in word):
        return
    start = data.draw(st.integers(0, len(words) - 1))
    end = data.draw(st.integers(start + 1, len(words)))
    run = " ".join(words[start:end])
    if any(character.isalnum() for character in run):
        assert stands_in(run, " ".join(words))


@given(st.text(max_size=80))
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text(max_size=80), st.text(max_size=80))
def test_any_text_is_compared(quote: str, text: str) -> None:
    assert stands_in(quote, text) in {True, False}
