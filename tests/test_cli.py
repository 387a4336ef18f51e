"""The command line as somebody new meets it: what it prints, what it writes, and how it exits."""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from generator.cli import arguments, authoring, main, preserving, publishing
from generator.evidence.manifest import AUTHORITIES
from generator.imports import IMPORTS
from generator.report import Format

if TYPE_CHECKING:
    from pathlib import Path

SETTINGS = """site_name: Example
site_url: https://site.example/
theme: {name: material, language: en}
extra: {source_repository: https://forge.example/team/dossier}
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "mkdocs.yml").write_text(SETTINGS, encoding="utf-8")
    return tmp_path


def run(project: Path, *arguments: str) -> int:
    return main(["--root", str(project), *arguments])


def test_a_new_case_is_a_draft_without_findings(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(project, "new", "harbour", "--title", "The harbour") == 0
    assert (project / "dossiers" / "harbour" / "case.yaml").is_file()
    assert "dossier check harbour" in capsys.readouterr().out
    assert run(project, "check", "--today", "2026-01-20") == 0


def test_a_new_case_does_not_overwrite_one(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(project, "new", "harbour")
    assert run(project, "new", "harbour") == 2
    assert "is there already" in capsys.readouterr().err


@pytest.mark.parametrize("name", ["Harbour", "../up", "a b", "shared", "-x-", "é"])
def test_an_id_that_cannot_be_one(project: Path, name: str) -> None:
    assert run(project, "new", "--", name) == 2


def test_findings_give_exit_code_one_and_a_place(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = project / "dossiers" / "a"
    folder.mkdir(parents=True)
    (folder / "case.yaml").write_text("case:\n  titel: A case\n", encoding="utf-8")
    assert run(project, "check", "--today", "2026-01-20") == 1
    out = capsys.readouterr().out
    assert "dossiers/a/case.yaml:2:3" in out
    assert "did you mean title?" in out


@pytest.mark.parametrize("form", ["text", "json", "github", "sarif"])
def test_every_format_says_it(project: Path, form: str, capsys: pytest.CaptureFixture[str]) -> None:
    folder = project / "dossiers" / "a"
    folder.mkdir(parents=True)
    (folder / "case.yaml").write_text("case: []\n", encoding="utf-8")
    assert run(project, "check", "--format", form) == 1
    out = capsys.readouterr().out
    assert "D004" in out
    if form in {"json", "sarif"}:
        json.loads(out)


def test_a_folder_that_is_no_project(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(tmp_path, "check") == 2
    assert "mkdocs.yml" in capsys.readouterr().err


def test_a_case_that_is_not_there(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(project, "check", "nowhere") == 2
    assert "nowhere" in capsys.readouterr().err


def test_codes_are_explained(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(project, "explain", "c001") == 0
    assert "passes" in capsys.readouterr().out
    assert run(project, "explain", "S001") == 0
    assert run(project, "explain") == 0
    assert "C001" in capsys.readouterr().out
    assert run(project, "explain", "Z999") == 2


def test_the_schema_is_written(project: Path) -> None:
    assert run(project, "schema") == 0
    assert json.loads((project / "schema" / "case.json").read_text(encoding="utf-8"))
    assert (project / "docs" / "facts.md").is_file()


def test_a_wrong_command_exits_with_two() -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["publish"])
    assert stopped.value.code == 2


@pytest.mark.parametrize("day", ["yesterday", "2026-13-01", "01/02/2026"])
def test_a_day_that_is_none(project: Path, day: str) -> None:
    with pytest.raises(SystemExit) as stopped:
        run(project, "check", "--today", day)
    assert stopped.value.code == 2


def test_the_pages_are_written_without_the_engine(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(project, "new", "harbour", "--title", "The harbour")
    (project / "content" / "en").mkdir(parents=True)
    (project / "content" / "en" / "index.md").write_text("# Home\n", encoding="utf-8")
    assert run(project, "build", "--pages-only", "--today", "2026-01-20") == 0, capsys.readouterr().out
    assert (project / "build" / "docs" / "en" / "cases" / "harbour.md").read_text(encoding="utf-8")
    capsys.readouterr()
    assert run(project, "build", "--pages-only", "--today", "2026-01-20") == 0
    assert "0 files written" in capsys.readouterr().err


def test_names_on_the_private_list_are_found_and_never_printed(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    listed = tmp_path / "protected.txt"
    listed.write_text("# kept by the maintainers\nZacharias Secretname\n", encoding="utf-8")
    monkeypatch.setenv("DOSSIER_PROTECTED_NAMES", str(listed))
    folder = project / "dossiers" / "a"
    folder.mkdir(parents=True)
    (folder / "case.yaml").write_text(
        "case: {title: The case of Zacharias Secretname, summary: x, languages: [en]}\n", encoding="utf-8"
    )
    assert run(project, "check", "--today", "2026-01-20") == 1
    printed = capsys.readouterr()
    assert "Secretname" not in printed.out + printed.err


def test_addresses_come_from_the_environment_where_given(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DOSSIER_SOURCE_REPOSITORY", "https://other.example/team/facts/")
    run(project, "new", "harbour", "--title", "The harbour")
    (project / "content" / "en").mkdir(parents=True)
    (project / "content" / "en" / "index.md").write_text("# Home\n", encoding="utf-8")
    run(project, "build", "--pages-only", "--today", "2026-01-20")
    page = (project / "build" / "docs" / "en" / "cases" / "harbour.md").read_text(encoding="utf-8")
    assert "https://other.example/team/facts/edit/main/dossiers/harbour/case.yaml#L" in page


def test_what_the_arguments_name_is_what_there_is() -> None:
    assert list(arguments.FORMATS) == [form.value for form in Format]
    assert list(arguments.IMPORTED_FORMATS) == sorted(IMPORTS)
    assert arguments.AUTHORITIES == AUTHORITIES


def test_every_command_is_brought_in_when_it_is_run(monkeypatch: pytest.MonkeyPatch) -> None:
    deferred = {name for name in vars(arguments) if name.startswith("run_")}
    functions = {name: module for module in (authoring, preserving, publishing) for name in vars(module)}
    for name in sorted(deferred):
        monkeypatch.setattr(functions[name], name, lambda _options, name=name: name)
        assert getattr(arguments, name)(argparse.Namespace()) == name


def test_the_version_is_told_without_what_reads_facts() -> None:
    script = "import sys\nfrom generator.cli import main\ntry:\n main(['--version'])\nexcept SystemExit:\n print(*sys.modules)"
    told = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout.split()
    assert told[0] == "dossier"
    assert {"pydantic", "yaml", "jinja2", "generator.facts"}.isdisjoint(told)


@pytest.mark.parametrize(
    ("paths", "cases"),
    [
        ([], frozenset()),
        (["dossiers/a/case.yaml", "dossiers/a/proofs/q.json", "dossiers/b/x.yaml"], frozenset({"a", "b"})),
        (["dossiers/a/case.yaml", "content/en/about.md"], None),
        (["dossiers/stray.yaml"], None),
    ],
)
def test_what_was_saved_tells_which_cases_changed(
    tmp_path: Path, paths: list[str], cases: frozenset[str] | None
) -> None:
    (tmp_path / "dossiers").mkdir()
    saved = frozenset(str(tmp_path.resolve() / path) for path in paths)
    assert publishing._name_cases(tmp_path, saved) == cases
