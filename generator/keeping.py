"""`dossier snapshot`: a file or a page kept as the snapshot of a source, and the store read through."""

from __future__ import annotations

import hashlib
import stat
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from generator import __version__
from generator.evidence.archive import WACZ, WARC, can_archive, check_archive, pack_wacz, write_warc
from generator.evidence.capture import capture_page
from generator.evidence.connection import Limits, resolve_name
from generator.evidence.extraction import LARGEST, Extraction, Note, extract_text
from generator.evidence.media import kind_of, recognise
from generator.evidence.store import CaptureRecord, Entry, Hop, Store
from generator.facts.notation import write_value
from generator.finding import Severity

if TYPE_CHECKING:
    import ssl
    from collections.abc import Iterable
    from datetime import datetime
    from pathlib import Path

    from generator.evidence.capture import Capture
    from generator.evidence.connection import Resolver
    from generator.facts.source import Source
    from generator.finding import Finding


@dataclass(frozen=True, slots=True)
class Keeping:
    """What came of keeping something: its entry (None where nothing was kept), findings at the source's record, and remarks."""

    entry: Entry | None
    findings: tuple[Finding, ...]
    remarks: tuple[str, ...] = ()


def keep_file(store: Store, source: Source, path: Path, when: datetime) -> Keeping:
    """Keep a file as a snapshot of a source; raises OSError where it cannot be opened."""
    data = _read_file(path)
    if isinstance(data, Note):
        return _refuse(source, data)
    media_type = recognise(data, path.name)
    return _keep(store, source, data, _describe(source, data, media_type, when))


def keep_page(
    store: Store,
    source: Source,
    address: str,
    when: datetime,
    *,
    allow_loopback: bool = False,
    limits: Limits | None = None,
    resolve: Resolver = resolve_name,
    trust: ssl.SSLContext | None = None,
) -> Keeping:
    """Capture a page and keep it as a snapshot of a source, with a WARC and a WACZ of it where the extra is installed."""
    capture = capture_page(address, limits=limits, resolve=resolve, allow_loopback=allow_loopback, trust=trust)
    if isinstance(capture, Note):
        return _refuse(source, capture)
    entry = _describe(source, capture.body, capture.media_type, when)
    archives, notes = _archive(capture, when)
    for role, data in archives.items():
        media_type = WARC if role == "warc" else WACZ
        kept = replace(_describe(source, data, media_type, when), role=role, of=entry.sha256)  # type: ignore[arg-type]
        notes += [note for note in [store.add(data, kept)] if note is not None]
    digests = tuple(_digest(data) for data in archives.values())
    keeping = _keep(store, source, capture.body, replace(entry, capture=_record(capture, digests)))
    said = f"archived as {' and '.join(role.upper() for role in archives)}" if archives else _NO_ARCHIVE
    findings = tuple(note.find(source.at()) for note in (*capture.notes, *notes))
    return Keeping(keeping.entry, (*findings, *keeping.findings), (said, *keeping.remarks))


def write_block(source: Source, entry: Entry) -> str:
    """The `snapshot:` of a source's record, as YAML to be pasted into it."""
    return f"    snapshot:\n      sha256: {entry.sha256}\n      note: {write_value(_say_note(source, entry))}\n"


_NO_ARCHIVE = (
    "no WARC was made: the optional extra `capture` is not installed (pip install 'dossier-generator[capture]'); "
    "the page itself was kept"
)

_KINDS = {
    "text/plain": "a text file",
    "text/html": "a web page",
    "application/pdf": "a PDF file",
    "application/epub+zip": "an EPUB book",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "a DOCX document",
}


def _say_note(source: Source, entry: Entry) -> str:
    """What the file is, in public: never its name, which may tell who had it and where."""
    kind = kind_of(entry.media_type)
    what = _KINDS.get(kind, "an image" if kind.startswith("image/") else "a file")
    day = entry.added[:10]
    if entry.capture is None:
        return f"{what} of {entry.size} bytes, kept on {day}"
    address = entry.capture.hops[-1].address
    where = "" if address == source.url else f" from {address}"
    return f"{what} of {entry.size} bytes, captured{where} on {day}"


def _keep(store: Store, source: Source, data: bytes, entry: Entry) -> Keeping:
    extraction = extract_text(data, entry.media_type)
    entry = replace(entry, extraction=extraction.method)
    note = store.add(data, entry)
    if note is not None:
        return _refuse(source, note)
    findings = tuple(one.find(source.at()) for one in extraction.notes)
    return Keeping(entry, findings, tuple(_remark(source, entry, extraction)))


def _remark(source: Source, entry: Entry, extraction: Extraction) -> Iterable[str]:
    characters = max((len(text) for text in extraction.texts), default=0)
    yield f"{characters} characters of text can be read ({extraction.method})" if characters else "no text can be read"
    if source.snapshot is not None and source.snapshot.sha256 != entry.sha256:
        yield f"the record names another snapshot ({source.snapshot.sha256[:12]}…): its root and its proofs are of that one"
    if not source.is_seen:
        yield "the record says `seen: not-seen`; with a snapshot it is original, copy or translation"


def _archive(capture: Capture, when: datetime) -> tuple[dict[str, bytes], list[Note]]:
    """The archives of a capture by their role, each read back before it counts."""
    if not can_archive():
        return {}, []
    warc = write_warc(capture, when)
    made: dict[str, bytes] = {}
    notes: list[Note] = []
    for role, data in (("warc", warc), ("wacz", pack_wacz(warc, capture, when))):
        note = data if isinstance(data, Note) else check_archive(data, role)
        if note is not None:
            notes.append(replace(note, severity=Severity.WARNING))
        elif isinstance(data, bytes):
            made[role] = data
    return made, notes


def _record(capture: Capture, archives: tuple[str, ...]) -> CaptureRecord:
    return CaptureRecord(
        requested=capture.requested,
        hops=tuple(Hop(address=one.target.address, pinned=one.pinned, status=one.status) for one in capture.exchanges),
        headers=tuple((name, value) for name, value in capture.last.headers if name.lower() != "set-cookie"),
        framing=capture.last.framing,
        archives=archives,
    )


def _describe(source: Source, data: bytes, media_type: str, when: datetime) -> Entry:
    return Entry(
        source=source.key,
        sha256=_digest(data),
        size=len(data),
        media_type=media_type,
        added=when.strftime("%Y-%m-%dT%H:%M:%SZ"),
        tool="dossier snapshot",
        version=__version__,
    )


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _read_file(path: Path) -> bytes | Note:
    """The bytes of a file; its size is asked for before any is read, and a pipe or a device is not opened."""
    found = path.stat()
    if not stat.S_ISREG(found.st_mode):
        return Note("E021", f"{path.name} is no ordinary file", "name a file")
    if found.st_size > LARGEST:
        return Note(
            "E022", f"{path.name} has {found.st_size} bytes, more than the {LARGEST} allowed", "keep the part you cite"
        )
    with path.open("rb") as file:
        data = file.read(LARGEST + 1)
    if len(data) > LARGEST:
        return Note("E022", f"{path.name} grew beyond the {LARGEST} bytes allowed while it was read")
    return data or Note("E024", f"{path.name} is empty")


def _refuse(source: Source, note: Note) -> Keeping:
    return Keeping(None, (note.find(source.at()),))
