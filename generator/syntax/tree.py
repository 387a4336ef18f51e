"""The files of a project that hold facts: found without following a link, read without judging what they say."""

from __future__ import annotations

import os
import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.finding import Finding, Position
from generator.syntax import codes
from generator.syntax.characters import LARGEST_FILE

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from pathlib import Path

DOSSIERS = "dossiers"
SHARED = "shared"
KEBAB_CASE = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file that holds facts.

    `path` is relative to the project's root, with forward slashes; `case` is the name of its folder below `dossiers/`;
    `raw` is what it holds, cut off one byte after the most that `read_document` accepts.
    """

    path: str
    case: str
    raw: bytes


def read_tree(root: Path, cases: Collection[str] | None = None) -> tuple[tuple[SourceFile, ...], tuple[Finding, ...]]:
    """The files of facts below `root`, in the order of their paths, and what is wrong with where or what they are.

    Facts are the `.yaml` files directly in `dossiers/<case>/` and `dossiers/shared/`; folders in these hold none. With
    `cases`, other cases are passed over.
    """
    tree = Tree(root)
    for folder in tree.list_folders(None if cases is None else {*cases, SHARED}):
        tree.read_folder(folder)
    return tuple(tree.files), tree.found()


def list_cases(root: Path) -> tuple[tuple[str, ...], tuple[Finding, ...]]:
    """The names of the folders below `dossiers/` that hold facts, the shared one too, and what is wrong with the others."""
    tree = Tree(root)
    return tuple(folder.name for folder in tree.list_folders(None)), tree.found()


def read_case(root: Path, case: str) -> tuple[tuple[SourceFile, ...], tuple[Finding, ...]]:
    """The files of facts in one folder that `list_cases` names, and what is wrong with what they are."""
    tree = Tree(root)
    tree.read_folder(root / DOSSIERS / case)
    return tuple(tree.files), tree.found()


class Tree:
    """The files and findings below one root, as they are gathered."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.files: list[SourceFile] = []
        self.findings: list[Finding] = []

    def found(self) -> tuple[Finding, ...]:
        """The findings, in the order of the files."""
        return tuple(sorted(self.findings, key=lambda finding: finding.order))

    def list_folders(self, cases: Collection[str] | None) -> Iterator[Path]:
        """The folders of these cases that hold facts, or of all."""
        if self._refuse_link(self.root / DOSSIERS):
            return
        if not (self.root / DOSSIERS).is_dir():
            self._find(
                codes.NO_DOSSIERS,
                self.root / DOSSIERS,
                "there is no folder dossiers/",
                "make one, with a folder for each case",
            )
            return
        entries = self._list(self.root / DOSSIERS)
        spellings = Counter(entry.name.casefold() for entry in entries)
        for entry in entries:
            wanted = cases is None or entry.name in cases
            if not wanted or self._refuse_link(entry):
                continue
            if not entry.is_dir():
                self._judge_stray(entry)
            elif self._judge_case(entry, spellings[entry.name.casefold()] > 1):
                yield entry

    def _judge_stray(self, path: Path) -> None:
        if path.suffix.lower() in (".yaml", ".yml"):
            message = f"the file {_show(path)} is in no case, so nothing in it is read"
            self._find(codes.STRAY_FILE, path, message, "move it to the folder of its case, or to dossiers/shared/")

    def _judge_case(self, path: Path, has_twin: bool) -> bool:
        if KEBAB_CASE.fullmatch(path.name):
            return True
        if has_twin:
            message = f"the folder {_show(path)} differs from another only in small and capital letters; it is not read"
            self._find(codes.FOLDER_TWIN, path, message, "join the two, or rename one")
        else:
            message = f"the name of the folder {_show(path)} is not one for a case; nothing in it is read"
            self._find(
                codes.FOLDER_NAME, path, message, f"use small letters, digits and single hyphens{_suggest(path.name)}"
            )
        return False

    def read_folder(self, folder: Path) -> None:
        """The files of facts in the folder of one case."""
        for path in self._list(folder):
            suffix = path.suffix.lower()
            if self._refuse_link(path) or path.is_dir() or suffix not in (".yaml", ".yml"):
                continue
            if suffix == ".yml":
                message = f"the file {_show(path)} ends in .yml; nothing in it is read"
                self._find(codes.SUFFIX, path, message, f"rename it to {_spell(path.stem)}.yaml")
            elif path.suffix != ".yaml" or not KEBAB_CASE.fullmatch(path.stem):
                message = f"the name of the file {_show(path)} is not one for a file of facts; nothing in it is read"
                hint = (
                    f"use small letters, digits and single hyphens, and the ending .yaml{_suggest(path.stem, '.yaml')}"
                )
                self._find(codes.FILE_NAME, path, message, hint)
            else:
                self._read_file(path, folder.name)

    def _read_file(self, path: Path, case: str) -> None:
        if not path.is_file():
            message = f"{_show(path)} is not an ordinary file; nothing in it is read"
            self._find(codes.UNREADABLE, path, message, "put an ordinary file there")
            return
        try:
            with path.open("rb") as file:
                raw = file.read(LARGEST_FILE + 1)
        except OSError as error:
            self._refuse_unreadable(path, error)
        else:
            self.files.append(SourceFile(self._relate(path), case, raw))

    def _list(self, folder: Path) -> list[Path]:
        """What a folder holds and does not hide, by name."""
        try:
            return sorted(
                (path for path in folder.iterdir() if not path.name.startswith(".")), key=lambda path: path.name
            )
        except OSError as error:
            self._refuse_unreadable(folder, error)
            return []

    def _refuse_link(self, path: Path) -> bool:
        is_link = path.is_symlink()
        if is_link:
            message = f"{_show(path)} is a symbolic link; nothing behind it is read"
            self._find(codes.SYMLINK, path, message, "put the file or folder itself there")
        return is_link

    def _refuse_unreadable(self, path: Path, error: OSError) -> None:
        message = f"{_show(path)} cannot be read: {error.strerror or 'the computer does not say why'}"
        self._find(codes.UNREADABLE, path, message, "look at who may read it")

    def _find(self, code: str, path: Path, message: str, hint: str) -> None:
        self.findings.append(Finding(code, message, Position(self._relate(path)), hint=hint))

    def _relate(self, path: Path) -> str:
        return _spell(path.relative_to(self.root).as_posix())


def _spell(name: str) -> str:
    # A name that is not UTF-8 could not be printed.
    return os.fsencode(name).decode(errors="replace")


def _show(path: Path) -> str:
    return f"“{_spell(path.name)}”"


def _suggest(name: str, suffix: str = "") -> str:
    suggestion = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")
    return f", such as {suggestion}{suffix}" if suggestion else ""
