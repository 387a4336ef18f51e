"""Where quotes stand, and what is said where they nearly do."""

from __future__ import annotations

import pytest

from generator.evidence.matching import Document, Fault, Miss, Placement, place_quote, stands_in
from generator.evidence.words import read_quote

TEXT = (
    "Silence in the Harbour\nThe clerk said that the register had been on the shelf since 2014. There was silence in the harbour,"
    " and the clerk said no more of the register. The mayor, who had been asked twice, said that nobody knew."
)
DOCUMENT = Document(TEXT)


def find(quote: str) -> Placement | Miss:
    return place_quote(read_quote(quote), DOCUMENT)


def miss(quote: str) -> Miss:
    found = find(quote)
    assert isinstance(found, Miss)
    return found


def test_a_quote_that_stands_once() -> None:
    assert find("the register had been on the shelf") == Placement((8,))
    assert DOCUMENT.place(8) == f"word 9 of {len(DOCUMENT.words)} (16% of the document)"


def test_of_two_places_the_one_with_the_same_capitals() -> None:
    assert find("silence in the harbour") == Placement((20,), 2)
    assert find("Silence in the Harbour") == Placement((0,), 2)


def test_of_several_placements_the_narrowest() -> None:
    found = find("the clerk said […] no more")
    assert found == Placement((26, 29))


@pytest.mark.parametrize(
    ("quote", "difference"),
    [
        ("the register had stood on the shelf", "the register had [-stood-]{+been+} on the shelf"),
        ("the register was on the shelf since 2014", "the register [-was-]{+had been+} on the shelf …"),
        ("the register had really been on the shelf", "the register had [-really-] been on the shelf"),
        ("said that the had been on the shelf", "said that the {+register+} had been on …"),
        ("the mayor who had been asked twice", "the mayor {+,+} who had been …"),
    ],
)
def test_a_near_miss_shows_the_difference_in_words(quote: str, difference: str) -> None:
    found = miss(quote)
    assert found.fault is Fault.NEAR
    assert found.difference == difference


def test_a_near_miss_is_at_its_first_difference() -> None:
    assert DOCUMENT.words[miss("the register had stood on the shelf").at] == "been"


def test_what_is_nowhere() -> None:
    assert miss("quite another sentence about ships").fault is Fault.ABSENT
    assert place_quote(read_quote("anything"), Document("")) == Miss(Fault.ABSENT, 0)


def test_spans_in_another_order_or_overlapping() -> None:
    assert miss("who had been asked twice […] had been on the shelf").fault is Fault.DISORDER
    assert miss("The mayor, who had been asked […] asked twice").fault is Fault.DISORDER


def test_the_span_that_differs_is_named() -> None:
    assert miss("The clerk said […] nobody new […] of the register").span == 1


def test_a_cut_quote_stands_in_as_many_places_as_are_equally_narrow() -> None:
    document = Document("a ship came, a ship and a boat went, a ship came")
    assert place_quote(read_quote("ship […] boat"), document) == Placement((5, 8))
    assert place_quote(read_quote("a […] came"), document) == Placement((0, 2), 2)


FRENCH = Document(
    "Le tribunal relève : « Le prévenu s’est livré, depuis au moins 2017, à des actes… » He said “he was there” — twice."
)


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
    assert stands_in(read_quote(quote), FRENCH)
    assert isinstance(place_quote(read_quote(quote), FRENCH), Placement)


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
    assert not stands_in(read_quote(quote), FRENCH)
