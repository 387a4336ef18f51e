"""What was asked of which address and when, kept in a file from one run to the next, so that no host is asked too often."""

from __future__ import annotations

import os
import tempfile
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import Enum
from pathlib import Path
from typing import Literal

from pydantic import ConfigDict, TypeAdapter, ValidationError

FORGOTTEN_AFTER = timedelta(days=400)


class Outcome(Enum):
    """What became of an address."""

    HOLDS = "holds"
    """It answers, and holds all words that are quoted from it."""
    CHANGED = "changed"
    """It answers, and lacks words that are quoted from it."""
    SHORT = "short"
    """It answers and lacks the words, but what it shows is perhaps not the whole text."""
    UNREAD = "unread"
    """It answers with something in which words cannot be looked for."""
    GONE = "gone"
    ROBOTS = "robots"
    """The host does not want programs to ask for it."""
    SILENT = "silent"
    """It does not answer, or only with a failure of its own."""
    REFUSES = "refuses"
    """The host answers, but not to us."""
    CERTIFICATE = "certificate"
    NOT_OURS = "not-ours"
    """We do not ask it: it is badly written, or leads to a machine that is not public."""
    LATER = "later"
    """It was not asked this time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What an address gave when it was asked.

    `question` is the digest of the words that were looked for. `status` is the HTTP status, 0 without one; `words` say what
    happened where the outcome alone does not; `missing` names the quotes whose words were not found; `moved_to` is where
    the address leads for good; `final` the address that answered in the end, to which `etag` and `modified` belong;
    `not_before` is when the host lets us come again.
    """

    __pydantic_config__ = ConfigDict(extra="forbid")

    address: str
    outcome: Outcome
    asked: datetime
    question: str = ""
    status: int = 0
    words: str = ""
    missing: tuple[str, ...] = ()
    moved_to: str = ""
    final: str = ""
    etag: str = ""
    modified: str = ""
    not_before: datetime | None = None

    @property
    def is_alive(self) -> bool:
        """Whether the address gave a page."""
        return self.outcome in {Outcome.HOLDS, Outcome.CHANGED, Outcome.SHORT, Outcome.UNREAD}


@dataclass(frozen=True, slots=True)
class _File:
    __pydantic_config__ = ConfigDict(extra="forbid")

    version: Literal[1]
    answers: tuple[Answer, ...]


_FILE = TypeAdapter(_File)


class Memory:
    """The last answer of each address."""

    def __init__(self, answers: tuple[Answer, ...] = ()) -> None:
        self._answers = {answer.address: answer for answer in answers}

    def recall(self, address: str) -> Answer | None:
        """The last answer, None where the address was never asked."""
        return self._answers.get(address)

    def keep(self, answer: Answer) -> None:
        """Keep an answer; that an address was not asked says nothing about it, so what was known of it stays."""
        if answer.outcome is not Outcome.LATER:
            self._answers[answer.address] = answer
        elif answer.not_before is not None and (known := self._answers.get(answer.address)) is not None:
            self._answers[answer.address] = replace(known, not_before=answer.not_before)

    def write(self, path: Path, now: datetime) -> None:
        """Write it all into a file, without what was last asked more than a year ago; whole or not at all."""
        kept = tuple(one for _, one in sorted(self._answers.items()) if now - one.asked < FORGOTTEN_AFTER)
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        written = Path(name)
        try:
            with os.fdopen(descriptor, "wb") as file:
                file.write(_FILE.dump_json(_File(1, kept), indent=1) + b"\n")
            written.replace(path)
        except BaseException:
            written.unlink(missing_ok=True)
            raise


def read_memory(path: Path) -> Memory:
    """What an earlier run kept. A file that is missing or broken is no loss: the addresses are asked again."""
    try:
        return Memory(_FILE.validate_json(path.read_bytes()).answers)
    except (FileNotFoundError, ValidationError):
        return Memory()
