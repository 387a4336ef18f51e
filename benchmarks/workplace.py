"""Where the bench works: below build/bench, which no other command reads; and the made projects in it."""

from __future__ import annotations

import shutil
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from benchmarks.corpus import write_corpus

if TYPE_CHECKING:
    from pathlib import Path

OTHER_LANGUAGE = "    - name: Français\n      lang: fr\n      link: fr/\n"


@dataclass(frozen=True, slots=True)
class Project:
    """A project of made cases in one language, with this project's own settings, theme and pages."""

    root: Path
    count: int

    @property
    def edited(self) -> Path:
        """The file that is edited: that of the case in the middle."""
        return self.root / "dossiers" / f"case-{(self.count + 1) // 2:06}" / "case.yaml"

    @property
    def build(self) -> Path:
        """Everything that the generator makes and keeps."""
        return self.root / "build"


@dataclass(frozen=True, slots=True)
class Workplace:
    """The folders of the bench."""

    root: Path

    @property
    def folder(self) -> Path:
        """Where everything is made."""
        return self.root / "build" / "bench"

    @property
    def benchmarks(self) -> Path:
        """The bench's own files."""
        return self.root / "benchmarks"

    @property
    def log(self) -> Path:
        """What the measured command printed."""
        return self.folder / "log.txt"

    def make_project(self, count: int) -> Project:
        """A project of `count` cases; its facts are the same every time."""
        folder = self.folder / f"project-{count}"
        folder.mkdir(parents=True, exist_ok=True)
        write_corpus(count, folder)
        settings = (self.root / "mkdocs.yml").read_text(encoding="utf-8")
        settings = settings.replace("generator/site/theme", str(self.root / "generator" / "site" / "theme"))
        (folder / "mkdocs.yml").write_text(settings.replace(OTHER_LANGUAGE, ""), encoding="utf-8")
        if not (folder / "content").exists():
            shutil.copytree(self.root / "content", folder / "content")
        return Project(folder, count)

    def put_aside(self, folder: Path) -> None:
        """Out of the way, without deleting: ext4 is slow to make files for seconds after many were deleted beside them."""
        if folder.exists():
            folder.rename(self.folder / f"old-{time.time_ns()}")

    def clear(self) -> None:
        """Away with all that was put aside."""
        for old in self.folder.glob("old-*"):
            shutil.rmtree(old)
