"""What the program takes from around it: the clock, the environment, the machine and the project's folder; read here alone."""

from __future__ import annotations

import os
import time
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from generator.checks import Context
from generator.checks.protection import parse_names
from generator.cli.exits import TroubleError
from generator.parallel import Workforce
from generator.site.settings import read_settings

if TYPE_CHECKING:
    import argparse

    from generator.evidence.wayback import Credentials
    from generator.site.settings import Settings


def today(options: argparse.Namespace) -> date:
    """The day that counts as today."""
    chosen: date | None = getattr(options, "today", None)
    return chosen or tell_time().date()


def make_context(options: argparse.Namespace) -> Context:
    """What checks need to know of the world."""
    return Context(today(options), read_protected_names())


def read_protected_names() -> frozenset[str]:
    """The names that must never appear, from the list that `DOSSIER_PROTECTED_NAMES` points at."""
    path = os.environ.get("DOSSIER_PROTECTED_NAMES", "")
    if not path:
        return frozenset()
    return parse_names(Path(path).read_text(encoding="utf-8"))


def find_workforce(options: argparse.Namespace) -> Workforce:
    """Who does the work: the cluster of a scheduler, if one is named, else as many processes as there are processors."""
    processors = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return Workforce(processors, getattr(options, "scheduler", ""))


def read_epoch() -> int | None:
    """The moment that a reproducible build counts as now, in seconds since 1970; None without one."""
    text = os.environ.get("SOURCE_DATE_EPOCH", "")
    return int(text) if text.isdigit() else None


def find_evidence(options: argparse.Namespace) -> Path:
    """Where the store of snapshots is: where `DOSSIER_EVIDENCE` points, else `evidence/` below the root."""
    chosen = os.environ.get("DOSSIER_EVIDENCE", "")
    root: Path = options.root
    return Path(chosen) if chosen else root / "evidence"


def read_project_settings(root: Path) -> Settings:
    """The project's settings; raises TroubleError where they cannot be read."""
    settings, findings = read_settings(root)
    if settings is None:
        raise TroubleError("; ".join(f"{finding.message} ({finding.hint})" for finding in findings))
    return settings.override(
        address=os.environ.get("DOSSIER_SITE_URL", ""), repository=os.environ.get("DOSSIER_SOURCE_REPOSITORY", "")
    )


def require_cases(options: argparse.Namespace) -> None:
    """Raise TroubleError where a case that is asked for is not there."""
    read_project_settings(options.root)
    for case in options.cases:
        if not (options.root / "dossiers" / case).is_dir():
            raise TroubleError(f"there is no case {case!r} below {options.root / 'dossiers'}")


def tell_moment() -> int:
    """The moment that it is, in nanoseconds, as file systems tell it."""
    return time.time_ns()


def tell_time() -> datetime:
    """The moment that it is, in UTC."""
    return datetime.now(tz=UTC)


def read_engine_environment() -> dict[str, str]:
    """The variables that the engine is given: those without which no program runs."""
    return {name: os.environ[name] for name in ("PATH", "HOME", "TMPDIR", "SYSTEMROOT") if name in os.environ}


def read_wayback_credentials() -> Credentials | None:
    """The account with which pages are kept by the Wayback Machine; None without one."""
    from generator.evidence.wayback import Credentials  # noqa: PLC0415  (one command needs it)

    key, secret = (os.environ.get(f"DOSSIER_WAYBACK_{name}", "") for name in ("KEY", "SECRET"))
    return Credentials(key, secret) if key and secret else None
