"""The published site and its successor: built beside it, then put in its place whole, or not at all.

Where only some files are new, these are put in the place of the old ones, each in one step, and an interrupted run is brought
to its end by the next one.
"""

from __future__ import annotations

import os
import shutil
import sys
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, TYPE_CHECKING

if sys.platform != "win32":
    import fcntl

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

REMOVED = ".removed"
"""The file of a patch that lists what it takes out; no page can have its name."""


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


def patch(published: Path, removed: Iterable[str]) -> None:
    """Put the staged files into the published site, and take out those whose paths are `removed`.

    Whoever reads meanwhile may see some files new and others old, each of them whole.
    """
    staging = _beside(published, "staging")
    (staging / REMOVED).write_text("\n".join(removed), encoding="utf-8")
    staging.rename(_beside(published, "patch"))  # from here on it will be done, by this run or by the next
    _carry_out(published)


def _carry_out(published: Path) -> None:
    """Do what a patch is for; what of it is done already is passed over."""
    new = _beside(published, "patch")
    for folder, _, names in os.walk(new):
        place = published / Path(folder).relative_to(new)
        place.mkdir(parents=True, exist_ok=True)
        for name in names:
            if name != REMOVED:
                os.replace(Path(folder, name), place / name)  # noqa: PTH105  (Path.replace says less of what is replaced)
    for path in (new / REMOVED).read_text(encoding="utf-8").split("\n"):
        if path:
            (published / path).unlink(missing_ok=True)
            with suppress(OSError):  # it is not empty, or not there
                os.removedirs((published / path).parent)
    _discard(new)


def _mend(published: Path) -> None:
    """Bring back the old site if its successor never took its place, and clear away what is left of either."""
    if _beside(published, "patch").exists():
        _carry_out(published)
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
