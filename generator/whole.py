"""The site built whole by the engine: every page goes through it, and nothing that was made before is used."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from generator.cache import Cache
from generator.editions import date_build, describe_site, docs_of, hand_written_of
from generator.making import make_all
from generator.options import Options, Outcome, stops
from generator.production import write_lists
from generator.publication import Job, Publication, index_pages
from generator.reading import put_in_order
from generator.site.engine import Edition, build_html
from generator.site.place import Place
from generator.site.publisher import publish
from generator.site.search import FOLDER, index_hand_written, write_index
from generator.site.verifier import verify_site
from generator.site.writer import DocsTree, Written

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from generator.finding import Finding
    from generator.memory import Made
    from generator.production import Product
    from generator.site.settings import EditionSettings, Settings


def build_whole(root: Path, settings: Settings, options: Options, staging: Path) -> Outcome:
    """Write the docs trees, let the engine build them, hold the site against what they promise, and publish it."""
    site = describe_site(settings)
    trees = {edition: DocsTree(docs_of(root, edition), root=root) for edition in settings.editions}
    for edition, tree in trees.items():
        tree.take_hand_written(hand_written_of(root, edition))
    places = tuple(
        Place(language=one.language, docs=docs_of(root, one), prefix=one.prefix, site_url=settings.address)
        for one in settings.editions
    )
    publication = Publication(site=site, places=places, downloads=options.downloads, search=options.search)
    cache = Cache()
    searched: dict[str, dict[str, bytes]] = {edition.language: {} for edition in settings.editions}

    def keep(product: Product, _: Made) -> None:
        for edition, tree in trees.items():
            if (edited := product.edited.get(edition.language)) is not None:
                changed = sum(one.is_new for one in edited.files)
                tree.note(edited.promises, written=changed, unchanged=len(edited.files) - changed)
                searched[edition.language] |= edited.search
        cache.replace_entries(product.case, [one for edited in product.edited.values() for one in edited.entries])

    job = Job(root=root, context=options.context, publication=publication)
    making = make_all(job, options, cache, wants=lambda _, __: True, keep=keep)
    findings = list(making.findings)
    if stops(findings, strict=options.strict):
        return Outcome(findings=tuple(findings))
    written: dict[EditionSettings, Written] = {}
    for edition, tree in trees.items():
        lists = tuple(write_lists(cache, site, edition.language))
        for artifact in lists:
            tree.take(artifact)
        searched[edition.language] |= index_pages(lists, edition.language) if options.search else {}
        written[edition] = tree.finish()
        findings += written[edition].findings
    is_published = False
    if not options.pages_only and not stops(findings, strict=options.strict):
        options = replace(options, epoch=date_build(making) if options.epoch is None else options.epoch)
        findings += _build(root, settings, options, staging, written=written, searched=searched)
        if is_published := not stops(findings, strict=options.strict):
            publish(root / "build" / "site")
    return Outcome(
        findings=put_in_order(findings),
        written=sum(one.written for one in written.values()),
        unchanged=sum(one.unchanged for one in written.values()),
        removed=sum(one.removed for one in written.values()),
        is_published=is_published,
    )


def _build(
    root: Path,
    settings: Settings,
    options: Options,
    staging: Path,
    *,
    written: Mapping[EditionSettings, Written],
    searched: Mapping[str, dict[str, bytes]],
) -> tuple[Finding, ...]:
    """Build the docs trees, and hold the site against what they promise."""
    options.progress("site", 0, 1)
    findings = build_html(
        [
            Edition(
                language=edition.language,
                config=edition.config,
                docs=docs_of(root, edition),
                prefix=edition.prefix,
                sources=one.sources,
            )
            for edition, one in written.items()
        ],
        staging,
        root=root,
        epoch=options.epoch or 0,
        engine=options.engine,
        site_url=settings.address,
        overrides={"extra": {"source_repository": settings.repository}},
        environment=options.environment,
    )
    if not stops(findings, strict=options.strict):
        for edition, one in written.items() if options.search else ():
            site = staging / edition.prefix
            pages = searched[edition.language] | dict(index_hand_written(site, one.promises, edition.language))
            write_index(site / FOLDER, edition.language, pages, pages.__getitem__)
        promises = {edition.prefix: one.promises for edition, one in written.items()}
        searched_in = promises if options.search else ()
        findings += verify_site(staging, promises, site_url=settings.address, searched=searched_in)
    options.progress("site", 1, 1)
    return findings
