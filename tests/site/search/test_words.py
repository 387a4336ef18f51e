from __future__ import annotations

import pytest

from generator.site.search.words import common_words, fold, split_words, stem_words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", []),
        ("J’accuse…! 181,000 photographs", ["j", "accuse", "181", "000", "photographs"]),
        ("Saint-Cloud_2 (d'État)", ["saint", "cloud", "2", "d", "état"]),
        ("proce\u0300s", ["procès"]),
        ("Жардемали ÇA", ["жардемали", "ça"]),
    ],
)
def test_words_are_runs_of_letters_and_digits(text: str, words: list[str]) -> None:
    assert split_words(text) == words


@pytest.mark.parametrize(
    ("word", "folded"),
    [
        ("procès", "proces"),
        ("œuvre", "oeuvre"),
        ("straße", "strasse"),
        ("łódź", "lodz"),
        ("ёлка", "елка"),
        ("ﬁn", "fin"),
    ],
)
def test_marks_are_folded_away(word: str, folded: str) -> None:
    assert fold(word) == folded
    assert fold(folded) == folded


def test_forms_of_a_word_share_a_stem_in_the_languages_that_have_an_algorithm() -> None:
    assert stem_words(["judges", "judge", "studies", "study"], "en") == ["judg", "judg", "studi", "studi"]
    assert stem_words(["condamné", "condamnées"], "fr-BE") == ["condamn", "condamn"]
    assert stem_words(["үйлер", "үй"], "kk") == ["үйлер", "үй"]


def test_common_words_are_those_of_the_language() -> None:
    assert {"the", "of", "l"} <= common_words("en")
    assert {"le", "été", "l"} <= common_words("fr-BE")
    assert "le" not in common_words("en")
    assert common_words("kk") < common_words("en")
