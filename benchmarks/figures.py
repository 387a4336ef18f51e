"""The bench's figures: printed, kept in build/bench.json, and put as a table into docs/speed.md."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

BEGIN, END = "<!-- figures: written by `python -m benchmarks.figures` -->", "<!-- /figures -->"
HEAD = "| what | measured | limit | |\n|---|--:|--:|---|\n"


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure, the limit it may reach, and the peer's figure, both in the same unit, where there are any."""

    name: str
    measured: float
    unit: str
    limit: float | None = None
    peer: float | None = None
    said: str = ""
    """What the limit is in words, and how far the repeats lay apart."""

    @property
    def ratio(self) -> float | None:
        """The figure as a share of the peer's."""
        return self.measured / self.peer if self.peer else None

    @property
    def ok(self) -> bool | None:
        """Whether the figure is within its limit."""
        return None if self.limit is None else self.measured <= self.limit

    def write(self) -> dict[str, object]:
        """The figure as `bench.json` has it."""
        written = {**asdict(self), "ratio": self.ratio, "ok": self.ok}
        del written["said"]
        return {key: round(value, 4) if isinstance(value, float) else value for key, value in written.items()}

    def __str__(self) -> str:
        parts = [f"{self.name:<62} {self.measured:10.3f} {self.unit:<4}"]
        if self.limit is not None:
            parts.append(f"limit {self.limit:.3f} {'met' if self.ok else 'MISSED'}")
        if self.peer is not None:
            parts.append(f"peer {self.peer:.3f}, ratio {self.ratio:.3f}")
        return "   ".join([*parts, self.said] if self.said else parts)


def keep_figures(figures: Iterable[Figure], file: Path) -> None:
    """Write the figures, in the place of those of the same names; those of other sizes of corpus stay."""
    kept = {one["name"]: one for one in (json.loads(file.read_text(encoding="utf-8")) if file.exists() else [])}
    kept |= {figure.name: figure.write() for figure in figures}
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps(list(kept.values()), indent=2) + "\n", encoding="utf-8")


def write_number(value: object) -> str:
    """Three digits that count, or all before the point."""
    assert isinstance(value, (int, float))
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.3g}"


def write_row(one: Mapping[str, object]) -> str:
    """A figure as a row of the table."""
    limit = f"{write_number(one['limit'])} {one['unit']}" if one["limit"] is not None else ""
    verdict = {True: "met", False: "**missed**", None: ""}[one["ok"]]  # type: ignore[index]
    ratio = (
        f"{one['ratio']:.2f} of the peer's {write_number(one['peer'])} {one['unit']}"
        if one["ratio"] is not None
        else ""
    )
    return f"| {one['name']} | {write_number(one['measured'])} {one['unit']} | {limit} | {'; '.join(filter(None, (verdict, ratio)))} |\n"


def write_table(figures: Iterable[Mapping[str, object]], page: Path) -> None:
    """Put the figures between the page's two marks."""
    before, _, rest = page.read_text(encoding="utf-8").partition(BEGIN)
    after = rest.partition(END)[2]
    table = HEAD + "".join(write_row(one) for one in figures)
    page.write_text(f"{before}{BEGIN}\n\n{table}\n{END}{after}", encoding="utf-8")


def main() -> int:
    """Write the figures of build/bench.json into docs/speed.md."""
    root = Path(__file__).parent.parent
    write_table(json.loads((root / "build" / "bench.json").read_text(encoding="utf-8")), root / "docs" / "speed.md")
    return 0


if __name__ == "__main__":
    sys.exit(main())
