"""Pages fetched from servers on this machine, most of which do what no server should."""

from __future__ import annotations

import datetime as dt
import gzip
import ipaddress
import ssl
from typing import TYPE_CHECKING

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from generator.evidence import address, capture
from generator.evidence.capture import Capture, capture_page
from generator.evidence.connection import Limits
from generator.evidence.text import Note
from tests.evidence.server import answer, redirect, serving

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

    from tests.evidence.server import Server

PAGE = b"<html><p>The page.</p></html>"
QUICK = Limits(seconds=1.5, silence=0.5, sent=100_000, unpacked=200_000, redirects=3)


class Names:
    """A resolver that gives one answer after the other, and remembers what it was asked."""

    def __init__(self, *answers: Sequence[str]) -> None:
        self.answers = list(answers) or [["127.0.0.1"]]
        self.asked: list[str] = []

    def __call__(self, host: str, _port: int) -> Sequence[str]:
        self.asked.append(host)
        return self.answers[min(len(self.asked), len(self.answers)) - 1]


def fetch(
    asked: str, names: Names | None = None, limits: Limits = QUICK, trust: ssl.SSLContext | None = None
) -> Capture:
    found = capture_page(asked, limits=limits, resolve=names or Names(), allow_loopback=True, trust=trust)
    assert isinstance(found, Capture), found
    return found


def refuse(asked: str, names: Names | None = None, limits: Limits = QUICK, trust: ssl.SSLContext | None = None) -> Note:
    found = capture_page(asked, limits=limits, resolve=names or Names(), allow_loopback=True, trust=trust)
    assert isinstance(found, Note), found
    assert found.code in {**address.EXPLANATIONS, **capture.EXPLANATIONS}
    return found


def says(*pieces: bytes) -> Callable[[Server, bytes], Iterable[bytes]]:
    return lambda _server, _request: pieces


class TestPage:
    def test_it_is_kept_as_it_was_sent(self) -> None:
        with serving(says(answer(PAGE, "Content-Type: text/html; charset=UTF-8", "Set-Cookie: a=b"))) as server:
            found = fetch(server.address("/a?b=c#d"))
        assert found.body == PAGE
        assert found.media_type == "text/html; charset=utf-8"
        assert found.notes == ()
        assert (found.last.pinned, found.last.framing, found.last.status) == ("127.0.0.1", "length", 200)
        (request,) = server.requests
        head = request.decode().split("\r\n")
        assert head[0] == "GET /a?b=c HTTP/1.1"
        assert f"Host: site.example:{server.port}" in head
        assert any(line.startswith("User-Agent: Dossier/") for line in head)
        assert "cookie" not in request.decode().lower()

    def test_no_cookie_is_sent_after_a_redirect(self) -> None:
        def respond(_server: Server, request: bytes) -> Iterator[bytes]:
            yield (
                answer(PAGE)
                if b"/b " in request
                else answer(b"", "Location: /b", "Set-Cookie: a=b", status="302 Found")
            )

        with serving(respond) as server:
            fetch(server.address())
        assert len(server.requests) == 2
        assert b"cookie" not in server.requests[1].lower()

    def test_no_proxy_is_taken_from_the_environment(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
        monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
        with serving(says(answer(PAGE))) as server:
            assert fetch(server.address()).body == PAGE

    def test_chunks_and_packing_are_taken_off(self) -> None:
        packed = gzip.compress(PAGE)
        head = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nContent-Encoding: gzip\r\n\r\n"
        with serving(says(head, b"%x\r\n" % len(packed) + packed + b"\r\n", b"0\r\n\r\n")) as server:
            found = fetch(server.address())
        assert (found.body, found.last.body, found.last.framing) == (PAGE, packed, "chunks")

    def test_a_page_that_ends_with_the_connection(self) -> None:
        with serving(says(b"HTTP/1.0 200 OK\r\n\r\n", PAGE)) as server:
            assert fetch(server.address()).last.framing == "the connection's end"

    def test_the_next_machine_is_asked_where_one_takes_no_connection(self) -> None:
        with serving(says(answer(PAGE))) as server:
            found = fetch(server.address(), Names(["127.0.0.2", "127.0.0.1"]))
        assert found.last.pinned == "127.0.0.1"

    @pytest.mark.parametrize(
        "status", ["404 Not Found", "403 Forbidden", "500 Broken", "204 No Content", "304 Not Modified"]
    )
    def test_an_answer_that_is_no_page(self, status: str) -> None:
        with serving(says(answer(b"", status=status))) as server:
            note = refuse(server.address())
        assert note.code == "E036"
        assert status[:3] in note.message


class TestRedirect:
    def test_it_is_followed_and_remembered(self) -> None:
        def respond(_server: Server, request: bytes) -> Iterator[bytes]:
            yield answer(PAGE) if b"/b/%C3%A9 " in request else redirect("b/é")

        with serving(respond) as server:
            found = fetch(server.address("/a"))
        assert [one.target.path for one in found.exchanges] == ["/a", "/b/%C3%A9"]
        assert [one.status for one in found.exchanges] == [302, 200]

    @pytest.mark.parametrize(
        ("location", "code"),
        [
            ("/", "E033"),
            ("file:///etc/passwd", "E030"),
            ("ftp://site.example/", "E030"),
            ("http://user@site.example/", "E030"),
            ("http://2130706433/", "E030"),
            ("http://10.0.0.1/", "E031"),
            ("http://169.254.169.254/latest/meta-data/", "E031"),
            ("http://[::ffff:192.168.0.1]/", "E031"),
            ("http://[", "E037"),
        ],
    )
    def test_to_where_it_must_not_lead(self, location: str, code: str) -> None:
        with serving(says(redirect(location))) as server:
            names = Names()

            def resolve(host: str, port: int) -> Sequence[str]:
                return names(host, port) if host == "site.example" else [host]

            found = capture_page(server.address(), limits=QUICK, resolve=resolve, allow_loopback=True)
        assert isinstance(found, Note)
        assert found.code == code
        assert len(server.requests) == 1

    def test_too_many(self) -> None:
        def respond(_server: Server, request: bytes) -> Iterator[bytes]:
            yield redirect(request.split()[1].decode() + "x")

        with serving(respond) as server:
            assert refuse(server.address()).code == "E033"
        assert len(server.requests) == QUICK.redirects + 1

    def test_in_a_circle_of_two(self) -> None:
        def respond(_server: Server, request: bytes) -> Iterator[bytes]:
            yield redirect("/b" if b" /a " in request else "/a")

        with serving(respond) as server:
            assert refuse(server.address("/a")).code == "E033"
        assert len(server.requests) == 2

    def test_to_nowhere(self) -> None:
        with serving(says(answer(b"", status="301 Moved"))) as server:
            assert refuse(server.address()).code == "E037"

    def test_with_an_endless_body(self) -> None:
        def respond(server: Server, request: bytes) -> Iterator[bytes]:
            if b"/b " in request:
                yield answer(PAGE)
                return
            yield b"HTTP/1.1 302 Found\r\nLocation: /b\r\n\r\n"
            while not server.stopped.is_set():
                yield bytes(65536)

        with serving(respond) as server:
            found = fetch(server.address())
        assert [one.is_cut for one in found.exchanges] == [True, False]


class TestName:
    def test_a_name_that_leads_inside_is_refused_before_anything_is_sent(self) -> None:
        with serving(says(answer(PAGE))) as server:
            found = capture_page(server.address().replace(f":{server.port}", ""), resolve=Names(["127.0.0.1"]))
        assert isinstance(found, Note)
        assert found.code == "E031"
        assert server.requests == []

    def test_one_inner_machine_among_public_ones_is_enough(self) -> None:
        assert refuse("http://site.example/", Names(["93.184.216.34", "10.0.0.1"])).code == "E031"

    def test_the_second_answer_of_a_name_that_changes_is_never_asked_for(self) -> None:
        def respond(_server: Server, request: bytes) -> Iterator[bytes]:
            yield answer(PAGE) if b"/b " in request else redirect("/b")

        names = Names(["127.0.0.1"], ["10.0.0.1"])
        with serving(respond) as server:
            found = fetch(server.address(), names)
        assert names.asked == ["site.example"]
        assert [one.pinned for one in found.exchanges] == ["127.0.0.1", "127.0.0.1"]

    def test_an_unknown_name(self) -> None:
        def resolve(_host: str, _port: int) -> Sequence[str]:
            raise OSError("no such name")

        found = capture_page("https://nowhere.example/", resolve=resolve)
        assert isinstance(found, Note)
        assert found.code == "E032"

    def test_a_resolver_that_never_answers(self) -> None:
        with serving(says()) as server:

            def resolve(_host: str, _port: int) -> Sequence[str]:
                server.stopped.wait(10)
                return []

            found = capture_page("https://slow.example/", limits=Limits(seconds=0.3), resolve=resolve)
        assert isinstance(found, Note)
        assert found.code == "E034"

    def test_nobody_listens(self) -> None:
        with serving(says()) as server:
            asked = server.address()
        assert refuse(asked).code == "E032"

    @pytest.mark.parametrize("asked", ["http://127.0.0.1/", "http://localhost/", "http://[::1]/", "http://0.0.0.0/"])
    def test_this_machine_under_its_own_names(self, asked: str) -> None:
        found = capture_page(asked)
        assert isinstance(found, Note)
        assert found.code in {"E031", "E032"}


def stay_silent(server: Server, _request: bytes) -> Iterator[bytes]:
    server.stopped.wait(10)
    yield b""


def drip(head: bytes, drop: bytes) -> Callable[[Server, bytes], Iterator[bytes]]:
    def respond(server: Server, _request: bytes) -> Iterator[bytes]:
        yield head
        while not server.stopped.wait(0.1):
            yield drop

    return respond


class TestBadServer:
    @pytest.mark.parametrize(
        "respond",
        [
            stay_silent,
            drip(b"", b"H"),
            drip(b"HTTP/1.1 200 OK\r\n", b"X"),
            drip(b"HTTP/1.1 200 OK\r\n", b"A: b\r\n"),
            drip(b"", b"HTTP/1.1 100 Continue\r\n\r\n"),
            drip(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n", b"x"),
            drip(b"HTTP/1.1 200 OK\r\n\r\n", b"x"),
            drip(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", b"1\r\nx\r\n"),
        ],
        ids=["silence", "status", "header", "headers", "continue", "body", "body-without-length", "chunks"],
    )
    def test_silence_and_drops(self, respond: Callable[[Server, bytes], Iterable[bytes]]) -> None:
        with serving(respond) as server:
            note = refuse(server.address())
        assert note.code == "E034"

    def test_endless_bytes(self) -> None:
        def respond(server: Server, _request: bytes) -> Iterator[bytes]:
            yield b"HTTP/1.1 200 OK\r\n\r\n"
            while not server.stopped.is_set():
                yield bytes(65536)

        with serving(respond) as server:
            assert refuse(server.address()).code == "E035"

    def test_endless_headers(self) -> None:
        with serving(says(b"HTTP/1.1 200 OK\r\n", b"A: b\r\n" * 10_000)) as server:
            assert refuse(server.address()).code == "E037"

    def test_a_compressed_bomb(self) -> None:
        with serving(says(answer(gzip.compress(bytes(50_000_000)), "Content-Encoding: gzip"))) as server:
            assert refuse(server.address()).code == "E035"

    @pytest.mark.parametrize(
        "said",
        [
            answer(PAGE, length=1000),
            answer(PAGE, "Content-Length: 5"),
            answer(PAGE, "Content-Encoding: br"),
            b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nabc",
            b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
            b"SSH-2.0-OpenSSH_9.2\r\n",
            b"",
        ],
        ids=["cut-off", "two-lengths", "unknown-coding", "cut-chunk", "no-chunk", "no-http", "nothing"],
    )
    def test_broken_answers(self, said: bytes) -> None:
        with serving(says(said)) as server:
            assert refuse(server.address()).code in {"E032", "E037"}

    def test_more_than_was_announced_is_not_taken(self) -> None:
        with serving(says(answer(PAGE + b"more", length=len(PAGE)))) as server:
            assert fetch(server.address()).body == PAGE


@pytest.fixture(scope="module")
def certified(tmp_path_factory: pytest.TempPathFactory) -> tuple[ssl.SSLContext, ssl.SSLContext]:
    """A server's side and a client's side of TLS, with a certificate for `site.example` alone."""
    folder: Path = tmp_path_factory.mktemp("tls")
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "site.example")])
    now = dt.datetime.now(tz=dt.UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - dt.timedelta(days=1))
        .not_valid_after(now + dt.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("site.example")]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    pem = folder / "site.pem"
    pem.write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
        + certificate.public_bytes(serialization.Encoding.PEM)
    )
    server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server.load_cert_chain(pem)
    return server, ssl.create_default_context(cafile=str(pem))


def safe(server: Server, host: str = "site.example") -> str:
    return server.address("/", host).replace("http:", "https:")


class TestTls:
    def test_the_certificate_is_that_of_the_name_and_the_machine_is_the_checked_one(
        self, certified: tuple[ssl.SSLContext, ssl.SSLContext]
    ) -> None:
        with serving(says(answer(PAGE)), certified[0]) as server:
            found = fetch(safe(server), trust=certified[1])
        assert (found.body, found.last.pinned) == (PAGE, "127.0.0.1")

    def test_a_certificate_for_another_name(self, certified: tuple[ssl.SSLContext, ssl.SSLContext]) -> None:
        with serving(says(answer(PAGE)), certified[0]) as server:
            assert refuse(safe(server, "other.example"), trust=certified[1]).code == "E032"
        assert server.requests == []

    def test_a_certificate_that_nobody_vouches_for(self, certified: tuple[ssl.SSLContext, ssl.SSLContext]) -> None:
        with serving(says(answer(PAGE)), certified[0]) as server:
            assert refuse(safe(server)).code == "E032"

    def test_a_server_that_never_shakes_hands(self, certified: tuple[ssl.SSLContext, ssl.SSLContext]) -> None:
        with serving(stay_silent) as server:
            assert refuse(safe(server), trust=certified[1]).code == "E034"

    def test_from_https_to_http_is_told(self, certified: tuple[ssl.SSLContext, ssl.SSLContext]) -> None:
        with (
            serving(says(answer(PAGE))) as plain,
            serving(says(redirect(plain.address())), certified[0]) as server,
        ):
            found = fetch(safe(server), trust=certified[1])
        assert [note.code for note in found.notes] == ["E038"]
        assert found.body == PAGE


def test_a_machine_of_the_documentation_is_public_to_nobody() -> None:
    assert not ipaddress.ip_address("203.0.113.1").is_global
    assert refuse("http://site.example/", Names(["203.0.113.1"])).code == "E031"
