"""The whole program on one page: look, read, check, write, build, verify; it alone knows every stage."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from generator.cache import Cache, DamagedCacheError, open_cache
from generator.freshness import digest_program
from generator.making import make_all
from generator.options import Options, Outcome, stops
from generator.publication import Job
from generator.reading import case_of
from generator.renewal import renew_site
from generator.site.publisher import stage
from generator.whole import build_whole

if TYPE_CHECKING:
    from collections.abc import Callable, Collection
    from pathlib import Path

    from generator.finding import Finding
    from generator.site.settings import Settings

T = TypeVar("T")

__all__ = ["Options", "Outcome", "build_project", "check_project", "stops"]


def check_project(root: Path, options: Options, cases: Collection[str] = ()) -> tuple[Finding, ...]:
    """Read a project and ask every check of each case that has no mistake: absence can only be judged on a whole case.

    With `cases`, only findings in these are given; the others are read all the same, since records refer to each other.
    """

    def check(cache: Cache) -> tuple[Finding, ...]:
        making = make_all(Job(root=root, context=options.context), options, cache)
        cache.commit()
        return making.findings

    findings = _use_cache(root, options, check)
    return tuple(finding for finding in findings if not cases or case_of(finding.at) in cases)


def build_project(root: Path, settings: Settings, options: Options) -> Outcome:
    """Everything from YAML to a verified site in `build/site`; with a finding that stops, the site before stays as it was."""
    with stage(root / "build" / "site") as staging:
        if options.whole or options.pages_only:
            return build_whole(root, settings, options, staging)
        return _use_cache(root, options, lambda cache: renew_site(root, settings, options, staging, cache), waits=True)


def _use_cache(root: Path, options: Options, work: Callable[[Cache], T], *, waits: bool = False) -> T:
    """Do what is to be done with what was kept before; where that turns out to be damaged, once more without it."""
    path = root / "build" / "cache.sqlite"
    try:
        with open_cache(path, digest_program(), anew=not options.caches, waits=waits) as cache:
            return work(cache)
    except DamagedCacheError:
        if options.memory is not None:
            options.memory.forget()
        with open_cache(path, digest_program(), anew=True, waits=waits) as cache:
            return work(cache)
