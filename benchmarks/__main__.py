"""`make bench`: makes a corpus, runs the generator and its peers on it in turn, and prints each figure beside its limit.

`make bench N=10000` chooses the number of cases; without it, 100 and 1,000. The figures also go to `build/bench.json`, a list
of {name, measured, unit, limit, peer, ratio, ok}: a limit that is a share of the peer's figure is given in the unit, too; `ok`
is null where there is no limit.
"""

from __future__ import annotations

import sys
from pathlib import Path

from benchmarks.figures import Figure, keep_figures
from benchmarks.measuring import Bench
from benchmarks.peers import install_peers
from benchmarks.workplace import Workplace

PARTS = (
    Bench.measure_builds,
    Bench.measure_plain,
    Bench.measure_growth,
    Bench.measure_page,
    Bench.measure_edits,
    Bench.measure_checks,
    Bench.measure_preview,
    Bench.measure_search,
    Bench.measure_floor,
)


def main() -> int:
    """Run the bench; 1 if a limit was missed."""
    counts = [int(word) for word in sys.argv[1:]] or [100, 1000]
    place = Workplace(Path(__file__).parent.parent)
    place.folder.mkdir(parents=True, exist_ok=True)
    peers = install_peers(place)
    figures: list[Figure] = []
    target = place.root / "build" / "bench.json"
    for count in counts:
        bench = Bench(place, peers, count)
        for part in PARTS:
            for figure in part(bench):
                print(figure, flush=True)
                figures.append(figure)
            keep_figures(figures, target)
            place.clear()
    print(f"\nwritten to {target.relative_to(place.root)}")
    return 1 if any(figure.ok is False for figure in figures) else 0


if __name__ == "__main__":
    sys.exit(main())
