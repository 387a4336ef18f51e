"""Files in the plain form, as nearly all are: read line by line, in half the time that it takes event by event.

The plain form is what an author writes who needs nothing special: block maps and lists; text on the line of its key, or
folded below `>-`; between quotes, text without escapes; between brackets, maps and lists on one line. Of a text in this
form the reader gives exactly what the builder would, places included, and of any other nothing: it knows no mistakes, so
that where it cannot vouch for everything, the text is the builder's. A test holds the two against each other.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from generator.syntax.nodes import Mapping, Sequence
from generator.syntax.refusal import MOST_NODES, NULLS

if TYPE_CHECKING:
    from generator.syntax.nodes import Value

_KEY = r"[A-Za-z0-9][\w.-]{0,99}"
_FIRST = r"[^\s\-?:,\[\]{}#&*!|>'\"%@`]"
_QUOTED = r"\"[^\"\\\n]*\"|'[^'\n]*'"
# Text without quotes ends before a colon or a number sign that has a space beside it, and the last of it is no space.
_TEXT = rf"{_FIRST}[^\n:#]*(?:(?::(?![ \n]|\Z)|(?<! )#)[^\n:#]*)*(?<! )"
_TEXT_IN_BRACKETS = rf"{_FIRST}[^\n:#,?\[\]{{}}]*(?::(?=[\w/])[^\n:#,?\[\]{{}}]*)*(?<! )"

_LINE = re.compile(
    rf"^( *)(?:(- )?(?:({_KEY}):(?: |$))?(?:({_TEXT})|({_QUOTED})|([\[{{].*[\]}}])|(>-))?(?: +# .*)?|#.*|(.+))$",
    re.MULTILINE,
)
"""A line: indentation, dash, key, and text, quoted text, brackets or the sign for folded text; or else what is not plain."""

_IN_BRACKETS = re.compile(rf"(?:({_KEY}): )?(?:([\[{{])|({_TEXT_IN_BRACKETS})|({_QUOTED}))([\]}}]*)(, )?")
"""A key, an opening bracket or a value, closing brackets, and what divides it from the next value."""

_BRACKETS = {"[": "]", "{": "}"}
_DEEPEST_BLOCKS, _DEEPEST_BRACKETS = 16, 8
"""Together less deep than the builder goes, so that it is the builder that refuses."""


class Plain(NamedTuple):
    """What a text in the plain form holds, and whether every value in it is one line of printable characters."""

    data: Mapping
    in_lines: bool


def read_plain(text: str) -> Plain | None:  # noqa: C901, PLR0911, PLR0912, PLR0915
    """What a text in the plain form holds; None where it is not in that form, whatever is the matter with it."""
    # One loop, long and with everything at hand, like the builder's and for the same reason.
    if "\t" in text or "\r" in text or _count_nodes(text) > MOST_NODES:
        return None
    root = Mapping()
    holder: Any = root
    level, key, key_at, end_of_folded = 0, "", (0, 0), 0
    stack: list[tuple[Any, int]] = []
    lines, in_lines = text.split("\n"), text.replace("\n", "").isprintable()
    for line, (indent, dash, own_key, plain, quoted, brackets, folded, other) in enumerate(_LINE.findall(text), 1):
        if line <= end_of_folded:
            continue
        if other:
            return None
        column = len(indent)
        if not own_key and not dash:
            if plain or quoted or brackets or folded:
                return None
            continue  # an empty line, or a comment
        if key:
            # What stands below a key without a value: a map or a list that is further in, or a list that is level with it.
            if column < level or (column == level and not dash) or len(stack) > _DEEPEST_BLOCKS:
                return None
            new: Any = Sequence((line, column + 1)) if dash else Mapping((line, column + 1))
            holder[key], holder.marks[key] = new, (*key_at, line, column + 1)
            stack.append((holder, level))
            holder, level, key = new, column, ""
        else:
            while column < level:
                holder, level = stack.pop()
            if not dash and column == level and stack and type(holder) is Sequence:
                holder, level = stack.pop()
            if column != level:
                return None
        if dash:
            if type(holder) is not Sequence:
                return None
            column += 2
            if own_key:
                new = Mapping((line, column + 1))
                holder.append(new)
                holder.marks.append((line, column + 1))
                stack.append((holder, level))
                holder, level = new, column
        elif type(holder) is not Mapping:
            return None
        start = column + len(own_key) + 3 if own_key else column + 1
        value: Value
        if plain:
            value = None if plain in NULLS else plain
        elif quoted:
            value = quoted[1:-1]
        elif brackets:
            value = _read_brackets(brackets, line, start)
            if value is None:
                return None
        elif folded:
            value, end_of_folded = _read_folded(lines, line, level)
            if not value:
                return None
            in_lines = in_lines and "\n" not in value
        elif own_key:
            value = ""
        else:
            return None
        if not own_key:
            holder.append(value)
            holder.marks.append((line, start))
        elif own_key in holder or own_key in NULLS:
            return None
        elif value == "" and not quoted:
            key, key_at = own_key, (line, column + 1)
        else:
            holder[own_key], holder.marks[own_key] = value, (line, column + 1, line, start)
    if key or not root:
        return None
    root.at = next(iter(root.marks.values()))[:2]
    return Plain(root, in_lines)


def _count_nodes(text: str) -> int:
    """More than there can be: of a line, and of what a comma or a bracket divides."""
    return 4 * text.count("\n") + 3 * (text.count(",") + text.count("[") + text.count("{"))


def _read_folded(lines: list[str], first: int, level: int) -> tuple[str, int]:
    """The text folded below line number `first`, and the number of its last line; no text where it is not plain."""
    beginning = lines[first] if first < len(lines) else ""
    width = len(beginning) - len(beginning.lstrip(" "))
    if width <= level or beginning.isspace():
        return "", first
    indent, words, empty, end = beginning[:width], [beginning[width:]], 0, first + 1
    while end < len(lines):
        line = lines[end]
        if not line:
            empty += 1
        elif line.isspace() or line.startswith(f"{indent} "):  # lines that are further in are not folded
            return "", first
        elif not line.startswith(indent):
            break
        else:
            words += ("\n" * empty or " ", line[width:])
            empty = 0
        end += 1
    return "".join(words), end


def _read_brackets(text: str, line: int, start: int) -> Value:  # noqa: C901, PLR0911, PLR0912
    """The map or list in a text that begins in column `start`; None where it is not plain."""
    holder: Any = None
    stack: list[tuple[Any, str]] = []
    closing, at = "", start
    for key, opening, plain, quoted, ends, divider in _IN_BRACKETS.findall(text):
        place = at + len(key) + 2 if key else at
        value: Any
        if plain:
            value, end = None if plain in NULLS else plain, place + len(plain)
        elif opening:
            value, end = Sequence((line, place)) if opening == "[" else Mapping((line, place)), place + 1
        else:
            value, end = quoted[1:-1], place + len(quoted)
        if key:
            if closing != "}" or key in holder or key in NULLS:
                return None
            holder[key], holder.marks[key] = value, (line, at, line, place)
        elif closing == "]":
            holder.append(value)
            holder.marks.append((line, place))
        elif closing or not opening:
            return None
        if opening:
            if len(stack) > _DEEPEST_BRACKETS:
                return None
            stack.append((holder, closing))
            holder, closing = value, _BRACKETS[opening]
        at = end + len(ends) + len(divider)
        if not ends:
            if bool(divider) is bool(opening):  # after a value, and only there, something divides it from the next
                return None
            continue
        for number, bracket in enumerate(ends, 1):
            if bracket != closing:
                return None
            if len(stack) == 1:
                return holder if at == start + len(text) and number == len(ends) else None
            holder, closing = stack.pop()
        if not divider:
            return None
    return None
