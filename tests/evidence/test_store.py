"""The store: what was put in comes out, byte for byte or not at all."""

from __future__ import annotations

import hashlib
import os
import stat
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.evidence.store import CaptureRecord, Entry, Hop, Store

if TYPE_CHECKING:
    from collections.abc import Callable

DATA = b"a kept file"
DIGEST = hashlib.sha256(DATA).hexdigest()
CAPTURED = CaptureRecord(
    requested="https://site.example/",
    hops=(Hop(address="https://site.example/", pinned="93.184.216.34", status=200),),
    headers=(("Content-Type", "text/plain"),),
    framing="length",
)


def entry(data: bytes = DATA, **changed: object) -> Entry:
    plain = Entry(
        source="case/source",
        sha256=hashlib.sha256(data).hexdigest(),
        size=len(data),
        media_type="text/plain",
        added="2026-01-20T12:00:00Z",
        tool="dossier snapshot",
        version="0.1.0",
    )
    return replace(plain, **changed)  # type: ignore[arg-type]


@pytest.fixture
def store(tmp_path: Path) -> Store:
    kept = Store(tmp_path / "evidence")
    assert kept.add(DATA, entry()) is None
    return kept


def locate(store: Store) -> Path:
    return store.root / "sha256" / DIGEST[:2] / DIGEST[2:]


def overwrite(path: Path, content: bytes) -> None:
    path.chmod(0o600)
    path.write_bytes(content)


def test_a_file_lies_under_its_digest_with_its_record_beside_it(store: Store) -> None:
    file, record = sorted(path for path in store.root.rglob("*") if path.is_file())
    assert file == locate(store)
    assert record.name.startswith(f"{DIGEST[2:]}.")
    assert store.read(DIGEST) == DATA
    assert store.entries(DIGEST) == (entry(),)
    assert store.media_type(DIGEST) == "text/plain"
    assert list(store.digests()) == [DIGEST]
    assert list(store.examine()) == []


def test_files_are_their_owners_alone_and_not_written_by_accident(store: Store) -> None:
    for path in store.root.rglob("*"):
        wanted = 0o700 if path.is_dir() else 0o400
        assert stat.S_IMODE(path.stat().st_mode) == wanted or path == store.root / "sha256"


def test_to_add_a_file_again_is_no_mistake_and_leaves_no_second_record(store: Store) -> None:
    assert store.add(DATA, entry(added="2026-02-01T00:00:00Z")) is None
    assert store.entries(DIGEST) == (entry(),)


def test_what_is_new_about_a_file_is_one_more_record(store: Store) -> None:
    other = entry(source="case/other", added="2026-02-01T00:00:00Z")
    captured = entry(capture=CAPTURED, added="2026-02-02T00:00:00Z")
    again = entry(capture=CAPTURED, added="2026-02-03T00:00:00Z")
    for one in (again, captured, other):
        store.add(DATA, one)
    assert store.entries(DIGEST) == (entry(), other, captured, again)
    assert list(store.examine()) == []


def test_a_record_must_be_its_file_s(store: Store) -> None:
    with pytest.raises(ValueError, match="not this file"):
        store.add(b"another", entry())


@pytest.mark.parametrize("digest", ["", "abc", "../" + "a" * 61, "A" * 64, DIGEST.upper(), "0" * 64, DIGEST + "\n"])
def test_what_is_not_there_is_none(store: Store, digest: str) -> None:
    assert store.read(digest) is None
    assert store.entries(digest) == ()
    assert store.media_type(digest) == ""


def test_a_store_that_nobody_made_yet_is_empty(tmp_path: Path) -> None:
    store = Store(tmp_path / "nowhere")
    assert store.read(DIGEST) is None
    assert list(store.examine()) == []
    assert not store.root.exists()


def change_file(store: Store) -> None:
    overwrite(locate(store), b"another file")


def lose_file(store: Store) -> None:
    locate(store).unlink()


def lose_record(store: Store) -> None:
    next(locate(store).parent.glob("*.json")).unlink()


def change_record(store: Store) -> None:
    record = next(locate(store).parent.glob("*.json"))
    overwrite(record, record.read_bytes().replace(b"case/source", b"case/others"))


def break_record(store: Store) -> None:
    content = b'{"format": "another"}'
    record = next(locate(store).parent.glob("*.json"))
    record.unlink()
    record.with_name(f"{DIGEST[2:]}.{hashlib.sha256(content).hexdigest()[:12]}.json").write_bytes(content)


def add_stranger(store: Store) -> None:
    (locate(store).parent / "notes.txt").write_text("no place here")


@pytest.mark.parametrize("damage", [change_file, lose_file, lose_record, change_record, break_record, add_stranger])
def test_damage_is_found(store: Store, damage: Callable[[Store], None]) -> None:
    damage(store)
    (finding,) = store.examine()
    assert finding.code == "E039"
    assert finding.hint
    assert DIGEST[:2] in finding.at.path


def test_a_damaged_file_is_neither_read_nor_written_over(store: Store) -> None:
    change_file(store)
    assert store.read(DIGEST) is None
    note = store.add(DATA, entry(source="case/other"))
    assert note is not None
    assert note.code == "E039"
    assert locate(store).read_bytes() == b"another file"


def test_a_write_that_fails_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_from: object, _to: object) -> None:
        raise OSError("no space left")

    store = Store(tmp_path)
    monkeypatch.setattr(os, "replace", fail)
    with pytest.raises(OSError, match="no space"):
        store.add(DATA, entry())
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_what_a_killed_write_left_behind_is_passed_over(store: Store) -> None:
    (locate(store).parent / ".unfinished").write_bytes(b"half")
    assert list(store.examine()) == []


@given(st.binary(max_size=200), st.text(max_size=20), st.text(max_size=20))
def test_what_goes_in_comes_out(data: bytes, source: str, media_type: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        store = Store(Path(folder))
        kept = entry(data, source=source.encode("utf-8", "replace").decode(), media_type=media_type)
        store.add(data, kept)
        assert store.read(kept.sha256) == data
        assert store.entries(kept.sha256) == (kept,)
