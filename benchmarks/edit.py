"""One fact edited: the words of a case's first event."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from pathlib import Path

EVENT = re.compile(r"(?m)^  event-1:\n(?:    .*\n)*?    text: (.*)$")


@dataclass(slots=True)
class Editor:
    """Edits a file again and again, and leaves it as it found it."""

    file: Path
    before: str = field(init=False)
    edits: int = 0

    def __enter__(self) -> Self:
        self.before = self.file.read_text(encoding="utf-8")
        return self

    def __exit__(self, *_: object) -> None:
        self.file.write_text(self.before, encoding="utf-8")

    def edit(self) -> str:
        """Save other words, and return them."""
        self.edits += 1
        words = f"The words after edit number {self.edits}"
        found = EVENT.search(self.before)
        assert found is not None
        self.file.write_text(f"{self.before[: found.start(1)]}{words}.{self.before[found.end(1) :]}", encoding="utf-8")
        return words
