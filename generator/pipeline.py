"""The whole program on one page: read, check, write, build, verify; it alone knows every stage."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from generator.checks import Context, examine_shared
from generator.finding import Finding, Severity
from generator.production import hold_stamps, produce, record_stamps, write_lists, write_stamps
from generator.reading import Progress, Reading, case_of, keep_quiet, put_in_order, read_project
from generator.site.engine import Edition, build_html
from generator.site.exhibits import read_exhibits
from generator.site.promise import page_of
from generator.site.publisher import publish, stage
from generator.site.search import FOLDER, index_hand_written, index_page, write_index
from generator.site.verifier import verify_site
from generator.site.writer import DocsTree, Tree, Written
from generator.views.site import SiteContext

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from datetime import date
    from pathlib import Path

    from generator.artifact import Artifact
    from generator.case import Library
    from generator.site.settings import EditionSettings, Settings
    from generator.syntax import Document
    from generator.views.indexes import CaseEntries


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """How a project is to be built.

    `context` is what checks may know besides the facts; `strict` lets warnings stop it; `epoch` is the date, in seconds, of
    what the engine dates (the facts' own without one); `environment` what the engine needs of the machine's; `pages_only`
    stops after the docs trees, and without `downloads` these hold the pages alone; `processes` how many may work at once;
    `progress` is told how far the work is.
    """

    context: Context
    strict: bool = False
    engine: str = "mkdocs"
    epoch: int | None = None
    environment: Mapping[str, str] = field(default_factory=dict)
    pages_only: bool = False
    downloads: bool = True
    processes: int = 1
    progress: Progress = keep_quiet


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """How a build ended: findings, what was written, and whether a new site stands."""

    findings: tuple[Finding, ...]
    written: int = 0
    unchanged: int = 0
    removed: int = 0
    is_published: bool = False
    documents: Mapping[str, Document] = field(default_factory=dict)


def stops(findings: Collection[Finding], *, strict: bool) -> bool:
    """Whether findings stop the site: errors always, warnings under `strict`."""
    grave = {Severity.ERROR, Severity.WARNING} if strict else {Severity.ERROR}
    return any(finding.severity in grave for finding in findings)


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
    findings = [*reading.findings, *examine_shared(reading.library, context), *hold_stamps(reading.library, root)[1]]
    chosen = [case for case in reading.library.cases if not cases or case in cases]
    products = produce(reading.library, chosen, context=context, processes=processes, root=root)
    for number, product in enumerate(products, start=1):
        findings += product.findings
        progress("check", number, len(chosen))
    kept = [finding for finding in findings if not cases or case_of(finding.at) in cases]
    return replace(reading, findings=put_in_order(kept))


def build_project(root: Path, settings: Settings, options: Options) -> Outcome:
    """Everything from YAML to a verified site in `build/site`; with a finding that stops, the site before stays as it was."""
    reading = read_project(root, options.progress)
    findings = [*reading.findings, *examine_shared(reading.library, options.context)]
    found: dict[EditionSettings, dict[str, bytes]] = {edition: {} for edition in settings.editions}
    written = _write_docs(root, settings, reading.library, options, findings, found=found)
    counts = {name: sum(getattr(one, name) for one in written.values()) for name in ("written", "unchanged", "removed")}
    is_published = False
    if not options.pages_only and not stops(findings, strict=options.strict):
        epoch = _date_build(reading.library) if options.epoch is None else options.epoch
        is_published = _publish(root, settings, replace(options, epoch=epoch), written, findings, found=found)
    return Outcome(findings=put_in_order(findings), documents=reading.documents, is_published=is_published, **counts)


def _write_docs(
    root: Path,
    settings: Settings,
    library: Library,
    options: Options,
    findings: list[Finding],
    *,
    found: Mapping[EditionSettings, dict[str, bytes]],
) -> dict[EditionSettings, Written]:
    """The docs tree of every language below `build/docs/`, written only where it changed; with an error, left unfinished.

    Every case is checked whatever was found before, so that one run finds all there is to mend. `found` is given what the
    search knows of each page.
    """
    exhibits = _read_exhibits(library, root, findings)
    stamps, of_stamps = hold_stamps(library, root)
    findings += of_stamps
    stamped = [file for held in stamps.values() for file in write_stamps(held)]
    editions = () if stops(findings, strict=options.strict) else settings.editions
    trees = {edition: _open_tree(root, edition, [*exhibits, *stamped]) for edition in editions}
    entries: dict[EditionSettings, list[CaseEntries]] = {edition: [] for edition in editions}
    site = _describe_site(settings)
    products = produce(
        library,
        list(library.cases),
        context=options.context,
        site=site,
        languages=[edition.language for edition in editions],
        downloads=options.downloads,
        stamps={case: record_stamps(library.cases[case], root, held) for case, held in stamps.items()},
        processes=options.processes,
        root=root,
    )
    for number, product in enumerate(products, start=1):
        findings += product.findings
        for edition, written in zip(editions, product.written, strict=False):
            entries[edition].append(written.entries)
            for artifact in written.artifacts:
                trees[edition].take(artifact)
                _index(artifact, edition.language, found[edition])
        options.progress("write", number, len(library.cases))
    if stops(findings, strict=options.strict):
        return {}
    done = {}
    for edition, tree in trees.items():
        for artifact in write_lists(entries[edition], site, edition.language):
            tree.take(artifact)
            _index(artifact, edition.language, found[edition])
        done[edition] = tree.finish()
        findings += done[edition].findings
    return done


def _index(artifact: Artifact, language: str, found: dict[str, bytes]) -> None:
    if artifact.records:
        page = page_of(artifact.path)
        found[page] = index_page(page, artifact.title, artifact.records, language)


def _read_exhibits(library: Library, root: Path, findings: list[Finding]) -> list[Artifact]:
    read = [one for case in library.cases.values() for one in read_exhibits(case, root)]
    findings += [one for one in read if isinstance(one, Finding)]
    return [one for one in read if not isinstance(one, Finding)]


def _open_tree(root: Path, edition: EditionSettings, files: list[Artifact]) -> DocsTree:
    """The docs tree of a language with what is in it before any case: what people wrote, exhibits and time-stamps."""
    tree = DocsTree(root / "build" / "docs" / edition.language, root=root)
    content = root / "content"
    assets = [Tree(content / "assets", "assets")] if (content / "assets").is_dir() else []
    tree.take_hand_written([Tree(content / edition.language), *assets])
    for file in files:
        tree.take(file)
    return tree


def _describe_site(settings: Settings) -> SiteContext:
    return SiteContext(
        name=settings.name,
        languages=tuple(edition.language for edition in settings.editions),
        address=settings.address,
        repository=settings.repository,
        branch=settings.branch,
        edit_pattern=settings.edit_pattern,
        report_pattern=settings.report_pattern,
    )


def _publish(
    root: Path,
    settings: Settings,
    options: Options,
    written: Mapping[EditionSettings, Written],
    findings: list[Finding],
    *,
    found: Mapping[EditionSettings, dict[str, bytes]],
) -> bool:
    """Build the docs trees, hold the site against what they promise, and put it in its place if it keeps it."""
    published = root / "build" / "site"
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
    with stage(published) as staging:
        options.progress("site", 0, 1)
        findings += build_html(
            editions,
            staging,
            root=root,
            epoch=options.epoch or 0,
            engine=options.engine,
            site_url=settings.address,
            overrides={"extra": {"source_repository": settings.repository}},
            environment=options.environment,
        )
        if not stops(findings, strict=options.strict):
            for edition, one in written.items():
                site = staging / edition.prefix
                pages = found[edition] | dict(index_hand_written(site, one.promises, edition.language))
                write_index(site / FOLDER, edition.language, pages, pages.__getitem__)
            promises = {edition.prefix: one.promises for edition, one in written.items()}
            findings += verify_site(staging, promises, site_url=settings.address)
        is_good = not stops(findings, strict=options.strict)
        if is_good:
            publish(published)
        options.progress("site", 1, 1)
    return is_good


def _date_build(library: Library) -> int:
    """The date of a build is that of its facts, so that the same facts give the same bytes: the last review, in seconds."""
    days: list[date] = [case.record.reviewed for case in library.cases.values() if case.record.reviewed is not None]
    if not days:
        return 0
    newest = max(days)
    return (newest - type(newest)(1970, 1, 1)).days * 86400
