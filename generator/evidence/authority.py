"""A time-stamping authority asked over HTTP (RFC 3161, section 3.4): one connection to the address given, and no other."""

from __future__ import annotations

import ssl
from dataclasses import dataclass
from enum import Enum
from threading import Event, Thread
from typing import TYPE_CHECKING, Final

from rfc3161_client import HashAlgorithm, TimestampRequestBuilder
from urllib3 import HTTPConnectionPool, HTTPSConnectionPool, Timeout
from urllib3.exceptions import HTTPError, LocationParseError, NewConnectionError, SSLError
from urllib3.exceptions import TimeoutError as SlowError
from urllib3.util import parse_url

from generator.evidence.timestamp import LARGEST, show

if TYPE_CHECKING:
    from urllib3.response import BaseHTTPResponse

PATIENCE: Final = 30.0
"""The most seconds that an authority may take, from the look-up of its name to the last byte."""

QUERY, REPLY = "application/timestamp-query", "application/timestamp-reply"
GOOD: Final = 200


class Imprint(Enum):
    """The hash by which an authority learns of the bytes: it is sent nothing else of them."""

    SHA256 = "sha256"
    SHA512 = "sha512"


class AuthorityError(Exception):
    """Why an authority gave no answer that can be read, as a sentence about it."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What an authority was asked, and what it answered, both in DER."""

    request: bytes
    response: bytes


def ask(address: str, content: bytes, *, imprint: Imprint = Imprint.SHA256, patience: float = PATIENCE) -> Answer:
    """Ask the authority at `address` to stamp `content`, of which it gets only the hash.

    Redirections are not followed, and the machine's proxy settings not used: whoever chose the authority chose this address.
    The answer is not judged. Raises AuthorityError where there is none within `patience` seconds and `LARGEST` bytes.
    """
    algorithm = HashAlgorithm.SHA256 if imprint is Imprint.SHA256 else HashAlgorithm.SHA512
    request = (
        TimestampRequestBuilder()
        .data(content)
        .hash_algorithm(algorithm)
        .nonce(nonce=True)
        .cert_request(cert_request=True)
        .build()
        .as_bytes()
    )
    exchange = _Exchange(address, request, patience)
    # A socket's time limit begins anew with every byte, and a look-up of a name has none: a thread can be left behind.
    thread = Thread(target=exchange.run, daemon=True)
    thread.start()
    thread.join(patience)
    if thread.is_alive():
        exchange.is_given_up.set()
        raise AuthorityError(f"{show(address)} did not answer whole within {patience:g} seconds")
    if exchange.fault:
        raise AuthorityError(f"{show(address)} {exchange.fault}")
    return Answer(request, exchange.response)


class _Exchange:
    """One request and its response; `fault` says why there is none, as the end of a sentence about the address."""

    def __init__(self, address: str, request: bytes, patience: float) -> None:
        self.address = address
        self.request = request
        self.patience = patience
        self.is_given_up = Event()
        self.response = b""
        self.fault = ""

    def run(self) -> None:
        """Do it, and keep what came of it."""
        try:
            self._post()
        except SSLError as error:
            self.fault = f"did not show a certificate for its address that this machine trusts ({show(str(error))})"
        except NewConnectionError as error:
            self.fault = f"cannot be reached ({show(str(error))})"
        except SlowError:
            self.fault = f"did not answer within {self.patience:g} seconds"
        except (HTTPError, OSError, ValueError) as error:
            self.fault = f"did not answer as HTTP asks ({show(str(error))})"

    def _post(self) -> None:
        with self._open() as pool:
            response = pool.urlopen(
                "POST",
                parse_url(self.address).request_uri,
                body=self.request,
                headers={"Content-Type": QUERY, "Accept": REPLY, "User-Agent": "dossier"},
                redirect=False,
                retries=False,
                preload_content=False,
                decode_content=False,
            )
            try:
                self._read(response)
            finally:
                response.close()

    def _open(self) -> HTTPConnectionPool:
        parts = parse_url(self.address)
        timeout = Timeout(connect=self.patience, read=self.patience)
        host = parts.host or ""
        if parts.scheme == "https":
            context = ssl.create_default_context()
            return HTTPSConnectionPool(host, parts.port, timeout=timeout, ssl_context=context)
        return HTTPConnectionPool(host, parts.port, timeout=timeout)

    def _read(self, response: BaseHTTPResponse) -> None:
        kind = show(response.headers.get("Content-Type", ""), 60).partition(";")[0].strip().lower()
        if response.status != GOOD:
            target = response.headers.get("Location")
            leads = f", which leads to {show(target)}; it is not followed" if target else ""
            self.fault = f"answered with HTTP status {response.status}{leads}"
        elif kind and kind != REPLY:
            self.fault = f"answered with {kind}, where {REPLY} was asked for: is it the address for time-stamps?"
        else:
            self._read_body(response)

    def _read_body(self, response: BaseHTTPResponse) -> None:
        body = bytearray()
        while len(body) <= LARGEST and not self.is_given_up.is_set():
            piece = response.read1(LARGEST)
            if not piece:
                self.response = bytes(body)
                return
            body += piece
        self.fault = f"answered with more than {LARGEST} bytes"


def find_fault(address: str) -> str:
    """Why an address cannot be an authority's, as the end of a sentence about it; empty if it can."""
    try:
        parts = parse_url(address)
    except LocationParseError:
        return "is no address"
    if parts.scheme not in {"http", "https"} or not parts.host:
        return "does not begin with http:// or https:// and the name of a machine"
    if parts.auth is not None or parts.fragment is not None:
        return "holds a password or a fragment, which an authority's address does not have"
    return ""
