"""From the files of a project to a library of cases: read, decode, resolve; all mistakes of all files in one run."""

from __future__ import annotations

import gc
from dataclasses import dataclass, field
from itertools import groupby
from typing import TYPE_CHECKING, TypeAlias

from generator.case import Library, resolve
from generator.facts.decoder import Facts, decode_case
from generator.finding import Finding, Position, Severity
from generator.syntax import Document, read_document, read_tree

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from pathlib import Path

Progress: TypeAlias = "Callable[[str, int, int], None]"
"""Told now and then which stage is at work, how many of its things are done, and of how many."""


def keep_quiet(stage: str, done: int, total: int) -> None:
    """Progress that nobody watches."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What the files say: the library of the cases without mistakes, all findings, and the documents they are in."""

    library: Library
    findings: tuple[Finding, ...]
    documents: Mapping[str, Document] = field(default_factory=dict)


def read_project(root: Path, progress: Progress = keep_quiet) -> Reading:
    """Read, decode and resolve the facts of a project; all mistakes of all files are found in one run."""
    gc.disable()  # facts hold no circles to speak of, and looking for them among ever more facts takes more time than reading
    try:
        return _read_project(root, progress)
    finally:
        gc.enable()


def _read_project(root: Path, progress: Progress) -> Reading:
    files, found = read_tree(root)
    findings = list(found)
    broken = {case_of(finding.at) for finding in found if finding.severity is Severity.ERROR}
    documents: dict[str, Document] = {}
    facts: list[Facts] = []
    done = 0
    for case, of_case in groupby(files, key=lambda file: file.case):
        read: list[Document] = []
        mistakes: list[Finding] = []
        for file in of_case:
            document, of_document = read_document(file.path, file.raw)
            documents[file.path] = document
            read.append(document)
            mistakes += of_document
            done += 1
        decoded, of_facts = decode_case(case, read)
        facts.append(decoded)
        mistakes += of_facts
        if any(mistake.severity is Severity.ERROR for mistake in mistakes):
            broken.add(case)
        findings += mistakes
        for document in read:
            document.release()
        progress("read", done, len(files))
    library, mistakes_of_all = resolve(facts, broken)
    return Reading(library=library, findings=put_in_order([*findings, *mistakes_of_all]), documents=documents)


def case_of(at: Position) -> str:
    """The case whose files a place is in; empty for a place outside `dossiers/`."""
    parts = at.path.split("/")
    return parts[1] if len(parts) > 2 and parts[0] == "dossiers" else ""  # noqa: PLR2004


def put_in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Findings in the order of the files, each once."""
    return tuple(sorted(set(findings), key=lambda finding: finding.order))
