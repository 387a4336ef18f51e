"""The whole program on one page: look, read, check, write, build, verify; it alone knows every stage."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from generator.cache import Cache
from generator.checks import Context, compare_likenesses, examine_shared, list_likenesses
from generator.finding import Finding, Severity
from generator.inventory import take_inventory
from generator.parallel import Workforce, share_out
from generator.production import Job, Order, Product, Publication, produce_share, write_lists
from generator.reading import Progress, case_of, keep_quiet, put_in_order, read_shared
from generator.site.engine import Edition, build_html
from generator.site.publisher import publish, stage
from generator.site.verifier import verify_site
from generator.site.writer import DocsTree, Tree, Written
from generator.syntax import SHARED, read_document
from generator.views.site import SiteContext

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
    from datetime import date
    from pathlib import Path

    from generator.facts.value import Location
    from generator.finding import Position
    from generator.inventory import Inventory
    from generator.site.settings import EditionSettings, Settings

SHARE_BYTES = 100_000
"""How many bytes of facts a worker is handed at a time, or one case, if that has more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """How a project is to be built.

    `context` is what checks may know besides the facts; `strict` lets warnings stop it; `now` is the present moment, in
    nanoseconds; `epoch` is the date, in seconds, of what the engine dates (the facts' own without one); `environment` what
    the engine needs of the machine's; `pages_only` stops after the docs trees, and without `downloads` these hold the pages
    alone; `workforce` does the work; `progress` is told how far it is.
    """

    context: Context
    now: int = 0
    strict: bool = False
    engine: str = "mkdocs"
    epoch: int | None = None
    environment: Mapping[str, str] = field(default_factory=dict)
    pages_only: bool = False
    downloads: bool = True
    workforce: Workforce = field(default_factory=Workforce)
    progress: Progress = keep_quiet


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """How a build ended: findings, what was written, and whether a new site stands."""

    findings: tuple[Finding, ...]
    written: int = 0
    unchanged: int = 0
    removed: int = 0
    is_published: bool = False


def stops(findings: Collection[Finding], *, strict: bool) -> bool:
    """Whether findings stop the site: errors always, warnings under `strict`."""
    grave = {Severity.ERROR, Severity.WARNING} if strict else {Severity.ERROR}
    return any(finding.severity in grave for finding in findings)


def check_project(root: Path, options: Options, cases: Collection[str] = ()) -> tuple[Finding, ...]:
    """Read a project and ask every check of each case that has no mistake: absence can only be judged on a whole case.

    With `cases`, only findings in these are given; the others are read all the same, since records refer to each other.
    """
    findings, _ = _produce(root, options, None)
    return tuple(finding for finding in findings if not cases or case_of(finding.at) in cases)


def build_project(root: Path, settings: Settings, options: Options) -> Outcome:
    """Everything from YAML to a verified site in `build/site`; with a finding that stops, the site before stays as it was."""
    trees = {edition: _open_tree(root, edition) for edition in settings.editions}
    site = _describe_site(settings)
    folders = {edition.language: _docs(root, edition) for edition in settings.editions}
    publication = Publication(site=site, folders=folders, downloads=options.downloads)
    found, products = _produce(root, options, publication)
    findings = list(found)
    written: dict[EditionSettings, Written] = {}
    if not stops(findings, strict=options.strict):
        for edition, tree in trees.items():
            for product in products:
                edited = product.edited[edition.language]
                tree.note(edited.promises, written=edited.written, unchanged=edited.unchanged)
            cache = Cache()
            for product in products:
                cache.replace_entries(product.case, product.edited[edition.language].entries)
            for artifact in write_lists(cache, site, edition.language):
                tree.take(artifact)
            written[edition] = tree.finish()
            findings += written[edition].findings
    counts = {name: sum(getattr(one, name) for one in written.values()) for name in ("written", "unchanged", "removed")}
    is_published = False
    if not options.pages_only and not stops(findings, strict=options.strict):
        epoch = _date_build(products) if options.epoch is None else options.epoch
        is_published = _publish(root, settings, replace(options, epoch=epoch), written, findings)
    return Outcome(findings=put_in_order(findings), is_published=is_published, **counts)


def _produce(
    root: Path, options: Options, publication: Publication | None
) -> tuple[tuple[Finding, ...], tuple[Product, ...]]:
    """What became of every case, in the order of their ids, and all findings in the order of the files."""
    inventory = take_inventory(root, options.now)
    shared, in_shared = read_shared(root) if SHARED in inventory.folders else (None, ())
    digest = inventory.folders[SHARED].digest if SHARED in inventory.folders else ""
    job = Job(root=root, context=options.context, shared=digest, publication=publication)
    products: dict[str, Product] = {}
    used: dict[str, tuple[str, ...]] = {}
    orders = [Order(case) for case in inventory.folders if case != SHARED]
    # A case is judged by what others use of it, which is known when all have been read: seldom is there a second round.
    while orders:
        for product in _work(job, orders, inventory, options, len(products)):
            products[product.case] = product
        before, used = used, _gather_uses(products.values())
        orders = [Order(case, used.get(case, ())) for case in products if used.get(case, ()) != before.get(case, ())]
    in_order = tuple(products[case] for case in sorted(products))
    findings = [*inventory.findings, *in_shared, *(finding for one in in_order for finding in one.findings)]
    if shared is not None:
        everything = frozenset(key for product in in_order for key in product.uses)
        findings += examine_shared(replace(shared, used_outside=everything), options.context)
    likenesses = [*list_likenesses(shared.shared.values() if shared is not None else ())]
    likenesses += (likeness for product in in_order for likeness in product.likenesses)
    findings += compare_likenesses(likenesses, lambda path, place: _locate(root, path, place))
    return put_in_order(findings), in_order


def _work(job: Job, orders: Sequence[Order], inventory: Inventory, options: Options, before: int) -> Iterator[Product]:
    sizes = {case: folder.size for case, folder in inventory.folders.items()}
    total, done = max(len(sizes), before), 0
    for products in share_out(options.workforce, produce_share, job, tuple(_divide(orders, sizes))):
        yield from products
        done += len(products)
        options.progress("check" if job.publication is None else "write", done, total)


def _divide(orders: Sequence[Order], sizes: Mapping[str, int]) -> Iterator[tuple[Order, ...]]:
    """The orders in shares of about the same size, the large cases first, so that nobody waits for one at the end."""
    share: list[Order] = []
    size = 0
    large = [order for order in orders if sizes[order.case] >= SHARE_BYTES]
    for order in sorted(large, key=lambda order: -sizes[order.case]):
        yield (order,)
    for order in orders:
        if sizes[order.case] < SHARE_BYTES:
            share.append(order)
            size += sizes[order.case]
            if size >= SHARE_BYTES:
                yield tuple(share)
                share, size = [], 0
    if share:
        yield tuple(share)


def _gather_uses(products: Iterable[Product]) -> dict[str, tuple[str, ...]]:
    """By case, the keys of those of its records that other cases use."""
    used: defaultdict[str, set[str]] = defaultdict(set)
    for product in products:
        for key in product.uses:
            used[key.partition("/")[0]].add(key)
    return {case: tuple(sorted(keys)) for case, keys in used.items() if case != SHARED}


def _locate(root: Path, path: str, place: Location) -> Position:
    """The place of a value in a file of facts."""
    return read_document(path, (root / path).read_bytes())[0].position(*place)


def _docs(root: Path, edition: EditionSettings) -> Path:
    return root / "build" / "docs" / edition.language


def _open_tree(root: Path, edition: EditionSettings) -> DocsTree:
    """The docs tree of a language with what is in it before any case: what people wrote."""
    tree = DocsTree(_docs(root, edition), root=root)
    content = root / "content"
    assets = [Tree(content / "assets", "assets")] if (content / "assets").is_dir() else []
    tree.take_hand_written([Tree(content / edition.language), *assets])
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
) -> bool:
    """Build the docs trees, hold the site against what they promise, and put it in its place if it keeps it."""
    published = root / "build" / "site"
    editions = [
        Edition(
            language=edition.language,
            config=edition.config,
            docs=_docs(root, edition),
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
            promises = {edition.prefix: one.promises for edition, one in written.items()}
            findings += verify_site(staging, promises, site_url=settings.address)
        is_good = not stops(findings, strict=options.strict)
        if is_good:
            publish(published)
        options.progress("site", 1, 1)
    return is_good


def _date_build(products: Iterable[Product]) -> int:
    """The date of a build is that of its facts, so that the same facts give the same bytes: the last review, in seconds."""
    days: list[date] = [product.reviewed for product in products if product.reviewed is not None]
    if not days:
        return 0
    newest = max(days)
    return (newest - type(newest)(1970, 1, 1)).days * 86400
