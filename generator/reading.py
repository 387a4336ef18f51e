"""From the files of a project to a library of cases: read, decode, resolve; all mistakes of all files in one run."""

from __future__ import annotations

import gc
import re
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, TypeAlias

from generator.case import Library, resolve
from generator.facts.case import CaseRecord
from generator.facts.decoder import CASE_ID, Facts, decode_case
from generator.facts.part import walk_references
from generator.finding import Finding, Position, Severity
from generator.syntax import (
    DOSSIERS,
    KEBAB_CASE,
    SHARED,
    Document,
    SourceFile,
    list_cases,
    read_case,
    read_document,
    read_tree,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
    from pathlib import Path

Progress: TypeAlias = "Callable[[str, int, int], None]"
"""Told now and then which stage is at work, how many of its things are done, and of how many."""


def keep_quiet(stage: str, done: int, total: int) -> None:
    """Progress that nobody watches."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What the files say: the library of the cases without mistakes, and all findings."""

    library: Library
    findings: tuple[Finding, ...]


def read_project(root: Path, progress: Progress = keep_quiet) -> Reading:
    """Read, decode and resolve the facts of a project; all mistakes of all files are found in one run."""
    gc.disable()  # facts hold no circles to speak of, and looking for them among ever more facts takes more time than reading
    try:
        files, found = read_tree(root)
        folders: list[FolderFacts] = []
        done = 0
        for case, of_case in groupby(files, key=lambda file: file.case):
            folder = read_folder(case, tuple(of_case))
            for document in folder.documents:
                document.release()
            folders.append(folder)
            done += len(folder.documents)
            progress("read", done, len(files))
        return _resolve(folders, found)
    finally:
        gc.enable()


@dataclass(frozen=True, slots=True)
class FolderFacts:
    """The facts of one folder as they were read, before any reference is followed.

    `others` are the cases whose records its files name, and `shared` the ids of the shared records; a name that only looks
    like one is among them too. `related` are the cases of which it needs no more than their titles.
    """

    facts: Facts
    documents: tuple[Document, ...]
    findings: tuple[Finding, ...]
    others: frozenset[str]
    shared: frozenset[str]
    related: frozenset[str]


def read_folder(case: str, files: Iterable[SourceFile], found: Iterable[Finding] = ()) -> FolderFacts:
    """Read and decode the files of one folder; `found` is what is wrong with where or what they are."""
    documents: list[Document] = []
    mistakes = list(found)
    named: set[tuple[str, str]] = set()
    for file in files:
        document, of_document = read_document(file.path, file.raw)
        documents.append(document)
        mistakes += of_document
        named.update(_NAMED.findall(document.text))
    facts, of_facts = decode_case(case, documents)
    if any(
        "\\" in document.text for document in documents
    ):  # an escape may hide a name from whoever reads the text alone
        named.update(_NAMED.findall("\n".join(_list_references(facts))))
    dossier = facts.records.get(CASE_ID)
    return FolderFacts(
        facts,
        tuple(documents),
        (*mistakes, *of_facts),
        others=frozenset(name for name, _ in named if name not in {case, SHARED}),
        shared=frozenset(identifier for name, identifier in named if name == SHARED),
        related=frozenset(one.text for one in dossier.related) if isinstance(dossier, CaseRecord) else frozenset(),
    )


def _list_references(facts: Facts) -> Iterator[str]:
    for record in facts.records.values():
        for _, reference in walk_references(record):
            yield reference.text
    for reference, _ in facts.adrift:
        yield reference.text


# What can be a reference to a record of another case: case-id/record-id.
_NAMED = re.compile(r"(?<![A-Za-z0-9./:_-])([a-z0-9]+(?:-[a-z0-9]+)*)/([a-z0-9]+(?:-[a-z0-9]+)*)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """Some cases with all that they refer to, read: the library of these, the findings of each, and what each leans on.

    `needs` are by case the other cases that its facts name, directly or through one another; `shared` the ids of the shared
    records that it and these name.
    """

    library: Library
    findings: Mapping[str, tuple[Finding, ...]]
    needs: Mapping[str, frozenset[str]]
    shared: Mapping[str, frozenset[str]]


def read_share(
    root: Path, cases: Iterable[str], shared: FolderFacts | None, *, used_outside: frozenset[str] = frozenset()
) -> Share:
    """Read some cases, and of the others those that they refer to.

    `shared` are the records that cases share, and `used_outside` the keys of the records that cases use which are not read
    here.
    """
    read: dict[str, FolderFacts] = {}

    def take(case: str) -> FolderFacts | None:
        if case not in read:
            if case == SHARED or not KEBAB_CASE.fullmatch(case) or not (root / DOSSIERS / case).is_dir():
                return None
            read[case] = read_folder(case, *read_case(root, case))
        return read[case]

    chosen = tuple(cases)
    needs = {case: _follow_needs(case, take) for case in chosen}
    folders = [*read.values(), *([shared] if shared is not None else [])]
    reading = _resolve(folders, (), names=lambda: list_cases(root)[0], used_outside=used_outside)
    by_case: dict[str, list[Finding]] = {case: [] for case in chosen}
    for finding in reading.findings:
        if (case := case_of(finding.at)) in by_case:
            by_case[case].append(finding)
    return Share(
        library=reading.library,
        findings={case: tuple(found) for case, found in by_case.items()},
        needs=needs,
        shared={
            case: frozenset().union(*(read[one].shared for one in (case, *needs[case]) if one in read))
            for case in chosen
        },
    )


def read_shared(root: Path) -> tuple[Library, tuple[Finding, ...]]:
    """The records that cases share, as a library without a case, and what is wrong with them."""
    reading = _resolve([read_folder(SHARED, *read_case(root, SHARED))], ())
    return reading.library, reading.findings


def _follow_needs(case: str, take: Callable[[str], FolderFacts | None]) -> frozenset[str]:
    found: set[str] = set()
    waiting = [case]
    while waiting:
        folder = take(waiting.pop())
        if folder is not None:
            new = [one for one in folder.others if one not in found and take(one) is not None]
            found.update(new)
            waiting += new
    first = take(case)
    related = () if first is None else first.related
    return frozenset({*found, *(one for one in related if take(one) is not None)} - {case})


def _resolve(
    folders: Iterable[FolderFacts],
    found: Iterable[Finding],
    *,
    names: Callable[[], Collection[str]] | None = None,
    used_outside: frozenset[str] = frozenset(),
) -> Reading:
    folders = tuple(folders)
    findings = [*found, *(finding for folder in folders for finding in folder.findings)]
    broken = {case_of(finding.at) for finding in findings if finding.severity is Severity.ERROR}
    library, of_all = resolve((folder.facts for folder in folders), broken, names=names, used_outside=used_outside)
    return Reading(library=library, findings=put_in_order([*findings, *of_all]))


def case_of(at: Position) -> str:
    """The case whose files a place is in; empty for a place outside `dossiers/`."""
    parts = at.path.split("/")
    return parts[1] if len(parts) > 2 and parts[0] == "dossiers" else ""  # noqa: PLR2004


def put_in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Findings in the order of the files, each once."""
    return tuple(sorted(set(findings), key=lambda finding: finding.order))
