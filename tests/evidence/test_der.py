"""What is read of DER: whatever comes, it is read or refused, and no byte but the order of certificates is changed."""

from __future__ import annotations

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.evidence.der import read_failures, read_nonce, sort_certificates
from tests.evidence.authorities import der, integer, oid


def wrap(certificates: list[bytes]) -> bytes:
    signed = der(0x30, integer(3), der(0xA0, *certificates), der(0x31))
    return der(0x30, der(0x30, integer(0)), der(0x30, oid("1.2.3"), der(0xA0, signed)))


def test_certificates_come_into_their_order() -> None:
    certificates = [der(0x30, b"\x02\x01\x01"), der(0x30, b"\x02\x01\x02"), der(0x30, b"\x02\x02\x01\x00" * 60)]
    assert {sort_certificates(wrap(list(order))) for order in permutations(certificates)} == {wrap(certificates)}


@given(st.binary(max_size=200))
def test_anything_else_stays_as_it_is(data: bytes) -> None:
    assert sort_certificates(data) == data
    assert read_failures(data) == () or data


@given(st.binary(max_size=60), st.integers(0, 200))
def test_what_is_cut_short_is_refused(content: bytes, cut: int) -> None:
    whole = der(0x30, integer(1), der(0x04, content), integer(5))
    assert read_nonce(whole) == 5
    if cut < len(whole):
        with pytest.raises(ValueError, match=r"ends too early|not in DER|no time-stamp request"):
            read_nonce(whole[:cut])


@given(st.integers(0, 2**80))
def test_nonces_are_read(nonce: int) -> None:
    assert read_nonce(der(0x30, integer(1), der(0x30), integer(nonce), der(0x01, b"\xff"))) == nonce


def test_a_request_may_have_none() -> None:
    assert read_nonce(der(0x30, integer(1), der(0x30))) is None


@pytest.mark.parametrize(
    ("bits", "said"),
    [
        (b"\x07\x80", "badAlg"),
        (b"\x05\x20", "badRequest"),
        (b"\x06\x00\x00\x00\x40", "systemFailure"),
        (b"\x00\x01", "reason 7"),
    ],
)
def test_failures_are_told_by_name(bits: bytes, said: str) -> None:
    (failure,) = read_failures(der(0x30, der(0x30, integer(2), der(0x03, bits))))
    assert said in failure


def test_no_failure_is_told_where_there_is_none() -> None:
    assert read_failures(der(0x30, der(0x30, integer(2)))) == ()
    assert read_failures(b"") == ()
