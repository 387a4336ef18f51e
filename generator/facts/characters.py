"""Characters that no page can show as they were written, and texts of one line."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generator.facts.prose_tree import ProseProblem

if TYPE_CHECKING:
    from collections.abc import Iterator

CONTROLS = "\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufeff\ufff9-\ufffb\ufffe\uffff"
SEPARATORS = "\u2028\u2029"
DIRECTIONS = "\u202a-\u202e\u2066-\u2069"
_OVERRIDES = "\u202d\u202e"
_EMBEDDINGS = "\u202a\u202b"
_ISOLATES = "\u2066-\u2068"
_POP_EMBEDDING, _POP_ISOLATE = "\u202c", "\u2069"
_REPLACEMENT = "\ufffd"

_UNSHOWABLE = re.compile(f"[{CONTROLS}{SEPARATORS}]")
_SUSPECT = re.compile(f"[{CONTROLS}{SEPARATORS}{DIRECTIONS}\t\n]")


def replace_unshowable(text: str) -> str:
    """The text with U+FFFD in the place of each character that no page can show."""
    return _UNSHOWABLE.sub(_REPLACEMENT, text)


def check_line(text: str) -> tuple[ProseProblem, ...]:
    """What is wrong with a text of one line without any markup, such as a title or a caption."""
    if text.isprintable():  # nearly every line, and asked in a moment
        return ()
    return tuple(find_bad_characters(text, breaks=f"\t\n{SEPARATORS}"))


def find_bad_characters(text: str, breaks: str) -> Iterator[ProseProblem]:
    """Characters that cannot be shown, or that would show the text in another order than it was written in.

    Directional formatting is read as in UAX #9, but line by line, so that one line can never change another.
    """
    open_marks: list[re.Match[str]] = []
    for match in _SUSPECT.finditer(text):
        character = match[0]
        name = f"U+{ord(character):04X}"
        if character in breaks:
            what = "a tab" if character == "\t" else "a line break"
            yield ProseProblem(match.start(), f"there is {what} in a text of one line", "write a space in its place")
        elif _UNSHOWABLE.match(character):
            yield ProseProblem(match.start(), f"there is a character that cannot be shown ({name})", "take it out")
        if character in f"\n{SEPARATORS}":
            yield from _report_unclosed(open_marks)
            open_marks = []
        elif character in _OVERRIDES:
            hint = "take it out: a text is shown in the order it is written in"
            yield ProseProblem(match.start(), f"there is a character that reverses the words after it ({name})", hint)
        elif re.match(f"[{_EMBEDDINGS}{_ISOLATES}]", character):
            open_marks.append(match)
        elif character in (_POP_EMBEDDING, _POP_ISOLATE):
            wanted = _EMBEDDINGS if character == _POP_EMBEDDING else _ISOLATES
            if open_marks and re.match(f"[{wanted}]", open_marks[-1][0]):
                open_marks.pop()
            else:
                yield ProseProblem(match.start(), f"{name} closes a direction that nothing opened", "take it out")
    yield from _report_unclosed(open_marks)


def _report_unclosed(open_marks: list[re.Match[str]]) -> Iterator[ProseProblem]:
    for match in open_marks:
        closing = _POP_EMBEDDING if match[0] in _EMBEDDINGS else _POP_ISOLATE
        yield ProseProblem(
            match.start(),
            f"U+{ord(match[0]):04X} changes the direction of the text and is not closed on its line",
            f"close it with U+{ord(closing):04X}, or take it out",
        )
