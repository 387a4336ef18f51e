"""What of a case is other than it was when it was stamped: facts go on, and evidence should not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.evidence.manifest import EXHIBITS, PROOFS, TIMESTAMPS, list_snapshots
from generator.finding import Finding, Position, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.case import Case
    from generator.evidence.manifest import Manifest, SnapshotEntry

_ORDER = "see in the history why it was changed; if it was rightly so, a new time-stamp covers it"


def find_changes(case: Case, now: Manifest, name: str, stamped: Manifest, place: str) -> Iterator[Finding]:
    """What is other now than in the manifest of the stamp `name`, which is the file `place`."""
    kept = tuple(f"dossiers/{case.id}/{folder}/" for folder in (PROOFS, EXHIBITS, TIMESTAMPS))
    own = f"dossiers/{case.id}/{TIMESTAMPS}/"
    for path, digest in stamped.files.items():
        if now.files.get(path) != digest:
            is_gone = path not in now.files
            at = Position(place, stamped.line_of(path)) if is_gone else Position(_spell(path))
            message = f"{_spell(path) if is_gone else 'this'} {'is gone' if is_gone else 'was changed'} since the stamp of {name}"
            yield _tell(message, at, is_evidence=path.startswith(kept))
    for path in sorted(now.files.keys() - stamped.files.keys()):
        # The stamp itself, and those after it, could not stand in its manifest.
        if not path.startswith(own):
            yield _tell(f"this was added since the stamp of {name}", Position(_spell(path)), is_evidence=False)
    yield from _find_changed_snapshots(case, name, stamped, place)


def _tell(message: str, at: Position, *, is_evidence: bool) -> Finding:
    if is_evidence:
        return Finding("E047", message, at, Severity.WARNING, _ORDER)
    return Finding("E046", message, at, Severity.NOTE, "a new time-stamp covers it")


def _find_changed_snapshots(case: Case, name: str, stamped: Manifest, place: str) -> Iterator[Finding]:
    now = {entry.source: entry for entry in list_snapshots(case)}
    sources = {source.key: source for source in case.sources}
    for entry in stamped.snapshots:
        found = now.get(entry.source)
        if entry.source not in sources:
            yield _tell(
                f"{entry.source} is no longer a source since the stamp of {name}", Position(place), is_evidence=False
            )
        elif found is None:
            message = f"the snapshot of {entry.source} was taken out since the stamp of {name}"
            yield _tell(message, sources[entry.source].at(), is_evidence=True)
        elif found != entry and not contradicts(entry, found) and _is_less(entry, found):
            message = f"the snapshot of {entry.source} has another hash, root or rule than in the stamp of {name}"
            yield _tell(message, sources[entry.source].at("snapshot"), is_evidence=True)


def _is_less(entry: SnapshotEntry, found: SnapshotEntry) -> bool:
    """Whether something that was stamped is other now; a root that is added later takes nothing back."""
    pairs = (
        (entry.sha256, found.sha256),
        (entry.root, found.root),
        (entry.tokens, found.tokens),
        (entry.rule, found.rule),
    )
    return any(before not in ("-", after) for before, after in pairs)


def find_contradictions(case: Case, name: str, stamped: Manifest) -> Iterator[Finding]:
    """The sources whose root cannot be right both now and in the stamp `name`."""
    now = {entry.source: entry for entry in list_snapshots(case)}
    sources = {source.key: source for source in case.sources}
    for entry in stamped.snapshots:
        found = now.get(entry.source)
        if found is not None and contradicts(entry, found):
            message = (
                f"the root of {entry.source} is another one than in the stamp of {name}, for the same document and rule"
            )
            hint = f"it was {entry.root} over {entry.tokens} words; work it out anew from the document"
            yield Finding("E048", message, sources[entry.source].at("snapshot"), hint=hint)


def contradicts(one: SnapshotEntry, other: SnapshotEntry) -> bool:
    """Whether two entries say different things of the same bytes read by the same rule."""
    is_same = (one.sha256, one.rule) == (other.sha256, other.rule)
    pairs = ((one.root, other.root), (one.tokens, other.tokens))
    return is_same and any(first != second and "-" not in (first, second) for first, second in pairs)


def _spell(path: str) -> str:
    return path.encode(errors="replace").decode()
