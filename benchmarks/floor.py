"""The floor: reads the bytes of the facts and writes as many as a site has, in as many files, and does nothing else."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from benchmarks.measurement import Measurement, measure


def list_files(project: Path, site: Path, target: Path, listing: Path) -> None:
    """Write down what is to be read, and what is to be written and how long it is."""
    lines = [f"r\t0\t{file}\n" for file in sorted((project / "dossiers").glob("*/*.yaml"))]
    written = sorted(path for path in site.rglob("*") if path.suffix in {".html", ".xml"})
    lines += [f"w\t{file.stat().st_size}\t{target / file.relative_to(site)}\n" for file in written]
    listing.write_text("".join(lines), encoding="utf-8")


def run(listing: Path, folder: Path, log: Path) -> Measurement:
    """Read and write what is listed, as a command of its own."""
    return measure([sys.executable, "-m", "benchmarks.floor", str(listing)], folder, {}, log)


def _work(lines: list[str]) -> None:
    filler = b"0" * 4_000_000
    for line in lines:
        kind, size, name = line.rstrip("\n").split("\t")
        if kind == "r":
            Path(name).read_bytes()
        else:
            Path(name).parent.mkdir(parents=True, exist_ok=True)
            Path(name).write_bytes(filler[: int(size)])


def main() -> int:
    """Share what the listing named on the command line asks for among as many processes as there are cores."""
    lines = Path(sys.argv[1]).read_text(encoding="utf-8").splitlines()
    cores = len(os.sched_getaffinity(0))
    children = []
    for share in range(cores):
        child = os.fork()
        if child == 0:
            _work(lines[share::cores])
            os._exit(0)
        children.append(child)
    return max(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children)


if __name__ == "__main__":
    sys.exit(main())
