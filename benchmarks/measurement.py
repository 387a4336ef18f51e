"""Measuring a command as a whole: wall time, and processor time and memory of it and of every process that it starts."""

from __future__ import annotations

import os
import subprocess
import threading
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

SAMPLED_EVERY = 0.1


@dataclass(frozen=True, slots=True)
class Measurement:
    """What a command took: seconds by the clock, seconds of processor, and the peak memory of its processes in MB."""

    wall: float
    processor: float
    memory: float


class Sampler(threading.Thread):
    """Watches a tree of processes and keeps the peak of its memory, each page counted once (PSS)."""

    def __init__(self, root: int) -> None:
        super().__init__(daemon=True)
        self.root = root
        self.peak = 0.0
        self.ended = threading.Event()

    def run(self) -> None:
        """Sample until told to end; looking at much memory takes long, so that it is then done less often."""
        pause = SAMPLED_EVERY
        while not self.ended.wait(pause):
            start = time.thread_time()
            self.peak = max(self.peak, sum(read_memory(process) for process in find_tree(self.root)))
            pause = max(SAMPLED_EVERY, 30 * (time.thread_time() - start))


def find_tree(root: int) -> list[int]:
    """The process and all that descend from it."""
    found = [root]
    for process in found:  # it grows while it is walked
        try:
            for thread in Path(f"/proc/{process}/task").iterdir():
                found += [int(child) for child in (thread / "children").read_text().split()]
        except OSError:  # it ended meanwhile
            continue
    return found


def read_memory(process: int) -> float:
    """A process's share of the memory in MB: what it holds alone, and of what it shares with others its part."""
    try:
        with Path(f"/proc/{process}/smaps_rollup").open(encoding="ascii") as file:
            return next(int(line.split()[1]) for line in file if line.startswith("Pss:")) / 1024
    except (OSError, StopIteration):
        return 0.0


def measure(command: Sequence[str], folder: Path, environment: Mapping[str, str], log: Path) -> Measurement:
    """Run a command to its end and measure it; one that fails raises RuntimeError with the end of what it printed.

    The processor time is that of the command and of every process in it that was waited for, as all here do.
    """
    with log.open("wb") as output:
        start = time.perf_counter()
        process = subprocess.Popen(command, cwd=folder, env={**os.environ, **environment}, stdout=output, stderr=output)
        sampler = Sampler(process.pid)
        sampler.start()
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        sampler.ended.set()
        sampler.join()
    if process.returncode != 0:
        tail = log.read_text(encoding="utf-8", errors="replace")[-2000:]
        raise RuntimeError(f"{' '.join(command)} ended with {process.returncode}:\n{tail}")
    return Measurement(wall, usage.ru_utime + usage.ru_stime, max(sampler.peak, 0.0))
