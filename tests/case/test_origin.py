"""The fewest origins that account for all voices, against trying every choice."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from generator.case.origin import MOST_WEIGHED, choose_origins

KEYS = st.sampled_from("abcdef")
POSSIBLE = st.lists(st.lists(KEYS, min_size=1, max_size=4, unique=True), max_size=7)


def find_fewest(possible: list[list[str]]) -> int:
    keys = sorted({key for each in possible for key in each})
    return next(
        number
        for number in range(len(keys) + 1)
        if any(all(set(chosen) & set(each) for each in possible) for chosen in combinations(keys, number))
    )


@given(POSSIBLE)
def test_no_choice_has_fewer_origins(possible: list[list[str]]) -> None:
    chosen = choose_origins(possible)
    assert all(key in each for key, each in zip(chosen, possible, strict=True))
    assert len(set(chosen)) == find_fewest(possible)


@given(POSSIBLE, st.lists(KEYS, min_size=1, max_size=4, unique=True))
def test_another_voice_never_means_fewer_origins(possible: list[list[str]], another: list[str]) -> None:
    assert len(set(choose_origins(possible))) <= len(set(choose_origins([*possible, another])))


@given(POSSIBLE, st.randoms())
def test_the_order_of_the_voices_makes_no_difference(possible: list[list[str]], random: object) -> None:
    shuffled = sorted(possible, key=lambda _: random.random())  # type: ignore[attr-defined]
    assert set(choose_origins(shuffled)) == set(choose_origins(possible))


def test_voices_that_have_one_origin_only_keep_it() -> None:
    assert choose_origins([("a",), ("b", "a"), ("b",)]) == ("a", "b", "b")


def test_many_voices_that_all_relay_others_are_accounted_for() -> None:
    possible = [(f"own-{number}", "agency", f"other-{number % 3}") for number in range(5 * MOST_WEIGHED)]
    assert set(choose_origins(possible)) == {"agency"}


def test_nothing_comes_from_nobody() -> None:
    assert choose_origins([]) == ()
