"""The graphs that the rule is tried on, read from `graphs/`, and the tables of them in `docs/standing.md`.

`python -m tests.case.tables` writes the tables anew.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

from tests.builders import read_library

if TYPE_CHECKING:
    from datetime import date

    from generator.case import Library
    from generator.finding import Finding

FOLDER = Path(__file__).parent / "graphs"
CAST = (FOLDER / "cast.yaml").read_text(encoding="utf-8")
PAGE = Path(__file__).parents[2] / "docs" / "standing.md"
BEGIN, END = "<!-- graphs: begin -->", "<!-- graphs: end -->"

HEADINGS = {
    "worked": "The graphs that the rule began with",
    "origins": "Whose knowledge it is",
    "chains": "How it reached us",
    "interest": "Who has an interest",
    "courts": "What courts decide",
    "time": "From which day it counts",
    "taken-back": "What is taken back",
    "resting": "What is contested, and what rests on what",
}


@dataclass(frozen=True)
class Graph:
    """A few facts, and the standing that they must give on each day."""

    file: str
    name: str
    why: str
    facts: str
    expected: dict[str, dict[str | date, dict[str, Any]]]
    """By statement, the one the graph is about first; by day."""

    def read(self, facts: str | None = None) -> tuple[Library, tuple[Finding, ...]]:
        return read_library(
            {
                "dossiers/example/graph.yaml": self.facts if facts is None else facts,
                "dossiers/example/cast.yaml": CAST,
            }
        )


def load_graphs() -> list[Graph]:
    """Every graph, in the order of the page."""
    return [
        Graph(
            name,
            each["name"],
            each["why"],
            each["facts"],
            {each.get("statement", "watched"): each["expect"], **each.get("others", {})},
        )
        for name in HEADINGS
        for each in yaml.safe_load_all((FOLDER / f"{name}.yaml").read_text(encoding="utf-8"))
    ]


def render_tables() -> str:
    """The tables of the page, in Markdown."""
    parts = []
    graphs = load_graphs()
    for file, heading in HEADINGS.items():
        parts.append(f"### {heading}\n\n| graph | standing | why |\n|---|---|---|")
        parts.extend(
            f"| {graph.name} | {_tell_days(next(iter(graph.expected.values())))} | {graph.why} |"
            for graph in graphs
            if graph.file == file
        )
        parts.append("")
    return "\n".join(parts).rstrip("\n")


def _tell_days(expected: dict[str | date, dict[str, Any]]) -> str:
    days = sorted((day for day in expected if day != "now"), key=str)
    told = [f"{day}: {_tell(expected[day])}" for day in days]
    if "now" in expected:
        told.append(f"now: {_tell(expected['now'])}" if days else _tell(expected["now"]))
    return " · ".join(told)


_NOTES = {
    "court": lambda value: f"by {value}",
    "origins": lambda value: _count(value, "origin"),
    "sources": lambda value: _count(value, "source"),
    "instance": lambda value: f"instance: {value}",
    "in_absentia": lambda value: "in absentia" if value else "",
    "finality": lambda value: f"finality: {value}",
    "checked": lambda value: f"checked on {value}",
    "through": lambda value: f"known through {', '.join(value)}" if value else "",
    "unread": lambda value: f"not read: {', '.join(value)}" if value else "",
    "opposing": lambda value: f"against it: {', '.join(value)}" if value else "",
    "contested": lambda value: "contested" if value else "",
    "fallen": lambda value: f"what it rests on has fallen: {', '.join(value)}" if value else "",
    "gone": lambda value: f"gone: {', '.join(value)}" if value else "",
    "undated": lambda value: "undated" if value else "",
}


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _tell(expected: dict[str, Any]) -> str:
    notes = [tell(expected[key]) for key, tell in _NOTES.items() if key in expected]
    told = "; ".join(note for note in notes if note)
    rung = f"**{expected['rung'].replace('-', ' ')}**"
    return f"{rung} ({told})" if told else rung


def replace_tables(page: str) -> str:
    """`page` with its tables as they must be."""
    head, _, rest = page.partition(BEGIN)
    _, _, tail = rest.partition(END)
    return f"{head}{BEGIN}\n\n{render_tables()}\n\n{END}{tail}"


if __name__ == "__main__":
    PAGE.write_text(replace_tables(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
