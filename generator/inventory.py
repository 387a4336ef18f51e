"""What a project holds of facts: its cases, and for each a digest of everything in its folder."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import TYPE_CHECKING, TypeAlias

from generator.syntax import DOSSIERS, list_cases

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from pathlib import Path

    from generator.finding import Finding

RACY_NANOSECONDS = 2_000_000_000
"""A file that was written so short a time before it was looked at may be written again without its marks changing."""

Mark: TypeAlias = tuple[str, int, int, int, int]
"""What the file system says of a file: its name, when it and what it says of it last changed, its size, its number."""


@dataclass(frozen=True, slots=True)
class Folder:
    """A case's folder: the digest of all that it holds, how large that is, and by what it was recognised.

    `marks` are empty where a file was so new that they would not tell whether it was written again.
    """

    digest: str
    size: int
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Inventory:
    """The folders of a project by case, the shared records' included, and what is wrong with others below `dossiers/`."""

    folders: Mapping[str, Folder]
    findings: tuple[Finding, ...] = ()

    @property
    def digests(self) -> dict[str, str]:
        """The digest of each case's folder."""
        return {case: folder.digest for case, folder in self.folders.items()}


@dataclass(slots=True)
class _Look:
    """One look at a folder: what it holds, and the latest moment at which anything in it changed."""

    marks: list[Mark] = field(default_factory=list)
    files: list[tuple[str, str]] = field(default_factory=list)
    size: int = 0
    latest: int = 0


def take_inventory(root: Path, now: int, known: Mapping[str, Folder] | None = None) -> Inventory:
    """What there is below `root`.

    The digest is that of the files' names and bytes. A folder all of whose files have the marks that `known` has for
    them (times, size and number in the file system, as git does it) is not read again. `now` is the present moment, in
    nanoseconds.
    """
    names, findings = list_cases(root)
    return Inventory({name: _look_at(root, name, now, (known or {}).get(name)) for name in names}, findings)


def renew_inventory(root: Path, now: int, before: Inventory, changed: Collection[str]) -> Inventory:
    """The inventory after the folders of some cases changed, and no other."""
    names, findings = tuple(before.folders), before.findings
    if any(name not in before.folders or not (root / DOSSIERS / name).is_dir() for name in changed):
        names, findings = list_cases(root)
    folders = {
        name: before.folders[name]
        if name in before.folders and name not in changed
        else _look_at(root, name, now, None)
        for name in names
    }
    return Inventory(folders, findings)


def _look_at(root: Path, case: str, now: int, known: Folder | None) -> Folder:
    look = _Look()
    _walk(os.path.join(root, DOSSIERS, case), "", look)  # noqa: PTH118  (ten thousand paths are joined)
    marks = tuple(sorted(look.marks))
    if known is not None and marks and known.marks == marks:
        return known
    digest = blake2b(digest_size=16)
    for name, path in sorted(look.files):
        content = _read(path)
        digest.update(b"%d %d\n" % (len(name.encode(errors="surrogateescape")), len(content)))
        digest.update(name.encode(errors="surrogateescape"))
        digest.update(content)
    return Folder(digest.hexdigest(), look.size, marks if look.latest < now - RACY_NANOSECONDS else ())


def _walk(folder: str, prefix: str, look: _Look) -> None:
    try:
        listed = os.scandir(folder)
    except OSError:
        look.files.append((prefix, folder))
        return
    with listed as entries:
        for entry in entries:
            name = prefix + entry.name
            if entry.is_dir(follow_symlinks=False):
                _walk(entry.path, f"{name}/", look)
                continue
            state = entry.stat(follow_symlinks=False)
            look.marks.append((name, state.st_mtime_ns, state.st_ctime_ns, state.st_size, state.st_ino))
            look.files.append((name, entry.path))
            look.size += state.st_size
            look.latest = max(look.latest, state.st_mtime_ns, state.st_ctime_ns)


def _read(path: str) -> bytes:
    """The bytes of an ordinary file, or where a link leads; of anything else, and of what may not be read, that it is there."""
    try:
        if os.path.islink(path):  # noqa: PTH114
            return b"link " + os.fsencode(os.readlink(path))  # noqa: PTH115
        if not os.path.isfile(path):  # noqa: PTH113
            return b"not a file"
        with open(path, "rb") as file:  # noqa: PTH123
            return b"file " + file.read()
    except OSError as error:
        return b"unreadable %d" % (error.errno or 0)
