"""The documentation names everything there is: commands, findings, exports, imports; and its links lead somewhere."""

from __future__ import annotations

import argparse
import importlib
import json
import pkgutil
import re
from pathlib import Path

import pytest

import generator
import generator.imports
from generator.checks import CHECKS
from generator.cli.arguments import make_parser
from generator.exports import CASE_EXPORTS, INDEX_EXPORTS, claims_csv, events_csv, facts_json
from generator.facts import RECORD_KINDS
from generator.manuals import EXPLANATIONS, write_manuals
from generator.reading import read_project
from tests.exports.example import export
from tests.pages.test_golden import GOLDEN

ROOT = Path(__file__).parent.parent
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))]
TEXTS = {path.relative_to(ROOT).as_posix(): path.read_text(encoding="utf-8") for path in PAGES if path.is_file()}
FENCED = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"(?<!!)\[[^\]]*\]\(([^)\s]+)\)")


def list_links(name: str) -> list[str]:
    """The links of a page, those shown in examples left out."""
    return LINK.findall(FENCED.sub("", TEXTS[name]))


def list_commands() -> list[str]:
    (commands,) = (one for one in make_parser()._actions if isinstance(one, argparse._SubParsersAction))
    return list(commands.choices)


def list_tables() -> dict[str, set[str]]:
    """The codes of every table of explanations in the package, by module."""
    names = [
        info.name for info in pkgutil.walk_packages(generator.__path__, "generator.") if "__main__" not in info.name
    ]
    modules = {name: importlib.import_module(name) for name in names}
    return {name: set(module.EXPLANATIONS) for name, module in modules.items() if hasattr(module, "EXPLANATIONS")}


def mentions(text: str, word: str) -> bool:
    return re.search(rf"(?<![\w.-]){re.escape(word)}(?![\w-])", text) is not None


def test_every_page_is_there() -> None:
    assert {"README.md", "CONTRIBUTING.md", "docs/facts.md", "docs/exports.md", "docs/standing.md"} <= set(TEXTS)
    assert [name for name, text in TEXTS.items() if not text.strip()] == []


@pytest.mark.parametrize("command", list_commands())
def test_every_command_is_documented(command: str) -> None:
    assert [name for name, text in TEXTS.items() if mentions(text, f"dossier {command}")], f"dossier {command}"


@pytest.mark.parametrize("table", list_tables())
def test_every_finding_can_be_explained(table: str) -> None:
    assert list_tables()[table] - set(EXPLANATIONS) == set()


def test_every_finding_is_documented() -> None:
    page = TEXTS.get("docs/checks.md", "")
    codes = {*EXPLANATIONS, *(check.code for check in CHECKS)}
    assert sorted(code for code in codes if not mentions(page, code)) == []


@pytest.mark.parametrize("path", list(write_manuals()))
def test_what_follows_from_the_code_is_up_to_date(path: str) -> None:
    """`dossier schema` writes it anew."""
    assert (ROOT / path).read_text(encoding="utf-8") == write_manuals()[path]


@pytest.mark.parametrize("name", [*(one.name for one in CASE_EXPORTS), *(one.path for one in INDEX_EXPORTS)])
def test_every_export_is_documented(name: str) -> None:
    assert f"| `{name}` |" in TEXTS["docs/exports.md"]


@pytest.mark.parametrize("module", [events_csv, claims_csv], ids=lambda module: module.EXPORT.name)
def test_every_column_is_documented(module: object) -> None:
    section = TEXTS["docs/exports.md"].partition("## events.csv")[2].partition("\n## ")[0]
    assert [column for column in module.HEAD if f"`{column}`" not in section] == []  # type: ignore[attr-defined]


def test_every_key_of_the_facts_is_documented() -> None:
    written = json.loads(export(facts_json.EXPORT, read_project(GOLDEN).library.cases["harbour"]))
    kinds = {kind.KIND for kind in RECORD_KINDS}
    (claim, *_) = written["claims"]
    voices = claim["standing"]["voices"]
    keys = {
        *(key for key in written if key not in kinds),
        *("id", "address", "label", "standing", "earliest", "latest", "proof"),
        *written["quotes"][0]["proof"],
        *claim["standing"],
        *voices[0],
        *voices[0]["chains"][0],
        *next(voice["decision"] for voice in voices if voice["decision"]),
    }
    section = TEXTS["docs/exports.md"].partition("## facts.json")[2].partition("\n## ")[0]
    assert sorted(key for key in keys if f"`{key}`" not in section) == []


def test_every_import_is_documented() -> None:
    section = TEXTS["docs/exports.md"].partition("## Imports")[2]
    assert [name for name in generator.imports.IMPORTS if f"`{name}`" not in section] == []


@pytest.mark.parametrize("name", list(TEXTS))
def test_links_lead_somewhere(name: str) -> None:
    folder = (ROOT / name).parent
    targets = {target for target in list_links(name) if "://" not in target and not target.startswith(("#", "mailto:"))}
    missing = sorted(target for target in targets if not (folder / target.partition("#")[0]).exists())
    assert missing == []


@pytest.mark.parametrize("name", [name for name in TEXTS if name.startswith("docs/")])
def test_every_page_can_be_found_from_another(name: str) -> None:
    linked = {
        (ROOT / other).parent.joinpath(target.partition("#")[0]).resolve()
        for other in TEXTS
        if other != name
        for target in list_links(other)
        if "://" not in target
    }
    assert (ROOT / name).resolve() in linked or (ROOT / name).parent.resolve() in linked
