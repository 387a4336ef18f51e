"""What follows from a snapshot, written into the record of its source without touching anything else in the file."""

from __future__ import annotations

import re
from copy import deepcopy
from typing import TYPE_CHECKING

from generator.syntax import Mapping, read_document

if TYPE_CHECKING:
    from generator.evidence.proof import Commitment
    from generator.facts.source import Source

_BLOCK = re.compile(r"(?P<indent> *)sha256: *(?P<quote>[\"']?)[0-9a-f]{64}(?P=quote) *(?:#.*)?\n?")


def show_commitment(commitment: Commitment) -> str:
    """The keys of `snapshot:` as they are to stand in the record of a source."""
    return "".join(f"{key}: {value}\n" for key, value in {"sha256": commitment.snapshot, **_keys(commitment)}.items())


def record_commitment(source: Source, commitment: Commitment) -> str | None:
    """The text of the source's file with the commitment in its record; None where that would touch anything else.

    Whatever was done to the text, the file is read again: it must say what it said, and the commitment.
    """
    said = source.snapshot
    document = source.document
    if said is None or said.sha256 != commitment.snapshot or "\r" in document.text:
        return None
    lines = document.text.splitlines(keepends=True)
    missing: dict[str, str] = {}
    for key, value in _keys(commitment).items():
        before = getattr(said, key)
        if before is None:
            missing[key] = value
        elif not _replace(lines, source, key, str(before), value):
            return None
    if missing and not _insert(lines, source, missing):
        return None
    text = "".join(lines)
    return text if _says_only(source, commitment, text) else None


def _keys(commitment: Commitment) -> dict[str, str]:
    return {"root": commitment.root, "tokens": str(commitment.tokens), "rule": commitment.rule}


def _replace(lines: list[str], source: Source, key: str, before: str, value: str) -> bool:
    at = source.at("snapshot", key)
    line = lines[at.line - 1]
    start = at.column - 1 + (line[at.column - 1 : at.column] in {'"', "'"})
    if not line.startswith(before, start):
        return False
    lines[at.line - 1] = line[:start] + value + line[start + len(before) :]
    return True


def _insert(lines: list[str], source: Source, missing: dict[str, str]) -> bool:
    """After the hash of the file: lines of their own where it has one, else in the same line."""
    at = source.at("snapshot", "sha256")
    line = lines[at.line - 1]
    if found := _BLOCK.fullmatch(line):
        after = "" if line.endswith("\n") else "\n"
        lines[at.line - 1] = (
            line + after + "".join(f"{found['indent']}{key}: {value}\n" for key, value in missing.items())
        )
        return True
    quote = line[at.column - 1] if line[at.column - 1] in "\"'" else ""
    end = at.column - 1 + 64 + 2 * len(quote)
    lines[at.line - 1] = line[:end] + "".join(f", {key}: {value}" for key, value in missing.items()) + line[end:]
    return True


def _says_only(source: Source, commitment: Commitment, text: str) -> bool:
    expected = deepcopy(source.document.data)
    node = expected
    for key in ("sources", source.id, "snapshot"):
        inner = node.get(key)
        if not isinstance(inner, Mapping):
            return False
        node = inner
    node.update(_keys(commitment))
    document, findings = read_document(source.path, text.encode())
    return not findings and document.data == expected
