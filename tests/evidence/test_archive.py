"""WARC and WACZ of a captured page: written, read back, and noticed when a byte is flipped."""

from __future__ import annotations

import gzip
import io
import json
import zipfile
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.evidence import archive
from generator.evidence.address import Target
from generator.evidence.archive import check_archive, check_wacz, check_warc, pack_wacz, write_warc
from generator.evidence.capture import Capture
from generator.evidence.connection import Exchange
from tests.evidence.files import make_zip

pytest.importorskip("warcio", reason="the optional extra `capture` is not installed")

WHEN = datetime(2026, 1, 20, 12, 0, tzinfo=UTC)
PAGE = b"<html><title>A page</title><p>Words.</p></html>"


def make_exchange(path: str, status: int, body: bytes, *headers: tuple[str, str]) -> Exchange:
    return Exchange(
        target=Target("https", "site.example", 443, path),
        pinned="93.184.216.34",
        request=(("Host", "site.example"),),
        status=status,
        reason="OK" if status == 200 else "Found",
        headers=headers,
        body=body,
        framing="chunks",
        is_cut=status != 200,
    )


CAPTURE = Capture(
    requested="https://site.example/",
    exchanges=(
        make_exchange("/", 302, b"elsewhere", ("Location", "/page?a=b")),
        make_exchange("/page?a=b", 200, PAGE, ("Content-Type", "text/html"), ("Transfer-Encoding", "chunked")),
    ),
    body=PAGE,
    media_type="text/html",
)
SOUND = write_warc(CAPTURE, WHEN)


@pytest.fixture(scope="module")
def wacz() -> bytes:
    packed = pack_wacz(SOUND, CAPTURE, WHEN)
    assert isinstance(packed, bytes), packed
    return packed


def test_a_warc_has_every_request_and_answer() -> None:
    from warcio.archiveiterator import ArchiveIterator  # noqa: PLC0415

    records = [
        (one.rec_type, one.rec_headers.get_header("WARC-Target-URI"), one.content_stream().read(), one)
        for one in ArchiveIterator(io.BytesIO(SOUND))
    ]
    assert [one[0] for one in records] == ["warcinfo", "response", "request", "response", "request"]
    assert records[0][3].format == "warc"
    assert records[0][3].rec_headers.protocol == "WARC/1.1"
    assert {one[3].rec_headers.get_header("WARC-Date") for one in records} == {"2026-01-20T12:00:00Z"}
    answer = records[3][3]
    assert records[3][1:3] == ("https://site.example/page?a=b", PAGE)
    assert answer.rec_headers.get_header("WARC-IP-Address") == "93.184.216.34"
    assert answer.http_headers.get_header("X-Archive-Orig-Transfer-Encoding") == "chunked"
    assert records[1][3].rec_headers.get_header("WARC-Truncated") == "length"
    assert b"GET /page?a=b HTTP/1.1\r\nHost: site.example\r\n" in gzip.decompress(SOUND)
    assert check_warc(SOUND) is None


@given(st.integers(0, len(SOUND) * 8 - 1))
def test_a_flipped_bit_never_goes_unnoticed_where_it_changes_what_was_kept(bit: int) -> None:
    from warcio.archiveiterator import ArchiveIterator  # noqa: PLC0415

    def read(data: bytes) -> list[tuple[str, bytes]]:
        return [(one.rec_type, one.content_stream().read()) for one in ArchiveIterator(io.BytesIO(data))]

    flipped = bytearray(SOUND)
    flipped[bit // 8] ^= 1 << bit % 8
    note = check_warc(bytes(flipped))
    # Some bits of gzip's head, such as those of its time, mean nothing: without them the same records come out.
    assert (note is not None and note.code == "E029") or read(bytes(flipped)) == read(SOUND)


@pytest.mark.parametrize(
    "data",
    [b"", b"no archive", SOUND[:-9], SOUND[: len(SOUND) // 2]],
    ids=["empty", "no-archive", "end-cut", "half"],
)
def test_a_broken_warc(data: bytes) -> None:
    note = check_warc(data)
    assert note is not None
    assert note.code == "E029"


def test_without_the_extra_the_check_sums_of_the_compression_still_count(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "find_spec", lambda _name: None)
    assert not archive.can_archive()
    assert check_warc(SOUND) is None
    assert check_warc(SOUND[:200] + bytes([SOUND[200] ^ 1]) + SOUND[201:]) is not None
    assert check_warc(b"") is not None


def test_a_wacz_lists_the_page(wacz: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(wacz)) as packed:
        pages = [json.loads(line) for line in packed.read("pages/pages.jsonl").splitlines()]
        assert packed.read("archive/data.warc.gz") == SOUND
    assert [page.get("url") for page in pages] == [None, "https://site.example/page?a=b"]
    assert check_archive(wacz, "wacz") is None


def change(wacz: bytes, name: str, content: bytes | None) -> bytes:
    with zipfile.ZipFile(io.BytesIO(wacz)) as packed:
        members = {one: packed.read(one) for one in packed.namelist() if one != name}
    return make_zip(members if content is None else {**members, name: content})


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("archive/data.warc.gz", SOUND[:-1] + b"x"),
        ("archive/data.warc.gz", None),
        ("pages/pages.jsonl", b"{}"),
        ("datapackage.json", b"{}"),
        ("datapackage.json", None),
        ("datapackage-digest.json", b"[]"),
        ("datapackage-digest.json", b"no json"),
    ],
    ids=[
        "warc-changed",
        "warc-lost",
        "pages-changed",
        "package-changed",
        "package-lost",
        "digest-changed",
        "digest-broken",
    ],
)
def test_a_changed_wacz(wacz: bytes, name: str, content: bytes | None) -> None:
    note = check_wacz(change(wacz, name, content))
    assert note is not None
    assert note.code == "E029"


def test_a_wacz_that_is_none() -> None:
    assert check_wacz(b"no zip") is not None


def test_a_wacz_that_cannot_be_made_is_told() -> None:
    found = pack_wacz(b"no archive", CAPTURE, WHEN)
    assert not isinstance(found, bytes)
    assert found.code == "E029"
