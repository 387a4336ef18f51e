"""`dossier timestamp`: an authority asked to say by when the facts of a case were there, and what it said held against them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.evidence.authority import PATIENCE, AuthorityError, Imprint, ask
from generator.evidence.manifest import make_manifest, write_manifest
from generator.evidence.stamps import (
    ANSWER,
    MANIFEST,
    REQUEST,
    verify_stamps,
    verify_timestamps,
    write_stamp,
)
from generator.evidence.timestamp import find_flaws, read_authorities, read_timestamp
from generator.finding import Severity
from generator.reading import case_of

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

    from generator.case import Case
    from generator.evidence.manifest import Manifest
    from generator.evidence.timestamp import Timestamp
    from generator.finding import Finding
    from generator.reading import Reading


@dataclass(frozen=True, slots=True, kw_only=True)
class Asking:
    """Whom to ask, and how: the authority's address, the certificates in PEM that its stamp must lead to, the hash, the policy.

    An empty `policy` takes any; `patience` is how many seconds it may take.
    """

    address: str
    authorities: bytes
    imprint: Imprint = Imprint.SHA256
    policy: str = ""
    patience: float = PATIENCE


def choose_cases(reading: Reading, names: Collection[str]) -> tuple[tuple[Case, ...], tuple[Finding, ...]]:
    """The cases with these names (all without any), and the mistakes in them: what cannot be read cannot be stamped."""
    cases = tuple(case for name, case in reading.library.cases.items() if not names or name in names)
    concerned = {*names, reading.library.SHARED}
    errors = [finding for finding in reading.findings if finding.severity is Severity.ERROR]
    return cases, tuple(finding for finding in errors if not names or case_of(finding.at) in concerned)


def stamp_case(case: Case, root: Path, asking: Asking) -> tuple[tuple[str, ...], tuple[Finding, ...]]:
    """Have the files of a case stamped and keep the stamp; gives a line that tells of it, or what keeps them from being stamped.

    The stamp is verified before anything is written. Raises AuthorityError where there is none, or none that holds, and
    ValueError where `authorities` holds no certificates.
    """
    authorities = read_authorities(asking.authorities)
    manifest, findings = make_manifest(case, root)
    if not authorities:
        raise ValueError("no stamp is kept without being verified")
    if findings:
        return (), findings
    content = write_manifest(manifest)
    answer = ask(asking.address, content, imprint=asking.imprint, patience=asking.patience)
    stamp = read_timestamp(answer.response)
    if isinstance(stamp, str):
        raise AuthorityError(f"{asking.address} gave no time-stamp: {stamp}")
    flaws = find_flaws(stamp, content, request=answer.request, authorities=authorities, policy=asking.policy)
    for flaw in flaws:
        raise AuthorityError(
            f"{asking.address} gave a time-stamp that does not hold: {flaw.reason}; nothing was written"
        )
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
