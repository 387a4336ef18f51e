"""Time-stamping authorities for tests: certificates made here, answers signed by the openssl binary, served on this machine."""

from __future__ import annotations

import hashlib
import http.server
import shutil
import subprocess
import threading
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from typing import TYPE_CHECKING

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from generator.evidence.der import read_nonce

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

OPENSSL = shutil.which("openssl") or "openssl"
NOW = datetime(2026, 1, 30, 10, 15, 0, tzinfo=UTC)
POLICY = "1.2.3.4.1"
REPLY = "application/timestamp-reply"

CONFIG = """[tsa]
default_tsa = here
[here]
serial = {folder}/serial
crypto_device = builtin
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = {digests}
ess_cert_id_alg = sha256
"""


def _certify(
    name: str,
    key: ec.EllipticCurvePrivateKey,
    issuer: str,
    issuing: ec.EllipticCurvePrivateKey,
    *,
    ca: bool = False,
    usage: x509.ObjectIdentifier | None = ExtendedKeyUsageOID.TIME_STAMPING,
    critical: bool = True,
    valid: tuple[datetime, datetime] = (datetime(2000, 1, 1, tzinfo=UTC), datetime(2999, 1, 1, tzinfo=UTC)),
) -> bytes:
    subject, by = (
        x509.Name(
            [x509.NameAttribute(NameOID.COMMON_NAME, one), x509.NameAttribute(NameOID.ORGANIZATION_NAME, "Example")]
        )
        for one in (name, issuer)
    )
    builder = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(by)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(valid[0])
        .not_valid_after(valid[1])
        .add_extension(x509.BasicConstraints(ca=ca, path_length=None), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(issuing.public_key()), critical=False)
        .add_extension(x509.KeyUsage(not ca, False, False, False, False, ca, ca, False, False), critical=True)
    )
    if usage is not None and not ca:
        builder = builder.add_extension(x509.ExtendedKeyUsage([usage]), critical=critical)
    if usage == ExtendedKeyUsageOID.SERVER_AUTH:
        builder = builder.add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
    return builder.sign(issuing, hashes.SHA256()).public_bytes(Encoding.PEM)


class Pki:
    """A root, an authority below an intermediate one, and certificates that are not good for time-stamps."""

    def __init__(self) -> None:
        self.folder = Path(mkdtemp(prefix="authorities-"))
        root, between, key = (ec.generate_private_key(ec.SECP256R1()) for _ in range(3))
        made = {
            "root": _certify("Root", root, "Root", root, ca=True),
            "between": _certify("Between", between, "Root", root, ca=True),
            "tsa": _certify("Test authority", key, "Root", root),
            "below": _certify("Authority below", key, "Between", between),
            "expired": _certify(
                "Expired", key, "Root", root, valid=(datetime(2001, 1, 1, tzinfo=UTC), datetime(2002, 1, 1, tzinfo=UTC))
            ),
            "server": _certify("localhost", key, "Root", root, usage=ExtendedKeyUsageOID.SERVER_AUTH),
            "lax": _certify("Lax", key, "Root", root, critical=False),
            "stranger": _certify("Test authority", key, "Test authority", key),
            "stranger-root": _certify("Root", between, "Root", between, ca=True),
        }
        for name, pem in made.items():
            self.path(name).write_bytes(pem)
        self.path("key").write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.TraditionalOpenSSL, NoEncryption()))
        (self.folder / "serial").write_text("01\n")

    def path(self, name: str) -> Path:
        return self.folder / f"{name}.pem"

    @property
    def root(self) -> bytes:
        return self.path("root").read_bytes()

    def reply(
        self, request: bytes, *, signer: str = "tsa", digests: str = "sha256,sha512", chain: bool = False
    ) -> bytes:
        """What `openssl ts -reply` answers, with the clock of this machine."""
        (self.folder / "tsa.cnf").write_text(CONFIG.format(folder=self.folder, digests=digests))
        (self.folder / "query").write_bytes(request)
        command = [
            OPENSSL,
            "ts",
            "-reply",
            "-config",
            str(self.folder / "tsa.cnf"),
            "-queryfile",
            str(self.folder / "query"),
        ]
        command += [
            "-signer",
            str(self.path(signer)),
            "-inkey",
            str(self.path("key")),
            "-out",
            str(self.folder / "reply"),
        ]
        command += ["-chain", str(self.path("between"))] if chain else []
        (self.folder / "reply").unlink(missing_ok=True)
        subprocess.run(command, check=False, capture_output=True)
        return (self.folder / "reply").read_bytes()

    def sign(
        self,
        content: bytes,
        *,
        nonce: int | None,
        time: datetime = NOW,
        signer: str = "tsa",
        policy: str = POLICY,
    ) -> bytes:
        """A stamp made by hand, which may say what no honest authority says: any time, nonce and signer."""
        algorithm = der(0x30, oid("2.16.840.1.101.3.4.2.1"), der(0x05))
        imprint = der(0x30, algorithm, der(0x04, hashlib.sha256(content).digest()))
        parts = [integer(1), oid(policy), imprint, integer(7), der(0x18, f"{time:%Y%m%d%H%M%SZ}".encode())]
        parts += [integer(nonce)] if nonce is not None else []
        (self.folder / "info").write_bytes(der(0x30, *parts))
        command = [OPENSSL, "cms", "-sign", "-binary", "-nodetach", "-cades", "-md", "sha256", "-outform", "DER"]
        command += ["-econtent_type", "1.2.840.113549.1.9.16.1.4", "-in", str(self.folder / "info")]
        command += ["-signer", str(self.path(signer)), "-inkey", str(self.path("key"))]
        token = subprocess.run(command, check=True, capture_output=True).stdout
        return der(0x30, der(0x30, integer(0)), token)

    def answer(self, content: bytes, request: bytes, **chosen: object) -> bytes:
        """A stamp made by hand that answers a request."""
        return self.sign(content, nonce=read_nonce(request), **chosen)  # type: ignore[arg-type]


def der(tag: int, *parts: bytes) -> bytes:
    body = b"".join(parts)
    size = len(body)
    length = (
        bytes([size])
        if size < 128
        else bytes([0x80 | (size.bit_length() + 7) // 8]) + size.to_bytes((size.bit_length() + 7) // 8, "big")
    )
    return bytes([tag]) + length + body


def integer(number: int) -> bytes:
    return der(0x02, number.to_bytes(number.bit_length() // 8 + 1, "big", signed=True))


def oid(dotted: str) -> bytes:
    first, second, *rest = map(int, dotted.split("."))
    out = bytearray([40 * first + second])
    for number in rest:
        septets = [number & 0x7F]
        while number := number >> 7:
            septets.insert(0, 0x80 | (number & 0x7F))
        out += bytes(septets)
    return der(0x06, bytes(out))


@cache
def pki() -> Pki:
    return Pki()


class Handler(http.server.BaseHTTPRequestHandler):
    """Hands each request to the function of the server, which writes the answer itself."""

    def do_POST(self) -> None:
        size = int(self.headers["Content-Length"])
        self.server.asked.append((self.path, dict(self.headers), self.rfile.read(size)))  # type: ignore[attr-defined]
        try:
            self.server.behave(self)  # type: ignore[attr-defined]
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True

    def say(self, body: bytes, kind: str = REPLY, status: int = 200, **headers: str) -> None:
        self.send_response(status)
        for name, value in {"Content-Type": kind, "Content-Length": str(len(body)), **headers}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    @property
    def request_body(self) -> bytes:
        return self.server.asked[-1][2]  # type: ignore[attr-defined,no-any-return]

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Say nothing."""


class Server(http.server.ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, behave: Callable[[Handler], None]) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.behave = behave
        self.asked: list[tuple[str, dict[str, str], bytes]] = []
        self.is_over = threading.Event()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/tsr"


@contextmanager
def serve(behave: Callable[[Handler], None]) -> Iterator[Server]:
    """An authority that answers as `behave` does; `server.is_over` tells one that never ends to end."""
    with Server(behave) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        thread.start()
        try:
            yield server
        finally:
            server.is_over.set()
            server.shutdown()
            thread.join()


@contextmanager
def serve_honestly(**chosen: object) -> Iterator[Server]:
    """An authority that does its work, with openssl."""
    with serve(lambda one: one.say(pki().reply(one.request_body, **chosen))) as server:  # type: ignore[arg-type]
        yield server
