"""The time-stamps of a case: kept in its folder, each whole or not at all, and held against the facts as they are now.

A stamp is a folder `dossiers/<case>/timestamps/<time>/` with three files: the manifest, the request for a stamp on it, and the
authority's answer. The folder is named by the time that the authority says, and comes to its place in one step.
"""

from __future__ import annotations

import re
import shutil
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from generator.evidence.changes import find_changes, find_contradictions
from generator.evidence.manifest import (
    ANSWER,
    AUTHORITIES,
    MANIFEST,
    REQUEST,
    TIMESTAMPS,
    Manifest,
    make_manifest,
    parse_manifest,
)
from generator.evidence.manifest import LARGEST as LARGEST_MANIFEST
from generator.evidence.timestamp import LARGEST as LARGEST_ANSWER
from generator.evidence.timestamp import Part, Timestamp, find_flaws, read_authorities, read_timestamp
from generator.finding import Finding, Position, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime
    from pathlib import Path

    from cryptography.x509 import Certificate

    from generator.case import Case

FILES: Final = {MANIFEST: LARGEST_MANIFEST, REQUEST: LARGEST_ANSWER, ANSWER: LARGEST_ANSWER}
"""The files of a stamp, and the most bytes that each may have."""

_NAME: Final = re.compile(r"\d{4}-\d{2}-\d{2}T\d{6}Z")
_CODES: Final = {Part.IMPRINT: "E042", Part.SIGNATURE: "E043", Part.REQUEST: "E045"}
_HINTS: Final = {
    Part.IMPRINT: "bring the folder back as it was committed",
    Part.SIGNATURE: f"see whether {AUTHORITIES} or --ca has the authority's certificate; if so, the stamp is worth nothing",
    Part.REQUEST: "bring the folder back as it was committed, or see whether this is the policy you want",
}


@dataclass(frozen=True, slots=True)
class Stamp:
    """One stamp of a case as it is kept, decoded; `name` is its folder's."""

    case: str
    name: str
    files: dict[str, bytes]
    manifest: Manifest
    timestamp: Timestamp

    @property
    def folder(self) -> str:
        """The stamp's folder, from the project's root."""
        return f"dossiers/{self.case}/{TIMESTAMPS}/{self.name}"

    @property
    def position(self) -> Position:
        """Where findings about the stamp stand."""
        return Position(f"{self.folder}/{ANSWER}")


def name_stamp(time: datetime) -> str:
    """The name of the stamp of that time: in UTC, to the second, and in the order of time when sorted."""
    return f"{time:%Y-%m-%dT%H%M%SZ}"


def write_stamp(root: Path, case: str, stamp: Timestamp, files: dict[str, bytes]) -> str:
    """Keep a new stamp, in one step; gives its folder, from the root. Raises FileExistsError where there is one of that time."""
    parent = root / "dossiers" / case / TIMESTAMPS
    name = name_stamp(stamp.time)
    folder, unfinished = parent / name, parent / f".{name}"
    if folder.exists():
        raise FileExistsError(f"there is a time-stamp {folder} already; nothing was written")
    parent.mkdir(exist_ok=True)
    shutil.rmtree(unfinished, ignore_errors=True)
    unfinished.mkdir()
    for file, content in files.items():
        (unfinished / file).write_bytes(content)
    unfinished.rename(folder)
    return folder.relative_to(root).as_posix()


def read_stamps(root: Path, case: str) -> Iterator[Stamp | Finding]:
    """The stamps of a case, the oldest first; for what cannot be read, a finding."""
    parent = root / "dossiers" / case / TIMESTAMPS
    if parent.is_symlink() or (parent.exists() and not parent.is_dir()):
        yield _refuse(parent, root, "this is not an ordinary folder")
    elif parent.exists():
        for folder in sorted(parent.iterdir()):
            if not folder.name.startswith("."):
                yield _read_stamp(folder, root, case)


def _read_stamp(folder: Path, root: Path, case: str) -> Stamp | Finding:
    if folder.is_symlink() or not folder.is_dir() or not _NAME.fullmatch(folder.name):
        return _refuse(folder, root, "this is not the folder of a time-stamp, such as 2026-01-30T101500Z")
    if sorted(path.name for path in folder.iterdir()) != sorted(FILES):
        return _refuse(folder, root, f"the time-stamp does not have just the files {', '.join(FILES)}")
    for name, most in FILES.items():
        path = folder / name
        if path.is_symlink() or not path.is_file() or path.stat().st_size > most:
            return _refuse(path, root, f"this is not an ordinary file of at most {most} bytes")
    return _decode_stamp(folder, root, case, {name: (folder / name).read_bytes() for name in FILES})


def _decode_stamp(folder: Path, root: Path, case: str, files: dict[str, bytes]) -> Stamp | Finding:
    manifest, stamp = parse_manifest(files[MANIFEST]), read_timestamp(files[ANSWER])
    if manifest is None or manifest.case != case:
        return _refuse(folder / MANIFEST, root, "this is not a manifest of this case as `dossier timestamp` writes it")
    if isinstance(stamp, str):
        return _refuse(folder / ANSWER, root, f"this is no time-stamp: {stamp}")
    if name_stamp(stamp.time) != folder.name:
        told = name_stamp(stamp.time)
        return _refuse(folder, root, f"the folder is not named by the time that its stamp says, {told}")
    return Stamp(case, folder.name, files, manifest, stamp)


def _refuse(path: Path, root: Path, message: str) -> Finding:
    place = path.relative_to(root).as_posix().encode(errors="replace").decode()
    hint = "bring the folder back as it was committed, or take it away"
    return Finding("E041", message, Position(place), hint=hint)


def read_trusted(root: Path) -> bytes | None:
    """The certificates in PEM that the project trusts, None where it says of none."""
    path = root / AUTHORITIES
    return path.read_bytes() if path.is_file() and not path.is_symlink() else None


def verify_stamps(
    root: Path, case: Case, roots_pem: bytes | None, *, policy: str = ""
) -> tuple[tuple[Stamp, ...], tuple[Finding, ...]]:
    """The stamps of a case of which everything holds, the oldest first, and what is wrong with the others; offline.

    `roots_pem` are the certificates trusted, and `policy` the only one accepted, if one is given. Without certificates no stamp
    holds, since whose it is cannot be told.
    """
    read = list(read_stamps(root, case.id))
    findings = [one for one in read if isinstance(one, Finding)]
    stamps = [one for one in read if isinstance(one, Stamp)]
    try:
        authorities = read_authorities(roots_pem) if stamps and roots_pem else ()
    except ValueError:
        hint = "put there what the authority publishes, from -----BEGIN CERTIFICATE----- on"
        findings.append(Finding("E049", "this holds no certificates in PEM", Position(AUTHORITIES), hint=hint))
        return (), tuple(findings)
    sound = []
    for stamp in stamps:
        flaws = list(_judge(stamp, authorities, policy))
        findings += flaws
        if not flaws:
            sound.append(stamp)
    return tuple(sound), tuple(findings)


def _judge(stamp: Stamp, authorities: Sequence[Certificate], policy: str) -> Iterator[Finding]:
    content, request = stamp.files[MANIFEST], stamp.files[REQUEST]
    for flaw in find_flaws(stamp.timestamp, content, request=request, authorities=authorities, policy=policy):
        message = f"the time-stamp does not hold: {flaw.reason}"
        yield Finding(_CODES[flaw.part], message, stamp.position, hint=_HINTS[flaw.part])
    if not authorities:
        message = f"not verified: that it was “{stamp.timestamp.authority}” who signed this, and when"
        hint = f"get the authority's certificate from itself, and keep it in {AUTHORITIES} or give it with --ca FILE"
        yield Finding("E044", message, stamp.position, Severity.NOTE, hint)


def verify_timestamps(root: Path, case: Case, roots_pem: bytes | None = None, *, policy: str = "") -> Iterator[Finding]:
    """Whatever is to be said of the time-stamps of a case: whether they hold, and what of the case is other than it was stamped.

    `roots_pem` are the certificates trusted (the project's own, if none are given), and `policy` the only one accepted. Facts
    go on, so a changed file is a note; a changed proof or root is a warning, and two roots of one document an error. Nothing is
    asked of anybody.
    """
    trusted = read_trusted(root) if roots_pem is None else roots_pem
    yield from verify_stamps(root, case, trusted, policy=policy)[1]
    stamps = [one for one in read_stamps(root, case.id) if isinstance(one, Stamp)]
    now, findings = make_manifest(case, root)
    yield from findings
    for stamp in stamps:
        yield from find_contradictions(case, stamp.name, stamp.manifest)
    if stamps:
        newest = stamps[-1]
        yield from find_changes(case, now, newest.name, newest.manifest, f"{newest.folder}/{MANIFEST}")
    elif not (root / "dossiers" / case.id / TIMESTAMPS).exists():
        hint = f"ask an authority: dossier timestamp {case.id} --authority URL"
        yield Finding("E040", "the case has no time-stamp", case.record.at(), Severity.NOTE, hint)
