"""A small project with an invented document in a store, for what works on whole projects."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

SETTINGS = """site_name: Example
site_url: https://site.example/
theme: {name: material, language: en}
extra: {source_repository: https://forge.example/team/dossier}
"""
TEXT = (
    "The harbour office closed at noon. “Nobody had asked for the register,” said the clerk. The register of 2014–2017 lay on"
    " the shelf, where it always lies.\n"
)
SHA256 = hashlib.sha256(TEXT.encode()).hexdigest()
FACTS = f"""case: {{title: A case, summary: "What the paper says [@paper].", languages: [en], reviewed: 2026-01-01, state: published}}
people:
  clerk: {{name: A clerk, naming: named, why: Speaks in public.}}
sources:
  paper:
    type: article-newspaper
    title: A piece
    language: fr
    held_language: en
    seen: translation
    snapshot:
      sha256: {SHA256}   # as printed by sha256sum
      note: a text file
  other: {{type: article-newspaper, title: Other, seen: original}}
quotes:
  register:
    text: Nobody had asked for the register
    language: en
    translation_of: {{language: fr, text: null}}
    translations:
      - {{text: "Niemand vroeg ernaar", language: nl}}
    speaker: clerk
    cite: paper
  shelf:
    text: The register […] lay on the shelf
    language: en
    speaker: clerk
    cite: paper
  few:
    text: at noon
    language: en
    speaker: clerk
    cite: paper
  elsewhere: {{text: Nobody came here, language: en, speaker: clerk, cite: other}}
"""


def make_project(root: Path, facts: str = FACTS) -> Path:
    """The project at `root`, with the document in its store."""
    (root / "mkdocs.yml").write_text(SETTINGS, encoding="utf-8")
    write_facts(root, facts)
    stored = locate(root)
    stored.parent.mkdir(parents=True)
    stored.write_text(TEXT, encoding="utf-8")
    return root


def locate(root: Path, sha256: str = SHA256) -> Path:
    """Where the store of the project has the file with this hash."""
    return root / "evidence" / "sha256" / sha256[:2] / sha256[2:]


def write_facts(root: Path, facts: str) -> None:
    """The facts of the one case."""
    path = root / "dossiers" / "harbour" / "case.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(facts, encoding="utf-8")


def read_facts(root: Path) -> str:
    """The facts as they are."""
    return (root / "dossiers" / "harbour" / "case.yaml").read_text(encoding="utf-8")
