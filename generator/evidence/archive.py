"""Web archives of a captured page: WARC 1.1 with what went over the line, packed as WACZ so that a browser can replay it.

Both formats need the optional extra `capture`; without it a page is kept by itself. Sources: ISO 28500:2017, WACZ 1.1.1.
"""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import tempfile
import zlib
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Final

from generator import __version__
from generator.evidence.confinement import Bounds, run_confined
from generator.evidence.package import PackageError, open_package
from generator.evidence.text import Note

if TYPE_CHECKING:
    from datetime import datetime

    from warcio.statusandheaders import StatusAndHeaders

    from generator.evidence.capture import Capture
    from generator.evidence.connection import Exchange

EXPLANATIONS: dict[str, tuple[str, str]] = {
    "E029": (
        "A web archive that does not hold together",
        (
            "A WARC or WACZ could not be written, or was read back and one of its own digests is not that of what it holds. The "
            "page itself is a file of its own in the store, and is not touched by this."
        ),
    ),
}

WARC: Final = "application/warc"
WACZ: Final = "application/wacz"
_WARC_NAME: Final = "data.warc.gz"
_LARGEST: Final = 512 * 1024 * 1024
_CHUNKED: Final = "transfer-encoding"


def can_archive() -> bool:
    """Whether the extra `capture` is installed."""
    return find_spec("warcio") is not None and find_spec("wacz") is not None


def write_warc(capture: Capture, when: datetime) -> bytes:
    """The requests and answers of a capture as a compressed WARC; chunks are joined, and their header is renamed."""
    from warcio.warcwriter import WARCWriter  # noqa: PLC0415  (an extra)

    taken = io.BytesIO()
    writer = WARCWriter(taken, gzip=True, warc_version="1.1")
    date = _date(when)
    info = writer.create_warcinfo_record(
        _WARC_NAME, {"software": f"Dossier {__version__}", "format": "WARC File Format 1.1"}
    )
    info.rec_headers.replace_header("WARC-Date", date)
    writer.write_record(info)
    for exchange in capture.exchanges:
        headers = {"WARC-Date": date, "WARC-IP-Address": exchange.pinned}
        if exchange.is_cut:
            headers["WARC-Truncated"] = "length"
        answer = writer.create_warc_record(
            exchange.target.address,
            "response",
            payload=io.BytesIO(exchange.body),
            length=len(exchange.body),
            http_headers=_answer_head(exchange),
            warc_headers_dict=headers,
        )
        asked = writer.create_warc_record(
            exchange.target.address,
            "request",
            http_headers=_request_head(exchange),
            warc_headers_dict={"WARC-Date": date},
        )
        writer.write_request_response_pair(asked, answer)
    return taken.getvalue()


def pack_wacz(warc: bytes, capture: Capture, when: datetime) -> bytes | Note:
    """The WARC as a WACZ whose list of pages has the captured one; a note where it did not come about."""
    address = capture.last.target.address
    pages = [
        {"format": "json-pages-1.0", "id": "pages", "title": "All Pages"},
        {"id": "page", "url": address, "ts": _date(when), "title": address},
    ]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / _WARC_NAME).write_bytes(warc)
        (folder / "pages.jsonl").write_text("".join(json.dumps(page) + "\n" for page in pages), encoding="utf-8")
        moment = when.strftime("%Y%m%d%H%M%S")
        made = run_confined(
            "wacz",
            ["create", "-o", "page.wacz", "-c", "-p", "pages.jsonl", "--url", address, "--ts", moment, _WARC_NAME],
            bounds=Bounds(output=_LARGEST),
            folder=folder,
        )
        packed = folder / "page.wacz"
        if made.reason or not packed.is_file():
            return Note(
                "E029", f"no WACZ was made: {made.reason or 'wacz wrote none'}", "the WARC was made all the same"
            )
        held = run_confined("wacz", ["validate", "-f", "page.wacz"], folder=folder)
        if b"Validation succeeded" not in held.output:
            return Note("E029", "the WACZ that was made is not valid", "the WARC was made all the same")
        return packed.read_bytes()


def check_archive(data: bytes, role: str) -> Note | None:
    """A note where a WARC or a WACZ (its `role` in the store) does not hold together."""
    return check_warc(data) if role == "warc" else check_wacz(data)


def check_warc(data: bytes) -> Note | None:
    """A note where a record of a compressed WARC cannot be read, or is not what its digest says.

    Without the extra only its compression is checked, whose check sums notice a flipped byte too.
    """
    if find_spec("warcio") is None:
        return _check_compression(data)
    from warcio.archiveiterator import ArchiveIterator  # noqa: PLC0415  (an extra)
    from warcio.exceptions import ArchiveLoadFailed  # noqa: PLC0415

    if (note := _check_compression(data)) is not None:
        return note
    count = 0
    try:
        for record in ArchiveIterator(io.BytesIO(data), check_digests=True):
            while record.content_stream().read(1024 * 1024):
                pass
            count += 1
            if record.digest_checker.passed is False:
                return Note("E029", f"record {count} of the WARC is not what its digest says")
    except (ArchiveLoadFailed, ValueError, EOFError, OSError, zlib.error) as error:
        return Note("E029", f"the WARC cannot be read after record {count}: {' '.join(str(error).split())[:200]}")
    return None if count else Note("E029", "the WARC has no record")


def check_wacz(data: bytes) -> Note | None:
    """A note where a WACZ lacks something, holds something that is not as its data package says, or has a damaged WARC."""
    try:
        package = open_package(data, largest_member=_LARGEST, largest_total=_LARGEST)
        content = package.read("datapackage.json")
        described = json.loads(content)
        digest = json.loads(package.read("datapackage-digest.json"))
        if digest["hash"] != f"sha256:{hashlib.sha256(content).hexdigest()}":
            return Note("E029", "the data package of the WACZ is not what its digest says")
        paths = {resource["path"]: resource["hash"] for resource in described["resources"]}
        warc = b""
        for path, expected in paths.items():
            found = package.read(path)
            if f"sha256:{hashlib.sha256(found).hexdigest()}" != expected:
                return Note("E029", f"{path!r} in the WACZ is not what its digest says")
            warc = found if path == f"archive/{_WARC_NAME}" else warc
    except PackageError as error:
        return Note("E029", f"the WACZ is broken: {error.note.message}")
    except (ValueError, KeyError, TypeError) as error:
        return Note("E029", f"the WACZ does not describe itself: {type(error).__name__}")
    if "pages/pages.jsonl" not in paths or not warc:
        return Note("E029", "the WACZ has no page, or no WARC")
    return check_warc(warc)


def _check_compression(data: bytes) -> Note | None:
    size = 0
    try:
        with gzip.GzipFile(fileobj=io.BytesIO(data)) as unpacked:
            while piece := unpacked.read(1024 * 1024):
                size += len(piece)
                if size > _LARGEST:
                    return Note("E029", f"the WARC unpacks to more than the {_LARGEST} bytes allowed")
    except (OSError, EOFError, zlib.error) as error:
        return Note("E029", f"the WARC is damaged: {error}")
    return None if size else Note("E029", "the WARC has no record")


def _answer_head(exchange: Exchange) -> StatusAndHeaders:
    from warcio.statusandheaders import StatusAndHeaders  # noqa: PLC0415  (an extra)

    headers = [
        (f"X-Archive-Orig-{name}" if name.lower() == _CHUNKED else name, value) for name, value in exchange.headers
    ]
    return StatusAndHeaders(f"{exchange.status} {exchange.reason}".strip(), headers, protocol="HTTP/1.1")


def _request_head(exchange: Exchange) -> StatusAndHeaders:
    from warcio.statusandheaders import StatusAndHeaders  # noqa: PLC0415  (an extra)

    return StatusAndHeaders(f"GET {exchange.target.path} HTTP/1.1", list(exchange.request), is_http_request=True)


def _date(when: datetime) -> str:
    return when.strftime("%Y-%m-%dT%H:%M:%SZ")
