"""The authority asked over HTTP: what it is sent, and every way in which it can answer badly."""

from __future__ import annotations

import hashlib
import ssl
from typing import TYPE_CHECKING

import pytest

from generator.evidence.authority import AuthorityError, Imprint, ask, find_fault
from generator.evidence.timestamp import LARGEST, read_timestamp
from tests.evidence.authorities import REPLY, Handler, pki, serve, serve_honestly

if TYPE_CHECKING:
    from collections.abc import Callable

CONTENT = b"what is to be stamped"
SHORT = 0.5


@pytest.mark.parametrize("imprint", list(Imprint))
def test_an_honest_authority_gets_the_hash_and_nothing_else(imprint: Imprint) -> None:
    with serve_honestly() as server:
        answer = ask(server.address, CONTENT, imprint=imprint)
    ((path, headers, body),) = server.asked
    assert path == "/tsr"
    assert headers["Content-Type"] == "application/timestamp-query"
    assert body == answer.request
    assert hashlib.new(imprint.value, CONTENT).digest() in body
    assert CONTENT not in body
    stamp = read_timestamp(answer.response)
    assert not isinstance(stamp, str)
    assert stamp.nonce is not None


def test_no_two_requests_are_the_same() -> None:
    with serve_honestly() as server:
        assert ask(server.address, CONTENT).request != ask(server.address, CONTENT).request


def in_pieces(one: Handler) -> None:
    body = pki().reply(one.request_body)
    one.send_response(200)
    one.send_header("Content-Type", REPLY)
    one.end_headers()
    for place in range(0, len(body), 100):
        one.wfile.write(body[place : place + 100])


def test_an_answer_may_come_in_pieces() -> None:
    with serve(in_pieces) as server:
        assert not isinstance(read_timestamp(ask(server.address, CONTENT).response), str)


def cut_short(one: Handler) -> None:
    one.send_response(200)
    one.send_header("Content-Type", REPLY)
    one.send_header("Content-Length", "1000")
    one.end_headers()
    one.wfile.write(b"0" * 500)
    one.close_connection = True


def never_end(one: Handler) -> None:
    one.send_response(200)
    one.send_header("Content-Type", REPLY)
    one.end_headers()
    while not one.server.is_over.is_set():  # type: ignore[attr-defined]
        one.wfile.write(b"0" * 65536)


def trickle(one: Handler) -> None:
    one.send_response(200)
    one.send_header("Content-Type", REPLY)
    one.end_headers()
    while not one.server.is_over.wait(0.02):  # type: ignore[attr-defined]
        one.wfile.write(b"0")


def trickle_headers(one: Handler) -> None:
    one.wfile.write(b"HTTP/1.1 200 OK\r\nX: ")
    while not one.server.is_over.wait(0.02):  # type: ignore[attr-defined]
        one.wfile.write(b"0")


def keep_silent(one: Handler) -> None:
    one.server.is_over.wait()  # type: ignore[attr-defined]


def hang_up(one: Handler) -> None:
    one.close_connection = True


@pytest.mark.parametrize(
    ("behave", "said"),
    [
        (lambda one: one.say(b"<html>Welcome</html>", "text/html; charset=utf-8"), "answered with text/html"),
        (lambda one: one.say(b"", status=404), "HTTP status 404"),
        (lambda one: one.say(b"", status=500), "HTTP status 500"),
        (lambda one: one.say(b"", status=302, Location="http://elsewhere.example/"), "it is not followed"),
        (lambda one: one.say(b"", status=307, Location="/elsewhere"), "it is not followed"),
        (lambda one: one.say(b"0" * (LARGEST + 1)), "more than"),
        (never_end, "more than"),
        (cut_short, "did not answer as HTTP asks"),
        (hang_up, "did not answer as HTTP asks"),
        (lambda one: one.wfile.write(b"garbage that is no HTTP\r\n\r\n"), "did not answer as HTTP asks"),
        (trickle, "within"),
        (trickle_headers, "within"),
        (keep_silent, "within"),
    ],
    ids=range(13),
)
def test_bad_answers(behave: Callable[[Handler], None], said: str) -> None:
    with serve(behave) as server, pytest.raises(AuthorityError, match=said):
        ask(server.address, CONTENT, patience=SHORT if said == "within" else 20)
    assert len(server.asked) == 1


def test_nothing_of_the_answer_commands_a_terminal() -> None:
    with (
        serve(lambda one: one.say(b"", status=302, Location="\x1b[31mred\x07")) as server,
        pytest.raises(AuthorityError) as caught,
    ):
        ask(server.address, CONTENT)
    assert str(caught.value).isprintable()


def test_nobody_there() -> None:
    with serve_honestly() as server:
        address = server.address
    with pytest.raises(AuthorityError, match="cannot be reached"):
        ask(address, CONTENT)


def test_over_tls_the_certificate_must_be_trusted(monkeypatch: pytest.MonkeyPatch) -> None:
    with serve_honestly() as server:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(pki().path("server"), pki().path("key"))
        server.socket = context.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
        address = f"https://localhost:{server.server_port}/"
        with pytest.raises(AuthorityError, match="certificate"):
            ask(address, CONTENT)
        monkeypatch.setenv("SSL_CERT_FILE", str(pki().path("root")))
        assert ask(address, CONTENT).response
        with pytest.raises(AuthorityError, match="certificate"):
            ask(address.replace("localhost", "127.0.0.1"), CONTENT)


@pytest.mark.parametrize("address", ["http://tsa.example/", "https://tsa.example:8080/tsr?x=1", "http://[::1]/"])
def test_addresses(address: str) -> None:
    assert find_fault(address) == ""


@pytest.mark.parametrize(
    "address",
    [
        "",
        "tsa.example",
        "ftp://tsa.example/",
        "file:///etc/passwd",
        "http://",
        "https://me:word@tsa.example/",
        "http://a.example/#x",
        "http://[::1",
    ],
)
def test_no_addresses(address: str) -> None:
    assert find_fault(address)
