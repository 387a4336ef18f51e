"""From some cases to what is said and written of them: their findings, their pages and downloads, their entries in the lists."""

from __future__ import annotations

import gc
import itertools
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from generator.artifact import Artifact
from generator.cache import Cache
from generator.checks import CHECKS, Context, Likeness, examine_case, list_likenesses
from generator.evidence.ledger import Ledger, read_ledger
from generator.evidence.manifest import ANSWER, MANIFEST, TIMESTAMPS, make_manifest
from generator.evidence.protocol import CRITERIA, MATCHING_RULES
from generator.exports import CASE_EXPORTS
from generator.finding import Finding, Severity
from generator.listings import pack_entries, plan_lists, write_index_files, write_list_page, write_parties
from generator.pages import CASE_PAGES, METHOD_PAGES, MOMENT_PAGES
from generator.pages.download import Download
from generator.publication import put_in_place
from generator.reading import FolderFacts, Share, read_folder, read_share
from generator.site.exhibits import read_exhibits
from generator.syntax import SHARED, read_case
from generator.views.case_page import view_case
from generator.views.indexes import view_entries
from generator.views.method import CheckView, CriterionView, RuleView, view_method
from generator.views.moment import view_moments
from generator.views.stamps import StampRecord

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import date
    from pathlib import Path

    from generator.cache import Listed
    from generator.case import Case, Library
    from generator.evidence.stamps import Stamp
    from generator.publication import Edited, Job
    from generator.views.site import SiteContext


SHARES_BETWEEN_COLLECTIONS = 16
"""After how many shares a worker looks for circles among what it has let go."""


@dataclass(frozen=True, slots=True)
class Order:
    """A case to be produced; `used` are the keys of those of its records that other cases use."""

    case: str
    used: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Product:
    """What became of one case, small enough to be sent and kept.

    `needs` and `shared` are the other cases and the shared records that it was made with, `uses` the keys of the records
    of others that it uses. Until the day `until` the same facts give the same findings. `edited` is by language, and empty
    where the case was not written.
    """

    case: str
    findings: tuple[Finding, ...]
    reviewed: date | None = None
    until: date | None = None
    needs: tuple[str, ...] = ()
    shared: tuple[str, ...] = ()
    uses: tuple[str, ...] = ()
    likenesses: tuple[Likeness, ...] = ()
    edited: Mapping[str, Edited] = field(default_factory=dict)

    @property
    def is_sound(self) -> bool:
        """Whether the case has no error."""
        return not any(finding.severity is Severity.ERROR for finding in self.findings)


def produce_share(job: Job, orders: Sequence[Order]) -> tuple[Product, ...]:
    """Read, resolve, check and write some cases; others are read as far as these refer to them.

    Nothing is kept between two calls but the shared records: any process that sees the same files may do it, and doing it
    twice leaves the same behind.
    """
    with _without_collector():
        shared = _read_shared(job.root, job.shared) if job.shared else None
        used = frozenset(key for order in orders for key in order.used)
        share = read_share(job.root, [order.case for order in orders], shared, used_outside=used)
        products = tuple(_produce(job, share, order.case) for order in orders)
        share.library.dissolve()
        return products


@lru_cache(maxsize=1)
def _read_shared(root: Path, _digest: str) -> FolderFacts:
    return read_folder(SHARED, *read_case(root, SHARED))


_shares = itertools.count(1)


@contextmanager
def _without_collector() -> Iterator[None]:
    # A share is let go as a whole, and what circles are left in it are few: to look for them each time takes a twentieth
    # of the time that it takes to make.
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if next(_shares) % SHARES_BETWEEN_COLLECTIONS == 0:
            gc.collect()
        if was_enabled:
            gc.enable()


def _produce(job: Job, share: Share, name: str) -> Product:
    needs, shared = tuple(sorted(share.needs[name])), tuple(sorted(share.shared[name]))
    findings = list(share.findings[name])
    case = share.library.cases.get(name)
    if case is None:
        return Product(case=name, findings=tuple(findings), needs=needs, shared=shared)
    context = Context(job.context.today, job.context.protected_names)
    findings += examine_case(case, context)
    ledger = read_ledger(case, job.root)
    stamps, of_stamps = hold_stamps(case, job.root)
    exhibits = tuple(read_exhibits(case, job.root))
    findings += [*ledger.findings, *of_stamps, *(one for one in exhibits if isinstance(one, Finding))]
    product = Product(
        case=name,
        findings=tuple(findings),
        reviewed=case.record.reviewed,
        until=min(context.awaited, default=None),
        needs=needs,
        shared=shared,
        uses=tuple(record.key for record in case.borrowed),
        likenesses=list_likenesses(case.records.values(), case),
    )
    if job.publication is None or not product.is_sound:
        return product
    files = (*(one for one in exhibits if isinstance(one, Artifact)), *write_stamps(stamps))
    records = record_stamps(case, job.root, stamps)
    edited = {}
    for place in job.publication.places:
        written = write_case(
            case, job.publication.site, place.language, ledger, downloads=job.publication.downloads, stamps=records
        )
        done = put_in_place((*written.artifacts, *files), place, job.publication)
        edited[place.language] = replace(done, entries=written.entries)
    return replace(product, edited=edited)


@dataclass(frozen=True, slots=True)
class WrittenCase:
    """What one case gives in one language: its files, and its entries in the lists across all cases."""

    artifacts: tuple[Artifact, ...]
    entries: tuple[Listed, ...]


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
    exports = CASE_EXPORTS if downloads else ()
    offered = tuple(Download(export.name, export.label(language), export.media_type) for export in exports)
    for write in CASE_PAGES:
        artifacts += write(view, offered)
    for moment in view_moments(case, site, language, ledger.states):
        for write_moment in MOMENT_PAGES:
            artifacts += write_moment(moment)
    return WrittenCase(tuple(artifacts), pack_entries(view_entries(case, language), language))


def write_lists(cache: Cache, site: SiteContext, language: str) -> Iterator[Artifact]:
    """The lists across all cases, and what else is made of all of them, in one language."""
    cache.join_entries()
    yield from (write_list_page(cache, page) for page in plan_lists(cache, language))
    yield from write_parties(cache, language)
    yield from write_index_files(cache, site, language)
    yield from write_rules(language)


def write_rules(language: str) -> Iterator[Artifact]:
    """The pages of the rules in force, in one language."""
    method = view_method(
        view_checks(),
        language,
        matching=(RuleView(one.name, one.meaning) for one in MATCHING_RULES),
        preservation=(CriterionView(one.name, one.section, one.asked, one.served) for one in CRITERIA),
    )
    for write_method in METHOD_PAGES:
        yield from write_method(method)


def write_pages(library: Library, site: SiteContext, language: str, *, root: Path | None = None) -> Iterator[Artifact]:
    """Every generated file of one language, of cases that are known to be good; with `root`, the proofs are read there."""
    cache = Cache()
    for case in library.cases.values():
        written = write_case(case, site, language, read_ledger(case, root) if root is not None else None)
        yield from written.artifacts
        cache.replace_entries(case.id, written.entries)
    yield from write_lists(cache, site, language)


def hold_stamps(case: Case, root: Path) -> tuple[tuple[Stamp, ...], tuple[Finding, ...]]:
    """The time-stamps of a case that hold against the certificates that the project trusts, and what is wrong with others.

    They were made before, and are only read: nobody is asked for one here.
    """
    if not (root / "dossiers" / case.id / TIMESTAMPS).exists():
        return (), ()
    from generator.evidence.stamps import read_trusted, verify_stamps  # noqa: PLC0415  (a tenth of the time that starting takes)

    return verify_stamps(root, case, read_trusted(root))


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
