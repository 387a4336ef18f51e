"""Circles: nodes of a graph that lead back to themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping


def find_circles(edges: Mapping[str, Iterable[str]]) -> tuple[tuple[str, ...], ...]:
    """Circles in a directed graph, each beginning with its first node by name; at least one through every knot of them.

    `edges` maps a node to those it leads to. Not recursive, so that no chain of records is too long for it.
    """
    circles: dict[tuple[str, ...], None] = {}
    done: set[str] = set()
    for start in sorted(edges):
        path: list[str] = []
        places: dict[str, int] = {}
        waiting: list[tuple[str, Iterator[str]]] = [] if start in done else [_enter(start, edges, path, places)]
        while waiting:
            node, leads = waiting[-1]
            following = next(leads, None)
            if following is None:
                waiting.pop()
                done.add(node)
                del places[path.pop()]
            elif following in places:
                circles[_turn(path[places[following] :])] = None
            elif following not in done:
                waiting.append(_enter(following, edges, path, places))
    return tuple(circles)


def _enter(
    node: str, edges: Mapping[str, Iterable[str]], path: list[str], places: dict[str, int]
) -> tuple[str, Iterator[str]]:
    places[node] = len(path)
    path.append(node)
    return node, iter(sorted(edges.get(node, ())))


def _turn(circle: list[str]) -> tuple[str, ...]:
    first = circle.index(min(circle))
    return (*circle[first:], *circle[:first])
