"""The whole program on one page: read, decode, resolve, check, view, write, build, verify; each stage knows only its own."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from generator.case import Library, resolve
from generator.checks import CHECKS, Context, examine_library
from generator.exports import CASE_EXPORTS, INDEX_EXPORTS
from generator.facts.decoder import Facts, decode_case
from generator.finding import Finding, Position, Severity
from generator.pages import CASE_PAGES, INDEX_PAGES, METHOD_PAGES
from generator.pages.download import Download
from generator.site.engine import Edition, build_html
from generator.site.exhibits import read_exhibits
from generator.site.publisher import publish, stage
from generator.site.settings import EditionSettings, Settings
from generator.site.verifier import verify_site
from generator.site.writer import Tree, Written, write_docs
from generator.syntax import Document, read_document, read_tree
from generator.views.case_page import view_case
from generator.views.indexes import gather_indexes, view_entries
from generator.views.method import CheckView, view_method
from generator.views.site import SiteContext

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
    from datetime import date
    from pathlib import Path

    from generator.artifact import Artifact
    from generator.case import Case


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


def read_project(root: Path, cases: Collection[str] | None = None, progress: Callable[[str, int, int], None] = keep_quiet) -> Reading:
    """Read, decode and resolve the facts of a project; all mistakes of all files are found in one run."""
    files, found = read_tree(root, cases)
    findings = list(found)
    broken = {_case_of(finding.at) for finding in found if finding.severity is Severity.ERROR}
    documents: dict[str, Document] = {}
    by_case: dict[str, list[Document]] = {}
    for number, file in enumerate(files, start=1):
        document, mistakes = read_document(file.path, file.raw)
        documents[file.path] = document
        by_case.setdefault(file.case, []).append(document)
        findings += mistakes
        if any(mistake.severity is Severity.ERROR for mistake in mistakes):
            broken.add(file.case)
        progress("read", number, len(files))
    facts: list[Facts] = []
    for case, of_case in by_case.items():
        decoded, mistakes = decode_case(case, of_case)
        facts.append(decoded)
        findings += mistakes
        if any(mistake.severity is Severity.ERROR for mistake in mistakes):
            broken.add(case)
    library, mistakes = resolve(facts, broken)
    findings += mistakes
    return Reading(library=library, findings=_in_order(findings), documents=documents)


def _case_of(at: Position) -> str:
    parts = at.path.split("/")
    return parts[1] if len(parts) > 2 and parts[0] == "dossiers" else ""  # noqa: PLR2004


def _in_order(findings: list[Finding]) -> tuple[Finding, ...]:
    return tuple(sorted(set(findings), key=lambda finding: finding.order))


def check_project(
    root: Path,
    context: Context,
    cases: Collection[str] | None = None,
    progress: Callable[[str, int, int], None] = keep_quiet,
) -> Reading:
    """Read a project and ask every check of each case that has no mistake: absence can only be judged on a whole case."""
    reading = read_project(root, cases, progress)
    findings = [*reading.findings, *examine_library(reading.library, context)]
    return replace(reading, findings=_in_order(findings))


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
    progress: Callable[[str, int, int], None] = keep_quiet,
) -> Iterator[Artifact]:
    """Every generated file of one language: the pages and downloads of each case, the lists, and the rules."""
    yield from exhibits
    entries = []
    for number, case in enumerate(library.cases.values(), start=1):
        yield from write_case(case, site, language)
        entries.append(view_entries(case, language))
        progress(f"pages ({language})", number, len(library.cases))
    indexes = gather_indexes(entries, language)
    for write_index in INDEX_PAGES:
        yield from write_index(indexes)
    for export in INDEX_EXPORTS:
        yield export.write(indexes, site)
    method = view_method(checks, language)
    for write_method in METHOD_PAGES:
        yield from write_method(method)


def write_case(case: Case, site: SiteContext, language: str) -> Iterator[Artifact]:
    """The pages and downloads of one case in one language."""
    view = view_case(case, site, language)
    downloads = []
    for export in CASE_EXPORTS:
        artifact = export.write(case, view)
        yield artifact
        downloads.append(Download(artifact.path.rpartition("/")[2], export.label(language), export.media_type))
    for write in CASE_PAGES:
        yield from write(view, tuple(downloads))


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
    progress: Callable[[str, int, int], None],
) -> dict[EditionSettings, Written]:
    """The docs tree of every language below `build/docs/`, written only where it changed."""
    checks = view_checks()
    written = {}
    for edition in settings.editions:
        artifacts = write_pages(library, site, edition.language, checks, exhibits, progress)
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
    progress: Callable[[str, int, int], None] = keep_quiet,
) -> Outcome:
    """Everything from YAML to a verified site in `build/site`; with a finding that stops, the site before stays as it was."""
    reading = check_project(root, context, progress=progress)
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
    written = write_project(root, settings, reading.library, site, exhibits, progress)
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
