"""A Python module run in a process of its own that may take only so much time, memory and disk, and no connection."""

from __future__ import annotations

import signal
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

_LAUNCHER: Final = Path(__file__).with_name("launcher.py")
OUT_OF_MEMORY: Final = 77
"""The exit code of a process that had no memory left, and could still say so."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """What a process may take: seconds on the clock and of a processor, bytes of memory, bytes that it writes to one file."""

    seconds: float = 60
    processor: int = 30
    memory: int = 2 * 1024**3
    output: int = 256 * 1024**2


@dataclass(frozen=True, slots=True)
class Ending:
    """How a process ended: its exit code (negative for a signal, None where the time was up) and what it wrote."""

    code: int | None
    output: bytes
    errors: str = ""

    @property
    def reason(self) -> str:
        """Why it did not end well, in words; empty where it did."""
        if self.code == 0:
            return ""
        if self.code is None or self.code == -getattr(signal, "SIGXCPU", 0):
            return "it took too long"
        if self.code == OUT_OF_MEMORY:
            return "it took too much memory"
        if self.code < 0:
            return f"it died of signal {-self.code}"
        return "it broke off"


def run_confined(
    module: str,
    arguments: Sequence[str] = (),
    data: bytes = b"",
    *,
    bounds: Bounds | None = None,
    folder: Path | None = None,
) -> Ending:
    """Run a module with `data` as its input, in `folder`, within `bounds`; whatever becomes of it is told in the ending.

    Its environment is empty, so that no proxy, no path and no secret of this process reaches it.
    """
    bounds = bounds or Bounds()
    limits = [str(bounds.processor), str(bounds.memory), str(bounds.output)]
    # Files instead of pipes: a process that reads nothing or writes without end can then neither block nor fill this one.
    with tempfile.TemporaryFile() as given, tempfile.TemporaryFile() as taken, tempfile.TemporaryFile() as errors:
        given.write(data)
        given.seek(0)
        process = subprocess.Popen(  # noqa: S603
            [sys.executable, "-P", "-X", "utf8", str(_LAUNCHER), *limits, module, *arguments],
            stdin=given,
            stdout=taken,
            stderr=errors,
            cwd=folder,
            env={},
        )
        try:
            code: int | None = process.wait(bounds.seconds)
        except subprocess.TimeoutExpired:
            code = None
        finally:
            process.kill()
            process.wait()
        taken.seek(0)
        errors.seek(0)
        return Ending(code, taken.read(bounds.output), errors.read(4096).decode(errors="replace"))
