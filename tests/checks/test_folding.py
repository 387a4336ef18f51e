"""Words folded for comparison."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.checks.folding import fold, fold_words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Éxample", ("example",)),
        ("E\u0301xample", ("example",)),
        ("Du\u00adpont Du\u200bpont", ("dupont", "dupont")),
        ("Jean-Claude O’Brien", ("jean", "claude", "o", "brien")),
        ("zed_example", ("zed", "example")),
        ("STRAẞE", ("strasse",)),
        ("Øster Łódź Œuvre", ("oster", "lodz", "oeuvre")),
        ("Ада Пример", ("ада", "пример")),
        ("ＡＤＡ", ("ada",)),
        ("", ()),
    ],
)
def test_words(text: str, words: tuple[str, ...]) -> None:
    assert fold_words(text) == words


@given(st.text())
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text(alphabet=st.characters(codec="ascii")))
def test_folding_knows_no_case(text: str) -> None:
    assert fold(text.upper()) == fold(text.lower())
