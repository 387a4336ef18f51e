"""Runs repeated in turn, so that a machine that grows slow or fast meanwhile does so for all alike."""

from __future__ import annotations

from dataclasses import dataclass
from statistics import median
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from benchmarks.measurement import Measurement


@dataclass(frozen=True, slots=True)
class Runs:
    """The measurements of one command."""

    all: tuple[Measurement, ...]

    @property
    def wall(self) -> float:
        """Seconds by the clock, the median."""
        return median(one.wall for one in self.all)

    @property
    def processor(self) -> float:
        """Seconds of processor, the least: only other work on the machine adds to it."""
        return min(one.processor for one in self.all)

    @property
    def memory(self) -> float:
        """The peak in MB, the greatest."""
        return max(one.memory for one in self.all)

    @property
    def spread(self) -> str:
        """The fastest and the slowest run."""
        walls = [one.wall for one in self.all]
        return f"{min(walls):.2f}..{max(walls):.2f} s in {len(walls)}"


def alternate(tasks: Mapping[str, Callable[[], Measurement]], repeats: int) -> dict[str, Runs]:
    """Every task once, and so on again: A B C A B C."""
    found: dict[str, list[Measurement]] = {name: [] for name in tasks}
    for _ in range(repeats):
        for name, task in tasks.items():
            found[name].append(task())
    return {name: Runs(tuple(measurements)) for name, measurements in found.items()}
