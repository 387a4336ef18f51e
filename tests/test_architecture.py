"""The rows of the architecture: import-linter holds them, and this test lets the ordinary test run say so too."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
BANNED_NAMES = {"utils", "helpers", "common", "manager", "misc"}


def test_layers() -> None:
    done = subprocess.run(
        [str(Path(sys.executable).parent / "lint-imports"), "--no-cache"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout


def test_no_module_has_a_name_that_says_nothing() -> None:
    names = {path.stem for path in (ROOT / "generator").rglob("*.py")}
    assert names & BANNED_NAMES == set()


@pytest.mark.parametrize(
    ("word", "allowed"),
    [
        (r"\bdatetime\.now|date\.today|time\.time\b", {"surroundings.py"}),
        (r"\bos\.environ|os\.getenv", {"surroundings.py"}),
        (r"\bimport socket\b|urllib\.request", {"connection.py"}),
        (r"http\.client", {"connection.py", "fetching.py"}),
    ],
)
def test_only_the_edge_reads_the_clock_and_the_environment(word: str, allowed: set[str]) -> None:
    found = {
        path.name for path in (ROOT / "generator").rglob("*.py") if re.search(word, path.read_text(encoding="utf-8"))
    }
    assert found <= allowed


def test_no_file_names_a_registry_or_this_machine() -> None:
    listed = (
        subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True).stdout.decode().split("\0")
    )
    home = str(ROOT.parent)
    for name in filter(None, listed):
        path = ROOT / name
        if path.is_file() and path.suffix not in {".png", ".webp", ".jpg"}:
            text = path.read_text(encoding="utf-8", errors="replace")
            assert "--index" + "-url" not in text or name == "Makefile", name
            assert "/simple" + "/" not in text, name
            if len(home) > 3:
                assert f"{home}/" not in text, name
