"""The proofs of a case, `dossiers/<case>/proofs/<quote>.json`: read from the public files alone, and each one verified."""

from __future__ import annotations

import os
import stat
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from generator.evidence.proof import LARGEST_FILE, Flaw, Verdict, check_proof, read_proof
from generator.evidence.verification import commitment_of
from generator.evidence.words import RULE, is_weak, read_quote
from generator.facts.quote import ProofState, Quote
from generator.finding import Finding, Position, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from generator.case import Case
    from generator.evidence.proof import Proof

MOST_FILES: Final = 10_000
"""More files than these in one folder of proofs are not looked at."""

EXPLANATIONS: Final[dict[str, tuple[str, str]]] = {
    "E011": (
        "A proof that cannot be read",
        (
            "A proof is a file that `dossier prove` wrote, byte for byte: JSON with its keys in order, without further keys, of "
            "bounded size. This one was damaged or made by something else, and is not trusted in part."
        ),
    ),
    "E012": (
        "A quote that changed since it was checked",
        (
            "The words of the quote are not those that its proof is of. The page says so until somebody who holds the document "
            "runs `dossier verify` and `dossier prove`."
        ),
    ),
    "E013": (
        "A source that changed since its quotes were checked",
        (
            "The `snapshot:` of the source that the quote cites is not the one that the proof was made for. Either the record "
            "was changed, or the quote cites another source than it did."
        ),
    ),
    "E014": (
        "A proof that does not hold",
        (
            "The proof says that it is of these words and this document, and its hashes do not lead to the document's root. "
            "It was damaged, or forged."
        ),
    ),
    "E015": (
        "A proof of no quote",
        (
            "There is no quote of this name in the case. A proof lets anybody confirm a guess at its words, so it goes with its "
            "quote; a quote that got another id gets a new proof."
        ),
    ),
    "E016": (
        "A file that is no proof",
        "The folder `proofs/` of a case holds ordinary files named after quotes, `<quote>.json`, and nothing else.",
    ),
    "E017": (
        "A quote without a proof",
        (
            "The source that the quote cites has a root, and nobody made the quote's proof. The page says that it is not "
            "checked. Whoever holds the document runs `dossier prove --write`."
        ),
    ),
    "E018": (
        "A rule that is not known",
        "`rule:` of a snapshot names the rule by which its words were read. This program knows `v1`.",
    ),
}


@dataclass(frozen=True, slots=True)
class Ledger:
    """The state of every quote of a case by its id, the files of the proofs that hold, and what is wrong."""

    states: Mapping[str, ProofState] = field(default_factory=dict)
    files: Mapping[str, bytes] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()


def read_ledger(case: Case, root: Path) -> Ledger:
    """Read and verify the proofs of a case; `root` is the project's folder."""
    folder = f"dossiers/{case.id}/proofs"
    findings: list[Finding] = []
    files = dict(_read_folder(root, folder, findings))
    quotes = {quote.id: quote for quote in case.of_kind(Quote)}
    states: dict[str, ProofState] = {}
    for name in sorted(files.keys() - quotes.keys()):
        at = Position(f"{folder}/{name}.json")
        hint = "remove the file, or make the proof of the quote that it was of anew"
        findings.append(Finding("E015", f"{case.id} has no quote {name!r}", at, hint=hint))
    for source in case.sources:
        if source.snapshot is not None and source.snapshot.rule not in {None, RULE}:
            hint = f"write {RULE}, and run dossier prove"
            message = f"the rule {source.snapshot.rule!r} is not known"
            findings.append(Finding("E018", message, source.at("snapshot", "rule"), Severity.WARNING, hint))
    for name, quote in quotes.items():
        states[name], finding = _judge(case, quote, files.get(name), f"{folder}/{name}.json")
        findings += [finding] if finding is not None else []
    holding = {ProofState.PROVED, ProofState.WEAK}
    kept = {name: files[name] for name, state in states.items() if state in holding}
    return Ledger(states, kept, tuple(findings))


def _judge(case: Case, quote: Quote, raw: bytes | None, path: str) -> tuple[ProofState, Finding | None]:
    if raw is None:
        return ProofState.UNCHECKED, _miss_proof(case, quote)
    proof = read_proof(raw)
    if isinstance(proof, Flaw):
        hint = "bring back the file as it was written, or make it anew with dossier prove --write"
        at = Position(path, proof.line, proof.column)
        return ProofState.UNCHECKED, Finding("E011", f"this is no proof: {proof.message}", at, hint=hint)
    source = case.find_source(quote.cite.source, start=quote)
    spans = read_quote(quote.text)
    verdict = check_proof(proof, spans, commitment_of(source))
    if verdict is Verdict.HOLDS:
        return (ProofState.WEAK if is_weak(spans) else ProofState.PROVED), None
    if verdict is Verdict.BROKEN:
        message = f"the proof of {quote.id!r} does not lead to the root of {source.id!r}"
        hint = "make it anew with dossier prove --write, and find out who changed it"
        return ProofState.UNCHECKED, Finding("E014", message, Position(path), hint=hint)
    hint = "have somebody who holds the document run dossier verify, and dossier prove --write"
    if verdict is Verdict.QUOTE_CHANGED:
        message = f"the quote {quote.id!r} was changed since it was checked"
        return ProofState.CHANGED, Finding("E012", message, quote.at("text"), Severity.WARNING, hint)
    return ProofState.CHANGED, _tell_other_source(case, quote, proof, hint)


def _tell_other_source(case: Case, quote: Quote, proof: Proof, hint: str) -> Finding:
    """Which part of what the source says of its snapshot is not what the proof was made for."""
    source = case.find_source(quote.cite.source, start=quote)
    said = source.snapshot
    message = f"the proof of {quote.id!r} is of another document than {source.id!r}"
    if said is None:
        return Finding("E013", message, quote.at("cite"), Severity.WARNING, hint)
    made_for = proof.commitment
    if said.sha256 != made_for.snapshot:
        return Finding("E013", message, source.at("snapshot", "sha256"), Severity.WARNING, hint)
    proved = {"root": made_for.root, "tokens": made_for.tokens, "rule": made_for.rule}
    key = next(key for key, value in proved.items() if getattr(said, key) != value)
    message = f"{key} of the snapshot of {source.id!r} is not the one that the proof of {quote.id!r} was made for"
    return Finding("E013", message, source.at("snapshot", key), Severity.WARNING, hint)


def _miss_proof(case: Case, quote: Quote) -> Finding | None:
    source = case.find_source(quote.cite.source, start=quote)
    if commitment_of(source) is None:
        return None
    hint = "have somebody who holds the document run dossier prove --write"
    return Finding("E017", f"the quote {quote.id!r} has no proof", quote.at("text"), Severity.NOTE, hint)


def _read_folder(root: Path, folder: str, findings: list[Finding]) -> Iterator[tuple[str, bytes]]:
    """The files of a folder by the quote that each is named after; what is none is a finding."""
    place = root / folder
    if place.is_symlink() or (place.exists() and not place.is_dir()):
        hint = "make it an ordinary folder"
        findings.append(Finding("E016", f"{folder} is not an ordinary folder", Position(folder), hint=hint))
        return
    if not place.is_dir():
        return
    with os.scandir(place) as scan:
        entries = sorted((entry for entry in scan if not entry.name.startswith(".")), key=lambda entry: entry.name)
    if len(entries) > MOST_FILES:
        message = f"{folder} holds more than {MOST_FILES:,} files; the rest is not looked at"
        findings.append(Finding("E016", message, Position(folder), hint="divide the case"))
    for entry in entries[:MOST_FILES]:
        name = entry.name.removesuffix(".json")
        state = entry.stat(follow_symlinks=False)
        if not stat.S_ISREG(state.st_mode) or not entry.name.endswith(".json"):
            at = Position(f"{folder}/{entry.name}" if entry.name.isprintable() else folder)
            hint = "remove it: proofs are ordinary files named after their quote, with .json at the end"
            findings.append(Finding("E016", f"{entry.name[:80]!r} is no proof", at, hint=hint))
            continue
        with (place / entry.name).open("rb") as file:
            yield name, file.read(LARGEST_FILE + 1)
