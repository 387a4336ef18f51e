"""The whole program on one page: read, decode, resolve, check, view, write, build, verify; each stage knows only its own."""

from __future__ import annotations

import gc
from dataclasses import dataclass, field, replace
from itertools import groupby
from typing import TYPE_CHECKING, TypeAlias

from generator.case import Library, resolve
from generator.checks import CHECKS, Context, examine_case, examine_shared
from generator.exports import CASE_EXPORTS, INDEX_EXPORTS
from generator.facts.decoder import Facts, decode_case
from generator.finding import Finding, Position, Severity
from generator.pages import CASE_PAGES, INDEX_PAGES, METHOD_PAGES
from generator.pages.download import Download
from generator.parallel import map_in_order
from generator.site.engine import Edition, build_html
from generator.site.exhibits import read_exhibits
from generator.site.publisher import publish, stage
from generator.site.verifier import verify_site
from generator.site.writer import Tree, Written, write_docs
from generator.syntax import Document, read_document, read_tree
from generator.views.case_page import view_case
from generator.views.indexes import CaseEntries, gather_indexes, view_entries
from generator.views.method import CheckView, view_method
from generator.views.site import SiteContext

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
    from datetime import date
    from pathlib import Path

    from generator.artifact import Artifact
    from generator.site.settings import EditionSettings, Settings


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

    @property
    def errors(self) -> tuple[Finding, ...]:
        """The findings that stop the site."""
        return tuple(finding for finding in self.findings if finding.severity is Severity.ERROR)


def read_project(root: Path, progress: Progress = keep_quiet) -> Reading:
    """Read, decode and resolve the facts of a project; all mistakes of all files are found in one run."""
    gc.disable()  # facts hold no circles to speak of, and looking for them among ever more facts takes more time than reading
    try:
        return _read_project(root, progress)
    finally:
        gc.freeze()
        gc.enable()


def _read_project(root: Path, progress: Progress) -> Reading:
    files, found = read_tree(root)
    findings = list(found)
    broken = {_case_of(finding.at) for finding in found if finding.severity is Severity.ERROR}
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
    return Reading(library=library, findings=_in_order([*findings, *mistakes_of_all]), documents=documents)


def _case_of(at: Position) -> str:
    parts = at.path.split("/")
    return parts[1] if len(parts) > 2 and parts[0] == "dossiers" else ""  # noqa: PLR2004


def _in_order(findings: list[Finding]) -> tuple[Finding, ...]:
    return tuple(sorted(set(findings), key=lambda finding: finding.order))


def check_project(
    root: Path,
    context: Context,
    cases: Collection[str] = (),
    *,
    processes: int = 1,
    progress: Progress = keep_quiet,
) -> Reading:
    """Read a project and ask every check of each case that has no mistake: absence can only be judged on a whole case.

    With `cases`, only findings in these are given; the others are read all the same, since records refer to each other.
    """
    reading = read_project(root, progress)
    findings = [*reading.findings, *examine_shared(reading.library, context)]
    chosen = [case for case in reading.library.cases if not cases or case in cases]
    work = _Checking(reading.library, context)
    for number, found in enumerate(map_in_order(_check_case, work, chosen, processes=processes), start=1):
        findings += found
        progress("check", number, len(chosen))
    kept = [finding for finding in findings if not cases or _case_of(finding.at) in cases]
    return replace(reading, findings=_in_order(kept))


@dataclass(frozen=True, slots=True)
class _Checking:
    library: Library
    context: Context


def _check_case(work: _Checking, case: str) -> tuple[Finding, ...]:
    return examine_case(work.library.cases[case], work.context)


def stops(findings: Collection[Finding], *, strict: bool) -> bool:
    """Whether findings stop the site: errors always, warnings under `strict`."""
    grave = {Severity.ERROR, Severity.WARNING} if strict else {Severity.ERROR}
    return any(finding.severity in grave for finding in findings)


def write_pages(
    library: Library,
    site: SiteContext,
    language: str,
    checks: tuple[CheckView, ...],
    exhibits: Sequence[Artifact] = (),
    *,
    processes: int = 1,
    progress: Progress = keep_quiet,
) -> Iterator[Artifact]:
    """Every generated file of one language: the pages and downloads of each case, the lists, and the rules."""
    yield from exhibits
    entries = []
    work = _Writing(library, site, language)
    for number, done in enumerate(map_in_order(_write_case, work, list(library.cases), processes=processes), start=1):
        yield from done.artifacts
        entries.append(done.entries)
        progress(f"write ({language})", number, len(library.cases))
    indexes = gather_indexes(entries, language)
    for write_index in INDEX_PAGES:
        yield from write_index(indexes)
    for export in INDEX_EXPORTS:
        yield export.write(indexes, site)
    method = view_method(checks, language)
    for write_method in METHOD_PAGES:
        yield from write_method(method)


@dataclass(frozen=True, slots=True)
class _Writing:
    library: Library
    site: SiteContext
    language: str


@dataclass(frozen=True, slots=True)
class _WrittenCase:
    """What one case gives: its files, and its entries in the lists across all cases."""

    artifacts: tuple[Artifact, ...]
    entries: CaseEntries


def _write_case(work: _Writing, identifier: str) -> _WrittenCase:
    case = work.library.cases[identifier]
    view = view_case(case, work.site, work.language)
    artifacts = [export.write(case, view) for export in CASE_EXPORTS]
    downloads = tuple(
        Download(artifact.path.rpartition("/")[2], export.label(work.language), export.media_type)
        for artifact, export in zip(artifacts, CASE_EXPORTS, strict=True)
    )
    for write in CASE_PAGES:
        artifacts += write(view, downloads)
    return _WrittenCase(tuple(artifacts), view_entries(case, work.language))


def view_checks() -> tuple[CheckView, ...]:
    """The checks in force, as the method page tells them."""
    return tuple(
        CheckView(check.code, check.title, check.explanation.question, check.explanation.why) for check in CHECKS
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """How a build ended: findings, what was written, and whether a new site stands."""

    findings: tuple[Finding, ...]
    written: int = 0
    unchanged: int = 0
    removed: int = 0
    is_published: bool = False
    documents: Mapping[str, Document] = field(default_factory=dict)


def write_project(
    root: Path,
    settings: Settings,
    library: Library,
    site: SiteContext,
    exhibits: Sequence[Artifact],
    *,
    processes: int = 1,
    progress: Progress = keep_quiet,
) -> dict[EditionSettings, Written]:
    """The docs tree of every language below `build/docs/`, written only where it changed."""
    checks = view_checks()
    written = {}
    for edition in settings.editions:
        artifacts = write_pages(
            library, site, edition.language, checks, exhibits, processes=processes, progress=progress
        )
        content = root / "content"
        trees = [Tree(content / edition.language)]
        if (content / "assets").is_dir():
            trees.append(Tree(content / "assets", "assets"))
        target = root / "build" / "docs" / edition.language
        written[edition] = write_docs(artifacts, trees, target, root=root)
    return written


def build_project(
    root: Path,
    settings: Settings,
    context: Context,
    *,
    strict: bool = False,
    engine: str = "mkdocs",
    epoch: int | None = None,
    environment: Mapping[str, str] | None = None,
    pages_only: bool = False,
    processes: int = 1,
    progress: Progress = keep_quiet,
) -> Outcome:
    """Everything from YAML to a verified site in `build/site`; with a finding that stops, the site before stays as it was."""
    reading = check_project(root, context, processes=processes, progress=progress)
    if stops(reading.findings, strict=strict):
        return Outcome(findings=reading.findings, documents=reading.documents)
    site = SiteContext(
        name=settings.name,
        languages=tuple(edition.language for edition in settings.editions),
        address=settings.address,
        repository=settings.repository,
        branch=settings.branch,
        edit_pattern=settings.edit_pattern,
        report_pattern=settings.report_pattern,
    )
    read = [one for case in reading.library.cases.values() for one in read_exhibits(case, root)]
    faults = [one for one in read if isinstance(one, Finding)]
    if stops(faults, strict=strict):
        return Outcome(findings=_in_order([*reading.findings, *faults]), documents=reading.documents)
    exhibits = [one for one in read if not isinstance(one, Finding)]
    written = write_project(root, settings, reading.library, site, exhibits, processes=processes, progress=progress)
    findings = [*reading.findings, *(finding for one in written.values() for finding in one.findings)]
    counts = {name: sum(getattr(one, name) for one in written.values()) for name in ("written", "unchanged", "removed")}
    if pages_only or stops(findings, strict=strict):
        return Outcome(findings=_in_order(findings), documents=reading.documents, **counts)
    published = root / "build" / "site"
    with stage(published) as staging:
        progress("site", 0, 1)
        editions = [
            Edition(
                language=edition.language,
                config=edition.config,
                docs=root / "build" / "docs" / edition.language,
                prefix=edition.prefix,
                sources=one.sources,
            )
            for edition, one in written.items()
        ]
        findings += build_html(
            editions,
            staging,
            root=root,
            epoch=_date_build(reading.library) if epoch is None else epoch,
            engine=engine,
            site_url=settings.address,
            overrides={"extra": {"source_repository": settings.repository}},
            environment=environment,
        )
        if not stops(findings, strict=strict):
            promises = {edition.prefix: one.promises for edition, one in written.items()}
            findings += verify_site(staging, promises, site_url=settings.address)
        good = not stops(findings, strict=strict)
        if good:
            publish(published)
        progress("site", 1, 1)
    return Outcome(findings=_in_order(findings), documents=reading.documents, is_published=good, **counts)


def _date_build(library: Library) -> int:
    """The date of a build is that of its facts, so that the same facts give the same bytes: the last review, in seconds."""
    days: list[date] = [case.record.reviewed for case in library.cases.values() if case.record.reviewed is not None]
    if not days:
        return 0
    newest = max(days)
    return (newest - type(newest)(1970, 1, 1)).days * 86400
