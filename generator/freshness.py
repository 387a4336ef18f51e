"""What a case was made from, as one digest: while that is the same, so is everything that was made of it."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from functools import lru_cache
from hashlib import blake2b
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

import generator
from generator.facts.part import walk_references
from generator.facts.relation import Relation, RelationKind
from generator.facts.source import Source

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from generator.case import Library
    from generator.facts.reference import Reference
    from generator.facts.value import Record

LIBRARIES = ("babel", "jinja2", "markdown-it-py", "markupsafe", "pydantic", "pystemmer", "pyyaml")
"""The packages whose version can change what is written, besides those of the engine."""

EVERYTHING = "*"
"""Stands among the shared records that a case leans on for all of them."""


@lru_cache(maxsize=1)
def digest_program() -> str:
    """The digest of the program's own files, and of the versions of what it writes with."""
    root = Path(generator.__file__).parent
    digest = blake2b(digest_size=16)
    for file in sorted(path for path in root.rglob("*") if path.suffix in {".py", ".j2", ".po", ".js"}):
        digest.update(f"{file.relative_to(root).as_posix()}\0".encode())
        digest.update(file.read_bytes())
    for name in LIBRARIES:
        digest.update(f"{name} {version(name)}\n".encode())
    return digest.hexdigest()


def digest_words(*words: str) -> str:
    """One digest of several texts, told apart."""
    return blake2b("\0".join(words).encode(), digest_size=16).hexdigest()


@dataclass(frozen=True, slots=True)
class Ground:
    """What the digests of all cases rest on: the folders as they are, the shared records, and what `rest` stands for.

    `shared` has for each shared record, by its id and former ids, a digest of all that a case which names it shows of it.
    """

    folders: Mapping[str, str]
    shared: Mapping[str, str] = field(default_factory=dict)
    rest: str = ""

    def digest(self, case: str, needs: Iterable[str], shared: Iterable[str], used: Iterable[str]) -> str:
        """The digest of what a case was made from.

        `needs` are the other cases and `shared` the shared records that it was made with, `used` the keys of those of its
        records that other cases use.
        """
        return digest_words(
            self.rest,
            case,
            self.folders.get(case, ""),
            *(f"{one} {self.folders.get(one, '')}" for one in sorted(needs)),
            "",
            *(f"{one} {self.shared.get(one, '')}" for one in sorted(shared)),
            "",
            *sorted(used),
        )


def digest_shared(library: Library, folder: str) -> dict[str, str]:
    """By id, former ids too: a digest of a shared record and of all the records that it leads to.

    `folder` is the digest of their folder, which stands for all of them.
    """
    own = {record.id: _digest_record(record) for record in library.shared.values()}
    edges = {name: set(_list_targets(record)) & own.keys() for name, record in library.shared.items()}
    for record in library.shared.values():
        # Who speaks for whom, and who relays what, tells on those it is said of: they lead to it.
        for reference in _list_ties(record):
            edges.setdefault(reference.text.rpartition("/")[2], set()).add(record.id)
    digests = {name: digest_words(*sorted(own[one] for one in _reach(name, edges))) for name in own}
    for record in library.shared.values():
        digests.update((former, digests[record.id]) for former in record.formerly)
    return {**digests, EVERYTHING: folder}


def _list_ties(record: Record) -> tuple[Reference, ...]:
    if isinstance(record, Relation) and record.kind is RelationKind.SPEAKS_FOR:
        return record.subject, record.object
    return record.relays if isinstance(record, Source) else ()


def _digest_record(record: Record) -> str:
    path, location = record.written_at
    value: object = record.document.data
    for part in location:
        value = value[part]  # type: ignore[index]
    at = record.at()
    # Where it stands is shown too: its link to edit it leads there.
    return digest_words(record.id, path, str(at.line), json.dumps(value, ensure_ascii=False))


def _list_targets(record: Record) -> Iterator[str]:
    for _, reference in walk_references(record):
        name = reference.text
        # A step or an assertion is written after the record that has it.
        yield name.rpartition("/")[2]
        yield name.rpartition("/")[0].rpartition("/")[2]


def _reach(name: str, edges: Mapping[str, set[str]]) -> set[str]:
    found = {name}
    waiting = [name]
    while waiting:
        new = edges.get(waiting.pop(), set()) - found
        found |= new
        waiting += new
    return found
