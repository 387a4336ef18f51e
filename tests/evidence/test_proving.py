"""`dossier verify` and `dossier prove`, for whoever holds the documents."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import pytest

from generator.cli import main
from generator.evidence.verification import commitment_of
from generator.proving import prove_project, verify_project
from generator.reading import read_project
from tests.evidence.made import prove
from tests.evidence.project import FACTS, SHA256, TEXT, locate, make_project, read_facts, write_facts

if TYPE_CHECKING:
    from pathlib import Path

    from generator.finding import Finding

PROOFS = "dossiers/harbour/proofs"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return make_project(tmp_path)


def verify(root: Path) -> dict[str, Finding]:
    """What is found by code, without the note that there is no time-stamp, which is the same in every test."""
    found = verify_project(root, root / "evidence").findings
    return {finding.code: finding for finding in found if finding.code != "E040"}


def change(root: Path, before: str, after: str) -> None:
    facts = read_facts(root)
    assert before in facts
    write_facts(root, facts.replace(before, after, 1))


def keep(root: Path, content: bytes) -> dict[str, Finding]:
    """What is found once these bytes are the snapshot of the paper."""
    sha256 = hashlib.sha256(content).hexdigest()
    path = locate(root, sha256)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    write_facts(root, FACTS.replace(SHA256, sha256))
    return verify(root)


def test_quotes_that_stand_in_their_document(root: Path) -> None:
    outcome = verify_project(root, root / "evidence")
    assert sorted(finding.code for finding in outcome.findings) == ["E010", "E040"]
    assert outcome.told == ("3 of 4 quotes stand in their documents, 1 of these too short to say much",)


def test_a_near_miss_is_told_with_the_difference_and_the_place(root: Path) -> None:
    change(root, "Nobody had asked for the register", "Nobody had looked for the register")
    finding = verify(root)["E001"]
    assert str(finding.at) == "dossiers/harbour/case.yaml:17:11"
    assert "at word 11 of 36 (27% of the document)" in finding.message
    assert finding.message.endswith("Nobody had [-looked-]{+asked+} for the register")


def test_a_quote_in_another_language_than_the_text_we_hold(root: Path) -> None:
    change(root, "Nobody had asked for the register\n    language: en", "Personne ne le demandait\n    language: fr")
    finding = verify(root)["E002"]
    assert "the quote is in fr, and the text we hold in en" in finding.hint


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("lay on the shelf […] Nobody had asked", "E003"),
        ("the register", "E004"),
        ("'[…]'", "E005"),
        ("nothing of the sort was ever said", "E002"),
    ],
)
def test_what_is_found(root: Path, text: str, code: str) -> None:
    change(root, "Nobody had asked for the register", text)
    assert set(verify(root)) == {"E010", code}


def test_a_snapshot_that_is_changed_or_missing_or_without_text(root: Path) -> None:
    path = locate(root)
    path.write_text(TEXT + "more", encoding="utf-8")
    assert set(verify(root)) == {"E006", "E010"}
    path.unlink()
    assert set(verify(root)) == {"E008", "E010"}
    assert set(keep(root, "\u200b\u00ad".encode())) == {"E009", "E010"}
    assert set(keep(root, b"%PDF-1.7\ncut off")) == {"E024", "E010"}
    assert set(keep(root, b"GIF89a")) == {"E021", "E010"}


def test_all_words_of_a_web_page_count_whatever_its_main_text_is_held_to_be(root: Path) -> None:
    article = "".join(f"<p>Sentence {number} says what an article goes on to say.</p>" for number in range(30))
    words = "<nav>Harbour news</nav><footer>Nobody had asked for the register</footer>"
    page = f"<!doctype html><title>A piece</title><body><article>{article}</article>{words}</body>"
    assert set(keep(root, page.encode())) == {"E002", "E010"}  # of three quotes, the two that are not in it
    outcome = verify_project(root, root / "evidence")
    assert outcome.told == ("1 of 4 quotes stand in their documents, 0 of these too short to say much",)


def test_time_stamps_are_verified_too(root: Path) -> None:
    stamp = root / "dossiers" / "harbour" / "timestamps" / "2026-01-30T101500Z"
    stamp.mkdir(parents=True)
    finding = verify(root)["E041"]
    assert finding.at.path == "dossiers/harbour/timestamps/2026-01-30T101500Z"


def test_nothing_is_written_without_being_asked(root: Path) -> None:
    outcome = prove_project(root, root / "evidence")
    _, commitment = prove(TEXT, "at noon")
    assert outcome.told == (
        f"to write {PROOFS}/register.json",
        f"to write {PROOFS}/shelf.json",
        f"to write {PROOFS}/few.json",
        (
            "dossiers/harbour/case.yaml:12:7: the record of paper is to say\nsnapshot:\n"
            f"  sha256: {SHA256}\n  root: {commitment.root}\n  tokens: {commitment.tokens}\n  rule: v1"
        ),
    )
    assert read_facts(root) == FACTS
    assert not (root / PROOFS).exists()


def test_proofs_and_record_are_written_and_nothing_else_is_touched(root: Path) -> None:
    prove_project(root, root / "evidence", write=True)
    _, commitment = prove(TEXT, "at noon")
    keys = f"      root: {commitment.root}\n      tokens: {commitment.tokens}\n      rule: v1\n"
    assert read_facts(root) == FACTS.replace("by sha256sum\n", f"by sha256sum\n{keys}")
    assert sorted(path.name for path in (root / PROOFS).iterdir()) == ["few.json", "register.json", "shelf.json"]
    again = prove_project(root, root / "evidence", write=True)
    assert again.told == tuple(f"unchanged {PROOFS}/{name}.json" for name in ("register", "shelf", "few"))
    assert set(verify(root)) == {"E010"}


@pytest.mark.parametrize(
    "written",
    [
        f"snapshot: {{sha256: {SHA256}}}",
        f"snapshot: {{sha256: '{SHA256}', note: a text file}}",
        f"snapshot: {{rule: v1, tokens: 7, root: {'0' * 64}, sha256: {SHA256}}}",
        f'snapshot:\n      tokens: "7"\n      sha256: "{SHA256}"',
        f"snapshot:\n      rule: v0\n      root: '{'0' * 64}'   # to be made\n      sha256: {SHA256}",
    ],
)
def test_records_in_every_form_come_to_say_what_follows(root: Path, written: str) -> None:
    begin = FACTS.index("snapshot:")
    end = FACTS.index("\n  other:")
    write_facts(root, FACTS[:begin] + written + FACTS[end:])
    prove_project(root, root / "evidence", write=True)
    source = read_project(root).library.cases["harbour"].sources[0]
    assert commitment_of(source) == prove(TEXT, "at noon")[1]
    assert set(verify(root)) == {"E010"}
    facts = read_facts(root)
    assert facts.startswith(FACTS[:begin])
    assert facts.endswith(FACTS[end:])


def test_a_record_that_cannot_be_changed_alone_is_left(root: Path) -> None:
    change(root, f"sha256: {SHA256}   #", f"sha256: >-\n        {SHA256}\n      #")
    before = read_facts(root)
    told = prove_project(root, root / "evidence", write=True).told
    assert read_facts(root) == before
    assert "is to say\nsnapshot:" in told[-1]


def test_a_record_that_does_not_follow_from_the_file(root: Path) -> None:
    prove_project(root, root / "evidence", write=True)
    change(root, "tokens: 36", "tokens: 37")
    finding = verify(root)["E007"]
    assert str(finding.at) == "dossiers/harbour/case.yaml:14:15"
    assert "tokens of the snapshot of 'paper' is 37, and what follows from the file is 36" in finding.message
    prove_project(root, root / "evidence", write=True)
    assert "E007" not in verify(root)


def test_the_command_line(root: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    arguments = ["--root", str(root)]
    assert main([*arguments, "verify"]) == 0
    assert "3 of 4 quotes stand in their documents" in capsys.readouterr().out
    assert main([*arguments, "prove", "harbour", "--write"]) == 0
    assert f"wrote {PROOFS}/register.json" in capsys.readouterr().out
    monkeypatch.setenv("DOSSIER_EVIDENCE", str(root / "nowhere"))
    assert main([*arguments, "verify", "harbour"]) == 1
    assert "E008" in capsys.readouterr().out
    assert main([*arguments, "check", "--today", "2026-01-20"]) in {0, 1}
    assert main([*arguments, "verify", "nowhere"]) == 2
