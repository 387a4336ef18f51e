"""The escapes of text in double quotes, and those of them that stand for no text."""

from __future__ import annotations

import re
import sys
from typing import TYPE_CHECKING

from generator.syntax import codes
from generator.syntax.characters import NOT_TEXT, find_place
from generator.syntax.mistake import Mistake, shorten

if TYPE_CHECKING:
    from generator.syntax.nodes import Place

# YAML 1.2.2 §5.7, of which what gives a control character is left out.
ESCAPE = re.compile(r"\\(x[0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|.)", re.DOTALL)
PLAIN_ESCAPES = frozenset('tn"/\\ _\t\r\n')
HINT = "write the character itself; a backslash is written twice between double quotes, and once in a block"


def holds_no_text(value: str) -> bool:
    """Whether a value, its escapes resolved, has a character in it that is no text."""
    return "\r" in value or NOT_TEXT.search(value) is not None


def describe_escape(text: str, start: int, at: Place) -> Mistake:
    """The first escape that is none, or stands for no text, in the quoted text that begins at the offset `start`."""
    found = next((found for found in ESCAPE.finditer(text, start) if not _is_text(found[1])), None)
    if found is None:  # not seen to happen, but a parser could know more escapes than these
        return Mistake(codes.ESCAPE, at, "an escape in this text does not stand for text", HINT)
    message = f"the escape {shorten(found[0])} does not stand for text"
    return Mistake(codes.ESCAPE, find_place(text, found.start(), start, at), message, HINT)


def _is_text(body: str) -> bool:
    if len(body) == 1:
        return body in PLAIN_ESCAPES
    code = int(body[1:], 16)
    return code <= sys.maxunicode and not holds_no_text(chr(code))
