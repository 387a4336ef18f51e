"""One stamp held against its content, its request and the certificates trusted; and against what openssl says of it."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.evidence.authority import Imprint, ask
from generator.evidence.timestamp import LARGEST, Part, find_flaws, read_authorities, read_timestamp
from tests.evidence.authorities import NOW, OPENSSL, POLICY, der, integer, pki, serve_honestly

if TYPE_CHECKING:
    from pathlib import Path

CONTENT = b"what was stamped"
REQUEST = der(0x30, integer(1), der(0x30), integer(42), der(0x01, b"\xff"))


def flaws_of(
    answer: bytes, content: bytes = CONTENT, request: bytes = REQUEST, *, root: bytes | None = None, policy: str = ""
) -> dict[Part, str]:
    stamp = read_timestamp(answer)
    assert not isinstance(stamp, str), stamp
    authorities = read_authorities(pki().root if root is None else root)
    return {
        one.part: one.reason
        for one in find_flaws(stamp, content, request=request, authorities=authorities, policy=policy)
    }


def test_a_good_stamp() -> None:
    answer = pki().sign(CONTENT, nonce=42)
    assert flaws_of(answer, policy=POLICY) == {}
    stamp = read_timestamp(answer)
    assert not isinstance(stamp, str)
    assert (stamp.time, stamp.policy, stamp.nonce, stamp.authority) == (NOW, POLICY, 42, "Test authority, Example")


@pytest.mark.parametrize("imprint", list(Imprint))
@pytest.mark.parametrize("chosen", [{}, {"signer": "below", "chain": True}])
def test_openssl_says_the_same(imprint: Imprint, chosen: dict[str, object], tmp_path: Path) -> None:
    with serve_honestly(**chosen) as server:
        answer = ask(server.address, CONTENT, imprint=imprint)
    assert flaws_of(answer.response, request=answer.request) == {}
    (tmp_path / "response.tsr").write_bytes(answer.response)
    (tmp_path / "request.tsq").write_bytes(answer.request)
    (tmp_path / "data").write_bytes(CONTENT)
    command = [OPENSSL, "ts", "-verify", "-in", "response.tsr", "-CAfile", str(pki().path("root"))]
    for about in (["-data", "data"], ["-queryfile", "request.tsq"]):
        done = subprocess.run([*command, *about], cwd=tmp_path, check=False, capture_output=True, text=True)
        assert "Verification: OK" in done.stdout, done.stderr
    (tmp_path / "data").write_bytes(CONTENT + b".")
    done = subprocess.run([*command, "-data", "data"], cwd=tmp_path, check=False, capture_output=True, text=True)
    assert done.returncode != 0


@pytest.mark.parametrize(
    ("signer", "reason"),
    [
        ("expired", "certificate has expired"),
        ("server", "purpose"),
        ("lax", "purpose"),
        ("stranger", "self-signed"),
        ("below", "issuer"),
    ],
)
def test_who_may_not_stamp(signer: str, reason: str) -> None:
    flaws = flaws_of(pki().sign(CONTENT, nonce=42, signer=signer))
    assert list(flaws) == [Part.SIGNATURE]
    assert reason in flaws[Part.SIGNATURE]


def test_a_stamp_from_when_the_certificate_was_good_stays_good() -> None:
    assert flaws_of(pki().sign(CONTENT, nonce=42, signer="expired", time=NOW.replace(year=2001))) == {}


def test_a_root_of_the_same_name_is_not_the_root() -> None:
    root = pki().path("stranger-root").read_bytes()
    assert list(flaws_of(pki().sign(CONTENT, nonce=42), root=root)) == [Part.SIGNATURE]


def test_a_stamp_on_something_else() -> None:
    assert list(flaws_of(pki().sign(b"something else", nonce=42))) == [Part.IMPRINT]


@pytest.mark.parametrize("nonce", [41, None, 0])
def test_another_nonce(nonce: int | None) -> None:
    assert list(flaws_of(pki().sign(CONTENT, nonce=nonce))) == [Part.REQUEST]


def test_a_request_that_is_none() -> None:
    assert list(flaws_of(pki().sign(CONTENT, nonce=42), request=b"nothing")) == [Part.REQUEST]


def test_another_policy() -> None:
    flaws = flaws_of(pki().sign(CONTENT, nonce=42, policy="1.2.3.9"), policy=POLICY)
    assert "1.2.3.9" in flaws[Part.REQUEST]


def test_without_certificates_only_whose_it_is_is_left_open() -> None:
    assert flaws_of(pki().sign(CONTENT, nonce=42, signer="stranger"), root=b"") == {}
    assert list(flaws_of(pki().sign(b"x", nonce=1, signer="stranger"), root=b"")) == [Part.IMPRINT, Part.REQUEST]


def test_a_refusal_says_why() -> None:
    with serve_honestly(digests="sha512") as server:
        refused = read_timestamp(ask(server.address, CONTENT).response)
    assert isinstance(refused, str)
    assert "rejection" in refused
    assert "badAlg" in refused


@pytest.mark.parametrize("status", [1, 3, 4, 5, 99])
def test_anything_but_granted_is_a_refusal(status: int) -> None:
    refused = read_timestamp(der(0x30, der(0x30, integer(status))))
    assert isinstance(refused, str)


def test_what_it_says_commands_no_terminal() -> None:
    text = der(0x30, der(0x0C, b"no\x1b[31m\nway"))
    refused = read_timestamp(der(0x30, der(0x30, integer(2), text)))
    assert isinstance(refused, str)
    assert refused.isprintable()
    assert "way" in refused


@given(st.binary(max_size=300))
def test_garbage_is_refused(data: bytes) -> None:
    assert isinstance(read_timestamp(data), str)


@given(st.data())
def test_whoever_changes_a_stamp_breaks_it_or_changes_nothing_that_it_says(data: st.DataObject) -> None:
    answer = _good()
    place = data.draw(st.integers(0, len(answer) - 1))
    changed = bytearray(answer)
    changed[place] ^= data.draw(st.integers(1, 255))
    stamp, before = read_timestamp(bytes(changed)), read_timestamp(answer)
    assert not isinstance(before, str)
    if not isinstance(stamp, str) and not list(
        find_flaws(stamp, CONTENT, request=REQUEST, authorities=read_authorities(pki().root))
    ):
        said = (stamp.time, stamp.policy, stamp.nonce, stamp.authority)
        assert said == (before.time, before.policy, before.nonce, before.authority)


_made: list[bytes] = []


def _good() -> bytes:
    if not _made:
        _made.append(pki().sign(CONTENT, nonce=42))
    return _made[0]


@pytest.mark.parametrize("cut", [0, 1, 10, 100, 500])
def test_half_a_stamp_is_none(cut: int) -> None:
    assert isinstance(read_timestamp(_good()[:cut]), str)


def test_too_long_a_stamp_is_not_read() -> None:
    assert "longer" in str(read_timestamp(b"0" * (LARGEST + 1)))


@pytest.mark.parametrize("pem", [b"nothing", b"-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n", b"\0"])
def test_what_holds_no_certificates(pem: bytes) -> None:
    with pytest.raises(ValueError, match=r"."):
        read_authorities(pem)


def test_a_certificate_counts_once() -> None:
    assert len(read_authorities(pki().root * 2 + pki().path("between").read_bytes())) == 2
