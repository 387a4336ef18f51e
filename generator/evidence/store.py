"""The store of snapshots: files by the SHA-256 of their bytes, each with a JSON record beside it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from pathlib import Path

PLAIN_TEXT: Final = "text/plain"


@dataclass(frozen=True, slots=True)
class Store:
    """The snapshots below a folder, at `sha256/ab/abcdef…`."""

    root: Path

    def read(self, sha256: str) -> bytes | None:
        """The bytes of a snapshot, None where the store has not got it; whether they are its bytes is not judged."""
        path = self._path(sha256)
        return path.read_bytes() if path.is_file() else None

    def media_type(self, sha256: str) -> str:
        """What the record beside a snapshot says that it is; plain text where nothing does."""
        record = self._path(sha256).with_suffix(".json")
        if not record.is_file():
            return PLAIN_TEXT
        said = json.loads(record.read_bytes())
        return str(said.get("media_type", PLAIN_TEXT)) if isinstance(said, dict) else PLAIN_TEXT

    def _path(self, sha256: str) -> Path:
        return self.root / "sha256" / sha256[:2] / sha256
