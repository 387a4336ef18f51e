"""From a case to what is said and written of it: its findings, its pages and downloads, its entries in the lists."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.checks import CHECKS, Context, examine_case
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

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from generator.artifact import Artifact
    from generator.case import Case, Library
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


def produce(
    library: Library,
    cases: Sequence[str],
    *,
    context: Context | None = None,
    site: SiteContext | None = None,
    languages: Sequence[str] = (),
    downloads: bool = True,
    processes: int = 1,
) -> Iterator[Product]:
    """The product of each case, in the order given: checked if there is a `context`, written in every language.

    A case with an error is not written. Checking and writing a case together lets its standings be worked out once.
    """
    return map_in_order(_make, _Order(library, context, site, languages, downloads), cases, processes=processes)


def _make(order: _Order, identifier: str) -> Product:
    case = order.library.cases[identifier]
    findings = examine_case(case, order.context) if order.context is not None else ()
    if order.site is None or any(finding.severity is Severity.ERROR for finding in findings):
        return Product(findings, ())
    site = order.site
    return Product(
        findings, tuple(write_case(case, site, language, downloads=order.downloads) for language in order.languages)
    )


def write_case(case: Case, site: SiteContext, language: str, *, downloads: bool = True) -> WrittenCase:
    """The pages of one case in one language, and with `downloads` the files that they offer."""
    view = view_case(case, site, language)
    artifacts = [export.write(case, view) for export in CASE_EXPORTS] if downloads else []
    offered = tuple(Download(export.name, export.label(language), export.media_type) for export in CASE_EXPORTS)
    for write in CASE_PAGES:
        artifacts += write(view, offered)
    for moment in view_moments(case, site, language):
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


def write_pages(library: Library, site: SiteContext, language: str, *, processes: int = 1) -> Iterator[Artifact]:
    """Every generated file of one language, of cases that are known to be good."""
    entries = []
    for product in produce(library, list(library.cases), site=site, languages=(language,), processes=processes):
        (written,) = product.written
        yield from written.artifacts
        entries.append(written.entries)
    yield from write_lists(entries, site, language)


def view_checks() -> tuple[CheckView, ...]:
    """The checks in force, as the method page tells them."""
    return tuple(
        CheckView(check.code, check.title, check.explanation.question, check.explanation.why) for check in CHECKS
    )
