"""The cache: what was kept comes back, and whatever else is in its file is noticed."""

from __future__ import annotations

import os
import pickle
import sqlite3
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from generator.cache import Cache, DamagedCacheError, Listed, pack, unpack

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Kept:
    words: tuple[str, ...]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "build" / "cache.sqlite"


def fill(path: Path, version: str = "1") -> None:
    cache = Cache(path, version)
    cache.keep("case", "a", b"head of a", b"body of a")
    cache.keep("case", "b", b"head of b", b"")
    cache.write_note("site", "7")
    cache.commit()
    cache.close()


def test_what_was_kept_comes_back(path: Path) -> None:
    fill(path)
    cache = Cache(path, "1")
    assert cache.read_heads("case") == {"a": b"head of a", "b": b"head of b"}
    assert cache.read_body("case", "a") == b"body of a"
    assert cache.read_note("site") == "7"
    cache.keep("case", "a", b"other", b"")
    cache.forget("case", ["b"])
    assert cache.read_heads("case") == {"a": b"other"}
    with pytest.raises(DamagedCacheError):
        cache.read_body("case", "b")


def test_what_was_not_committed_is_lost(path: Path) -> None:
    fill(path)
    cache = Cache(path, "1")
    cache.forget("case", ["a", "b"])
    cache.close()
    assert set(Cache(path, "1").read_heads("case")) == {"a", "b"}


def test_another_version_begins_anew(path: Path) -> None:
    fill(path)
    cache = Cache(path, "2")
    assert cache.read_heads("case") == {}
    assert cache.read_note("site") == ""


@pytest.mark.parametrize("content", [b"", b"nothing of ours", b"SQLite format 3\0" + bytes(4000), os.urandom(8192)])
def test_a_file_that_is_no_cache_is_replaced(path: Path, content: bytes) -> None:
    path.parent.mkdir()
    path.write_bytes(content)
    fill(path)
    assert set(Cache(path, "1").read_heads("case")) == {"a", "b"}


def test_a_database_of_somebody_else_is_replaced(path: Path) -> None:
    path.parent.mkdir()
    with sqlite3.connect(path) as database:
        database.execute("CREATE TABLE theirs (x)")
    fill(path)
    assert set(Cache(path, "1").read_heads("case")) == {"a", "b"}


def test_a_file_that_was_cut_off_is_noticed(path: Path) -> None:
    fill(path)
    whole = path.read_bytes()
    for size in range(0, len(whole), 512):
        path.write_bytes(whole[:size])
        try:
            cache = Cache(path, "1")
            found = cache.read_heads("case")
        except DamagedCacheError:
            continue
        assert found in ({}, {"a": b"head of a", "b": b"head of b"})


@pytest.mark.parametrize("column", ["head", "body"])
def test_a_poisoned_row_is_noticed(path: Path, column: str) -> None:
    fill(path)
    with sqlite3.connect(path) as database:
        ((sealed,),) = database.execute(f"SELECT {column} FROM kept WHERE name = 'a'")
        database.execute(f"UPDATE kept SET {column} = ? WHERE name = 'a'", (sealed[:-1] + b"!",))
    cache = Cache(path, "1")
    with pytest.raises(DamagedCacheError, match="not what was kept"):
        cache.read_heads("case") if column == "head" else cache.read_body("case", "a")


def test_a_row_of_another_place_is_noticed(path: Path) -> None:
    fill(path)
    with sqlite3.connect(path) as database:
        ((sealed,),) = database.execute("SELECT head FROM kept WHERE name = 'a'")
        database.execute("UPDATE kept SET head = ? WHERE name = 'b'", (sealed,))
    with pytest.raises(DamagedCacheError):
        Cache(path, "1").read_heads("case")


def test_only_known_classes_are_unpacked() -> None:
    kept = Kept(("one", "two"))
    assert unpack(pack(kept), [Kept]) == kept
    with pytest.raises(DamagedCacheError):
        unpack(pack(kept), [])
    with pytest.raises(DamagedCacheError):
        unpack(b"no pickle", [Kept])


def test_a_program_in_the_cache_is_not_run(tmp_path: Path) -> None:
    class Evil:
        def __reduce__(self) -> tuple[object, tuple[str]]:
            return os.mkdir, (str(tmp_path / "made"),)

    with pytest.raises(DamagedCacheError):
        unpack(pickle.dumps(Evil()), [Kept])
    assert not (tmp_path / "made").exists()


def listed(name: str, sort: str, anchor: str, *, is_borrowed: bool = False, view: bytes = b"view") -> Listed:
    return Listed(name, sort, anchor, is_borrowed, view)


def test_entries_come_in_the_order_of_their_list(path: Path) -> None:
    cache = Cache(path, "1")
    cache.replace_entries("a", [listed("people", "b", "1", view=b"B"), listed("people", "d", "2", view=b"D")])
    cache.replace_entries("b", [listed("people", "a", "3", view=b"A"), listed("people", "c", "4", view=b"C")])
    cache.replace_entries("c", [listed("sources", "a", "5", view=b"other")])
    assert list(cache.read_entries("people")) == [[b"A"], [b"B"], [b"C"], [b"D"]]
    assert cache.divide_entries("people", 3) == ["a", "d"]
    assert list(cache.read_entries("people", "b", 2)) == [[b"B"], [b"C"]]


def test_what_changed_is_told_by_list(path: Path) -> None:
    cache = Cache(path, "1")
    first = [listed("people", "b", "1"), listed("sources", "b", "1")]
    assert cache.replace_entries("a", first) == {"people", "sources"}
    assert cache.replace_entries("a", first) == set()
    assert cache.replace_entries("a", [first[0], listed("sources", "b", "1", view=b"other")]) == {"sources"}
    assert cache.replace_entries("a", []) == {"people", "sources"}
    assert list(cache.read_entries("people")) == []


def test_entries_of_one_record_are_joined_under_the_first_owner(path: Path) -> None:
    cache = Cache(path, "1")
    cache.replace_entries("z", [listed("people", "m", "shared", is_borrowed=True, view=b"of z")])
    cache.replace_entries("b", [listed("people", "n", "shared", is_borrowed=True, view=b"of b")])
    cache.replace_entries("a", [listed("people", "x", "own", view=b"of a")])
    cache.join_entries()
    assert list(cache.read_entries("people")) == [[b"of b", b"of z"], [b"of a"]]
    assert list(cache.read_joined_entries("people")) == [[b"of b", b"of z"]]
    cache.replace_entries("b", [])
    cache.join_entries()
    assert list(cache.read_entries("people")) == [[b"of z"], [b"of a"]]


def test_a_reader_sees_what_was_committed(path: Path) -> None:
    fill(path)
    reader = Cache(path, reads_only=True)
    assert reader.read_body("case", "a") == b"body of a"
    with pytest.raises(DamagedCacheError):
        reader.keep("case", "c", b"", b"")
    with pytest.raises(DamagedCacheError):
        Cache(path.with_name("absent"), reads_only=True)
