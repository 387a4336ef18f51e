"""The published site and its successor: built beside it, then put in its place whole, or not at all."""

from __future__ import annotations

import shutil
import sys
from contextlib import contextmanager
from typing import IO, TYPE_CHECKING

if sys.platform != "win32":
    import fcntl

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@contextmanager
def stage(published: Path) -> Iterator[Path]:
    """An empty folder beside `published` for its successor, held by one process at a time.

    What an interrupted run left is put right first: the published site is then the old one whole, or the new one whole.

    Raises BlockingIOError if another process is building the same site.
    """
    published.parent.mkdir(parents=True, exist_ok=True)
    staging = _beside(published, "staging")
    with _beside(published, "lock").open("wb") as lock:
        _hold(lock)
        _mend(published)
        staging.mkdir()
        try:
            yield staging
        finally:
            _discard(staging)


def publish(published: Path) -> None:
    """Put the staged site in the place of the published one."""
    previous = _beside(published, "previous")
    if published.exists():
        published.rename(previous)
    _beside(published, "staging").rename(published)
    _discard(previous)


def _mend(published: Path) -> None:
    """Bring back the old site if its successor never took its place, and clear away what is left of either."""
    previous = _beside(published, "previous")
    if previous.exists() and not published.exists():
        previous.rename(published)
    for left in ("discarded", "previous", "staging"):
        _discard(_beside(published, left))


def _discard(folder: Path) -> None:
    """Remove a folder; under another name first, so that what bears its own name is always whole."""
    if folder.suffix != ".discarded" and folder.exists():
        folder = folder.rename(folder.with_suffix(".discarded"))
    if folder.exists():
        shutil.rmtree(folder)


def _hold(lock: IO[bytes]) -> None:
    """Hold the lock for as long as its file is open: the system gives it back however the process ends."""
    if sys.platform != "win32":
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)


def _beside(published: Path, what: str) -> Path:
    return published.with_name(f"{published.name}.{what}")
