"""How a project is to be built, and how a build ended."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from generator.finding import Finding, Severity
from generator.parallel import Workforce
from generator.reading import Progress, keep_quiet

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from generator.checks import Context
    from generator.memory import Memory


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """How a project is to be built.

    `context` is what checks may know besides the facts; `strict` lets warnings stop it; `now` is the present moment, in
    nanoseconds; `epoch` is the date, in seconds, of what the engine dates (the facts' own without one); `environment` what
    the engine needs of the machine's; `pages_only` stops after the docs trees; `whole` sends every page through the engine;
    `downloads` and `search` say whether there are any; without `caches` nothing that was made before is used; `workforce`
    does the work; `progress` is told how far it is.

    A program that goes on running gives its `memory`, and the cases that `changed` since the last build, if nothing else did;
    with `defers_search` the search is left as it was until a later build.
    """

    context: Context
    now: int = 0
    strict: bool = False
    engine: str = "mkdocs"
    epoch: int | None = None
    environment: Mapping[str, str] = field(default_factory=dict)
    pages_only: bool = False
    whole: bool = False
    downloads: bool = True
    search: bool = True
    caches: bool = True
    workforce: Workforce = field(default_factory=Workforce)
    progress: Progress = keep_quiet
    memory: Memory | None = None
    changed: frozenset[str] | None = None
    defers_search: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """How a build ended: findings, what was written in the docs trees, whether a new site stands, and its search is to follow."""

    findings: tuple[Finding, ...]
    written: int = 0
    unchanged: int = 0
    removed: int = 0
    is_published: bool = False
    is_behind: bool = False


def stops(findings: Collection[Finding], *, strict: bool) -> bool:
    """Whether findings stop the site: errors always, warnings under `strict`."""
    grave = {Severity.ERROR, Severity.WARNING} if strict else {Severity.ERROR}
    return any(finding.severity in grave for finding in findings)
