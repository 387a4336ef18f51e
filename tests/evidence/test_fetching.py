"""Asking an address: what comes back from hosts that are good, slow, broken, or lead astray."""

from __future__ import annotations

import datetime as dt
import gzip
import ipaddress
import socket
import ssl
import threading
import time
from typing import TYPE_CHECKING, Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from generator.evidence import connection
from generator.evidence.fetching import Failure, Response, Trouble, fetch
from tests.evidence.stand_in import Page, Raw, Said, host

if TYPE_CHECKING:
    from http.server import BaseHTTPRequestHandler
    from pathlib import Path


def ask(address: str, **options: Any) -> Response | Failure:
    return fetch(address, **{"timeout": 20, "most_bytes": 100_000, "allow_loopback": True, **options})


def get(address: str, **options: Any) -> Response:
    answer = ask(address, **options)
    assert isinstance(answer, Response), answer
    return answer


def fail(address: str, **options: Any) -> Failure:
    answer = ask(address, **options)
    assert isinstance(answer, Failure), answer
    return answer


def test_a_page() -> None:
    with host({"/a?b=c": Page("Hello", headers={"ETag": '"1"', "X-A": "1"})}) as one:
        answer = get(f"{one.address}/a?b=c#part", headers={"User-Agent": "Dossier", "X-Word": "yes"})
    assert (answer.status, answer.body, answer.is_whole) == (200, b"Hello", True)
    assert answer.headers["etag"] == '"1"'
    assert (answer.address, answer.redirects, answer.number) == (f"{one.address}/a?b=c", (), "127.0.0.1")
    (said,) = one.asked
    assert said.headers["Host"] == one.address.partition("//")[2]
    assert said.headers["User-Agent"] == "Dossier"


def test_a_form_is_posted_and_never_sent_on() -> None:
    with host({"/save": Page(status=307, headers={"Location": "/elsewhere"})}) as one:
        answer = get(f"{one.address}/save", form=b"url=x")
    assert answer.status == 307
    assert [(said.method, said.path, said.body) for said in one.asked] == [("POST", "/save", b"url=x")]


def test_redirects_are_followed_and_told() -> None:
    with host({"/new": Page("here")}) as other, host() as one:
        one.pages |= {
            "/old": Page(status=301, headers={"Location": "/middle"}),
            "/middle": Page(status=302, headers={"Location": f"{other.address}/new#part"}),
        }
        answer = get(f"{one.address}/old")
    assert answer.address == f"{other.address}/new"
    assert [tuple(step) for step in answer.redirects] == [
        (301, f"{one.address}/old", f"{one.address}/middle"),
        (302, f"{one.address}/middle", f"{other.address}/new"),
    ]


def test_what_is_said_to_one_host_is_not_said_to_the_next() -> None:
    with (
        host({"/b": Page("b")}) as other,
        host({"/a": Page(status=302, headers={"Location": f"{other.address}/b"})}) as one,
    ):
        get(f"{one.address}/a", headers={"Authorization": "LOW a:b", "If-None-Match": '"1"', "User-Agent": "Dossier"})
    assert one.asked[0].headers["Authorization"] == "LOW a:b"
    assert not {"Authorization", "If-None-Match"} & set(other.asked[0].headers)
    assert other.asked[0].headers["User-Agent"] == "Dossier"


def test_a_circle_of_redirects_ends() -> None:
    with host({"/a": Page(status=302, headers={"Location": "/a"})}) as one:
        assert fail(f"{one.address}/a", most_redirects=3).trouble is Trouble.TOO_MANY_REDIRECTS
        assert len(one.asked) == 4
        assert get(f"{one.address}/a", most_redirects=0).status == 302


@pytest.mark.parametrize(
    "target",
    [
        *(
            "http://10.0.0.1/",
            "http://169.254.169.254/latest/meta-data/",
            "http://[64:ff9b::7f00:1]/",
            "http://0x7f.1/",
        ),
        *(
            "http://[::ffff:10.0.0.1]/",
            "//192.168.0.1/",
            "file:///etc/passwd",
            "gopher://example.org/",
            "http://a:b@8.8.8.8/",
        ),
        *("http://[", "http://2130706433/"),
    ],
)
def test_a_redirect_to_a_machine_that_is_not_public(target: str, monkeypatch: pytest.MonkeyPatch) -> None:
    real = socket.create_connection
    connected: list[str] = []

    def connect(place: tuple[str, int], **options: Any) -> socket.socket:
        connected.append(place[0])
        return real(place, **options)

    monkeypatch.setattr(connection.socket, "create_connection", connect)
    with host({"/a": Page(status=302, headers={"Location": target})}) as one:
        failure = fail(f"{one.address}/a")
    assert failure.trouble is Trouble.ADDRESS
    assert len(failure.redirects) == 1
    assert connected == ["127.0.0.1"]


def test_this_machine_is_not_asked() -> None:
    with host({"/a": Page("secret")}) as one:
        for name in ("127.0.0.1", "localhost"):
            address = one.address.replace("127.0.0.1", name) + "/a"
            assert fail(address, allow_loopback=False).trouble is Trouble.ADDRESS
        assert one.asked == []


def resolve_to(monkeypatch: pytest.MonkeyPatch, *rounds: list[str]) -> list[str]:
    """Let names stand for numbers, one round for each time that somebody asks; the names asked for are kept."""
    left = list(rounds)
    asked: list[str] = []

    def getaddrinfo(name: str, port: int, **_: Any) -> list[Any]:
        asked.append(name)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (number, port)) for number in left.pop(0)]

    monkeypatch.setattr(connection.socket, "getaddrinfo", getaddrinfo)
    return asked


@pytest.mark.parametrize(
    "numbers", [["127.0.0.1"], ["10.1.2.3", "::1"], ["fe80::1%eth0"], ["64:ff9b::a00:1"], ["8.8.8.8", "10.0.0.1"]]
)
def test_a_name_that_stands_for_a_private_machine(numbers: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    resolve_to(monkeypatch, numbers)
    monkeypatch.setattr(connection.socket, "create_connection", lambda *_a, **_o: pytest.fail("it connected"))
    assert fail("http://rebinding.example/", allow_loopback=False).trouble is Trouble.ADDRESS


def test_the_number_that_was_judged_is_the_one_that_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    """A name that means a public machine when it is judged, and this one a moment later."""
    asked = resolve_to(monkeypatch, ["8.8.8.8"], ["127.0.0.1"])
    places: list[Any] = []

    def connect(place: tuple[str, int], **_: Any) -> socket.socket:
        places.append(place)
        raise ConnectionRefusedError(111, "Connection refused")

    monkeypatch.setattr(connection.socket, "create_connection", connect)
    assert fail("http://rebinding.example/", allow_loopback=False).trouble is Trouble.NO_CONNECTION
    assert (asked, places) == (["rebinding.example"], [("8.8.8.8", 80)])


def test_the_numbers_of_a_name_are_asked_in_turn(monkeypatch: pytest.MonkeyPatch) -> None:
    resolve_to(monkeypatch, ["8.8.8.8", "8.8.4.4", "8.8.8.8"])
    places: list[str] = []

    def connect(place: tuple[str, int], **_: Any) -> socket.socket:
        places.append(place[0])
        raise ConnectionRefusedError(111, "Connection refused")

    monkeypatch.setattr(connection.socket, "create_connection", connect)
    fail("http://two.example/", allow_loopback=False)
    assert places == ["8.8.8.8", "8.8.4.4"]


def test_the_machine_that_is_not_public_is_not_said(monkeypatch: pytest.MonkeyPatch) -> None:
    resolve_to(monkeypatch, ["10.1.2.3"])
    assert "10.1.2.3" not in fail("http://intranet.example/", allow_loopback=False).words


def test_a_name_that_nobody_knows(monkeypatch: pytest.MonkeyPatch) -> None:
    def getaddrinfo(*_: Any, **__: Any) -> list[Any]:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(connection.socket, "getaddrinfo", getaddrinfo)
    assert fail("http://nowhere.example/").trouble is Trouble.UNKNOWN_HOST


def test_a_name_that_stands_for_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    resolve_to(monkeypatch, [])
    monkeypatch.setattr(connection.socket, "create_connection", lambda *_a, **_o: pytest.fail("it connected"))
    assert fail("http://nothing.example/").trouble is Trouble.UNKNOWN_HOST


def test_a_resolver_that_cannot_say_now(monkeypatch: pytest.MonkeyPatch) -> None:
    def getaddrinfo(*_: Any, **__: Any) -> list[Any]:
        raise socket.gaierror(socket.EAI_AGAIN, "Temporary failure in name resolution")

    monkeypatch.setattr(connection.socket, "getaddrinfo", getaddrinfo)
    assert fail("http://later.example/").trouble is Trouble.NO_CONNECTION


def test_a_resolver_that_never_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    over = threading.Event()

    def getaddrinfo(*_: Any, **__: Any) -> list[Any]:
        over.wait(20)
        return []

    monkeypatch.setattr(connection.socket, "getaddrinfo", getaddrinfo)
    assert fail("http://slow.example/", timeout=0.2).trouble is Trouble.TOO_SLOW
    over.set()


def test_a_port_on_which_nobody_listens() -> None:
    with host() as one:
        address = one.address
    assert fail(f"{address}/").trouble is Trouble.NO_CONNECTION


def drip(first: bytes, again: bytes) -> Raw:
    """An answer that comes a little at a time and never ends."""

    def write(handler: BaseHTTPRequestHandler) -> None:
        try:
            handler.wfile.write(first)
            for _ in range(2000):
                handler.wfile.write(again)
                time.sleep(0.01)
        except OSError:
            pass

    return Raw(write)


@pytest.mark.parametrize(
    ("first", "again"),
    [
        (b"", b"H"),
        (b"HTTP/1.1 200 OK\r\n", b"X-A: b\r\n"),
        (b"HTTP/1.1 100 Continue\r\n\r\n", b"HTTP/1.1 100 Continue\r\n\r\n"),
        (b"HTTP/1.1 200 OK\r\n\r\n", b"a"),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", b"1\r\na\r\n"),
    ],
)
def test_a_host_that_never_ends_an_answer(first: bytes, again: bytes) -> None:
    with host({"/a": drip(first, again)}) as one:
        # A hundred headers are refused sooner than the time is over.
        assert fail(f"{one.address}/a", timeout=0.5).trouble in {Trouble.TOO_SLOW, Trouble.BAD_ANSWER}


def test_a_host_that_says_nothing() -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        address = f"127.0.0.1:{silent.getsockname()[1]}"
        assert fail(f"http://{address}/", timeout=0.2).trouble is Trouble.TOO_SLOW
        assert fail(f"https://{address}/", timeout=0.2).trouble is Trouble.TOO_SLOW


def test_a_body_that_the_deadline_ends_is_not_taken_for_a_whole_one() -> None:
    """It has no length, so that to be cut looks like its end."""
    with host({"/a": drip(b"HTTP/1.1 200 OK\r\n\r\n", b"a")}) as one:
        assert fail(f"{one.address}/a", timeout=0.5).trouble is Trouble.TOO_SLOW


def test_an_endless_body_is_cut() -> None:
    with host({"/a": drip(b"HTTP/1.1 200 OK\r\n\r\n", b"a" * 100_000)}) as one:
        answer = get(f"{one.address}/a", most_bytes=1000)
    assert (answer.body, answer.is_whole) == (b"a" * 1000, False)


@pytest.mark.parametrize(("size", "is_whole"), [(999, True), (1000, True), (1001, False)])
@pytest.mark.parametrize("coding", ["identity", "gzip"])
def test_the_most_bytes_are_counted_after_decoding(size: int, is_whole: bool, coding: str) -> None:
    body = b"a" * size
    page = Page(gzip.compress(body), headers={"Content-Encoding": "gzip"}) if coding == "gzip" else Page(body)
    with host({"/a": page}) as one:
        answer = get(f"{one.address}/a", most_bytes=1000)
    assert (answer.body, answer.is_whole) == (body[:1000], is_whole)


def test_a_small_body_that_unfolds_to_a_huge_one() -> None:
    with host({"/a": Page(gzip.compress(bytes(50_000_000)), headers={"Content-Encoding": "gzip"})}) as one:
        answer = get(f"{one.address}/a", most_bytes=1000)
    assert (len(answer.body), answer.is_whole) == (1000, False)


def write(raw: bytes) -> Raw:
    return Raw(lambda handler: handler.wfile.write(raw))  # type: ignore[arg-type, return-value]


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"SSH-2.0-OpenSSH_9.2\r\n",
        b"HTTP/1.1 2000 OK\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nX: " + b"a" * 70_000 + b"\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab",
        b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 3\r\n\r\nabc",
        b"HTTP/1.1 200 OK\r\nContent-Encoding: br\r\nContent-Length: 3\r\n\r\nabc",
    ],
    ids=range(8),
)
def test_what_is_no_proper_answer(raw: bytes) -> None:
    with host({"/a": write(raw)}) as one:
        assert fail(f"{one.address}/a").trouble in {Trouble.BAD_ANSWER, Trouble.NO_CONNECTION}


def test_a_body_that_breaks_off() -> None:
    with host({"/a": write(b"HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc")}) as one:
        answer = get(f"{one.address}/a")
    assert (answer.body, answer.is_whole) == (b"abc", False)


def make_context(folder: Path) -> ssl.SSLContext:
    """The context of a host that vouches for itself."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    day = dt.datetime(2020, 1, 1, tzinfo=dt.UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(day)
        .not_valid_after(day.replace(year=2120))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]), critical=False)
        .sign(key, hashes.SHA256())
    )
    written = folder / "host.pem"
    written.write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
        + certificate.public_bytes(serialization.Encoding.PEM)
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(written)
    return context


def test_a_host_that_vouches_for_itself(tmp_path: Path) -> None:
    with host({"/a": Page("a")}, context=make_context(tmp_path)) as one:
        failure = fail(f"{one.address}/a")
        assert failure.trouble is Trouble.CERTIFICATE
        assert "self-signed" in failure.words
        assert one.asked == []


def test_a_host_without_tls_where_it_was_wanted() -> None:
    with host({"/a": Page("a")}) as one:
        assert fail(one.address.replace("http:", "https:") + "/a").trouble is Trouble.CERTIFICATE


def test_a_host_with_a_trusted_certificate(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    context = make_context(tmp_path)
    trusting = ssl.create_default_context(cafile=str(tmp_path / "host.pem"))
    monkeypatch.setattr(connection.ssl, "create_default_context", lambda: trusting)
    with host({"/a": Page("secure")}, context=context) as one:
        assert get(f"{one.address}/a").body == b"secure"
        other = one.address.replace("127.0.0.1", "localhost")
        assert fail(f"{other}/a").trouble is Trouble.CERTIFICATE


def test_characters_outside_ascii_in_a_location() -> None:
    def lead(said: Said) -> Page:
        return Page(status=301, headers={"Location": "/caf\u00c3\u00a9"})  # UTF-8, as http.server writes Latin-1

    with host({"/a": lead, "/caf%C3%A9": Page("here")}) as one:
        assert get(f"{one.address}/a").body == b"here"
