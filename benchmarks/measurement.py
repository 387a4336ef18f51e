"""Measuring a command as a whole process: wall time, processor time, and the memory of it and of its children."""

from __future__ import annotations

import os
import subprocess
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Measurement:
    """What a command took: seconds by the clock, seconds of processor, and the largest process's peak memory in MB."""

    wall: float
    processor: float
    memory: float


def measure(command: Sequence[str], folder: Path, environment: Mapping[str, str], log: Path) -> Measurement:
    """Run a command to its end and measure it; one that fails raises RuntimeError with the end of what it printed."""
    with log.open("wb") as output:
        start = time.perf_counter()
        process = subprocess.Popen(command, cwd=folder, env={**os.environ, **environment}, stdout=output, stderr=output)
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        tail = log.read_text(encoding="utf-8", errors="replace")[-2000:]
        raise RuntimeError(f"{' '.join(command)} ended with {process.returncode}:\n{tail}")
    return Measurement(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)
