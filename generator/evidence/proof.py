"""A proof that the words of a quote stand in a document: its file, read strictly, and whether it holds.

A proof holds no word of the document. It is read from a public repository that strangers write to, so whatever is not
exactly what `write_proof` writes is refused, with its place.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, Final, NoReturn, cast

from generator.evidence.tree import HASH_LENGTH, SALT_LENGTH, find_root, hash_leaf
from generator.evidence.words import RULE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from generator.evidence.tree import Tree
    from generator.evidence.words import Span

FORMAT: Final = "dossier-quote-proof/1"
LARGEST_FILE: Final = 256 * 1024
MOST_TOKENS: Final = 1 << 24
MOST_SPANS: Final = 64
MOST_WORDS: Final = 2_000
MOST_SIBLINGS: Final = 2_048
_KEYS: Final = ("format", "quote", "root", "rule", "siblings", "snapshot", "spans", "tokens")
_HEXADECIMAL: Final = frozenset("0123456789abcdef")
# The whole, its list of siblings, its list of spans, and for each span a map and a list.
_MOST_OPENINGS: Final = 3 + 2 * MOST_SPANS


@dataclass(frozen=True, slots=True)
class Commitment:
    """What the public knows of a document: the hash of its file, the root over its words, and how many there are."""

    snapshot: str
    root: str
    tokens: int
    rule: str = RULE


@dataclass(frozen=True, slots=True)
class ProvedSpan:
    """Where a span stands, counted from 0, and the salts of its words."""

    at: int
    salts: tuple[bytes, ...]


@dataclass(frozen=True, slots=True)
class Proof:
    """A proof: of which words (by their digest), under which commitment, where they stand, and the way to the root."""

    quote: str
    commitment: Commitment
    spans: tuple[ProvedSpan, ...]
    siblings: tuple[bytes, ...]


@dataclass(frozen=True, slots=True)
class Flaw:
    """Why a file is no proof, with the line and column of its place."""

    message: str
    line: int = 1
    column: int = 1


class Verdict(Enum):
    """What came of holding a proof against a quote and the commitment of its source."""

    HOLDS = "holds"
    QUOTE_CHANGED = "quote changed"
    SOURCE_CHANGED = "source changed"
    BROKEN = "broken"


def digest_words(spans: Sequence[Span]) -> str:
    """The digest by which a proof knows the words it is of: a space between words, a line end between spans."""
    return hashlib.sha256("\n".join(" ".join(span.words) for span in spans).encode()).hexdigest()


def make_proof(tree: Tree, snapshot: str, spans: Sequence[Span], starts: Sequence[int]) -> Proof:
    """The proof that the spans stand at these places in the document behind the tree."""
    ends = [start + len(span.words) for start, span in zip(starts, spans, strict=True)]
    places = list(zip(starts, ends, strict=True))
    positions = [position for start, end in places for position in range(start, end)]
    return Proof(
        digest_words(spans),
        Commitment(snapshot, tree.root.hex(), tree.size),
        tuple(ProvedSpan(start, tree.salts(start, end)) for start, end in places),
        tree.siblings(positions),
    )


def check_proof(proof: Proof, spans: Sequence[Span], commitment: Commitment | None) -> Verdict:
    """Whether the proof shows that these words stand in the document behind the commitment, None where there is none."""
    if proof.commitment != commitment:
        return Verdict.SOURCE_CHANGED
    if proof.quote != digest_words(spans):
        return Verdict.QUOTE_CHANGED
    if [len(span.salts) for span in proof.spans] != [len(span.words) for span in spans]:
        return Verdict.BROKEN
    leaves = [
        (position, hash_leaf(salt, word))
        for proved, span in zip(proof.spans, spans, strict=True)
        for position, (salt, word) in enumerate(zip(proved.salts, span.words, strict=True), start=proved.at)
    ]
    root = find_root(commitment.tokens, leaves, proof.siblings)
    return Verdict.HOLDS if root is not None and root.hex() == commitment.root else Verdict.BROKEN


def write_proof(proof: Proof) -> bytes:
    """The file of a proof: JSON with its keys in order, the same bytes for the same proof."""
    siblings = _write_list(" ", (one.hex() for one in proof.siblings))
    spans = ",\n".join(
        f'  {{\n   "at": {span.at},\n   "salts": {_write_list("   ", (salt.hex() for salt in span.salts))}\n  }}'
        for span in proof.spans
    )
    commitment = proof.commitment
    # As json.dumps(…, indent=1, sort_keys=True) writes it, which takes ten times as long.
    return (
        f'{{\n "format": "{FORMAT}",\n "quote": "{proof.quote}",\n "root": "{commitment.root}",\n "rule": "{commitment.rule}",\n'
        f' "siblings": {siblings},\n "snapshot": "{commitment.snapshot}",\n "spans": [\n{spans}\n ],\n'
        f' "tokens": {commitment.tokens}\n}}\n'
    ).encode()


def _write_list(indent: str, items: Iterable[str]) -> str:
    lines = ",\n".join(f'{indent} "{item}"' for item in items)
    return f"[\n{lines}\n{indent}]" if lines else "[]"


def read_proof(raw: bytes) -> Proof | Flaw:  # noqa: PLR0911  (a way out for each thing that can be wrong)
    """The proof in the bytes of a file, or the first thing that is wrong with it; nothing is raised, whatever they are."""
    if len(raw) > LARGEST_FILE:
        return Flaw(f"the file has more than {LARGEST_FILE:,} bytes")
    if raw.count(b"[") + raw.count(b"{") > _MOST_OPENINGS:
        return Flaw("the file holds more lists and maps than a proof can have", *_place(raw, _find_opening(raw)))
    try:
        text = raw.decode("ascii")
        data = json.loads(text, parse_int=_read_number, parse_float=_refuse_number, parse_constant=_refuse_number)
    except UnicodeDecodeError as error:
        return Flaw("a proof is written in ASCII, and this is not", *_place(raw, error.start))
    except json.JSONDecodeError as error:
        return Flaw(f"this is not JSON: {error.msg[:1].lower()}{error.msg[1:]}", error.lineno, error.colno)
    except _NumberError as error:
        return Flaw(f"{str(error)[:24]} is not a number that a proof has", *_place(raw, raw.find(str(error).encode())))
    try:
        proof = _read_whole(data)
    except _FlawError as error:
        return Flaw(str(error), *_place(raw, _find_path(raw, error.path)))
    written = write_proof(proof)
    if written != raw:
        different = next(
            (at for at, pair in enumerate(zip(raw, written, strict=False)) if pair[0] != pair[1]), len(written)
        )
        return Flaw(
            "this is not as it was written: a key stands twice, or the layout was changed", *_place(raw, different)
        )
    return proof


class _NumberError(Exception):
    """A number that no proof has, as it was written."""


class _FlawError(Exception):
    """What is wrong with a part of a proof: the path of keys that leads to it."""

    def __init__(self, message: str, *path: str | int) -> None:
        super().__init__(message)
        self.path = path


def _read_number(text: str) -> int:
    return int(text) if len(text) <= len(str(MOST_TOKENS)) else _refuse_number(text)


def _refuse_number(text: str) -> NoReturn:
    raise _NumberError(text)


def _read_whole(data: object) -> Proof:
    if not isinstance(data, dict):
        raise _FlawError("a proof is a map")
    for key in data:
        if key not in _KEYS:
            raise _FlawError(f"a proof has no `{key[:40]}`", key)
    for key in _KEYS:
        if key not in data:
            raise _FlawError(f"`{key}` is missing")
    if data["format"] != FORMAT:
        raise _FlawError(f"the format is not `{FORMAT}`", "format")
    if data["rule"] != RULE:
        raise _FlawError(f"the rule is not `{RULE}`", "rule")
    tokens = _read_count(data["tokens"], 1, MOST_TOKENS, "tokens")
    commitment = Commitment(_read_digest(data["snapshot"], "snapshot"), _read_digest(data["root"], "root"), tokens)
    siblings = _read_list(data["siblings"], MOST_SIBLINGS, "siblings")
    return Proof(
        _read_digest(data["quote"], "quote"),
        commitment,
        tuple(_read_spans(data["spans"], tokens)),
        _read_all(siblings, HASH_LENGTH, "siblings"),
    )


def _read_spans(data: object, tokens: int) -> Iterator[ProvedSpan]:
    spans = _read_list(data, MOST_SPANS, "spans")
    if not spans:
        raise _FlawError("a proof has at least one span", "spans")
    end, words = 0, 0
    for number, span in enumerate(spans):
        if not isinstance(span, dict) or set(span) != {"at", "salts"}:
            raise _FlawError("a span is a map of `at` and `salts`", "spans", number)
        salts = _read_list(span["salts"], MOST_WORDS, "spans", number, "salts")
        words += len(salts)
        if not salts or words > MOST_WORDS:
            raise _FlawError(f"the words of a proof are 1 to {MOST_WORDS:,}", "spans", number, "salts")
        at = _read_count(span["at"], end, tokens - len(salts), "spans", number, "at")
        end = at + len(salts)
        yield ProvedSpan(at, _read_all(salts, SALT_LENGTH, "spans", number, "salts"))


def _read_list(data: object, most: int, *path: str | int) -> list[object]:
    if not isinstance(data, list):
        raise _FlawError("this is not a list", *path)
    if len(data) > most:
        raise _FlawError(f"the list has more than {most:,} items", *path)
    return data


def _read_count(data: object, least: int, most: int, *path: str | int) -> int:
    if type(data) is not int or not least <= data <= most:
        raise _FlawError(f"this is not a whole number from {least} to {most}", *path)
    return data


def _read_digest(data: object, *path: str | int) -> str:
    return _read_bytes(data, HASH_LENGTH, *path).hex()


def _read_all(data: list[object], length: int, *path: str | int) -> tuple[bytes, ...]:
    try:
        read = tuple(map(bytes.fromhex, cast("list[str]", data)))  # what is no text is refused by it
    except (TypeError, ValueError):
        read = ()
    if len(read) == len(data) and all(len(one) == length for one in read):
        return read  # capitals and spaces, which it takes, are found when the proof is written again
    return tuple(_read_bytes(one, length, *path, number) for number, one in enumerate(data))


def _read_bytes(data: object, length: int, *path: str | int) -> bytes:
    if not isinstance(data, str) or len(data) != 2 * length or not _HEXADECIMAL.issuperset(data):
        raise _FlawError(f"this is not {2 * length} small hexadecimal digits", *path)
    return bytes.fromhex(data)


def _place(raw: bytes, offset: int) -> tuple[int, int]:
    """The line and column of a byte."""
    offset = max(offset, 0)
    return raw.count(b"\n", 0, offset) + 1, offset - raw.rfind(b"\n", 0, offset)


def _find_opening(raw: bytes) -> int:
    """The byte at which lists and maps are too many."""
    openings = (at for at, byte in enumerate(raw) if byte in b"[{")
    return next(at for number, at in enumerate(openings, start=1) if number > _MOST_OPENINGS)


def _find_path(raw: bytes, path: Sequence[str | int]) -> int:
    """The byte at which a part of the JSON begins, by the document's own reader of positions."""
    from generator.syntax import read_document  # noqa: PLC0415  (only where something is wrong: it takes time)

    document, _ = read_document("", raw)
    is_strange = bool(path) and isinstance(path[-1], str) and path[-1] not in {*_KEYS, "at", "salts"}
    at = document.position(*path, key=is_strange)
    lines = raw.split(b"\n")
    return sum(len(line) + 1 for line in lines[: at.line - 1]) + at.column - 1
