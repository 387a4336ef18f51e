"""The files we hold, each under the SHA-256 of its bytes, outside of git; beside each, what is known of how it came here.

A file lies at `<root>/sha256/ab/cdef…`; every time it came here left a record, `cdef….<12 digits>.json`, named by the record's
own SHA-256. Both names follow from the content, so nothing is ever overwritten by anything else.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import stat
import tempfile
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, Final, Literal

from pydantic import ConfigDict, TypeAdapter, ValidationError

from generator.evidence.archive import check_archive
from generator.evidence.extraction import LARGEST
from generator.evidence.text import Note
from generator.finding import Finding, Position

if TYPE_CHECKING:
    from collections.abc import Iterator

EXPLANATIONS: dict[str, tuple[str, str]] = {
    "E039": (
        "Not what was kept",
        (
            "A file in the store has no longer the SHA-256 under which it was kept, or its record is missing or damaged. The "
            "store never changes a file: the disk failed, or somebody wrote into it. Bring the file back from a copy of the "
            "store; nothing is mended by itself."
        ),
    ),
}

_DIGEST: Final = re.compile("[0-9a-f]{64}")
_RECORD: Final = re.compile(r"([0-9a-f]{62})\.[0-9a-f]{12}\.json")
_STRICT: Final = ConfigDict(extra="forbid", strict=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Hop:
    """One request on the way to a page: its address, the address of the machine that was asked, and the answer's status."""

    __pydantic_config__: ClassVar[ConfigDict] = _STRICT

    address: str
    pinned: str
    status: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CaptureRecord:
    """How a page was fetched.

    `hops` are all requests, the last of which brought the page; `headers` are those of its answer, without cookies;
    `framing` says how its end was known; `archives` are the SHA-256 of the WARC and the WACZ made of it, if any were.
    """

    __pydantic_config__: ClassVar[ConfigDict] = _STRICT

    requested: str
    hops: tuple[Hop, ...]
    headers: tuple[tuple[str, str], ...]
    framing: str
    archives: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What is known of a kept file.

    `source` is `case/id`; `added` the time in UTC, to the second; `tool` and `version` are what kept it; `extraction` is how
    its text was read. A WARC or WACZ has its `role`, and in `of` the SHA-256 of the page that it holds.
    """

    __pydantic_config__: ClassVar[ConfigDict] = _STRICT

    source: str
    sha256: str
    size: int
    media_type: str
    added: str
    tool: str
    version: str
    extraction: str = ""
    role: Literal["snapshot", "warc", "wacz"] = "snapshot"
    of: str = ""
    capture: CaptureRecord | None = None
    format: Literal["dossier-snapshot/1"] = "dossier-snapshot/1"

    def says_again(self, other: Entry) -> bool:
        """Whether it says nothing that `other` does not: the same file, by hand, for the same source, at another time."""
        return self.capture is None and replace(self, added=other.added) == other


_ENTRY: Final = TypeAdapter(Entry)


@dataclass(frozen=True, slots=True)
class Store:
    """The kept files below a folder, which need not be there yet."""

    root: Path

    def add(self, data: bytes, entry: Entry) -> Note | None:
        """Keep a file and its record; a note where a damaged file is in its place. To add a file again is no mistake."""
        digest = hashlib.sha256(data).hexdigest()
        if (digest, len(data)) != (entry.sha256, entry.size):
            raise ValueError("the record is not this file's")
        file = self._locate(digest)
        if file.exists():
            if self.read(digest) is None:
                return _refuse_damaged(digest)
        else:
            _write(file, data)
        if not any(entry.says_again(other) for other in self.entries(digest)):
            content = (json.dumps(asdict(entry), ensure_ascii=False, indent=2) + "\n").encode()
            name = hashlib.sha256(content).hexdigest()[:12]
            _write(file.with_name(f"{file.name}.{name}.json"), content)
        return None

    def read(self, sha256: str) -> bytes | None:
        """The bytes with this SHA-256; None where there are none, or no longer the ones that were kept."""
        if not _DIGEST.fullmatch(sha256):
            return None
        data = _read(self._locate(sha256))
        return data if data is not None and hashlib.sha256(data).hexdigest() == sha256 else None

    def has(self, sha256: str) -> bool:
        """Whether there is a file under this SHA-256, sound or not."""
        return _DIGEST.fullmatch(sha256) is not None and self._locate(sha256).exists()

    def entries(self, sha256: str) -> tuple[Entry, ...]:
        """Every sound record of a file, the oldest first."""
        if not _DIGEST.fullmatch(sha256):
            return ()
        found = [self._read_entry(path) for path in self._list_records(sha256)]
        return tuple(
            sorted((entry for entry in found if entry is not None), key=lambda entry: (entry.added, entry.source))
        )

    def media_type(self, sha256: str) -> str:
        """The media type under which a file was first kept; empty where that is not known."""
        return next((entry.media_type for entry in self.entries(sha256)), "")

    def digests(self) -> Iterator[str]:
        """The SHA-256 of everything that the store holds, sound or not, or has a record of."""
        names = {
            path.parent.name + path.name.partition(".")[0]
            for path in self.root.glob("sha256/[0-9a-f][0-9a-f]/*")
            if not path.name.startswith(".")
        }
        yield from sorted(names)

    def examine(self) -> Iterator[Finding]:
        """Whatever in the store is not as it was kept; WARC and WACZ are also read through."""
        for digest in self.digests():
            note = self._examine(digest)
            if note is not None:
                yield note.find(Position(self._locate(digest).as_posix()))

    def _examine(self, digest: str) -> Note | None:
        if not _DIGEST.fullmatch(digest):
            return Note("E039", "this file has no place in the store", "move it away")
        if not self._locate(digest).exists():
            return Note("E039", "there is a record and no file", "bring the file back from a copy of the store")
        data = self.read(digest)
        if data is None:
            return _refuse_damaged(digest)
        records = self._list_records(digest)
        entries = self.entries(digest)
        if len(entries) != len(records) or not entries:
            return Note("E039", "a record of this file is missing or damaged", "bring it back from a copy of the store")
        role = next((entry.role for entry in entries if entry.role != "snapshot"), "")
        return check_archive(data, role) if role else None

    def _locate(self, digest: str) -> Path:
        return self.root / "sha256" / digest[:2] / digest[2:]

    def _list_records(self, digest: str) -> list[Path]:
        file = self._locate(digest)
        return sorted(path for path in file.parent.glob(f"{file.name}.*.json") if _RECORD.fullmatch(path.name))

    def _read_entry(self, path: Path) -> Entry | None:
        content = _read(path)
        if content is None or not path.name.endswith(f".{hashlib.sha256(content).hexdigest()[:12]}.json"):
            return None
        try:
            return _ENTRY.validate_json(content)
        except ValidationError:
            return None


def _refuse_damaged(digest: str) -> Note:
    return Note(
        "E039",
        f"the file kept under {digest[:12]}… has another SHA-256 by now",
        "move it away, and bring it back from a copy of the store or keep it anew",
    )


def _read(path: Path) -> bytes | None:
    try:
        found = path.stat()
        if not stat.S_ISREG(found.st_mode) or found.st_size > 2 * LARGEST:
            return None
        return path.read_bytes()
    except FileNotFoundError:
        return None


def _write(path: Path, content: bytes) -> None:
    """Write a file that is there whole or not at all, for its owner alone, and not to be written by accident."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=".", dir=path.parent)
    unfinished = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        unfinished.chmod(0o400)
        # What could already be there has the same content, since its name is made of that.
        os.replace(unfinished, path)  # noqa: PTH105  (Path.replace says less of what is replaced)
    finally:
        with suppress(FileNotFoundError):
            unfinished.unlink()
