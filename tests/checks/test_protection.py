"""Names that must not reach a reader, found in every spelling and never repeated."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.checks.protection import CONCEALED, Protection, parse_names

if TYPE_CHECKING:
    from collections.abc import Callable

NAMES = ["Zed Éxample-Smith", "Ада Пример", "Wu Li"]


@pytest.mark.parametrize(
    "text",
    [
        "zed example smith",
        "Smith, Zed Example",
        "ZED EXAMPLE-SMITH said",
        "the Éxample case",
        "Example's house",
        "ExamplE",
        "E\u0301xample",
        "Ex\u00adample",
        "Ex\u200bample",
        "ＥＸＡＭＰＬＥ",
        "zed_example_smith",
        "a zedexamplesmith b",
        "Пример",
        "дело Примера",
        "Li Wu",
        "Wu Li",
    ],
)
def test_found(text: str) -> None:
    protection = Protection(NAMES)
    assert protection.may_hold(text)
    assert list(protection.find(text))


@pytest.mark.parametrize("text", ["zed", "examples", "Li", "Wu and Li", "exam", "", "пр", "Ада", "counterexample"])
def test_not_found(text: str) -> None:
    assert not list(Protection(NAMES).find(text))


@pytest.mark.parametrize(
    "text", ["https://x.example.org/zexample2", "jexample", "a-zed-example-smith-b", "counterexample"]
)
def test_found_inside_of_words_in_addresses_and_ids(text: str) -> None:
    protection = Protection(NAMES)
    assert protection.may_hold(text)
    assert list(protection.find(text, code=True))


def test_parts_that_are_spared_count_only_in_the_whole_name() -> None:
    protection = Protection(["Zed Example"], spared=["example"])
    assert not list(protection.find("Ada Example"))
    assert list(protection.find("Example, Zed"))
    assert list(protection.find("zedexample"))


def test_a_name_marked_whole_counts_only_whole() -> None:
    protection = Protection(["=Jean Petit"])
    assert not list(protection.find("un petit homme nommé Jean"))
    assert list(protection.find("un homme, Petit Jean"))


def test_names_of_fewer_than_four_letters_are_not_looked_for() -> None:
    assert not Protection(["Li", "=", ""])


def test_concealing_leaves_a_bar() -> None:
    assert (
        Protection(["Zed Example"]).conceal("Mr Zed Example, of /zedexample/x") == f"Mr {CONCEALED}, of /{CONCEALED}/x"
    )


names = st.lists(st.sampled_from(["zed", "example", "Пример", "Élan", "smith", "wu"]), min_size=1, max_size=3).map(
    " ".join
)


@given(names, st.text(max_size=20), st.text(max_size=20), st.sampled_from([str.upper, str.lower, str.title]))
def test_what_is_concealed_is_gone(name: str, before: str, after: str, spell: Callable[[str], str]) -> None:
    protection = Protection([name])
    concealed = protection.conceal(f"{before} {spell(name)} {after}")
    assert not list(protection.find(concealed, code=True))
    assert not protection or CONCEALED in concealed


@given(st.lists(names, max_size=3), st.text())
def test_a_text_that_may_hold_nothing_holds_nothing(protected: list[str], text: str) -> None:
    protection = Protection(protected)
    if not protection.may_hold(text):
        assert not list(protection.find(text, code=True))


def test_a_private_list_has_one_name_to_a_line() -> None:
    assert parse_names("# names\nZed Example\n\n  =Jean Petit \r\n") == {"Zed Example", "=Jean Petit"}
