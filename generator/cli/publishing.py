"""The commands that make the site: build and serve."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import generator
from generator import pipeline
from generator.cli.exits import CLEAN, FINDINGS
from generator.cli.surroundings import (
    find_workforce,
    make_context,
    read_engine_environment,
    read_epoch,
    read_project_settings,
    tell_moment,
)
from generator.cli.terminal import Progress, print_findings, write
from generator.memory import Memory
from generator.reading import keep_quiet
from generator.site.server import Outcome as Preview
from generator.site.server import serve

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable

    from generator.site.settings import Settings


def run_build(options: argparse.Namespace) -> int:
    """Build the site."""
    settings = read_project_settings(options.root)
    with Progress() as progress:
        outcome = _build(options, settings, progress.show)
    print_findings(outcome.findings, options.format, options.root)
    if options.format == "text":
        print(
            f"{outcome.written} files written, {outcome.unchanged} unchanged, {outcome.removed} removed in build/docs",
            file=sys.stderr,
        )
        if outcome.is_published:
            print(f"The site is in {options.root / 'build' / 'site'}", file=sys.stderr)
        elif not options.pages_only:
            print("No new site was published; the one before, if any, stands as it was.", file=sys.stderr)
    done = outcome.is_published or (options.pages_only and not pipeline.stops(outcome.findings, strict=options.strict))
    return CLEAN if done else FINDINGS


def _build(
    options: argparse.Namespace,
    settings: Settings,
    progress: Callable[[str, int, int], None],
    *,
    strict: bool | None = None,
    memory: Memory | None = None,
    changed: frozenset[str] | None = None,
    defers_search: bool = False,
) -> pipeline.Outcome:
    chosen = pipeline.Options(
        context=make_context(options),
        strict=options.strict if strict is None else strict,
        engine=getattr(options, "engine", "mkdocs"),
        epoch=read_epoch(),
        environment=read_engine_environment(),
        pages_only=getattr(options, "pages_only", False),
        whole=getattr(options, "whole", False),
        downloads=getattr(options, "downloads", True),
        search=getattr(options, "search", True),
        caches=getattr(options, "cache", True),
        now=tell_moment(),
        workforce=find_workforce(options),
        progress=progress,
        memory=memory,
        changed=changed,
        defers_search=defers_search,
    )
    return pipeline.build_project(options.root, settings, chosen)


def _name_cases(root: Path, paths: frozenset[str]) -> frozenset[str] | None:
    """The cases that the files at some paths are of; None where any of them is something else."""
    dossiers = (root / "dossiers").resolve()
    names = set()
    for path in map(Path, paths):
        parts = path.relative_to(dossiers).parts if path.is_relative_to(dossiers) else ()
        if len(parts) < 2:  # noqa: PLR2004  (a file among the folders of the cases, or elsewhere)
            return None
        names.add(parts[0])
    return frozenset(names)


def run_serve(options: argparse.Namespace) -> int:
    """Show the site while it is written."""
    settings = read_project_settings(options.root)
    root: Path = options.root

    memory = Memory()

    def rebuild(paths: frozenset[str] | None) -> Preview:
        changed = None if paths is None else _name_cases(root, paths)
        # Whoever writes waits for the page; what the search finds of it can follow.
        later = bool(changed)
        outcome = _build(
            options, settings, keep_quiet, strict=False, memory=memory, changed=changed, defers_search=later
        )
        said = write(outcome.findings, "text", root) if outcome.findings else ""
        findings = tuple(said.split("\n\n")) if said else ()
        # Where only the search was brought up to date, no page has to be shown anew.
        is_new = outcome.is_published and changed != frozenset()
        return Preview(is_published=is_new, findings=findings, is_behind=outcome.is_behind)

    watched = [root / "dossiers", root / "content", *sorted(root.glob("mkdocs*.yml")), Path(generator.__file__).parent]
    serve(
        root / "build" / "site", rebuild, watched=watched, say=lambda words: print(words, flush=True), port=options.port
    )
    return CLEAN
