"""What is wrong in an author's files, as a value: where, what, how grave, and what to write instead."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Severity(Enum):
    """How much a finding stops: an error stops the site, a warning stops it under `--strict`, a note never does."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True, order=True)
class Position:
    """A place in an author's file; lines and columns count from 1, as editors do.

    `path` is relative to the project's root and uses forward slashes.
    """

    path: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong, said to the person who can mend it.

    `code` is a letter for the stage (S read, D decode, R resolve, C check, E evidence, W write, B build,
    V verify) and three
    digits, never reused. `message` says what is wrong, `hint` what to write instead. `excerpt` is false where the
    line holds what must not be repeated, such as the name of somebody who is not to be named.
    """

    code: str
    message: str
    at: Position
    severity: Severity = Severity.ERROR
    hint: str = ""
    excerpt: bool = True

    @property
    def order(self) -> tuple[Position, str, str]:
        """The key that puts findings in the order of the files."""
        return (self.at, self.code, self.message)
