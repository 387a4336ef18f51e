r"""The manifest: which files and roots a time-stamp is about, in the format that `sha256sum -c` reads from the project's root.

```
# dossier manifest v1: jardemalie
# snapshot jardemalie/la-gazette-2024 SHA256 ROOT 1250 v1
SHA256  dossiers/jardemalie/case.yaml
```

The digests of the files cover all that the facts say, roots of snapshots among them. Roots stand in lines of their own all
the same, which `sha256sum` passes over: facts change every day, and a root must not, so the two are to be told apart.
"""

from __future__ import annotations

import hashlib
import os
import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from generator.finding import Finding, Position

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.case import Case
    from generator.facts.source import Source

FACTS: Final = ".yaml"
PROOFS, EXHIBITS, TIMESTAMPS = "proofs", "exhibits", "timestamps"
AUTHORITIES: Final = "dossiers/authorities.pem"
"""The certificates of the authorities that the project trusts; whoever changes it changes whom readers are told to believe."""
MANIFEST, REQUEST, ANSWER = "manifest.sha256", "request.tsq", "response.tsr"
"""The files of a time-stamp: the manifest, the request for a stamp on it, and the authority's answer."""

LARGEST: Final = 16 * 1024 * 1024
"""The most bytes that a manifest may have."""

HEAD: Final = "# dossier manifest v1: "
_SNAPSHOT: Final = re.compile(r"# snapshot (\S+) ([0-9a-f]{64}) ([0-9a-f]{64}|-) ([1-9][0-9]*|-) (\S+)")
_FILE: Final = re.compile(r"(\\?)([0-9a-f]{64})  (.+)", re.DOTALL)
_ESCAPES: Final = {"\\": "\\\\", "\n": "\\n", "\r": "\\r"}


@dataclass(frozen=True, slots=True)
class SnapshotEntry:
    """What was on record of the file that we hold of a source: its hash, its root, the number of its words, the rule."""

    source: str
    sha256: str
    root: str
    tokens: str
    rule: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """The files of a case by path, from the project's root, with their SHA-256; and the snapshots of its sources."""

    case: str
    files: dict[str, str]
    snapshots: tuple[SnapshotEntry, ...]

    def line_of(self, path: str) -> int:
        """The line that a file stands on."""
        return 2 + len(self.snapshots) + sorted(self.files, key=os.fsencode).index(path)


def make_manifest(case: Case, root: Path) -> tuple[Manifest, tuple[Finding, ...]]:
    """The manifest of a case as its files are now, and what keeps files from being listed in it.

    It lists the case's facts, its proofs, its exhibits and its earlier time-stamps, which a new one thereby renews; and the
    files of facts in which the shared records that it uses are written.
    """
    files, findings = {}, []
    for path in list_files(case, root):
        name = path.relative_to(root).as_posix()
        if path.is_symlink() or not path.is_file():
            place = os.fsencode(name).decode(errors="replace")
            hint = "put the file itself there, or take it away"
            findings.append(Finding("E049", "this is not an ordinary file", Position(place), hint=hint))
        else:
            with path.open("rb") as stream:
                files[name] = hashlib.file_digest(stream, "sha256").hexdigest()
    return Manifest(case.id, files, list_snapshots(case)), tuple(findings)


def list_files(case: Case, root: Path) -> tuple[Path, ...]:
    """The files that a manifest of the case lists, in the order of their paths; links among them as they are."""
    folder = root / "dossiers" / case.id
    own = {path for path in _walk(folder) if _is_listed(path.relative_to(folder))}
    return tuple(sorted({*own, *(root / record.path for record in case.borrowed)}))


def _is_listed(path: Path) -> bool:
    # A folder comes here only as a link, which may hold anything.
    top = path.parts[0]
    return (
        path.suffix == FACTS
        or path.as_posix() in {PROOFS, EXHIBITS, TIMESTAMPS}
        or top in {EXHIBITS, TIMESTAMPS}
        or (top == PROOFS and path.suffix == ".json")
    )


def _walk(folder: Path) -> Iterator[Path]:
    """Everything below a folder that is no folder itself; no link is followed, and what hides is left out, as in reading."""
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.startswith("."):
                continue
            if entry.is_dir(follow_symlinks=False):
                yield from _walk(Path(entry.path))
            else:
                yield Path(entry.path)


def list_snapshots(case: Case) -> tuple[SnapshotEntry, ...]:
    """What is on record of the snapshots of the sources that a case has or uses, in the order of the sources' names."""
    entries = (_enter_snapshot(source) for source in sorted(case.sources, key=lambda source: source.key))
    return tuple(entry for entry in entries if entry is not None)


def _enter_snapshot(source: Source) -> SnapshotEntry | None:
    held = source.snapshot
    if held is None:
        return None
    rule = re.sub(r"[^!-~]+", "_", held.rule or "-")
    return SnapshotEntry(source.key, held.sha256, held.root or "-", str(held.tokens or "-"), rule)


def write_manifest(manifest: Manifest) -> bytes:
    """The manifest as it is stamped: the same files give the same bytes."""
    lines = [HEAD + manifest.case]
    lines += [f"# snapshot {one.source} {one.sha256} {one.root} {one.tokens} {one.rule}" for one in manifest.snapshots]
    named = sorted((os.fsencode(name), name) for name in manifest.files)
    lines += [_write_line(name, manifest.files[name]) for _, name in named]
    return b"".join(os.fsencode(line) + b"\n" for line in lines)


def _write_line(name: str, digest: str) -> str:
    """A line of `sha256sum`: a name with a backslash or a line end is escaped, and a backslash before the digest says so."""
    escaped = "".join(_ESCAPES.get(character, character) for character in name)
    mark = "\\" if escaped != name else ""
    return f"{mark}{digest}  {escaped}"


def parse_manifest(raw: bytes) -> Manifest | None:
    """The manifest that bytes hold; None where they are not exactly as `write_manifest` writes them."""
    head, *lines = os.fsdecode(raw).split("\n")
    if not head.startswith(HEAD) or len(raw) > LARGEST:
        return None
    files: dict[str, str] = {}
    snapshots: list[SnapshotEntry] = []
    for line in lines[:-1]:
        if found := _SNAPSHOT.fullmatch(line):
            snapshots.append(SnapshotEntry(*found.groups()))
        elif found := _FILE.fullmatch(line):
            escaped, digest, name = found.groups()
            files[_unescape(name) if escaped else name] = digest
        else:
            return None
    manifest = Manifest(head.removeprefix(HEAD), files, tuple(snapshots))
    return manifest if write_manifest(manifest) == raw else None


def _unescape(name: str) -> str:
    meant = {written: character for character, written in _ESCAPES.items()}
    return re.sub(r"\\.", lambda found: meant.get(found.group(), found.group()), name)
