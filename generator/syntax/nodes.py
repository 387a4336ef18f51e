"""What a YAML file holds, as text in maps and lists that remember where they stand."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias

from generator.finding import Position

if TYPE_CHECKING:
    from collections.abc import Callable

Place: TypeAlias = tuple[int, int]
"""A line and a column, both counted from 1."""


class Mapping(dict[str, "Value"]):
    """A YAML map, for everyone else an ordinary dict.

    `at` is the place of the map itself. `marks` gives for each key its own line and column, then those of its value.
    """

    __slots__ = ("at", "marks")

    def __init__(self, at: Place = (1, 1)) -> None:
        self.at = at
        self.marks: dict[str, tuple[int, int, int, int]] = {}


class Sequence(list["Value"]):
    """A YAML list, for everyone else an ordinary list; `at` is its own place, `marks` those of its items."""

    __slots__ = ("at", "marks")

    def __init__(self, at: Place = (1, 1)) -> None:
        self.at = at
        self.marks: list[Place] = []


Value: TypeAlias = str | Mapping | Sequence | None
"""What can stand in a file of facts: text, nothing, a map or a list."""


@dataclass(frozen=True, slots=True)
class Document:
    """One file of facts, read.

    `path` is relative to the project's root, with forward slashes. `tree` is what `data` gives, until `release`. `text` is
    the file's text without a byte order mark. `complete` is false when reading stopped before the end of the file: `data`
    then holds what was read whole, and nothing may be concluded from what is absent. `reread` gives the tree anew from the
    text. `in_lines` is true where every text in the tree is known to be one line of printable characters.
    """

    path: str
    tree: Mapping | None = field(default_factory=Mapping)
    text: str = ""
    complete: bool = True
    reread: Callable[[str], Mapping] | None = field(default=None, repr=False, compare=False)
    in_lines: bool = field(default=False, repr=False, compare=False)

    @property
    def data(self) -> Mapping:
        """What the file holds; empty when it is empty or cannot be read."""
        if self.tree is None and self.reread is not None:
            return self.reread(self.text)
        return Mapping() if self.tree is None else self.tree

    def release(self) -> None:
        """Let the tree go, which takes thirty times the memory of the text; whoever asks for a place later has it read again."""
        if self.reread is not None:
            object.__setattr__(self, "tree", None)

    @property
    def lines(self) -> list[str]:
        """The lines of the file without their ends; split anew at each call, so keep it while reporting."""
        return split_lines(self.text)

    def position(self, *loc: str | int, key: bool = False) -> Position:
        """The place of the value at `loc`, or of its key where `key` is true (of an item, in a list).

        Parts of `loc` that the file does not hold (a missing field, a name that a validator put into its path) are
        passed over, so that the answer is the nearest place that is known.
        """
        data = self.data
        node: Value = data
        line, column = key_line, key_column = data.at
        for part in loc:
            if isinstance(node, Mapping) and isinstance(part, str) and part in node.marks:
                key_line, key_column, line, column = node.marks[part]
                node = node[part]
            elif isinstance(node, Sequence) and isinstance(part, int) and 0 <= part < len(node.marks):
                line, column = key_line, key_column = node.marks[part]
                node = node[part]
        return Position(self.path, key_line, key_column) if key else Position(self.path, line, column)


def split_lines(text: str) -> list[str]:
    """The lines of a text as YAML counts them (YAML 1.2.2 §5.4): LF, CR LF and CR end a line, nothing else does."""
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text.split("\n")
