"""Sentences, and what each cites and links to."""

from __future__ import annotations

import pytest

from generator.checks.sentence import split_sentences
from generator.facts.prose import parse_prose


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("One. Two! Three? Four", ["One. ", "Two! ", "Three? ", "Four"]),
        ("M. Dupont a dit. Mme. Martin aussi.", ["M. Dupont a dit. ", "Mme. Martin aussi."]),
        ("Me. A. Example said so.", ["Me. A. Example said so."]),
        ("Art. 442 bis. It says", ["Art. 442 bis. ", "It says"]),
        ("“One.” Two.", ["“One.” ", "Two."]),
        ("« Un. » Deux.", ["« Un. » ", "Deux."]),
        ("In 2017. 181,000 photographs.", ["In 2017. ", "181,000 photographs."]),
        ("it is 2.5 m. wide", ["it is 2.5 m. wide"]),
        ("Élan. Été.", ["Élan. ", "Été."]),
        ("", [""]),
    ],
)
def test_lines(text: str, sentences: list[str]) -> None:
    assert [sentence.text for sentence in split_sentences(text, str)] == sentences


def test_prose_keeps_what_each_sentence_cites_and_links_to() -> None:
    prose = parse_prose(
        "*One* [@a, page 1]. [@b] Two by [[ada]] and [[eda|her]]. Three.[@c]\n\nFour [@d].\n\n- Five [[f]]"
    )
    found = [(sentence.text, sentence.sources, sentence.records) for sentence in split_sentences(prose, str.upper)]
    assert found == [
        ("One. ", ("a", "b"), ()),
        ("Two by ADA and her. ", (), ("ada", "eda")),
        ("Three.", ("c",), ()),
        ("Four.", ("d",), ()),
        ("Five F", (), ("f",)),
    ]
