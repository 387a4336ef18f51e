"""From a case to what is said and written of it: its findings, its pages and downloads, its entries in the lists."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

from generator.artifact import Artifact
from generator.checks import CHECKS, Context, examine_case
from generator.evidence.ledger import Ledger, read_ledger
from generator.evidence.manifest import ANSWER, MANIFEST, TIMESTAMPS, make_manifest
from generator.evidence.protocol import CRITERIA, MATCHING_RULES
from generator.exports import CASE_EXPORTS, INDEX_EXPORTS
from generator.finding import Finding, Severity
from generator.pages import CASE_PAGES, INDEX_PAGES, METHOD_PAGES, MOMENT_PAGES
from generator.pages.download import Download
from generator.parallel import map_in_order
from generator.views.case_page import view_case
from generator.views.indexes import CaseEntries, gather_indexes, view_entries
from generator.views.method import CheckView, CriterionView, RuleView, view_method
from generator.views.moment import view_moments
from generator.views.stamps import StampRecord

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from generator.case import Case, Library
    from generator.evidence.stamps import Stamp
    from generator.views.site import SiteContext


@dataclass(frozen=True, slots=True)
class WrittenCase:
    """What one case gives in one language: its files, and its entries in the lists across all cases."""

    artifacts: tuple[Artifact, ...]
    entries: CaseEntries


@dataclass(frozen=True, slots=True)
class Product:
    """What became of one case: what its checks found, and what was written of it in each language, if it may be."""

    findings: tuple[Finding, ...]
    written: tuple[WrittenCase, ...]


@dataclass(frozen=True, slots=True)
class _Order:
    library: Library
    context: Context | None
    site: SiteContext | None
    languages: Sequence[str]
    downloads: bool
    root: Path | None
    stamps: Mapping[str, Sequence[StampRecord]]


def produce(
    library: Library,
    cases: Sequence[str],
    *,
    context: Context | None = None,
    site: SiteContext | None = None,
    languages: Sequence[str] = (),
    downloads: bool = True,
    stamps: Mapping[str, Sequence[StampRecord]] = MappingProxyType({}),
    processes: int = 1,
    root: Path | None = None,
) -> Iterator[Product]:
    """The product of each case, in the order given: checked if there is a `context`, written in every language.

    With `root`, the project's folder, the proofs of its quotes are read there and verified; `stamps` are the time-stamps
    that hold, by case. A case with an error is not written. Checking and writing a case together lets its standings be
    worked out once.
    """
    order = _Order(library, context, site, languages, downloads, root, stamps)
    return map_in_order(_make, order, cases, processes=processes)


def _make(order: _Order, identifier: str) -> Product:
    case = order.library.cases[identifier]
    ledger = read_ledger(case, order.root) if order.root is not None else Ledger()
    findings = (*(examine_case(case, order.context) if order.context is not None else ()), *ledger.findings)
    if order.site is None or any(finding.severity is Severity.ERROR for finding in findings):
        return Product(findings, ())
    site, stamps = order.site, order.stamps.get(identifier, ())
    written = (
        write_case(case, site, language, ledger, downloads=order.downloads, stamps=stamps)
        for language in order.languages
    )
    return Product(findings, tuple(written))


def write_case(
    case: Case,
    site: SiteContext,
    language: str,
    ledger: Ledger | None = None,
    *,
    downloads: bool = True,
    stamps: Sequence[StampRecord] = (),
) -> WrittenCase:
    """The pages of one case in one language, and with `downloads` the files that they offer; `ledger` has its proofs.

    The files of its time-stamps (`write_stamps`) are the same in every language.
    """
    ledger = ledger or Ledger()
    view = view_case(case, site, language, ledger.states, stamps)
    artifacts = [export.write(case, view) for export in CASE_EXPORTS] if downloads else []
    if downloads:
        artifacts += [
            Artifact(path=f"cases/{case.id}/proofs/{quote}.json", content=raw) for quote, raw in ledger.files.items()
        ]
    offered = tuple(Download(export.name, export.label(language), export.media_type) for export in CASE_EXPORTS)
    for write in CASE_PAGES:
        artifacts += write(view, offered)
    for moment in view_moments(case, site, language, ledger.states):
        for write_moment in MOMENT_PAGES:
            artifacts += write_moment(moment)
    return WrittenCase(tuple(artifacts), view_entries(case, language))


def write_lists(entries: Iterable[CaseEntries], site: SiteContext, language: str) -> Iterator[Artifact]:
    """The lists across all cases, and the page of the rules, in one language."""
    indexes = gather_indexes(entries, language)
    for write_index in INDEX_PAGES:
        yield from write_index(indexes)
    for export in INDEX_EXPORTS:
        yield export.write(indexes, site)
    method = view_method(
        view_checks(),
        language,
        matching=(RuleView(one.name, one.meaning) for one in MATCHING_RULES),
        preservation=(CriterionView(one.name, one.section, one.asked, one.served) for one in CRITERIA),
    )
    for write_method in METHOD_PAGES:
        yield from write_method(method)


def write_pages(
    library: Library, site: SiteContext, language: str, *, processes: int = 1, root: Path | None = None
) -> Iterator[Artifact]:
    """Every generated file of one language, of cases that are known to be good; `root` as in `produce`."""
    entries = []
    cases = list(library.cases)
    for product in produce(library, cases, site=site, languages=(language,), processes=processes, root=root):
        (written,) = product.written
        yield from written.artifacts
        entries.append(written.entries)
    yield from write_lists(entries, site, language)


def hold_stamps(library: Library, root: Path) -> tuple[dict[str, tuple[Stamp, ...]], tuple[Finding, ...]]:
    """The time-stamps of every case that hold against the certificates that the project trusts, and what is wrong with others.

    They were made before, and are only read: nobody is asked for one here.
    """
    stamped = [case for case in library.cases.values() if (root / "dossiers" / case.id / TIMESTAMPS).exists()]
    if not stamped:
        return {}, ()
    from generator.evidence.stamps import read_trusted, verify_stamps  # noqa: PLC0415  (a tenth of the time that starting takes)

    trusted = read_trusted(root)
    held: dict[str, tuple[Stamp, ...]] = {}
    findings: list[Finding] = []
    for case in stamped:
        held[case.id], found = verify_stamps(root, case, trusted)
        findings += found
    return held, tuple(findings)


def record_stamps(case: Case, root: Path, stamps: Sequence[Stamp]) -> tuple[StampRecord, ...]:
    """What readers are told of the time-stamps of a case, the newest first."""
    if not stamps:
        return ()
    now, earlier = make_manifest(case, root)[0], f"dossiers/{case.id}/{TIMESTAMPS}/"
    files = {path: digest for path, digest in now.files.items() if not path.startswith(earlier)}
    return tuple(
        StampRecord(
            name=stamp.name,
            time=stamp.timestamp.time,
            authority=stamp.timestamp.authority,
            is_current=files
            == {path: digest for path, digest in stamp.manifest.files.items() if not path.startswith(earlier)},
            manifest=MANIFEST,
            response=ANSWER,
        )
        for stamp in reversed(stamps)
    )


def write_stamps(stamps: Iterable[Stamp]) -> Iterator[Artifact]:
    """The files of time-stamps, to be published byte for byte."""
    for stamp in stamps:
        for name in (MANIFEST, ANSWER):
            path = f"cases/{stamp.case}/{TIMESTAMPS}/{stamp.name}/{name}"
            yield Artifact(path=path, content=stamp.files[name])


def view_checks() -> tuple[CheckView, ...]:
    """The checks in force, as the method page tells them."""
    return tuple(
        CheckView(check.code, check.title, check.explanation.question, check.explanation.why) for check in CHECKS
    )
