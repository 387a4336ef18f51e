"""Quotes checked against the documents they are from, and their proofs made: `dossier verify` and `dossier prove`."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.evidence.proof import make_proof, write_proof
from generator.evidence.record import record_commitment, show_commitment
from generator.evidence.store import Store
from generator.evidence.verification import Verification, commitment_of
from generator.evidence.words import read_quote
from generator.finding import Severity
from generator.reading import case_of, put_in_order, read_project

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from pathlib import Path

    from generator.case import Case
    from generator.evidence.verification import Placed
    from generator.facts.source import Source
    from generator.finding import Finding


@dataclass(frozen=True, slots=True, kw_only=True)
class Proving:
    """What came of it: what was found, and what there is to tell, line by line."""

    findings: tuple[Finding, ...]
    told: tuple[str, ...] = ()


def verify_project(root: Path, evidence: Path, cases: Collection[str] = ()) -> Proving:
    """Hold the quotes of a project, or of some of its cases, against the snapshots in the store at `evidence`.

    The time-stamps of the cases are verified too, by the certificates that the project trusts; nobody is asked.
    """
    from generator.evidence.stamps import verify_timestamps  # noqa: PLC0415  (its libraries are slow to import)

    verification, findings, cases_read = _verify(root, evidence, cases)
    stamps = [finding for case in cases_read for finding in verify_timestamps(root, case)]
    weak = sum(placed.is_weak for placed in verification.placed)
    told = f"{len(verification.placed)} of {verification.checked} quotes stand in their documents"
    return Proving(
        findings=put_in_order([*findings, *stamps]),
        told=(f"{told}, {weak} of these too short to say much",),
    )


def prove_project(root: Path, evidence: Path, cases: Collection[str] = (), *, write: bool = False) -> Proving:
    """Make the proof of every quote that stands in its document, and what the record of its source needs.

    Nothing is written without `write`. What stands in a record already is changed only if nothing else in its file is.
    """
    verification, findings, _ = _verify(root, evidence, cases)
    told = [
        *(_prove(root, placed, write=write) for placed in verification.placed),
        *_record(root, verification.placed, write=write),
    ]
    # With `write` the records say what follows from the files, which is what E007 found wrong.
    kept = tuple(finding for finding in findings if not (write and finding.code == "E007"))
    return Proving(findings=kept, told=tuple(told))


def _verify(
    root: Path, evidence: Path, cases: Collection[str]
) -> tuple[Verification, tuple[Finding, ...], tuple[Case, ...]]:
    reading = read_project(root)
    verification = Verification(Store(evidence))
    chosen = tuple(case for identifier, case in reading.library.cases.items() if not cases or identifier in cases)
    for case in chosen:
        verification.verify(case)
    mistakes = [
        one for one in reading.findings if one.severity is Severity.ERROR and (not cases or case_of(one.at) in cases)
    ]
    return verification, put_in_order([*mistakes, *verification.findings]), chosen


def _prove(root: Path, placed: Placed, *, write: bool) -> str:
    tree = placed.snapshot.tree
    assert tree is not None  # noqa: S101  (a quote stands in no document without words)
    proof = make_proof(tree, placed.snapshot.sha256, read_quote(placed.quote.text), placed.placement.starts)
    name = f"dossiers/{placed.quote.case}/proofs/{placed.quote.id}.json"
    return f"{_put(root / name, write_proof(proof), write=write)} {name}"


def _record(root: Path, placed: Collection[Placed], *, write: bool) -> Iterator[str]:
    """Bring every source's record to what follows from its snapshot, or tell what is to be written there."""
    done: dict[str, str] = {}
    for one in placed:
        source, commitment = one.source, one.snapshot.commitment
        if source.key in done or commitment is None or commitment_of(source) == commitment:
            continue
        done[source.key] = source.path
        # A file is changed once in a run: the places of its other records are those it was read with.
        text = record_commitment(source, commitment) if write and list(done.values()).count(source.path) == 1 else None
        if text is not None and (root / source.path).read_bytes() == source.document.text.encode():
            yield f"{_put(root / source.path, text.encode(), write=True)} {source.path}: the snapshot of {source.id}"
        else:
            yield _tell_record(source, show_commitment(commitment))


def _tell_record(source: Source, keys: str) -> str:
    lines = "".join(f"  {line}\n" for line in keys.splitlines())
    return f"{source.at('snapshot')}: the record of {source.id} is to say\nsnapshot:\n{lines}".rstrip("\n")


def _put(path: Path, content: bytes, *, write: bool) -> str:
    """Make a file hold this, in one step; in a word, what was done or would be."""
    if path.is_file() and path.read_bytes() == content:
        return "unchanged"
    if not write:
        return "to write"
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(f".{path.name}.being-written")
    unfinished.write_bytes(content)
    os.replace(unfinished, path)  # noqa: PTH105  (Path.replace says less of what is replaced)
    return "wrote"
