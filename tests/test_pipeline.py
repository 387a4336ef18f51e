"""The stages together: gates, the order of findings, and that nothing depends on how the work is shared out."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace  # noqa: F401  (for run_alone)
from datetime import date
from pathlib import Path

import pytest

from benchmarks.corpus import write_corpus
from generator.checks import Context
from generator.finding import Severity
from generator.parallel import Workforce  # noqa: F401  (for run_alone)
from generator.pipeline import Options, check_project, stops
from generator.reading import read_project

ROOT = Path(__file__).parent.parent
OPTIONS = Options(context=Context(date(2026, 1, 20)))

GOOD = """case: {title: A case, summary: "What the paper says [@paper].", languages: [en], reviewed: 2026-01-01, state: published}
sources:
  paper: {type: article-newspaper, title: A piece, container-title: The Paper, issued: 2020-01-01, seen: original}
events:
  first: {date: 2019, title: Something happens, cite: paper}
"""


def write_case(root: Path, case: str, text: str, name: str = "case.yaml") -> None:
    file = root / "dossiers" / case / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("made")
    write_corpus(60, root)
    return root


def test_the_made_corpus_has_no_findings(made: Path) -> None:
    assert check_project(made, OPTIONS) == ()


def run_alone(root: Path, expression: str) -> str:
    """What an expression about a project gives in a process of its own: the test runner's has threads, and would not fork."""
    code = (
        f"import sys, pathlib\nfrom tests.test_pipeline import *\nroot = pathlib.Path(sys.argv[1])\nprint({expression})"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(root)], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def test_findings_are_the_same_with_processes(made: Path, tmp_path: Path) -> None:
    for folder in (made / "dossiers").iterdir():
        text = (folder / "case.yaml").read_text(encoding="utf-8")
        write_case(tmp_path, folder.name, text.replace("reviewed: 2026-01-15", "reviewed: 2027-01-15"))
    alone = check_project(tmp_path, OPTIONS)
    assert alone
    assert run_alone(tmp_path, "check_project(root, replace(OPTIONS, workforce=Workforce(3)))") == str(alone)


def test_a_mistake_in_one_case_hides_nothing_of_another(tmp_path: Path) -> None:
    write_case(tmp_path, "broken", "case: {titel: A case, summary: x, languages: [en]}\n")
    write_case(tmp_path, "also-broken", GOOD.replace("cite: paper", "cite: papier"))
    write_case(tmp_path, "good", GOOD)
    findings = check_project(tmp_path, OPTIONS)
    assert {finding.at.path for finding in findings if finding.severity is Severity.ERROR} == {
        "dossiers/broken/case.yaml",
        "dossiers/also-broken/case.yaml",
    }
    assert list(read_project(tmp_path).library.cases) == ["good"]


def test_checks_wait_until_a_case_can_be_judged_as_a_whole(tmp_path: Path) -> None:
    """The paper is cited by a record with a mistake: nobody may be told that nobody cites it."""
    write_case(tmp_path, "case", GOOD.replace("date: 2019,", "date: 2019-13,").replace(" [@paper]", ""))
    codes = {finding.code for finding in check_project(tmp_path, OPTIONS)}
    assert codes == {"D006"}


def test_a_choice_of_cases_limits_the_findings_and_not_the_references(tmp_path: Path) -> None:
    write_case(tmp_path, "one", GOOD + "  second: {date: 2019, title: More, cite: two/paper}\n")
    write_case(tmp_path, "two", GOOD + "events2: {}\n")
    assert check_project(tmp_path, OPTIONS, {"one"}) == ()
    assert {finding.code for finding in check_project(tmp_path, OPTIONS, {"two"})} == {"D001"}


def test_findings_come_in_the_order_of_the_files(tmp_path: Path) -> None:
    for case in ("b", "a"):
        write_case(tmp_path, case, "case: {}\nsources: []\n")
    places = [finding.at for finding in check_project(tmp_path, OPTIONS)]
    assert places == sorted(places)
    assert {place.path for place in places} == {"dossiers/a/case.yaml", "dossiers/b/case.yaml"}


def test_a_whole_tree_can_be_released_and_places_stay(tmp_path: Path) -> None:
    write_case(tmp_path, "case", GOOD)
    case = read_project(tmp_path).library.cases["case"]
    event = case.records["first"]
    assert event.path == "dossiers/case/case.yaml"
    assert (event.at().line, event.at().column) == (5, 3)
    assert (event.at("title").line, event.at("title").column) == (5, 30)


@pytest.mark.parametrize(
    ("severity", "strict", "expected"),
    [("error", False, True), ("warning", False, False), ("warning", True, True), ("note", True, False)],
)
def test_what_stops_the_site(severity: str, strict: bool, expected: bool) -> None:
    from generator.finding import Finding, Position  # noqa: PLC0415

    assert stops([Finding("X001", "m", Position("a"), Severity(severity))], strict=strict) is expected
