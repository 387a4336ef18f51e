"""What was made before, kept by what it was made from: a database in `build/`, which may be thrown away at any time."""

from __future__ import annotations

import io
import pickle
import sqlite3
import sys
from contextlib import contextmanager
from hashlib import blake2b
from typing import IO, TYPE_CHECKING, Any, NamedTuple

if sys.platform != "win32":
    import fcntl

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping
    from pathlib import Path

SEAL = 16
"""The bytes of the digest that stands before everything kept, and holds it to its place."""

MEGABYTES = 16
"""How much of the file is held in memory."""

_TABLES = """
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE kept (kind TEXT NOT NULL, name TEXT NOT NULL, head BLOB NOT NULL, body BLOB NOT NULL, UNIQUE (kind, name));
CREATE TABLE entries (
  list TEXT NOT NULL, sort TEXT NOT NULL, anchor TEXT NOT NULL, owner TEXT NOT NULL, is_borrowed INTEGER NOT NULL,
  leads INTEGER NOT NULL, view BLOB NOT NULL
);
CREATE INDEX entries_by_owner ON entries (owner);
CREATE INDEX entries_by_anchor ON entries (list, anchor, owner);
CREATE INDEX entries_by_sort ON entries (list, sort) WHERE leads > 0;
CREATE INDEX entries_borrowed ON entries (list, anchor) WHERE is_borrowed;
CREATE INDEX entries_joined ON entries (leads) WHERE leads != 1;
"""


@contextmanager
def open_cache(path: Path, version: str, *, anew: bool = False, waits: bool = False) -> Iterator[Cache]:
    """The cache at a path, held alone; where another program holds it, one in memory, unless this `waits` for it.

    With `anew`, what was kept is thrown away.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.with_suffix(".lock").open("wb") as lock:
        is_held = _hold(lock, waits=waits)
        if anew and is_held:
            path.unlink(missing_ok=True)
        cache = Cache(path, version) if is_held else Cache(None, version)
        try:
            yield cache
        finally:
            cache.close()


def _hold(lock: IO[bytes], *, waits: bool) -> bool:
    """Hold the lock for as long as its file is open, if nobody else does."""
    if sys.platform != "win32":
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | (0 if waits else fcntl.LOCK_NB))
        except BlockingIOError:
            return False
    return True


class DamagedCacheError(Exception):
    """The database cannot be read, or what stands in it is not what was kept there: it is to be thrown away."""


class Listed(NamedTuple):
    """An entry of a list as it is kept: where it comes in its list, whose record it is, and what is shown of it, packed."""

    list: str
    sort: str
    anchor: str
    is_borrowed: bool
    view: bytes


def pack(value: object) -> bytes:
    """A value as bytes; `unpack` gives it back."""
    return pickle.dumps(value, 5)


def unpack(content: bytes, classes: Collection[type]) -> Any:  # noqa: ANN401
    """The value in what `pack` gave, made of plain values and of these classes; raises DamagedCacheError for anything else.

    Nothing but these classes is ever called, so that a cache from a stranger cannot run a program of theirs.
    """
    try:
        return _Unpacker(io.BytesIO(content), {(one.__module__, one.__qualname__): one for one in classes}).load()
    except DamagedCacheError:
        raise
    except Exception as error:  # what a pickle that somebody made up may raise is not listed anywhere
        raise DamagedCacheError(f"it cannot be read: {error}") from error


class _Unpacker(pickle.Unpickler):
    def __init__(self, content: io.BytesIO, known: Mapping[tuple[str, str], type]) -> None:
        super().__init__(content)
        self._known = known

    def find_class(self, module: str, name: str) -> type:
        found = self._known.get((module, name))
        if found is None:
            raise DamagedCacheError(f"it holds a {module}.{name}, which nobody keeps")
        return found


class Cache:
    """The database at a path, of one version of the program and of its settings; one of another version is emptied.

    What is kept has a kind and a name, a head that is read for all of a kind at once, and a body that is read when it is asked
    for. Whoever opens it holds it alone, or reads only. Without a path it is in memory. Every method may raise DamagedCacheError.
    """

    def __init__(self, path: Path | None = None, version: str = "", *, reads_only: bool = False) -> None:
        self._version = version
        self.path = path
        if path is None:
            self._database = sqlite3.connect(":memory:")
            self._database.executescript(_TABLES)
            return
        try:
            self._connect(path, reads_only=reads_only)
        except (sqlite3.DatabaseError, DamagedCacheError):
            if reads_only:
                raise DamagedCacheError(f"{path} cannot be read") from None
            path.unlink(missing_ok=True)
            self._connect(path, reads_only=False)

    def _connect(self, path: Path, *, reads_only: bool) -> None:
        if reads_only:
            self._database = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._database = sqlite3.connect(path)
        self._database.execute(f"PRAGMA cache_size = -{MEGABYTES * 1024}")
        if reads_only:
            self._version = str(self._database.execute("SELECT value FROM meta WHERE name = 'version'").fetchone()[0])
            return
        # What a crash of the machine tears is found by its seal, or by the database, and made anew.
        self._database.execute("PRAGMA synchronous = OFF")
        tables = {name for (name,) in self._database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        if tables and tables != {"meta", "kept", "entries"}:
            raise DamagedCacheError("these are not our tables")
        if tables and self.read_note("version") != self._version:
            self._database.close()
            path.unlink()
            self._database = sqlite3.connect(path)
            self._database.execute("PRAGMA synchronous = OFF")
            tables = set()
        if not tables:
            self._database.executescript(_TABLES)
            self.write_note("version", self._version)
            self._database.commit()

    def read_note(self, name: str) -> str:
        """A short text kept under a name; empty where there is none."""
        for (value,) in self._ask("SELECT value FROM meta WHERE name = ?", name):
            return str(value)
        return ""

    def write_note(self, name: str, value: str) -> None:
        """Keep a short text under a name."""
        self._ask("INSERT OR REPLACE INTO meta VALUES (?, ?)", name, value)

    def read_heads(self, kind: str) -> dict[str, bytes]:
        """The heads of everything of a kind, by name."""
        return {
            name: self._open(kind, name, head)
            for name, head in self._ask("SELECT name, head FROM kept WHERE kind = ?", kind)
        }

    def read_body(self, kind: str, name: str) -> bytes:
        """The body of something that has a head."""
        for (body,) in self._ask("SELECT body FROM kept WHERE kind = ? AND name = ?", kind, name):
            return self._open(kind, name, body)
        raise DamagedCacheError(f"the {kind} {name} is not there")

    def keep(self, kind: str, name: str, head: bytes, body: bytes) -> None:
        """Keep something, in the place of what had its kind and name."""
        sealed = (self._seal(kind, name, content) for content in (head, body))
        self._ask("INSERT OR REPLACE INTO kept VALUES (?, ?, ?, ?)", kind, name, *sealed)

    def forget(self, kind: str, names: Iterable[str]) -> None:
        """Let go of what is kept under these names."""
        for name in names:
            self._ask("DELETE FROM kept WHERE kind = ? AND name = ?", kind, name)

    def forget_all(self, kind: str) -> None:
        """Let go of everything of a kind."""
        self._ask("DELETE FROM kept WHERE kind = ?", kind)

    def replace_entries(self, owner: str, listed: Iterable[Listed]) -> set[str]:
        """Let `owner` have these entries in the lists, and no others; the lists in which that changed anything."""
        query = "SELECT list, sort, anchor, is_borrowed, view FROM entries WHERE owner = ?"
        before = {Listed(*row)._replace(is_borrowed=bool(row[3])) for row in self._ask(query, owner)}
        after = {one._replace(view=self._seal(one.list, one.anchor, one.view)) for one in listed}
        if before == after:
            return set()
        self._ask("DELETE FROM entries WHERE owner = ?", owner)
        self._database.executemany(
            "INSERT INTO entries VALUES (?, ?, ?, ?, ?, 1, ?)",
            sorted((one.list, one.sort, one.anchor, owner, one.is_borrowed, one.view) for one in after),
        )
        return {one.list for one in before ^ after}

    def join_entries(self) -> None:
        """Where entries of several owners are of one record, let the first one lead the others, and only that be counted."""
        self._ask("UPDATE entries SET leads = 1 WHERE leads != 1")
        of_several = "SELECT DISTINCT list, anchor FROM entries WHERE is_borrowed"
        for name, anchor in self._ask(of_several):
            self._ask("UPDATE entries SET leads = 0 WHERE list = ? AND anchor = ?", name, anchor)
            ((first,),) = self._ask("SELECT min(owner) FROM entries WHERE list = ? AND anchor = ?", name, anchor)
            query = "UPDATE entries SET leads = 2 WHERE list = ? AND anchor = ? AND owner = ?"
            self._ask(query, name, anchor, first)

    def divide_entries(self, name: str, size: int) -> list[str]:
        """Where the parts of a list begin if each has so many entries: what `read_entries` takes."""
        try:
            query = "SELECT sort FROM entries WHERE list = ? AND leads > 0 ORDER BY sort"
            return [sort for number, (sort,) in enumerate(self._database.execute(query, (name,))) if number % size == 0]
        except sqlite3.DatabaseError as error:
            raise DamagedCacheError(str(error)) from error

    def read_entries(self, name: str, start: str = "", count: int = -1) -> Iterator[list[bytes]]:
        """So many entries of a list in its order, from `start` on: of each, what every owner shows of it."""
        query = (
            "SELECT anchor, leads, view FROM entries WHERE list = ? AND leads > 0 AND sort >= ? ORDER BY sort LIMIT ?"
        )
        for anchor, leads, view in self._ask(query, name, start, count):
            yield self._read_joined(name, anchor) if leads > 1 else [self._open(name, anchor, view)]

    def read_joined_entries(self, name: str) -> Iterator[list[bytes]]:
        """The entries of a list that several owners have, as `read_entries` gives them, in the order of their anchors."""
        for (anchor,) in self._ask("SELECT anchor FROM entries WHERE list = ? AND leads = 2 ORDER BY anchor", name):
            yield self._read_joined(name, anchor)

    def _read_joined(self, name: str, anchor: str) -> list[bytes]:
        query = "SELECT view FROM entries WHERE list = ? AND anchor = ? ORDER BY owner"
        return [self._open(name, anchor, view) for (view,) in self._ask(query, name, anchor)]

    def commit(self) -> None:
        """Let what was kept since the last time be there for others, and after this program has ended."""
        try:
            self._database.commit()
        except sqlite3.DatabaseError as error:
            raise DamagedCacheError(str(error)) from error

    def close(self) -> None:
        """Let go of the file; what was not committed is lost."""
        self._database.close()

    def _ask(self, query: str, *values: object) -> list[Any]:
        try:
            return self._database.execute(query, values).fetchall()
        except sqlite3.DatabaseError as error:
            raise DamagedCacheError(str(error)) from error

    def _seal(self, kind: str, name: str, content: bytes) -> bytes:
        return self._digest(kind, name, content) + content

    def _open(self, kind: str, name: str, sealed: bytes) -> bytes:
        content = sealed[SEAL:]
        if sealed[:SEAL] != self._digest(kind, name, content):
            raise DamagedCacheError(f"the {kind} {name} is not what was kept")
        return content

    def _digest(self, kind: str, name: str, content: bytes) -> bytes:
        return blake2b(f"{self._version}\0{kind}\0{name}\0".encode() + content, digest_size=SEAL).digest()
