"""The site renewed: only what changed is made and put in its place, in a site that is otherwise as it was."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from generator.building import Build
from generator.completion import (
    bring_hand_written,
    hold_patch,
    hold_whole,
    list_removed,
    write_map,
    write_search,
)
from generator.editions import date_build, describe_site, docs_of, hand_written_of
from generator.freshness import digest_words
from generator.making import make_all
from generator.memory import Memory
from generator.options import Outcome, stops
from generator.pages import PAGE_KINDS
from generator.publication import Job, Publication
from generator.reading import put_in_order
from generator.shelf import HAND, Shelf
from generator.site.frame_docs import FrameEdition
from generator.site.frames import SITE, frames_key, start_frames
from generator.site.place import Place
from generator.site.promise import Promise
from generator.site.publisher import patch, publish
from generator.site.writer import MARKER, DocsTree

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from generator.cache import Cache
    from generator.finding import Finding
    from generator.making import Making
    from generator.memory import Made
    from generator.options import Options
    from generator.production import Product
    from generator.site.frames import FrameRun
    from generator.site.settings import Settings


def renew_site(root: Path, settings: Settings, options: Options, staging: Path, cache: Cache) -> Outcome:
    """Bring the published site up to date with the facts, or build it anew where it cannot be."""
    memory = options.memory or Memory()
    if memory.builds != cache.read_note("builds"):
        memory.forget()
    with ExitStack() as context:
        frames = _prepare_frames(root, settings, options, memory, context, cache=cache)
        is_new = not all((docs_of(root, edition) / MARKER).is_file() for edition in settings.editions)
        trees = {edition.language: DocsTree(docs_of(root, edition), root=root) for edition in settings.editions}
        build = _begin(root, settings, options, staging, frames, cache=cache)
        build.is_whole |= is_new
        for language, shelf in build.shelves.items():
            shelf.items = memory.items.get(language) or shelf.read()
        making = _make(build, options, frames)
        findings = [*making.findings, *frames.findings, *(one for tree in trees.values() for one in tree.findings)]
        if not stops(findings, strict=options.strict):
            cache.write_note("frames", frames.key)
            for edition in settings.editions if build.is_whole or options.changed is None else ():
                trees[edition.language].take_hand_written(hand_written_of(root, edition))
            findings += _complete(build, options, staging, frames.folder / SITE, making, trees=trees)
        is_published = not stops(findings, strict=options.strict)
        is_behind = is_published and options.defers_search and not build.is_whole
        if is_published:
            _publish(build, staging, is_behind=is_behind)
        cache.commit()
        memory.builds, memory.frames = str(build.number), frames.key
        memory.items = {language: shelf.items for language, shelf in build.shelves.items()}
        memory.waiting = set() if is_published else memory.waiting | making.remade
        total = sum(len(item.files) for shelf in build.shelves.values() for item in shelf.items.values())
        return Outcome(
            findings=put_in_order(findings),
            written=build.written,
            unchanged=total - build.written,
            removed=len(build.removed),
            is_published=is_published,
            is_behind=is_behind,
        )


@dataclass(slots=True)
class _Frames:
    """The frames of the site: where they are, what they were made from, and the engine at work on them, if it is."""

    folder: Path
    key: str
    run: FrameRun | None = None
    findings: list[Finding] = field(default_factory=list)

    def look(self, *, waits: bool = False) -> None:
        """Take the frames from the engine if it is done with them."""
        if self.run is not None and (waits or self.run.is_done):
            self.findings += self.run.finish()
            self.run = None


def _prepare_frames(
    root: Path, settings: Settings, options: Options, memory: Memory, context: ExitStack, *, cache: Cache
) -> _Frames:
    """The frames as they are, or the engine set to work on them."""
    folder = root / "build" / "frames"
    editions = [
        FrameEdition(
            language=one.language, config=one.config, prefix=one.prefix, hand_written=hand_written_of(root, one)
        )
        for one in settings.editions
    ]
    overrides = {"extra": {"source_repository": settings.repository}}
    key = memory.frames if options.changed is not None else ""
    key = key or frames_key(
        editions, PAGE_KINDS, root=root, engine=options.engine, site_url=settings.address, overrides=overrides
    )
    frames = _Frames(folder, key)
    are_there = all((folder / f"frames.{one.language}.json").is_file() for one in settings.editions)
    if not are_there or cache.read_note("frames") != key:
        cache.write_note("frames", "")
        frames.run = context.enter_context(
            start_frames(
                folder,
                editions,
                PAGE_KINDS,
                root=root,
                engine=options.engine,
                site_url=settings.address,
                overrides=overrides,
                environment=options.environment,
            )
        )
    return frames


def _begin(root: Path, settings: Settings, options: Options, staging: Path, frames: _Frames, *, cache: Cache) -> Build:
    site = describe_site(settings)
    places = tuple(
        Place(
            language=one.language,
            docs=docs_of(root, one),
            site=staging,
            frames=frames.folder,
            prefix=one.prefix,
            site_url=settings.address,
        )
        for one in settings.editions
    )
    publication = Publication(site=site, places=places, downloads=options.downloads, search=options.search)
    published = root / "build" / "site"
    basis = digest_words(frames.key, repr(site), str(options.downloads), str(options.search))
    number = int(cache.read_note("builds") or 0) + 1
    unfinished = frozenset(map(int, cache.read_note("unfinished").split()))
    cache.write_note("builds", str(number))
    cache.write_note("unfinished", " ".join(map(str, sorted({*unfinished, number}))))
    shelves = {place.language: Shelf(place.language, cache) for place in places}
    return Build(
        cache=cache,
        job=Job(root=root, context=options.context, cache=cache.path, publication=publication),
        publication=publication,
        workforce=options.workforce,
        published=published,
        basis=basis,
        number=number,
        unfinished=unfinished,
        is_whole=frames.run is not None or not published.is_dir() or cache.read_note("site") != basis,
        shelves=shelves,
    )


def _make(build: Build, options: Options, frames: _Frames) -> Making:
    def keep(product: Product, made: Made) -> None:
        frames.look()
        build.keep(product, made)

    making = make_all(build.job, options, build.cache, wants=build.wants, keep=keep)
    frames.look(waits=True)
    return making


def _complete(
    build: Build,
    options: Options,
    staging: Path,
    engine_site: Path,
    making: Making,
    *,
    trees: Mapping[str, DocsTree],
) -> list[Finding]:
    """Put into the site what it needs besides the cases' pages, and hold it against what it owes."""
    build.put_waiting()
    build.drop_cases(making.inventory.folders)
    build.write_lists()
    promises = {language: tree.promises for language, tree in trees.items()}
    findings = [finding for language, tree in trees.items() for finding in _settle_docs(build, language, tree)]
    if build.is_whole:
        bring_hand_written(build, engine_site, promises, staging)
    epoch = date_build(making) if options.epoch is None else options.epoch
    options.progress("site", 0, 1)
    for place in build.publication.places:
        if build.is_whole or not options.defers_search:
            build.removed |= write_search(build, place, staging)
        write_map(build, place, staging, epoch)
    build.removed |= list_removed(build)
    findings += build.findings
    findings += hold_whole(build, staging, promises) if build.is_whole else hold_patch(build)
    options.progress("site", 1, 1)
    return findings


def _settle_docs(build: Build, language: str, tree: DocsTree) -> tuple[Finding, ...]:
    """Take out of a docs tree what nobody wrote; what is wrong with the paths of what is in it."""
    shelf = build.shelves[language]
    if build.is_whole or shelf.has_moved:
        paths = sorted(path for owner, item in shelf.items.items() if owner != HAND for path in item.files)
        tree.note((Promise(path=path) for path in paths), written=0, unchanged=0)
    if build.is_whole:
        return tree.finish().findings
    tree.remove(shelf.list_gone() if shelf.has_moved else ())
    return tree.findings


def _publish(build: Build, staging: Path, *, is_behind: bool) -> None:
    """Put in place what was staged, and let it be known that it is."""
    if build.is_whole:
        publish(build.published)
    elif build.removed or any(staging.iterdir()):
        patch(build.published, sorted(build.removed))
    build.settle(is_behind=is_behind)
    build.cache.write_note("site", build.basis)
    build.cache.write_note("unfinished", " ".join(str(one) for one in sorted({*build.unfinished} - {build.number})))
