"""`make bench`: makes a corpus, runs the generator and its peer on it, and prints each figure beside its target.

`make bench N=1000` chooses the number of cases; without it, 100 and 1,000. The figures also go to `build/bench.json`, a list of
{name, measured, unit, limit, peer, ratio, ok}; `ok` is null where there is no target.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import time
import venv
from dataclasses import asdict, dataclass
from pathlib import Path

from benchmarks.corpus import write_corpus
from benchmarks.measurement import Measurement, measure

ROOT = Path(__file__).parent.parent
WORK = ROOT / "build" / "bench"
PEER_LOCK = ROOT / "benchmarks" / "peers.lock"

SECONDS_FOR_1000 = 8.0
MEMORY_FOR_1000 = 250.0

PEER_SETTINGS = """site_name: Dossiers
site_url: https://example.org/
theme:
  name: material
  font: false
plugins:
  - search
  - gen-files:
      scripts: [{script}]
markdown_extensions: [attr_list, tables, {{toc: {{permalink: true}}}}]
"""


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of the bench, with its limit and its peer's figure where there are any."""

    name: str
    measured: float
    unit: str
    limit: float | None = None
    peer: float | None = None

    @property
    def ratio(self) -> float | None:
        """The figure as a share of the peer's."""
        return round(self.measured / self.peer, 3) if self.peer else None

    @property
    def ok(self) -> bool | None:
        """Whether the figure is within its limit."""
        return None if self.limit is None else self.measured <= self.limit

    def write(self) -> dict[str, object]:
        """The figure as `bench.json` has it."""
        return {**asdict(self), "measured": round(self.measured, 3), "ratio": self.ratio, "ok": self.ok}

    def __str__(self) -> str:
        parts = [f"{self.name:<52} {self.measured:9.2f} {self.unit}"]
        if self.limit is not None:
            parts.append(f"limit {self.limit:g}: {'met' if self.ok else 'MISSED'}")
        if self.peer is not None:
            parts.append(f"peer {self.peer:.2f} {self.unit}, ratio {self.ratio:.2f}")
        return "   ".join(parts)


def make_project(count: int) -> Path:
    """A project of `count` made cases in one language, with this project's own settings, theme and pages."""
    project = WORK / f"project-{count}"
    project.mkdir(parents=True, exist_ok=True)
    size = write_corpus(count, project)
    settings = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    settings = settings.replace("generator/site/theme", str(ROOT / "generator" / "site" / "theme"))
    settings = settings.replace("    - name: Français\n      lang: fr\n      link: fr/\n", "")
    (project / "mkdocs.yml").write_text(settings, encoding="utf-8")
    content = project / "content"
    if not content.exists():
        shutil.copytree(ROOT / "content", content)
    print(f"\n{count} cases, {size / count / 1000:.1f} kB each", flush=True)
    return project


def make_peer(count: int, project: Path) -> Path:
    """A plain MkDocs site with Material and gen-files over the same facts."""
    peer = WORK / f"peer-{count}"
    (peer / "docs").mkdir(parents=True, exist_ok=True)
    (peer / "docs" / "about.md").write_text("# About\n", encoding="utf-8")
    script = ROOT / "benchmarks" / "peer_pages.py"
    (peer / "mkdocs.yml").write_text(PEER_SETTINGS.format(script=script), encoding="utf-8")
    (peer / "corpus").unlink(missing_ok=True)
    (peer / "corpus").symlink_to(project)
    return peer


def install_peer() -> Path:
    """The peer's own environment; returns its Python."""
    folder = WORK / "peer-environment"
    python = folder / "bin" / "python"
    stamp = folder / "installed"
    if not stamp.exists() or stamp.read_bytes() != PEER_LOCK.read_bytes():
        print("installing the peer …", flush=True)
        venv.create(folder, with_pip=True, clear=True)
        install = [
            str(python),
            "-m",
            "pip",
            "install",
            "--quiet",
            "--require-hashes",
            "--no-deps",
            "-r",
            str(PEER_LOCK),
        ]
        subprocess.run(install, check=True)
        stamp.write_bytes(PEER_LOCK.read_bytes())
    return python


def bench(count: int, peer_python: Path) -> list[Figure]:
    """The figures for one size of corpus."""
    project = make_project(count)
    quiet = {"NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true", "CORPUS": str(project)}
    log = WORK / "log.txt"
    dossier = [sys.executable, "-m", "generator", "--root", str(project)]

    def run(*arguments: str) -> Measurement:
        return measure([*dossier, *arguments], ROOT, quiet, log)

    scale = count / 1000
    check = run("check", "--today", "2026-01-20")
    _put_aside(project / "build")
    pages = measure([sys.executable, "-m", "benchmarks.markdown", str(project)], ROOT, quiet, log)
    _put_aside(project / "build")
    docs = run("build", "--pages-only", "--today", "2026-01-20")
    again = run("build", "--pages-only", "--today", "2026-01-20")
    whole = run("build", "--today", "2026-01-20")
    peer = make_peer(count, project)
    plain = measure([str(peer_python), "-m", "mkdocs", "build", "--quiet", "--clean"], peer, quiet, log)
    limit = SECONDS_FOR_1000 * scale if count >= 1000 else None
    return [
        Figure(f"{count} cases: read and check", check.wall, "s"),
        Figure(f"{count} cases: read, check, write Markdown", pages.wall, "s", limit),
        Figure(f"{count} cases: the same, processor", pages.processor, "s"),
        Figure(f"{count} cases: the same, peak memory", pages.memory, "MB", MEMORY_FOR_1000 if count == 1000 else None),
        Figure(f"{count} cases: the same, downloads written too", docs.wall, "s"),
        Figure(f"{count} cases: downloads too, peak memory", docs.memory, "MB"),
        Figure(f"{count} cases: downloads too, nothing changed", again.wall, "s"),
        Figure(f"{count} cases: whole build", whole.wall, "s", peer=plain.wall),
        Figure(f"{count} cases: whole build, processor", whole.processor, "s", peer=plain.processor),
        Figure(f"{count} cases: whole build, peak memory", whole.memory, "MB", peer=plain.memory),
    ]


def _put_aside(folder: Path) -> None:
    """Out of the way, without deleting: ext4 is slow to make files for seconds after many were deleted beside them."""
    if folder.exists():
        folder.rename(WORK / f"old-{time.time_ns()}")


def main() -> int:
    """Run the bench; 1 if a target was missed."""
    counts = [int(word) for word in sys.argv[1:]] or [100, 1000]
    WORK.mkdir(parents=True, exist_ok=True)
    peer_python = install_peer()
    figures: list[Figure] = []
    for count in counts:
        for figure in bench(count, peer_python):
            print(figure, flush=True)
            figures.append(figure)
    for old in WORK.glob("old-*"):
        shutil.rmtree(old)
    target = ROOT / "build" / "bench.json"
    target.write_text(json.dumps([figure.write() for figure in figures], indent=2) + "\n", encoding="utf-8")
    print(f"\nwritten to {target.relative_to(ROOT)}")
    return 1 if any(figure.ok is False for figure in figures) else 0


if __name__ == "__main__":
    sys.exit(main())
