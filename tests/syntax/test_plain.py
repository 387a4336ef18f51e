"""The reader of the plain form gives what the builder gives, or nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.corpus import write_corpus
from generator.syntax.builder import build_from_events
from generator.syntax.characters import decode
from generator.syntax.nodes import Mapping, Sequence, Value
from generator.syntax.plain import read_plain

ROOT = Path(__file__).parents[2]
FILES = sorted([*ROOT.glob("dossiers/*/*.yaml"), *ROOT.glob("tests/*/**/*.yaml")])


def hold_against_the_builder(text: str) -> bool:
    """Whether the text is in the plain form; then it must be to the builder what it is to the plain reader."""
    plain = read_plain(text)
    if plain is None:
        return False
    outcome = build_from_events(text)
    assert outcome.complete
    assert not outcome.mistakes
    assert list_places(plain.data) == list_places(outcome.data)
    assert not plain.in_lines or all(map(str.isprintable, list_texts(outcome.data)))
    return True


def list_places(node: Value) -> object:
    """Everything in a node with its place, in order."""
    if isinstance(node, Mapping):
        return node.at, list(node.marks.items()), [(key, list_places(value)) for key, value in node.items()]
    if isinstance(node, Sequence):
        return node.at, node.marks, [list_places(value) for value in node]
    return node


def list_texts(node: Value) -> list[str]:
    """Every text in a node."""
    if isinstance(node, str):
        return [node]
    inner = node.values() if isinstance(node, Mapping) else node or ()
    return [text for value in inner for text in list_texts(value)]


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_file_is_read_as_the_builder_reads_it(path: Path) -> None:
    hold_against_the_builder(decode(path.read_bytes()).safe or "")


def test_the_files_of_cases_are_nearly_all_plain(tmp_path: Path) -> None:
    write_corpus(3, tmp_path)
    texts = [path.read_text(encoding="utf-8") for path in [*tmp_path.rglob("*.yaml"), *ROOT.glob("dossiers/*/*.yaml")]]
    plain = sum(map(hold_against_the_builder, texts))
    assert plain >= 0.9 * len(texts)


@pytest.mark.parametrize(
    "text",
    [
        "a: b",
        "a: b\n",
        "# c\n\na:\n  b: c # d\n\n  e: null\n",
        "a:\n- b\n- c: d\n  e: f\ng: h\n",
        "a:\n  - {b: c, d: [e, {f: g}], h: []}\n",
        "a: >-\n  b: c\n  # d\n  e\n\n\nf: 'g'\n",
        "a: >-\n  b\n\n  c\n\n\n  d\n\n  # e\n# f\n",
        'a: "b: c # d"\ne: f#g:h i://j\n',
        "a: [[], {}, [{}]]\n",
        "a:\n        b:\n         c: d\n",
        "a: é\nb: [Ж, ﷽]\n",
    ],
)
def test_plain_forms(text: str) -> None:
    assert hold_against_the_builder(text)


@pytest.mark.parametrize(
    "text",
    [
        *("", "a", "- a\n", "a:\n", "a:\nb: c\n", " a: b\n", "a: b\n  c\n", "a: b\n c: d\n", "a: b: c\n", "a: b #c\n"),
        *("a: {b}\n", "a: {, b: c}\n", "a: {b: c}}\n", "a: [b: c]\n", "a: [b, ]\n", "a: [b]c\n", "a: {b: c, b: d}\n"),
        *("a: |\n  b\n", "a: >\n  b\n", "a: >-\n  b\n   c\n", "a: >-\n  b\n  \n  c\n", "a: >-\nb: c\n", 'a: "b\\n"\n'),
        *("a: &b c\n", "a: *b\n", "a: !b c\n", "<<: a\n", "null: a\n", "a: b\na: c\n", "a:\tb\n", "a: b\r\n", "? a\n"),
        *(
            "--- \na: b\n",
            "a: b\n---\nc: d\n",
            "a: b\n...\n",
            "%YAML 1.2\n---\na: b\n",
            "a:\n  - b\n  c: d\n",
            "a: - b\n",
        ),
        *("a:\n  b: c\n d: e\n", "a:\n- b\n - c\n", "a: 'b' c\n", "a: [b\n", "a: [b,\n  c]\n", "a: ''''\n", "a: b:\n"),
    ],
)
def test_what_is_not_plain_is_left_to_the_builder(text: str) -> None:
    assert read_plain(text) is None


def test_what_is_too_deep_or_too_much_is_left_to_the_builder() -> None:
    assert read_plain("".join(f"{' ' * depth}a:\n" for depth in range(31)) + " " * 31 + "a: b\n") is None
    assert read_plain(f"a: {'[' * 31}{']' * 31}\n") is None
    assert read_plain("".join(f"a{number}: b\n" for number in range(50_001))) is None


LINES = [line for path in FILES for line in (decode(path.read_bytes()).safe or "").split("\n")]
PIECES = [
    "- ",
    "-",
    "  ",
    ": ",
    ":",
    " #",
    "#",
    "'",
    '"',
    "[",
    "]",
    "{",
    "}",
    ", ",
    ",",
    "\n",
    "\n\n",
    "null",
    "a: >-\n  b",
]


@given(
    st.integers(0, len(LINES) - 1),
    st.integers(1, 12),
    st.lists(st.tuples(st.integers(0, 400), st.integers(0, 3), st.sampled_from(["", *PIECES])), max_size=4),
)
def test_files_taken_apart_and_changed(start: int, count: int, changes: list[tuple[int, int, str]]) -> None:
    lines = LINES[start : start + count]
    margin = min((len(line) - len(line.lstrip(" ")) for line in lines if line.strip()), default=0)
    text = "\n".join(line[margin:] for line in lines)
    for offset, length, piece in changes:
        text = text[:offset] + piece + text[offset + length :]
    hold_against_the_builder(decode(text.encode()).safe or "")
