"""Small projects that tests build: a few made cases with the project's own settings, words and theme."""

from __future__ import annotations

import shutil
import time
from datetime import date
from pathlib import Path
from typing import Any

from benchmarks.corpus import Writer
from generator.checks import Context
from generator.options import Options, Outcome
from generator.pipeline import build_project
from generator.site.settings import read_settings

ROOT = Path(__file__).parent.parent
TODAY = date(2026, 1, 20)

SHARED = """people:
  judge: {name: Ada Example, naming: named, why: an invented judge}
  clerk: {name: Bob Sample, naming: named, why: an invented clerk}
organisations:
  press: {name: The Common Press, kind: media}
"""


def make_project(root: Path, cases: int) -> Path:
    """A project of so many cases; every second one speaks of a judge whom they share."""
    shutil.copytree(ROOT / "generator" / "site" / "theme", root / "generator" / "site" / "theme")
    shutil.copytree(ROOT / "content", root / "content")
    shutil.copy(ROOT / "mkdocs.yml", root / "mkdocs.yml")
    settings = (root / "mkdocs.yml").read_text(encoding="utf-8")
    french = "    - name: Français\n      lang: fr\n      link: fr/\n"
    assert french in settings
    (root / "mkdocs.yml").write_text(settings.replace(french, ""), encoding="utf-8")
    writer = Writer(7)
    for number in range(1, cases + 1):
        text = writer.write_case(number)
        if number % 2:
            text = text.replace("    about: [person-1]\n", "    about: [person-1, shared/judge]\n")
            text = text.replace("  summary: ", "  summary: About [[shared/judge]]. ", 1)
        write(root, f"case-{number}", text)
    file = root / "dossiers" / "shared" / "people.yaml"
    file.parent.mkdir(parents=True)
    file.write_text(SHARED, encoding="utf-8")
    return root


def write(root: Path, case: str, text: str) -> None:
    """The facts of a case."""
    file = root / "dossiers" / case / "case.yaml"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")


def replace(root: Path, case: str, old: str, new: str) -> None:
    """Change the first such words in the facts of a case."""
    file = root / "dossiers" / case / ("people.yaml" if case == "shared" else "case.yaml")
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def build(root: Path, **options: Any) -> Outcome:
    """Build a project in this process."""
    settings, findings = read_settings(root)
    assert settings is not None, findings
    chosen: dict[str, Any] = {"context": Context(TODAY), "now": time.time_ns(), "downloads": False, **options}
    return build_project(root, settings, Options(**chosen))


def read_site(root: Path) -> dict[str, bytes]:
    """Every file of the published site."""
    site = root / "build" / "site"
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*") if path.is_file()}


def read_inodes(root: Path) -> dict[str, int]:
    """Every file of the published site, by the number that changes when it is replaced."""
    site = root / "build" / "site"
    return {path.relative_to(site).as_posix(): path.stat().st_ino for path in site.rglob("*") if path.is_file()}
