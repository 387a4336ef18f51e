"""One thing that is wrong in one text, while the file's name is still somebody else's business."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from generator.syntax.nodes import Place

SHOWN = 40
"""How many characters of an author's text a message repeats."""

STOPPED = "the rest of the file is not read"


class Mistake(NamedTuple):
    """What a `Finding` says, less the path."""

    code: str
    at: Place
    message: str
    hint: str


def shorten(text: str) -> str:
    """An author's text between quotation marks, on one line, and not longer than a message can bear."""
    text = " ".join(text.split())
    return f"“{text}”" if len(text) <= SHOWN else f"“{text[: SHOWN - 1].rstrip()}…”"


def stop(mistake: Mistake) -> Mistake:
    """The same mistake, saying that reading ended with it."""
    return mistake._replace(message=f"{mistake.message}; {STOPPED}")
