"""The engine's log, read for what it warns of."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

RECORD = re.compile(r"(DEBUG|INFO|WARNING|ERROR|CRITICAL) *-  (.*)")
GRAVE = {"WARNING", "ERROR", "CRITICAL"}


def read_log(log: str) -> Iterator[str]:
    """The warnings and errors in an engine's log, each as one text, without the trace of a crash."""
    message: list[str] | None = None
    for line in [*log.splitlines(), "INFO    -  end"]:
        begins = RECORD.fullmatch(line)
        if begins or line.startswith(("Traceback (most recent call last)", "Aborted with")):
            if message is not None:
                yield "\n".join(message).strip()
            message = [printable(begins[2])] if begins and begins[1] in GRAVE else None
        elif message is not None:
            message.append(printable(line))


def printable(line: str) -> str:
    """The line without what would move a terminal's cursor or change its colours."""
    return "".join(letter if letter.isprintable() else "�" for letter in line)
