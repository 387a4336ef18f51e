"""Circles in a graph, against taking away one node after another."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from generator.case.circle import find_circles

GRAPHS = st.dictionaries(st.sampled_from("abcde"), st.sets(st.sampled_from("abcde")))


def has_circle(edges: dict[str, set[str]]) -> bool:
    left = dict(edges)
    while ends := [node for node, leads in left.items() if not leads & set(left)]:
        for node in ends:
            del left[node]
    return bool(left)


@given(GRAPHS)
def test_circles_are_real_and_breaking_them_leaves_none(edges: dict[str, set[str]]) -> None:
    circles = find_circles(edges)
    assert bool(circles) == has_circle(edges)
    for circle in circles:
        assert circle[0] == min(circle)
        assert len(set(circle)) == len(circle)
        assert all(after in edges[node] for node, after in zip(circle, (*circle[1:], circle[0]), strict=True))
    broken = {node: leads for node, leads in edges.items() if not any(node in circle for circle in circles)}
    assert not has_circle(broken)


def test_a_long_row_is_no_trouble() -> None:
    edges = {f"{number:05}": [f"{number + 1:05}"] for number in range(20_000)}
    assert find_circles(edges) == ()
    (circle,) = find_circles(edges | {"20000": ["00000"]})
    assert len(circle) == 20_001
