"""The characters of a file: its bytes as text, and what in them is no text of ours."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.syntax import codes
from generator.syntax.mistake import Mistake
from generator.syntax.nodes import split_lines
from generator.syntax.refusal import DIVIDE_IT

if TYPE_CHECKING:
    from generator.syntax.nodes import Place

LARGEST_FILE = 1024 * 1024
"""The most bytes that a file of facts may have."""

# All that YAML 1.2.2 §5.1 does not print, and four that it does: libyaml takes U+0085, U+2028 and U+2029 for line ends,
# and nobody sees a U+FEFF.
NOT_TEXT = re.compile("[^\t\n\r\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")
TAB_INDENTATION = re.compile(r"(?:\A|(?<=[\r\n])) *\t[ \t]*")
BYTE_ORDER_MARK = b"\xef\xbb\xbf"
STAND_IN = "\ufffd"
LINES_LISTED = 10


@dataclass(frozen=True, slots=True)
class Characters:
    """A file's characters.

    `text` is what the file says. `safe` has the same lines and columns, but can be parsed: what is no text stands in it
    as U+FFFD, tabs for indentation as spaces; it is None where nothing in the file can be read. `mistakes` are those of
    single characters, `tabs` that of tabs for indentation, which the reader words when it knows what came of them.
    """

    text: str
    safe: str | None
    mistakes: tuple[Mistake, ...] = ()
    tabs: Mistake | None = None


def decode(raw: bytes) -> Characters:
    """The characters in the bytes of a file."""
    if len(raw) > LARGEST_FILE:
        message = "the file is larger than 1 MiB; nothing in it is read"
        return Characters("", None, (Mistake(codes.TOO_LARGE, (1, 1), message, DIVIDE_IT),))
    mistakes: list[Mistake] = []
    if raw.startswith(BYTE_ORDER_MARK):
        raw = raw.removeprefix(BYTE_ORDER_MARK)
        message, hint = "the file begins with a byte order mark", "save it as “UTF-8 without BOM”"
        mistakes.append(Mistake(codes.BYTE_ORDER_MARK, (1, 1), message, hint))
    try:
        text = raw.decode()
    except UnicodeDecodeError as error:
        text = raw.decode(errors="replace")
        line, column = find_place(text, len(raw[: error.start].decode()))
        message = f"the byte 0x{raw[error.start]:02X} on line {line} is not UTF-8"
        mistakes.append(Mistake(codes.NOT_UTF8, (line, column), message, "save the file as UTF-8"))
    if "\0" in text:
        message = "the file holds a NUL byte, so it is not a text file; nothing in it is read"
        hint = "if it is text, save it as UTF-8; it may be UTF-16"
        return Characters(
            text, None, (*mistakes, Mistake(codes.NUL, find_place(text, text.index("\0")), message, hint))
        )
    safe = text
    if NOT_TEXT.search(text):
        mistakes.append(_describe_controls(text))
        safe = NOT_TEXT.sub(STAND_IN, text)
    tabs = None
    if "\t" in text and TAB_INDENTATION.search(safe):
        tabs = _describe_tabs(safe)
        safe = TAB_INDENTATION.sub(lambda found: " " * len(found[0]), safe)
    return Characters(text, safe, tuple(mistakes), tabs)


def find_place(text: str, offset: int, start: int = 0, at: Place = (1, 1)) -> Place:
    """The line and column of the character at `offset`, counted from the one at `start`, whose place is `at`."""
    lines = split_lines(text[start:offset])
    return (at[0] + len(lines) - 1, len(lines[-1]) + (at[1] if len(lines) == 1 else 1))


def _describe_controls(text: str) -> Mistake:
    lines = [number for number, line in enumerate(split_lines(text), 1) if NOT_TEXT.search(line)]
    first = next(NOT_TEXT.finditer(text))
    message = f"an invisible control character, U+{ord(first[0]):04X}, stands here{_list_lines(lines[1:])}"
    return Mistake(codes.CONTROL_CHARACTER, find_place(text, first.start()), message, "Delete it.")


def _describe_tabs(text: str) -> Mistake:
    lines = [number for number, line in enumerate(split_lines(text), 1) if TAB_INDENTATION.match(line)]
    first = next(TAB_INDENTATION.finditer(text))
    message = f"this line is indented with a tab{_list_lines(lines[1:])}"
    at = find_place(text, text.index("\t", first.start()))
    return Mistake(codes.TAB, at, message, "indent with spaces; editors can be set to do so")


def _list_lines(lines: list[int]) -> str:
    if not lines:
        return ""
    listed = ", ".join(map(str, lines[:LINES_LISTED])) + (", …" if len(lines) > LINES_LISTED else "")
    return f" (also on line{'s' * (len(lines) > 1)} {listed})"
