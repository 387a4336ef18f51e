"""The stamps of a case: kept whole, never over another, held against certificates, and against the facts as they are now."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from generator.evidence.changes import find_changes
from generator.evidence.manifest import ANSWER, AUTHORITIES, MANIFEST, REQUEST, make_manifest, write_manifest
from generator.evidence.stamp_codes import EXPLANATIONS
from generator.evidence.stamps import (
    name_stamp,
    read_stamps,
    verify_stamps,
    verify_timestamps,
    write_stamp,
)
from generator.evidence.timestamp import read_timestamp
from generator.finding import Finding, Severity
from generator.reading import read_project
from tests.evidence.authorities import NOW, der, integer, pki
from tests.evidence.test_manifest import DIGEST, FACTS, SHARED, write

if TYPE_CHECKING:
    from collections.abc import Callable

    from generator.case import Case

REQUEST_BYTES = der(0x30, integer(1), der(0x30), integer(42))
LATER = NOW + timedelta(days=1)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    beside = {"a/proofs/q.json": "{}", "a/exhibits/p.png": "x", "authorities.pem": pki().root.decode()}
    return write(tmp_path, {"a/case.yaml": FACTS, "shared/sources.yaml": SHARED} | beside)


def case_of(root: Path) -> Case:
    return read_project(root).library.cases["a"]


def stamp(root: Path, time: datetime = NOW, *, name: str = "", signer: str = "tsa", nonce: int = 42) -> Path:
    """Stamp the case as it is, at any time, by anybody."""
    content = write_manifest(make_manifest(case_of(root), root)[0])
    answer = pki().sign(content, nonce=nonce, time=time, signer=signer)
    said = read_timestamp(answer)
    assert not isinstance(said, str)
    folder = root / write_stamp(root, "a", said, {MANIFEST: content, REQUEST: REQUEST_BYTES, ANSWER: answer})
    return folder.rename(folder.with_name(name)) if name else folder


def said_of(root: Path, pem: bytes | None = None, *, policy: str = "") -> list[tuple[str, str]]:
    found = verify_timestamps(root, case_of(root), pem, policy=policy)
    return sorted((one.code, one.at.path.removeprefix("dossiers/")) for one in found)


def test_a_case_without_stamps(root: Path) -> None:
    (finding,) = verify_timestamps(root, case_of(root))
    assert (finding.code, finding.severity) == ("E040", Severity.NOTE)
    assert "--authority" in finding.hint


def test_a_good_stamp_leaves_nothing_to_say(root: Path) -> None:
    folder = stamp(root)
    assert folder.relative_to(root).as_posix() == "dossiers/a/timestamps/2026-01-30T101500Z"
    assert sorted(path.name for path in folder.iterdir()) == [MANIFEST, REQUEST, ANSWER]
    assert said_of(root) == []
    assert said_of(root, pki().root) == []


def test_no_stamp_is_written_over_another(root: Path) -> None:
    folder = stamp(root)
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    (root / "dossiers/a/more.yaml").write_text("events: {}\n", encoding="utf-8")
    with pytest.raises(FileExistsError, match="nothing was written"):
        stamp(root)
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before
    assert [path.name for path in folder.parent.iterdir()] == [folder.name]


def test_a_stamp_comes_to_its_place_whole_or_not_at_all(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_bytes = Path.write_bytes

    def fail(path: Path, content: bytes) -> int:
        if path.name == ANSWER:
            raise OSError("the disk is full")
        return write_bytes(path, content)

    with monkeypatch.context() as patched:
        patched.setattr(Path, "write_bytes", fail)
        with pytest.raises(OSError, match="full"):
            stamp(root)
    assert said_of(root) == []
    assert [*read_stamps(root, "a")] == []
    stamp(root)
    assert said_of(root) == []


def test_stamps_come_in_the_order_of_time(root: Path) -> None:
    for day in (9, 1, 5):
        stamp(root, NOW + timedelta(days=day))
    sound, findings = verify_stamps(root, case_of(root), pki().root)
    assert findings == ()
    assert [one.timestamp.time for one in sound] == [NOW + timedelta(days=day) for day in (1, 5, 9)]


def test_names_are_in_utc_and_in_order() -> None:
    assert name_stamp(datetime(2026, 1, 2, 3, 4, 5, 678, tzinfo=UTC)) == "2026-01-02T030405Z"


def test_without_certificates_it_says_what_is_not_verified(root: Path) -> None:
    (root / AUTHORITIES).unlink()
    stamp(root, signer="stranger")
    (finding,) = verify_timestamps(root, case_of(root))
    assert (finding.code, finding.severity) == ("E044", Severity.NOTE)
    assert "Test authority" in finding.message
    assert verify_stamps(root, case_of(root), None)[0] == ()


def test_certificates_that_are_none(root: Path) -> None:
    (root / AUTHORITIES).write_text("none", encoding="utf-8")
    stamp(root)
    assert said_of(root) == [("E049", "authorities.pem")]


@pytest.mark.parametrize("signer", ["expired", "stranger", "server"])
def test_a_stamp_of_nobody_who_is_trusted(root: Path, signer: str) -> None:
    folder = stamp(root, signer=signer)
    assert said_of(root) == [("E043", f"a/timestamps/{folder.name}/{ANSWER}")]


def test_another_request(root: Path) -> None:
    folder = stamp(root, nonce=41)
    assert said_of(root) == [("E045", f"a/timestamps/{folder.name}/{ANSWER}")]


def test_another_policy(root: Path) -> None:
    stamp(root)
    assert [code for code, _ in said_of(root, policy="1.2.3.9")] == ["E045"]


def test_a_manifest_that_was_changed(root: Path) -> None:
    manifest = stamp(root) / MANIFEST
    raw = manifest.read_bytes()
    digest = next(line for line in raw.split(b"\n") if line.endswith(b"case.yaml"))[:64]
    manifest.write_bytes(raw.replace(digest, b"0" * 64))
    assert said_of(root) == [("E042", f"a/timestamps/{manifest.parent.name}/{ANSWER}"), ("E046", "a/case.yaml")]


def test_changed_facts_are_a_note(root: Path) -> None:
    folder = stamp(root)
    write(root, {"a/case.yaml": FACTS + "# more\n", "a/more.yaml": "claims: {}\n", "a/proofs/new.json": "{}"})
    found = list(verify_timestamps(root, case_of(root)))
    assert {one.severity for one in found} == {Severity.NOTE}
    assert sorted(one.at.path for one in found) == [
        "dossiers/a/case.yaml",
        "dossiers/a/more.yaml",
        "dossiers/a/proofs/new.json",
    ]
    assert all(folder.name in one.message for one in found)


def test_a_file_that_is_gone_is_told_at_its_line(root: Path) -> None:
    write(root, {"a/more.yaml": "claims: {}\n"})
    folder = stamp(root)
    (root / "dossiers/a/more.yaml").unlink()
    (finding,) = verify_timestamps(root, case_of(root))
    assert finding.code == "E046"
    line = (folder / MANIFEST).read_text(encoding="utf-8").split("\n")[finding.at.line - 1]
    assert line.endswith("dossiers/a/more.yaml")


@pytest.mark.parametrize("name", ["proofs/q.json", "exhibits/p.png"])
def test_changed_evidence_is_a_warning(root: Path, name: str) -> None:
    stamp(root)
    (root / "dossiers/a" / name).write_text("other", encoding="utf-8")
    (finding,) = verify_timestamps(root, case_of(root))
    assert (finding.code, finding.severity, finding.at.path) == ("E047", Severity.WARNING, f"dossiers/a/{name}")
    (root / "dossiers/a" / name).unlink()
    (finding,) = verify_timestamps(root, case_of(root))
    assert (finding.code, finding.severity) == ("E047", Severity.WARNING)
    assert name in finding.message


def test_a_new_stamp_covers_the_older_ones(root: Path) -> None:
    older = stamp(root)
    stamp(root, LATER)
    assert said_of(root) == []
    shutil.rmtree(older)
    assert {code for code, _ in said_of(root)} == {"E047"}


def test_what_changed_between_two_stamps_is_not_told_again(root: Path) -> None:
    stamp(root)
    write(root, {"a/proofs/q.json": "other"})
    assert [code for code, _ in said_of(root)] == ["E047"]
    stamp(root, LATER)
    assert said_of(root) == []


ROOT, OTHER = "cd" * 32, "12" * 32


@pytest.mark.parametrize(
    ("before", "after", "codes"),
    [
        (f"root: {ROOT}", f"root: {OTHER}", ["E046", "E048"]),
        ("tokens: 12", "tokens: 13", ["E046", "E048"]),
        (f"sha256: {DIGEST}, root: {ROOT}", f"sha256: {OTHER}, root: {OTHER}", ["E046", "E047"]),
        (f", root: {ROOT}, tokens: 12, rule: v1", "", ["E046", "E047"]),
        ("rule: v1", "rule: v2", ["E046", "E047"]),
        (f", snapshot: {{sha256: {DIGEST}, root: {ROOT}, tokens: 12, rule: v1}}", "", ["E046", "E047"]),
        (
            f"snapshot: {{sha256: {'ef' * 32}}}",
            f"snapshot: {{sha256: {'ef' * 32}, root: {ROOT}, tokens: 3, rule: v1}}",
            ["E046"],
        ),
    ],
)
def test_snapshots_that_are_not_what_was_stamped(root: Path, before: str, after: str, codes: list[str]) -> None:
    stamp(root)
    assert before in FACTS
    write(root, {"a/case.yaml": FACTS.replace(before, after)})
    found = list(verify_timestamps(root, case_of(root)))
    assert sorted(one.code for one in found) == codes
    told = [one for one in found if one.code != "E046"]
    assert all("a/paper" in one.message and one.at.line in {3, 4} for one in told)


def test_two_roots_are_told_however_often_the_facts_were_stamped_since(root: Path) -> None:
    stamp(root)
    write(root, {"a/case.yaml": FACTS.replace(f"root: {ROOT}", f"root: {OTHER}")})
    stamp(root, LATER)
    (finding,) = verify_timestamps(root, case_of(root))
    assert (finding.code, finding.severity) == ("E048", Severity.ERROR)
    assert ROOT in finding.hint


def test_a_source_that_is_gone_is_a_note(root: Path) -> None:
    stamp(root)
    without = "".join(line for line in FACTS.splitlines(keepends=True) if not line.startswith("  other:"))
    write(root, {"a/case.yaml": without.replace("paper, other,", "paper,")})
    found = list(verify_timestamps(root, case_of(root)))
    assert [one.severity for one in found] == [Severity.NOTE] * 2
    assert any("a/other" in one.message for one in found)


def test_changes_of_a_manifest_with_odd_names_can_be_printed(root: Path) -> None:
    case = case_of(root)
    now = make_manifest(case, root)[0]
    stamped = type(now)("a", {"dossiers/a/x\udcff.yaml": DIGEST}, ())
    for finding in find_changes(case, now, "t", stamped, "m"):
        assert finding.message.encode()
        assert finding.at.path.encode()


def misname(folder: Path) -> Path:
    return folder.rename(folder.with_name("2026-01-30T101501Z"))


def name_strangely(folder: Path) -> Path:
    return folder.rename(folder.with_name("latest"))


def put_a_file_beside(folder: Path) -> Path:
    (folder.parent / "README.md").write_text("x", encoding="utf-8")
    return folder.parent / "README.md"


def link_the_folder(folder: Path) -> Path:
    elsewhere = folder.rename(folder.parent.parent / "elsewhere")
    folder.symlink_to(elsewhere)
    return folder


def take_a_file(folder: Path) -> Path:
    (folder / REQUEST).unlink()
    return folder


def add_a_file(folder: Path) -> Path:
    (folder / "note.txt").write_text("x", encoding="utf-8")
    return folder


def link_a_file(folder: Path) -> Path:
    (folder / ANSWER).unlink()
    (folder / ANSWER).symlink_to(folder / REQUEST)
    return folder / ANSWER


def lengthen(folder: Path) -> Path:
    (folder / ANSWER).write_bytes(b"0" * (256 * 1024 + 1))
    return folder / ANSWER


def take_another_case(folder: Path) -> Path:
    raw = (folder / MANIFEST).read_bytes()
    (folder / MANIFEST).write_bytes(raw.replace(b"v1: a\n", b"v1: b\n"))
    return folder / MANIFEST


def spoil_the_manifest(folder: Path) -> Path:
    (folder / MANIFEST).write_bytes(b"garbage")
    return folder / MANIFEST


def spoil_the_answer(folder: Path) -> Path:
    (folder / ANSWER).write_bytes(b"garbage")
    return folder / ANSWER


@pytest.mark.parametrize(
    "spoil",
    [
        misname,
        name_strangely,
        put_a_file_beside,
        link_the_folder,
        take_a_file,
        add_a_file,
        link_a_file,
        lengthen,
        take_another_case,
        spoil_the_manifest,
        spoil_the_answer,
    ],
)
def test_stamps_that_cannot_be_read(root: Path, spoil: Callable[[Path], Path]) -> None:
    place = spoil(stamp(root))
    found = [one for one in read_stamps(root, "a") if isinstance(one, Finding)]
    assert [(one.code, one.at.path) for one in found] == [("E041", place.relative_to(root).as_posix())]
    assert all(one.hint for one in found)
    assert "E041" in [code for code, _ in said_of(root)]


def test_the_folder_of_stamps_is_no_link(root: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = stamp(root).parent
    moved = tmp_path_factory.mktemp("elsewhere") / "timestamps"
    shutil.move(folder, moved)
    folder.symlink_to(moved)
    (found,) = read_stamps(root, "a")
    assert isinstance(found, Finding)
    assert (found.code, found.at.path) == ("E041", "dossiers/a/timestamps")


def test_every_code_has_its_explanation() -> None:
    assert sorted(EXPLANATIONS) == [f"E04{digit}" for digit in range(10)]
