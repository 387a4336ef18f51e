"""The docs tree of one language on the disk: written only where it changed, with nothing in it that nobody wrote."""

from __future__ import annotations

import os
import shutil
import stat
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from generator.artifact import Artifact
from generator.finding import Finding, Position
from generator.site.promise import Promise, bytes_of, promise_of
from generator.site.register import Register, shown, ways

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

EXPLANATIONS: dict[str, tuple[str, str]] = {
    "W007": (
        "Not an ordinary file",
        (
            "The hand-written folders hold ordinary files and folders only. A symbolic link could publish a file from "
            "anywhere on the machine that builds the site, so none is followed."
        ),
    ),
    "W008": (
        "A folder that is not the generator's",
        (
            "The docs tree is emptied of whatever nobody wrote. So that this never happens to a folder of yours, the "
            "generator only writes into a folder that is new, empty, or made by itself."
        ),
    ),
    "W009": ("No such hand-written folder", "The folder of hand-written pages or assets does not exist."),
}

MARKER = ".generated"
"""The file by which the generator knows a docs tree for its own; the engine passes over names that begin with a dot."""

UNFINISHED = ".being-written"
"""What a file is called, after its own name, until it is whole; names that begin with a dot are swept up."""


@dataclass(frozen=True, slots=True)
class Tree:
    """A folder of hand-written files, which goes into the docs tree under `under` (the assets under `assets`)."""

    source: Path
    under: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """What became of a docs tree: how many files were written, left alone and removed, and what it promises."""

    written: int
    unchanged: int
    removed: int
    promises: tuple[Promise, ...]
    findings: tuple[Finding, ...]

    @property
    def sources(self) -> Mapping[str, str]:
        """The author's own file for every path of the docs tree that was written by hand."""
        return {promise.path: promise.source for promise in self.promises if promise.source}


class DocsTree:
    """The docs tree of one language, while it is being written: it takes artifacts one at a time and lets them go.

    Files and folders whose name begins with a dot or ends with `~` are an editor's or a tool's, and are left out. With any
    finding the tree is not fit to build: what two files contend for is not in it. `target` is a folder that only this class
    writes, and `root` the project's, from which findings name their files.
    """

    def __init__(self, target: Path, *, root: Path) -> None:
        self._root = root
        self._name = _named(target, root)
        self._folder = Folder(target)
        self._register = Register()
        self._promises: dict[str, Promise] = {}
        self._refused: set[str] = set()
        self._findings: list[Finding] = []
        self._written = self._unchanged = 0
        fault = self._folder.claim()
        self._is_ours = not fault
        if fault:
            hint = "move it away, and build again"
            self._findings.append(Finding("W008", fault, Position(self._name), hint=hint))

    def take_hand_written(self, trees: Sequence[Tree]) -> None:
        """Copy the files that people write into the tree."""
        for tree in trees:
            for artifact, source in _read_tree(tree, self._root, self._findings):
                self.take(artifact, source)

    def take(self, artifact: Artifact, source: str = "") -> None:
        """Write one file, unless its path is refused."""
        if self._admit(promise_of(artifact, source=source)):
            changed = self._folder.write(artifact.path, bytes_of(artifact))
            self._written += changed
            self._unchanged += not changed

    def note(self, promises: Iterable[Promise], *, written: int, unchanged: int) -> None:
        """Take account of files that somebody else wrote into the tree: how many of them changed, how many did not."""
        for promise in promises:
            self._admit(promise)
        self._written += written
        self._unchanged += unchanged

    def _admit(self, promise: Promise) -> bool:
        """Whether the path of a file may be in the tree; if not, say so, and give up the path it collides with as well."""
        path, source = promise.path, promise.source
        if not self._is_ours:
            return False
        if refusal := self._register.admit(path, source):
            self._refused |= {path, refusal.other} - {""}
            place = source or (self._name if refusal.code == "W006" else f"{self._name}/{path}")
            hint = "rename the file" if source else "change the id that the path is made from"
            self._findings.append(Finding(refusal.code, refusal.message, Position(place), hint=hint))
            return False
        self._promises[path] = promise
        return True

    @property
    def promises(self) -> tuple[Promise, ...]:
        """What the files taken so far promise."""
        return tuple(promise for path, promise in self._promises.items() if path not in self._refused)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What is wrong with the tree so far."""
        return tuple(sorted(self._findings, key=lambda finding: finding.order))

    def remove(self, paths: Iterable[str]) -> None:
        """Remove these files alone, from a tree of which not everything was taken."""
        for path in paths if self._is_ours else ():
            self._folder.remove(path)

    def finish(self) -> Written:
        """Remove what nobody wrote, and tell what became of the tree."""
        kept = {promise.path: promise for promise in self.promises}
        return Written(
            written=self._written,
            unchanged=self._unchanged,
            removed=self._folder.keep_only(kept) if self._is_ours else 0,
            promises=tuple(kept.values()),
            findings=self.findings,
        )


@dataclass(slots=True)
class Folder:
    """A folder that the generator alone writes. No symbolic link inside it is ever followed: one is replaced, wherever it led."""

    root: Path
    _real: set[str] = field(default_factory=set)

    def claim(self) -> str:
        """Take the folder into use, creating it if need be, and give an empty text; or say why that may not be."""
        if self.root.is_symlink():
            return "the folder for the docs tree is a symbolic link"
        if self.root.exists():
            if not self.root.is_dir():
                return "there is a file where the folder for the docs tree should be"
            marker = self.root / MARKER
            if any(self.root.iterdir()) and (marker.is_symlink() or not marker.is_file()):
                return "the folder for the docs tree holds files that the generator did not write"
        self.root.mkdir(parents=True, exist_ok=True)
        self.write(MARKER, b"Everything in this folder is generated, and overwritten or removed at the next build.\n")
        return ""

    def write(self, path: str, content: bytes) -> bool:
        """Make the file at `path` hold `content`; whether that changed anything.

        A file that is there is replaced in one step. A new one is written where it belongs: if that is cut short, the next run
        finds that it does not hold what it should.
        """
        *folders, _ = ways(path)
        for folder in folders:
            self._make_real(folder)
        file = self.root / path
        try:
            state = file.lstat()
        except FileNotFoundError:
            with file.open("xb") as stream:
                stream.write(content)
            return True
        if stat.S_ISREG(state.st_mode) and state.st_size == len(content) and file.read_bytes() == content:
            return False
        if stat.S_ISDIR(state.st_mode):
            shutil.rmtree(file)
        unfinished = file.with_name(f".{file.name}{UNFINISHED}")
        unfinished.unlink(missing_ok=True)
        with unfinished.open("xb") as stream:
            stream.write(content)
        os.replace(unfinished, file)  # noqa: PTH105  (Path.replace says less of what is replaced)
        return True

    def remove(self, path: str) -> None:
        """Remove a file, and the folders that only it was in."""
        file = self.root / path
        file.unlink(missing_ok=True)
        for parent in file.parents:
            if parent == self.root or not parent.is_dir() or any(parent.iterdir()):
                return
            parent.rmdir()

    def keep_only(self, paths: Iterable[str]) -> int:
        """Remove every file but those, and every folder without one; how many files went."""
        files = {*paths, MARKER}
        folders = {folder for path in files for folder in ways(path)[:-1]}
        return self._sweep(self.root, "", files, folders)

    def _sweep(self, folder: Path, prefix: str, files: set[str], folders: set[str]) -> int:
        removed = 0
        with os.scandir(folder) as entries:
            for entry in list(entries):
                path = prefix + entry.name
                if not entry.is_dir(follow_symlinks=False):
                    if path not in files:
                        Path(entry.path).unlink()
                        removed += 1
                elif path in folders:
                    removed += self._sweep(Path(entry.path), path + "/", files, folders)
                else:
                    removed += sum(len(names) for _, _, names in os.walk(entry.path))
                    shutil.rmtree(entry.path)
        return removed

    def _make_real(self, folder: str) -> None:
        """Make sure that `folder` is a folder and no link; its parents have been through here before."""
        if folder in self._real:
            return
        place = self.root / folder
        try:
            is_folder = stat.S_ISDIR(place.lstat().st_mode)
            if not is_folder:
                place.unlink()
        except FileNotFoundError:
            is_folder = False
        if not is_folder:
            place.mkdir(parents=True, exist_ok=True)  # another worker may have made it in between
        self._real.add(folder)


def _read_tree(tree: Tree, root: Path, findings: list[Finding]) -> Iterator[tuple[Artifact, str]]:
    """The files of a hand-written folder as artifacts, in the order of their names, each with the author's file."""
    name = _named(tree.source, root)
    if tree.source.is_symlink() or not tree.source.is_dir():
        code, message = (
            ("W007", f"{shown(name)} is a symbolic link")
            if tree.source.is_symlink()
            else ("W009", f"there is no folder {shown(name)}")
        )
        findings.append(Finding(code, message, Position(name), hint="make it an ordinary folder"))
        return
    prefix = tree.under.strip("/") + "/" if tree.under else ""
    yield from _read_folder(tree.source, prefix, name, findings)


def _read_folder(folder: Path, prefix: str, name: str, findings: list[Finding]) -> Iterator[tuple[Artifact, str]]:
    with os.scandir(folder) as scan:
        entries = sorted(scan, key=lambda entry: entry.name)
    for entry in entries:
        if entry.name.startswith(".") or entry.name.endswith("~"):
            continue
        source = f"{name}/{entry.name}"
        if entry.is_dir(follow_symlinks=False):
            yield from _read_folder(Path(entry.path), f"{prefix}{entry.name}/", source, findings)
        elif entry.is_file(follow_symlinks=False):
            yield Artifact(path=prefix + entry.name, content=Path(entry.path).read_bytes()), source
        else:
            kind = "a symbolic link" if entry.is_symlink() else "not an ordinary file"
            place = source if source.isprintable() else name
            message = f"{shown(source)} is {kind}"
            findings.append(Finding("W007", message, Position(place), hint="put the file itself there"))


def _named(path: Path, root: Path) -> str:
    """The path as findings name it: from the project's root where it lies in it."""
    return (path.relative_to(root) if path.is_relative_to(root) else path).as_posix()
