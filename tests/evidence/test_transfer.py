"""Content codings taken off within bounds."""

from __future__ import annotations

import gzip
import zlib
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.evidence.text import Note
from generator.evidence.transfer import decode_content

pack = partial(gzip.compress, mtime=0)  # the same bytes each time, since they are part of the tests' names
BARE = zlib.compressobj(wbits=-zlib.MAX_WBITS)
BARE_BODY = BARE.compress(b"words") + BARE.flush()


@pytest.mark.parametrize(
    ("body", "coding"),
    [
        (b"words", ""),
        (b"words", "identity"),
        (pack(b"words"), "gzip"),
        (pack(b"wor") + pack(b"ds"), "X-GZIP"),
        (zlib.compress(b"words"), "deflate"),
        (BARE_BODY, "deflate"),
        (pack(zlib.compress(b"words")), "deflate, gzip"),
    ],
)
def test_codings(body: bytes, coding: str) -> None:
    assert decode_content(body, coding, 1000) == b"words"


@pytest.mark.parametrize(
    ("body", "coding", "code"),
    [
        (b"words", "br", "E037"),
        (b"words", "gzip", "E037"),
        (pack(b"words")[:-1], "gzip", "E037"),
        (pack(b"words") + b"more", "gzip", "E037"),
        (zlib.compress(b"words") + b"more", "deflate", "E037"),
        (pack(b"words"), "gzip, gzip, gzip", "E037"),
        (pack(bytes(10_000_000)), "gzip", "E035"),
        (pack(pack(bytes(10_000_000))), "gzip, gzip", "E035"),
        (pack(bytes(600)) * 2, "gzip", "E035"),
    ],
)
def test_what_cannot_or_must_not_be_unpacked(body: bytes, coding: str, code: str) -> None:
    found = decode_content(body, coding, 1000)
    assert isinstance(found, Note)
    assert found.code == code


@given(st.binary(max_size=300), st.sampled_from(["gzip", "deflate", "gzip, deflate"]))
def test_any_body_gives_bytes_within_the_bound_or_a_note(body: bytes, coding: str) -> None:
    found = decode_content(body, coding, 100)
    assert isinstance(found, Note) or len(found) <= 100
