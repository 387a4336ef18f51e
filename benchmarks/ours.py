"""This generator's commands, on a made project."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

from benchmarks.measurement import Measurement, measure

if TYPE_CHECKING:
    from benchmarks.workplace import Project, Workplace

TODAY = ("--today", "2026-01-20")
BUILD = ("build", *TODAY)
PAGES = (*BUILD, "--no-downloads", "--no-search")
WITH_SEARCH = (*BUILD, "--no-downloads")
CHECK = ("check", *TODAY)
SERVE = ("serve", "--port", "0", *TODAY)


@dataclass(frozen=True, slots=True)
class Dossier:
    """The generator on one project."""

    place: Workplace
    project: Project

    def command(self, arguments: tuple[str, ...]) -> list[str]:
        """The whole command."""
        return [sys.executable, "-m", "generator", "--root", str(self.project.root), *arguments]

    def run(self, arguments: tuple[str, ...]) -> Measurement:
        """Run it on what is there from before."""
        return measure(self.command(arguments), self.place.root, {}, self.place.log)

    def run_from_nothing(self, arguments: tuple[str, ...]) -> Measurement:
        """Run it with nothing made or cached before."""
        self.place.put_aside(self.project.build)
        return self.run(arguments)
