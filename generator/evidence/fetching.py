"""Asking an address for what it holds, as carefully as an address that a stranger wrote must be asked.

Addresses are read by `address`, names are looked up and machines judged and connected to by `connection`, so that a name
cannot mean another machine a moment later. Each redirect is judged like the first address.
Time and size are bounded as a whole: a server that sends a byte a second gains nothing. No proxy and no cookie is used.
"""

from __future__ import annotations

import http.client
import ssl
import zlib
from contextlib import closing
from dataclasses import dataclass, replace
from enum import Enum
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urljoin

from generator.evidence.address import Target, read_address
from generator.evidence.connection import (
    REDIRECTS,
    Connection,
    Deadline,
    NotPublicError,
    UnknownHostError,
    find_machines,
    open_connection,
)
from generator.evidence.text import Note

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

__all__ = [
    "MOST_REDIRECTS",
    "PERMANENT",
    "REDIRECTS",
    "Failure",
    "Redirect",
    "Response",
    "Trouble",
    "fetch",
    "read_location",
]

PERMANENT = frozenset({301, 308})
MOST_REDIRECTS = 5
_CHUNK = 65536
_BOUND_TO_ORIGIN = frozenset({"authorization", "cookie", "if-none-match", "if-modified-since"})
"""What is said to one origin, and to no other that it leads to."""


class Trouble(Enum):
    """Why there is no answer."""

    ADDRESS = "address"
    """We do not ask it: it is badly written, or leads to a machine that is not public."""
    UNKNOWN_HOST = "unknown-host"
    NO_CONNECTION = "no-connection"
    CERTIFICATE = "certificate"
    TOO_SLOW = "too-slow"
    BAD_ANSWER = "bad-answer"
    """What came is not HTTP, or broken."""
    TOO_MANY_REDIRECTS = "too-many-redirects"
    ROBOTS = "robots"
    """The host forbids programs to ask for it; said by `visitor`, as is the next."""
    LATER = "later"
    """It was not its turn within the time given."""


class Redirect(NamedTuple):
    """One step of being led elsewhere."""

    status: int
    address: str
    """Where it was said."""
    target: str
    """Where it leads."""


@dataclass(frozen=True, slots=True)
class Response:
    """What an address answered.

    `headers` have their names in small letters, repeated ones joined with commas; `address` is the one that answered, after
    `redirects`; `is_whole` is false where the body was cut, by us at the most bytes or by the other side. `body` is free of
    any content coding. `number` is that of the machine asked.
    """

    status: int
    headers: Mapping[str, str]
    body: bytes
    address: str
    redirects: tuple[Redirect, ...] = ()
    is_whole: bool = True
    number: str = ""


@dataclass(frozen=True, slots=True)
class Failure:
    """Why an address gave no answer, in a few words that can stand after “because” or in brackets."""

    trouble: Trouble
    words: str
    address: str
    redirects: tuple[Redirect, ...] = ()


def fetch(
    address: str,
    *,
    timeout: float,
    most_bytes: int,
    headers: Mapping[str, str] | None = None,
    allow_loopback: bool = False,
    most_redirects: int = MOST_REDIRECTS,
    form: bytes | None = None,
) -> Response | Failure:
    """What an address answers to GET, or to POST where there is a `form`.

    `timeout` is for everything together, in seconds; of a body at most `most_bytes` are kept, counted after decoding;
    `most_redirects` are followed, and with 0 the redirect itself is the response. A form is never sent on. Whatever the
    other side or the author did, the result is a value; only a broken machine raises.
    """
    said = {"Accept-Encoding": "identity", **(headers or {})}
    with Deadline(timeout) as deadline:
        question = _Question(said, form, most_bytes, deadline, allow_loopback)
        return _travel(address, question, most_redirects if form is None else 0)


@dataclass(frozen=True, slots=True)
class _Question:
    """What is asked of an address, and of those that it leads to."""

    headers: Mapping[str, str]
    form: bytes | None
    most_bytes: int
    deadline: Deadline
    allow_loopback: bool

    def forget_secrets(self) -> _Question:
        """The question as it is put to another origin."""
        kept = {name: value for name, value in self.headers.items() if name.lower() not in _BOUND_TO_ORIGIN}
        return replace(self, headers=kept)


def _travel(address: str, question: _Question, most_redirects: int) -> Response | Failure:
    redirects: tuple[Redirect, ...] = ()
    origin = ""
    while True:
        target = read_address(address, any_port=question.allow_loopback)
        if isinstance(target, Note):
            return Failure(Trouble.ADDRESS, target.message, address, redirects)
        if origin not in ("", target.origin):
            question = question.forget_secrets()
        origin = target.origin
        answer = replace(_ask(target, question), redirects=redirects)
        next_address = _find_next(answer) if most_redirects else None
        if next_address is None:
            return answer
        if len(redirects) == most_redirects:
            words = f"it leads on more than {most_redirects} times"
            return Failure(Trouble.TOO_MANY_REDIRECTS, words, address, redirects)
        redirects = (*redirects, Redirect(_status_of(answer), target.address, next_address))
        address = next_address


def _status_of(answer: Response | Failure) -> int:
    return answer.status if isinstance(answer, Response) else 0


def _find_next(answer: Response | Failure) -> str | None:
    """The address that a response leads to, None where it is no redirect."""
    if not isinstance(answer, Response) or answer.status not in REDIRECTS:
        return None
    return read_location(answer)


def read_location(response: Response) -> str | None:
    """The whole address in a response's Location, without a fragment; None without one (RFC 9110 §10.2.2)."""
    written = response.headers.get("location", "").strip()
    if not written:
        return None
    try:
        # Headers are read as Latin-1; what servers write there beyond ASCII is UTF-8.
        written = written.encode("latin-1").decode("utf-8", "replace")
        return urljoin(response.address, written).partition("#")[0]
    except ValueError:
        return written  # it cannot be taken apart, which `read_address` says


def _ask(target: Target, question: _Question) -> Response | Failure:
    deadline = question.deadline
    try:
        machines = find_machines(target, deadline, allow_loopback=question.allow_loopback)
        with closing(open_connection(target, machines, deadline=deadline)) as connection:
            answer = _converse(connection, question)
    except NotPublicError:
        # Which machine it is stays unsaid: the words may be published, and would show a network to whoever asks for it.
        return Failure(Trouble.ADDRESS, f"{target.host} is not a machine on the public network", target.address)
    except (OSError, http.client.HTTPException, zlib.error, ValueError) as error:
        # A connection that the deadline cut breaks in any of these ways, or ends as if the answer were whole.
        failed: Exception = TimeoutError() if deadline.is_over else error
    else:
        if not deadline.is_over:
            return answer
        failed = TimeoutError()
    trouble, words = _explain(failed, target.host, deadline.seconds)
    return Failure(trouble, words, target.address)


def _explain(error: Exception, host: str, seconds: float) -> tuple[Trouble, str]:
    """What a failed conversation means; the narrower errors stand before the wider ones that they are, too."""
    if isinstance(error, UnknownHostError):
        return Trouble.UNKNOWN_HOST, f"nobody knows the host {host}"
    if isinstance(error, TimeoutError):
        return Trouble.TOO_SLOW, f"no whole answer within {seconds:g} seconds"
    if isinstance(error, ssl.SSLError):
        why = getattr(error, "verify_message", "") or error.reason or "it was broken off"
        return Trouble.CERTIFICATE, f"no secure connection: {why}"
    if isinstance(error, OSError):
        return Trouble.NO_CONNECTION, f"no connection: {(error.strerror or type(error).__name__).lower()}"
    return Trouble.BAD_ANSWER, f"no proper HTTP answer ({type(error).__name__})"


def _converse(connection: Connection, question: _Question) -> Response:
    target = connection.target
    connection.request(
        "GET" if question.form is None else "POST",
        target.path,
        body=question.form,
        headers={"Host": target.authority, "Connection": "close", **question.headers},
    )
    with connection.getresponse() as answer:
        joined: dict[str, str] = {}
        for name, value in answer.getheaders():
            key = name.lower()
            joined[key] = f"{joined[key]}, {value}" if key in joined else value
        coding = joined.get("content-encoding", "identity").strip().lower()
        body, is_whole = _read_body(_read_chunks(answer), coding, question.most_bytes)
        is_whole = is_whole and not answer.length
    return Response(answer.status, joined, body, target.address, is_whole=is_whole, number=connection.pinned)


def _read_chunks(answer: http.client.HTTPResponse) -> Iterator[bytes]:
    while chunk := answer.read1(_CHUNK):
        yield chunk


def _read_body(chunks: Iterator[bytes], coding: str, most_bytes: int) -> tuple[bytes, bool]:
    """At most so many bytes of a body, decoded, and whether that is all of it; a small body may unfold to a huge one."""
    if coding not in {"identity", "", "gzip", "x-gzip", "deflate"}:
        raise ValueError(coding)
    decoder = zlib.decompressobj(zlib.MAX_WBITS | 32) if coding not in {"identity", ""} else None
    body = bytearray()
    for chunk in chunks:
        room = most_bytes + 1 - len(body)
        body += chunk[:room] if decoder is None else decoder.decompress(chunk, room)
        if len(body) > most_bytes:
            return bytes(body[:most_bytes]), False
    is_whole = decoder is None or decoder.eof or not body
    return bytes(body), is_whole
