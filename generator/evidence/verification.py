"""Quotes held against the snapshots of their sources, by whoever has them; what is found is what proofs are made of."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from generator.evidence.matching import Fault, Miss, Placement, place_quote
from generator.evidence.proof import Commitment
from generator.evidence.snapshot import open_snapshot
from generator.evidence.words import RULE, is_weak, read_quote
from generator.facts.quote import Quote
from generator.finding import Finding, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.case import Case
    from generator.evidence.snapshot import Snapshot
    from generator.evidence.store import Store
    from generator.facts.source import Source

EXPLANATIONS: Final[dict[str, tuple[str, str]]] = {
    "E001": (
        "A quote differs from its source",
        (
            "The source has a passage that is much like the quote, and not the same. The difference is shown as "
            "[-what the quote says-]{+what the document says+}. Capitals, the shape of quotation marks and dashes, white space "
            "and the punctuation around a quote make no difference (docs/quote-proofs.md). Write the document's words; `[…]` "
            "stands for what is left out, `[words]` for words of yours."
        ),
    ),
    "E002": (
        "A quote that is not in its source",
        (
            "Nothing in the snapshot of the source is like the quote. Perhaps it stands in another source, or in another "
            "language than the text that is held."
        ),
    ),
    "E003": (
        "The parts of a quote stand in another order",
        "What stands between `[…]` must stand in the document in the same order and without overlap.",
    ),
    "E004": (
        "A quote that stands in more than one place",
        "The words are in the document, more than once. The proof is of one of the places, which is named.",
    ),
    "E005": (
        "A quote without words of the source",
        "Between cuts and words of the editors, nothing is left to be compared.",
    ),
    "E006": (
        "A snapshot that was changed",
        "The store has a file for this hash, and the file's SHA-256 is another: the store is damaged or was tampered with.",
    ),
    "E007": (
        "What the source says of its snapshot does not follow from it",
        (
            "`root`, `tokens` and `rule` of the snapshot follow from the file by docs/quote-proofs.md. Another version of a "
            "reader of documents can read another text out of the same file. `dossier prove` prints what follows now."
        ),
    ),
    "E008": (
        "A snapshot that is not here",
        "The store below `evidence/`, or where DOSSIER_EVIDENCE points, has no file for the hash in the source's record.",
    ),
    "E009": (
        "A snapshot without text",
        "No words can be read out of the file, so that nothing can be compared with it.",
    ),
    "E010": (
        "A quote that nothing can be checked against",
        "The source that the quote cites has no `snapshot:`, so its words cannot be compared or proved.",
    ),
}


@dataclass(frozen=True, slots=True)
class Placed:
    """A quote that stands in its source, and where."""

    quote: Quote
    source: Source
    snapshot: Snapshot
    placement: Placement

    @property
    def is_weak(self) -> bool:
        """Whether it is too short for its proof to say much."""
        return is_weak(read_quote(self.quote.text))


@dataclass(slots=True)
class Verification:
    """The quotes of cases held against the snapshots in one store; each snapshot is opened once."""

    store: Store
    findings: list[Finding] = field(default_factory=list)
    placed: list[Placed] = field(default_factory=list)
    checked: int = 0
    _opened: dict[str, Snapshot | None] = field(default_factory=dict)

    def verify(self, case: Case) -> None:
        """Hold every quote of a case against the source it cites, and every source's record against its snapshot."""
        for source in case.sources:
            self.findings += self._judge_source(source)
        for quote in case.of_kind(Quote):
            self.checked += 1
            source = case.find_source(quote.cite.source, start=quote)
            outcome = self._place(quote, source)
            if isinstance(outcome, Placed):
                self.placed.append(outcome)
                self.findings += _note_places(outcome)
            else:
                self.findings += [outcome] if outcome is not None else []

    def _open(self, source: Source) -> Snapshot | None:
        """The snapshot of a source, None where there is none that is fit to be compared with."""
        if source.snapshot is None:
            return None
        sha256 = source.snapshot.sha256
        if sha256 not in self._opened:
            self._opened[sha256] = open_snapshot(self.store, sha256)
        return self._opened[sha256]

    def _judge_source(self, source: Source) -> Iterator[Finding]:
        recorded = source.snapshot
        if recorded is None:
            return
        snapshot = self._open(source)
        at = source.at("snapshot", "sha256")
        if snapshot is not None:
            yield from _judge_snapshot(source, snapshot)
        elif self.store.has(recorded.sha256):
            message = f"the file in the store for {source.id!r} is not the one that was kept"
            yield Finding("E006", message, at, hint="bring back the file that was kept, from a copy of the store")
        else:
            hint = "put the file into the store; without it nothing can be compared"
            message = f"the snapshot of {source.id!r} is not in the store"
            yield Finding("E008", message, at, Severity.WARNING, hint)

    def _place(self, quote: Quote, source: Source) -> Placed | Finding | None:
        if source.snapshot is None:
            message = f"the quote {quote.id!r} cannot be checked: {source.id!r} has no snapshot"
            hint = "keep the document, and write its snapshot: into the source's record"
            return Finding("E010", message, quote.at("cite"), Severity.NOTE, hint)
        snapshot = self._open(source)
        if snapshot is None or snapshot.commitment is None:
            return None
        spans = read_quote(quote.text)
        if not spans:
            message = f"the quote {quote.id!r} has no words of the source"
            return Finding("E005", message, quote.at("text"), hint="quote at least one word")
        outcome = place_quote(spans, snapshot.document)
        if isinstance(outcome, Miss):
            return _tell_miss(quote, source, snapshot, outcome)
        return Placed(quote, source, snapshot, outcome)


def commitment_of(source: Source) -> Commitment | None:
    """What the record of a source commits to; None where it has no root yet."""
    said = source.snapshot
    if said is None or said.root is None or said.tokens is None:
        return None
    return Commitment(said.sha256, said.root, said.tokens, said.rule or "")


def _judge_snapshot(source: Source, snapshot: Snapshot) -> Iterator[Finding]:
    at = source.at("snapshot", "sha256")
    for note in snapshot.notes:
        yield note.find(at)
    if snapshot.commitment is not None:
        yield from _compare_record(source, snapshot.commitment)
    elif not snapshot.notes:
        message = f"the snapshot of {source.id!r} has no text"
        yield Finding("E009", message, at, Severity.WARNING, "keep the document in a form that has text")


def _compare_record(source: Source, follows: Commitment) -> Iterator[Finding]:
    said = source.snapshot
    if said is None or said.root is None:
        return  # nothing was claimed yet; `dossier prove` makes it
    for key, written, right in (
        ("rule", said.rule, RULE),
        ("root", said.root, follows.root),
        ("tokens", said.tokens, follows.tokens),
    ):
        if written != right:
            message = f"{key} of the snapshot of {source.id!r} is {written}, and what follows from the file is {right}"
            yield Finding(
                "E007", message, source.at("snapshot", key), hint="run dossier prove, and look at what changed"
            )


def _note_places(placed: Placed) -> Iterator[Finding]:
    count = placed.placement.count
    if count > 1:
        where = placed.snapshot.document.place(placed.placement.starts[0])
        message = (
            f"the quote {placed.quote.id!r} stands in {count} places of {placed.source.id!r}; the proof is of {where}"
        )
        hint = "quote a word more, if it matters which place is meant"
        yield Finding("E004", message, placed.quote.at("text"), Severity.NOTE, hint)


def _tell_miss(quote: Quote, source: Source, snapshot: Snapshot, miss: Miss) -> Finding:
    at = quote.at("text")
    part = f"part {miss.span + 1} of the quote {quote.id!r}" if miss.span else f"the quote {quote.id!r}"
    if miss.fault is Fault.DISORDER:
        message = f"the parts of the quote {quote.id!r} all stand in {source.id!r}, and not in this order"
        return Finding("E003", message, at, hint="put them into the document's order, or make two quotes of them")
    if miss.fault is Fault.NEAR:
        where = snapshot.document.place(miss.at)
        message = f"{part} differs from {source.id!r} at {where}: {miss.difference}"
        return Finding("E001", message, at, hint="write what the document says, [-quote-]{+document+}")
    held = source.held_language or source.language
    other = (
        f"; the quote is in {quote.language}, and the text we hold in {held}" if _differ(quote.language, held) else ""
    )
    hint = f"quote from the text that is held, word for word{other}"
    return Finding("E002", f"{part} does not stand in {source.id!r}", at, hint=hint)


def _differ(one: str, other: str | None) -> bool:
    return other is not None and one.partition("-")[0].lower() != other.partition("-")[0].lower()
