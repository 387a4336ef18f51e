"""Findings of a built site gathered by file; those that repeat themselves in one file are cut short, and counted."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Final

from generator.finding import Finding, Position

EXAMPLES: Final = 5
"""How many findings of one kind are told for one file before the rest are only counted."""


@dataclass(slots=True)
class Tally:
    """The findings of one verification, or of one file in it."""

    counts: Counter[tuple[str, str]] = field(default_factory=Counter)
    kept: list[Finding] = field(default_factory=list)

    def add(self, code: str, message: str, path: str, line: int = 1) -> None:
        """Note a finding in a built file."""
        self.counts[code, path] += 1
        if self.counts[code, path] <= EXAMPLES:
            self.kept.append(Finding(code, message, Position(path, line)))

    def findings(self) -> tuple[Finding, ...]:
        """What was found, in the order of the files."""
        told: Counter[tuple[str, str]] = Counter()
        findings = []
        for finding in sorted(self.kept, key=lambda finding: finding.order):
            findings.append(finding)
            kind = (finding.code, finding.at.path)
            told[kind] += 1
            if told[kind] == EXAMPLES and (more := self.counts[kind] - EXAMPLES):
                findings.append(Finding(finding.code, f"… and {more} more of this kind in this file", finding.at))
        return tuple(findings)


def shorten(text: str, longest: int = 120) -> str:
    """The text, or its beginning where it is long."""
    return text if len(text) <= longest else f"{text[:longest]}…"
