"""The proofs of a project as anybody can verify them: with the public files and nothing else."""

from __future__ import annotations

import json
import shutil
from datetime import date
from typing import TYPE_CHECKING

import pytest

from generator.checks import Context
from generator.evidence.ledger import Ledger, read_ledger
from generator.facts.quote import ProofState
from generator.finding import Severity
from generator.pipeline import Options, check_project
from generator.proving import prove_project
from generator.reading import read_project
from tests.evidence.made import make_oversize
from tests.evidence.project import SHA256, make_project, read_facts, write_facts

if TYPE_CHECKING:
    from pathlib import Path

PROOFS = "dossiers/harbour/proofs"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A project whose quotes are proved, and which has lost the document since."""
    make_project(tmp_path)
    prove_project(tmp_path, tmp_path / "evidence", write=True)
    shutil.rmtree(tmp_path / "evidence")
    return tmp_path


def read(root: Path) -> Ledger:
    return read_ledger(read_project(root).library.cases["harbour"], root)


def tell(root: Path) -> list[tuple[str, str, Severity]]:
    return [(one.code, str(one.at), one.severity) for one in read(root).findings]


def change(root: Path, before: str, after: str) -> None:
    facts = read_facts(root)
    assert facts.count(before) == 1
    write_facts(root, facts.replace(before, after))


def change_proof(root: Path, name: str, **changes: object) -> None:
    path = root / PROOFS / f"{name}.json"
    data = {**json.loads(path.read_bytes()), **changes}
    path.write_text(json.dumps(data, indent=1, sort_keys=True) + "\n", encoding="utf-8")


def test_proofs_verify_without_the_document(root: Path) -> None:
    ledger = read(root)
    assert ledger.findings == ()
    assert ledger.states == {
        "register": ProofState.PROVED,
        "shelf": ProofState.PROVED,
        "few": ProofState.WEAK,
        "elsewhere": ProofState.UNCHECKED,
    }
    assert set(ledger.files) == {"register", "shelf", "few"}


def test_typography_and_capitals_change_nothing(root: Path) -> None:
    change(root, "text: Nobody had asked for the register", "text: “nobody  had asked for the Register”.")
    assert read(root).states["register"] is ProofState.PROVED


def test_a_quote_that_changed_is_told_at_its_words(root: Path) -> None:
    change(root, "text: Nobody had asked for the register", "text: Nobody had looked for the register")
    assert tell(root) == [("E012", "dossiers/harbour/case.yaml:20:11", Severity.WARNING)]
    assert read(root).states["register"] is ProofState.CHANGED
    assert "register" not in read(root).files


@pytest.mark.parametrize(
    ("key", "before", "after"),
    [("sha256", SHA256, "0" * 64), ("tokens", "tokens: ", "tokens: 1"), ("rule", "rule: v1", "rule: v2")],
)
def test_a_source_that_changed_is_told_at_what_changed(root: Path, key: str, before: str, after: str) -> None:
    change(root, before, after)
    case = read_project(root).library.cases["harbour"]
    (place,) = {str(source.at("snapshot", key)) for source in case.sources if source.id == "paper"}
    found = tell(root)
    assert [one for one in found if one[0] == "E013"] == [("E013", place, Severity.WARNING)] * 3
    assert ("E018" in {code for code, _, _ in found}) is (key == "rule")
    assert {read(root).states[name] for name in ("register", "shelf", "few")} == {ProofState.CHANGED}


def test_a_quote_that_cites_another_source(root: Path) -> None:
    facts = read_facts(root)
    write_facts(root, facts.replace("cite: paper", "cite: other", 1))
    assert [one[0] for one in tell(root)] == ["E013"]


def test_a_proof_that_does_not_hold_stops_the_site(root: Path) -> None:
    change_proof(root, "register", siblings=["0" * 64] * 3)
    assert tell(root) == [("E014", f"{PROOFS}/register.json:1:1", Severity.ERROR)]
    assert read(root).states["register"] is ProofState.UNCHECKED


def test_a_proof_of_another_quote(root: Path) -> None:
    shutil.copy(root / PROOFS / "shelf.json", root / PROOFS / "register.json")
    assert [one[0] for one in tell(root)] == ["E012"]


def test_a_damaged_proof_is_told_at_its_place(root: Path) -> None:
    path = root / PROOFS / "register.json"
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    number = next(number for number, line in enumerate(lines, start=1) if '"at"' in line)
    lines[number - 1] = '   "at": -7,\n'
    path.write_text("".join(lines), encoding="utf-8")
    assert tell(root) == [("E011", f"{PROOFS}/register.json:{number}:10", Severity.ERROR)]


@pytest.mark.parametrize(
    ("before", "after", "place"),
    [
        ('{\n "format"', '{\n "note": 1,\n "format"', "2:2"),
        ('{\n "format"', '{\n "tokens": 1,\n "format"', "2:3"),
        ('"rule": "v1"', '"rule": "v9"', "5:10"),
        ('"rule": "v1"', '"rule": v1', "5:10"),
        ('"rule": "v1"', '"rule": "v1 "', "5:10"),
        ('"tokens": ', '"tokens": 9999999999999', None),
        ('"tokens": ', '"tokens":  ', None),
    ],
)
def test_where_a_proof_is_damaged(root: Path, before: str, after: str, place: str | None) -> None:
    path = root / PROOFS / "register.json"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace(before, after, 1), encoding="utf-8")
    last = text.count("\n") - 1
    assert [one[:2] for one in tell(root)] == [("E011", f"{PROOFS}/register.json:{place or f'{last}:12'}")]


@pytest.mark.parametrize("raw", [*make_oversize(), "[" * 100_000, "9" * 100_000, "x" * 300_000, "\0", ""])
def test_proofs_that_hold_too_much(root: Path, raw: str) -> None:
    (root / PROOFS / "register.json").write_text(raw, encoding="utf-8")
    assert [one[0] for one in tell(root)] == ["E011"]


def test_a_proof_of_no_quote(root: Path) -> None:
    shutil.copy(root / PROOFS / "shelf.json", root / PROOFS / "gone.json")
    assert tell(root) == [("E015", f"{PROOFS}/gone.json:1:1", Severity.ERROR)]


def test_what_is_no_proof_in_the_folder(root: Path) -> None:
    folder = root / PROOFS
    (folder / "README.md").write_text("x", encoding="utf-8")
    (folder / "sub").mkdir()
    (folder / "elsewhere.json").symlink_to(folder / "shelf.json")
    (folder / ".shelf.json.being-written").write_text("x", encoding="utf-8")
    assert [one[:2] for one in tell(root)] == [
        ("E016", f"{PROOFS}/README.md:1:1"),
        ("E016", f"{PROOFS}/elsewhere.json:1:1"),
        ("E016", f"{PROOFS}/sub:1:1"),
    ]
    shutil.rmtree(folder)
    folder.write_text("x", encoding="utf-8")
    assert tell(root)[0][:2] == ("E016", f"{PROOFS}:1:1")


def test_a_quote_without_a_proof_is_a_note(root: Path) -> None:
    (root / PROOFS / "shelf.json").unlink()
    assert tell(root) == [("E017", "dossiers/harbour/case.yaml:28:11", Severity.NOTE)]
    assert read(root).states["shelf"] is ProofState.UNCHECKED


def test_check_verifies_proofs(root: Path) -> None:
    options = Options(context=Context(date(2026, 1, 20)))
    before = {finding.code for finding in check_project(root, options)}
    change_proof(root, "register", siblings=[])
    assert {finding.code for finding in check_project(root, options)} - before == {"E014"}
