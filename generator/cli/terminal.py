"""What is written for whoever runs the program: findings, and how far long work is."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Self

from generator.cli.exits import CLEAN, FINDINGS
from generator.cli.surroundings import read_protected_names
from generator.finding import Severity
from generator.report import Format, write_findings
from generator.syntax.characters import decode

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from generator.finding import Finding


def count_findings(findings: Sequence[Finding], *, strict: bool) -> int:
    """The exit code that findings give."""
    counted = {Severity.ERROR, Severity.WARNING} | ({Severity.NOTE} if strict else set())
    return FINDINGS if any(finding.severity in counted for finding in findings) else CLEAN


def write(findings: Sequence[Finding], form: str, root: Path, *, colour: bool = False) -> str:
    """Findings in a format, with the lines of the project's files that they are about."""
    from generator.manuals import EXPLANATIONS  # noqa: PLC0415  (of every layer, and wanted only when all is done)

    sources = _read_sources(root, findings) if form == "text" else {}
    names = read_protected_names()
    return write_findings(
        findings, Format(form), sources, explanations=EXPLANATIONS, protected_names=names, colour=colour
    )


def _read_sources(root: Path, findings: Sequence[Finding]) -> dict[str, str]:
    """The text of the files of facts that findings are about."""
    paths = {path for finding in findings if (path := finding.at.path).startswith("dossiers/")}
    files = {path: root / path for path in paths if path.endswith(".yaml")}
    return {path: decode(file.read_bytes()).text for path, file in files.items() if file.is_file()}


def print_findings(findings: Sequence[Finding], form: str, root: Path) -> None:
    """Print findings about a project's files."""
    report = write(findings, form, root, colour=form == "text" and sys.stdout.isatty())
    if report:
        print(report, end="" if report.endswith("\n") else "\n")


def say_findings(findings: Sequence[Finding], said: str = "") -> int:
    """Print findings, or what is to be said without any; the exit code."""
    if findings:
        from generator.manuals import EXPLANATIONS  # noqa: PLC0415  (as above)

        names = read_protected_names()
        print(
            write_findings(findings, Format.TEXT, {}, explanations=EXPLANATIONS, protected_names=names),
            file=sys.stderr,
            end="",
        )
    elif said:
        print(said)
    return FINDINGS if any(finding.severity is not Severity.NOTE for finding in findings) else CLEAN


class Progress:
    """A line on a terminal that tells how far long work is; nothing elsewhere."""

    def __init__(self) -> None:
        self.is_shown = sys.stderr.isatty()

    def __enter__(self) -> Self:
        return self

    def show(self, stage: str, done: int, total: int) -> None:
        """Tell how far a stage is."""
        if self.is_shown and (done == total or done % 25 == 0):
            print(f"\r\x1b[K{stage}: {done} of {total}", end="", file=sys.stderr, flush=True)

    def __exit__(self, *_: object) -> None:
        if self.is_shown:
            print("\r\x1b[K", end="", file=sys.stderr, flush=True)
