"""`dossier timestamp`: an authority asked to say by when the facts of a case were there, and what it said held against them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.evidence.authority import PATIENCE, AuthorityError, Imprint, ask, find_fault
from generator.evidence.manifest import ANSWER, AUTHORITIES, MANIFEST, REQUEST, make_manifest, write_manifest
from generator.evidence.stamps import (
    read_trusted,
    verify_stamps,
    verify_timestamps,
    write_stamp,
)
from generator.evidence.timestamp import find_flaws, read_authorities, read_timestamp
from generator.finding import Severity
from generator.reading import case_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator
    from pathlib import Path

    from generator.case import Case
    from generator.evidence.manifest import Manifest
    from generator.evidence.timestamp import Timestamp
    from generator.finding import Finding
    from generator.reading import Reading


class StampingError(Exception):
    """What keeps stamps from being made or checked, and is no mistake in the facts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asking:
    """Whom to ask, and how; with no `address`, nobody is asked and the stamps that there are are checked.

    `trusted` is the file of the certificates that stamps must lead to (the project's own without one), `imprint` the hash that
    the authority is sent, `policy` the only one accepted (any if empty), `patience` how many seconds it may take.
    """

    address: str = ""
    trusted: Path | None = None
    imprint: str = "sha256"
    policy: str = ""
    patience: float = PATIENCE


def choose_cases(reading: Reading, names: Collection[str]) -> tuple[tuple[Case, ...], tuple[Finding, ...]]:
    """The cases with these names (all without any), and the mistakes in them: what cannot be read cannot be stamped.

    Raises StampingError where one of them is no case, or waits for another that cannot be read.
    """
    cases = tuple(case for name, case in reading.library.cases.items() if not names or name in names)
    concerned = {*names, reading.library.SHARED}
    errors = [finding for finding in reading.findings if finding.severity is Severity.ERROR]
    mistakes = tuple(finding for finding in errors if not names or case_of(finding.at) in concerned)
    missing = sorted(set(names) - {case.id for case in cases})
    if missing and not mistakes:
        raise StampingError(f"{missing[0]!r} is no case that can be read: `dossier check` says what keeps it")
    return cases, mistakes


def stamp_cases(
    cases: Iterable[Case], root: Path, asking: Asking
) -> Iterator[tuple[tuple[str, ...], tuple[Finding, ...]]]:
    """Have each case stamped, or check its stamps: for each, lines that tell of stamps that hold, and what is to be said of it.

    Raises StampingError for an address or a file of certificates that cannot be one, and where an authority gives no stamp that
    holds: nothing is kept of that one.
    """
    if fault := find_fault(asking.address) if asking.address else "":
        raise StampingError(f"the authority's address {fault}")
    pem = _read_certificates(root, asking)
    for case in cases:
        yield (
            _stamp_case(case, root, asking, pem)
            if asking.address
            else check_stamps(case, root, pem, policy=asking.policy)
        )


def _read_certificates(root: Path, asking: Asking) -> bytes:
    pem = read_trusted(root) if asking.trusted is None else asking.trusted.read_bytes()
    if pem is None and asking.address:
        hint = f"get it from the authority itself, and keep it in {AUTHORITIES} or give it with --ca FILE"
        raise StampingError(
            f"a stamp is verified before it is kept, and that needs the authority's certificate: {hint}"
        )
    try:
        is_empty = pem is not None and not read_authorities(pem)
    except ValueError:
        is_empty = True
    if is_empty:
        raise StampingError(f"{asking.trusted or root / AUTHORITIES} holds no certificates in PEM")
    return pem or b""


def _stamp_case(case: Case, root: Path, asking: Asking, pem: bytes) -> tuple[tuple[str, ...], tuple[Finding, ...]]:
    """Have the files of a case stamped and keep the stamp; it is verified before anything is written."""
    manifest, findings = make_manifest(case, root)
    if findings:
        return (), findings
    content = write_manifest(manifest)
    try:
        answer = ask(asking.address, content, imprint=Imprint(asking.imprint), patience=asking.patience)
    except AuthorityError as error:
        raise StampingError(f"{case.id}: {error}") from error
    stamp = read_timestamp(answer.response)
    if isinstance(stamp, str):
        raise StampingError(f"{case.id}: {asking.address} gave no time-stamp: {stamp}")
    authorities = read_authorities(pem)
    for flaw in find_flaws(stamp, content, request=answer.request, authorities=authorities, policy=asking.policy):
        raise StampingError(f"{case.id}: {asking.address} gave a time-stamp that does not hold: {flaw.reason}")
    files = {MANIFEST: content, REQUEST: answer.request, ANSWER: answer.response}
    folder = write_stamp(root, case.id, stamp, files)
    return (_tell(folder, manifest, stamp),), ()


def check_stamps(
    case: Case, root: Path, roots_pem: bytes, *, policy: str = ""
) -> tuple[tuple[str, ...], tuple[Finding, ...]]:
    """A line for every stamp of a case that holds, and whatever is to be said of its stamps; nobody is asked."""
    sound = verify_stamps(root, case, roots_pem, policy=policy)[0]
    lines = tuple(_tell(stamp.folder, stamp.manifest, stamp.timestamp) for stamp in sound)
    return lines, tuple(verify_timestamps(root, case, roots_pem, policy=policy))


def _tell(folder: str, manifest: Manifest, stamp: Timestamp) -> str:
    time = f"{stamp.time:%Y-%m-%d at %H:%M:%S} UTC"
    return (
        f"{folder}: {len(manifest.files)} files, stamped on {time} by {stamp.authority} under its policy {stamp.policy}"
    )
