"""A connection to a machine that was checked, and one question put to it, bounded in time and size whatever it does.

Nothing else in the program opens a connection to a page: `find_machines` says which machines a name leads to, if `address`
lets all of them pass, `open_connection` connects to one of these, and `ask` puts the question of a capture.
"""

from __future__ import annotations

import http.client
import math
import socket
import ssl
import threading
import time
from contextlib import closing, suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Self, TypeAlias

from generator import __version__
from generator.evidence.address import check_machine
from generator.evidence.text import Note

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from generator.evidence.address import Target

AGENT: Final = f"Dossier/{__version__} (keeps a copy of a page that it cites)"
REDIRECTS: Final = frozenset({301, 302, 303, 307, 308})

Resolver: TypeAlias = "Callable[[str, int], Sequence[str]]"
"""Gives the IP addresses of a name; raises OSError where there are none."""

_PIECE: Final = 64 * 1024
_REDIRECT_BODY: Final = 64 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What a capture may take: seconds in all and of silence, bytes as sent and as unpacked, and redirects."""

    seconds: float = 60
    silence: float = 15
    sent: int = 64 * 1024 * 1024
    unpacked: int = 128 * 1024 * 1024
    redirects: int = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Exchange:
    """One request and its answer, as they went over the line but for chunks; `is_cut` says that the rest was not read."""

    target: Target
    pinned: str
    request: tuple[tuple[str, str], ...]
    status: int
    reason: str
    headers: tuple[tuple[str, str], ...]
    body: bytes
    framing: str
    is_cut: bool = False

    def header(self, name: str) -> str:
        """The values of a header, joined as RFC 9110, §5.3, has it."""
        return ", ".join(value for key, value in self.headers if key.lower() == name)


def resolve_name(host: str, port: int) -> list[str]:
    """The IP addresses that the machine's own resolver gives for a name."""
    return list(dict.fromkeys(str(found[4][0]) for found in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)))


class NotPublicError(Exception):
    """A name that leads to a machine which is not on the public Internet; `note` says to which."""

    def __init__(self, note: Note) -> None:
        super().__init__(note.message)
        self.note = note


class UnknownHostError(OSError):
    """A name that nobody knows."""


class Deadline:
    """The end of a fetch: when it comes, the connection in use is cut, in whatever state a server holds it."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self.end = time.monotonic() + seconds
        self.is_over = False
        self._socket: socket.socket | None = None
        self._lock = threading.Lock()
        self._timer = threading.Timer(seconds, self._cut)
        self._timer.daemon = True

    def __enter__(self) -> Self:
        self._timer.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._timer.cancel()
        self.hold(None)

    @property
    def left(self) -> float:
        """Seconds until the end, never none at all, since that would mean to wait for ever."""
        return max(self.end - time.monotonic(), 0.001)

    def hold(self, connection: socket.socket | None) -> None:
        """Take charge of a connection instead of the one before; a copy of it, which stays the same once TLS wraps it."""
        with self._lock:
            if self._socket is not None:
                self._socket.close()
            self._socket = connection.dup() if connection is not None else None
        if self.is_over:
            self._cut()

    def _cut(self) -> None:
        with self._lock:
            self.is_over = True
            if self._socket is not None:
                with suppress(OSError):  # The server may have gone away already.
                    self._socket.shutdown(socket.SHUT_RDWR)


def find_machines(
    target: Target, deadline: Deadline, *, resolve: Resolver = resolve_name, allow_loopback: bool = False
) -> list[str]:
    """The machines that a name leads to, all of them public.

    Raises NotPublicError where one is not, UnknownHostError where nobody knows the name, TimeoutError where the deadline
    comes first, and OSError where the resolver cannot say.
    """
    machines: list[str] = []
    errors: list[OSError | UnicodeError] = []

    def look_up() -> None:
        try:
            machines.extend(resolve(target.host, target.port))
        except (OSError, UnicodeError) as error:
            errors.append(error)

    # The machine's resolver takes as long as it likes, and cannot be told to stop.
    thread = threading.Thread(target=look_up, daemon=True)
    thread.start()
    thread.join(deadline.left)
    if thread.is_alive():
        raise TimeoutError
    for error in errors:
        if isinstance(error, OSError) and (error.errno == socket.EAI_AGAIN or not isinstance(error, socket.gaierror)):
            raise error
    if not machines:
        raise UnknownHostError(target.host)
    for note in (check_machine(machine, allow_loopback=allow_loopback) for machine in machines):
        if note is not None:
            raise NotPublicError(note)
    return machines


class Connection(http.client.HTTPConnection):
    """A connection to the machine that was checked, whatever the name leads to by now; `waits` are for it, and for answers."""

    def __init__(
        self, target: Target, pinned: str, deadline: Deadline, trust: ssl.SSLContext | None, waits: tuple[float, float]
    ) -> None:
        self._patience, silence = waits
        super().__init__(target.host, target.port, timeout=min(silence, deadline.left))
        self.target, self.pinned, self.deadline, self._trust = target, pinned, deadline, trust

    def connect(self) -> None:
        """Open it, and make it safe where the address is: the certificate must be that of the name, not of the machine."""
        plain = socket.create_connection((self.pinned, self.target.port), timeout=self._patience)
        plain.settimeout(self.timeout)
        self.sock = plain
        self.deadline.hold(plain)
        if self.target.scheme == "https":
            trust = self._trust or ssl.create_default_context()
            self.sock = trust.wrap_socket(plain, server_hostname=self.target.host)


def open_connection(
    target: Target,
    machines: Sequence[str],
    *,
    deadline: Deadline,
    trust: ssl.SSLContext | None = None,
    silence: float = math.inf,
) -> Connection:
    """A connection to the first of the machines that `find_machines` gave which takes one.

    `silence` is how many seconds the other side may say nothing; certificates are held against `trust`, this machine's own
    authorities without it. Raises OSError (TimeoutError and ssl.SSLError among them) where there is no connection.
    """
    failure = OSError(f"{target.host} has no machine")
    for place, machine in enumerate(machines):
        # Each gets its share of the time, so that one that swallows everything does not keep us from the others.
        patience = min(silence, deadline.left / (len(machines) - place))
        connection = Connection(target, machine, deadline, trust, (patience, silence))
        try:
            connection.connect()
        except OSError as error:
            connection.close()
            # A bad certificate is an answer, and another machine of that name must not hide it.
            if deadline.is_over or isinstance(error, ssl.SSLError):
                raise
            failure = error
        else:
            return connection
    raise failure


def ask(
    target: Target, machines: Sequence[str], *, limits: Limits, room: int, trust: ssl.SSLContext, deadline: Deadline
) -> Exchange | Note:
    """Put the question that `target` is to the first of the checked machines that takes the connection.

    `room` is how many bytes of an answer there is room for, of all that `limits` allow. A note says why there is no answer.
    """
    try:
        opened = open_connection(target, machines, deadline=deadline, trust=trust, silence=limits.silence)
        with closing(opened) as connection:
            return _exchange(connection, limits, room)
    except TimeoutError:
        return refuse_slow(limits, deadline)
    except ssl.SSLError as error:
        note = Note("E032", f"{target.host} has no good certificate: {error.reason or error}")
    except http.client.HTTPException as error:
        note = Note("E037", f"{target.host} gave a broken answer: {type(error).__name__}", "try again")
    except OSError as error:
        note = Note("E032", f"no connection to {target.host}: {error.strerror or error}", "try again")
    return refuse_slow(limits, deadline) if deadline.is_over else note


def refuse_slow(limits: Limits, deadline: Deadline) -> Note:
    """The note that a server took too long."""
    what = f"all took more than {limits.seconds:g}" if deadline.is_over else f"silence of {limits.silence:g}"
    return Note("E034", f"the server is too slow: {what} seconds", "try again later, or save the page with a browser")


def _exchange(connection: Connection, limits: Limits, room: int) -> Exchange | Note:
    target = connection.target
    request = (
        ("Host", target.authority),
        ("User-Agent", AGENT),
        ("Accept", "*/*"),
        ("Accept-Encoding", "identity"),
        ("Connection", "close"),
    )
    connection.putrequest("GET", target.path, skip_host=True, skip_accept_encoding=True)
    for name, value in request:
        connection.putheader(name, value)
    connection.endheaders()
    answer = connection.getresponse()
    headers = tuple(answer.getheaders())
    lengths = {value.strip() for name, value in headers if name.lower() == "content-length"}
    if len(lengths) > 1:
        return Note("E037", "the answer has two lengths", "take it for hostile")
    body = _read_body(connection, answer, limits, room)
    if isinstance(body, Note):
        return body
    framing = "chunks" if answer.chunked else "length" if lengths else "the connection's end"
    return Exchange(
        target=target,
        pinned=connection.pinned,
        request=request,
        status=answer.status,
        reason=answer.reason,
        headers=headers,
        body=body[0],
        framing=framing,
        is_cut=body[1],
    )


def _read_body(
    connection: Connection, answer: http.client.HTTPResponse, limits: Limits, room: int
) -> tuple[bytes, bool] | Note:
    """The body, and whether it was cut: what comes with a redirect is of little worth, and may be without end."""
    pieces, size = [], 0
    is_redirect = answer.status in REDIRECTS
    most = min(room, _REDIRECT_BODY) if is_redirect else room
    while piece := answer.read(min(_PIECE, most + 1 - size)):
        pieces.append(piece)
        size += len(piece)
        if size > most and is_redirect:
            return b"".join(pieces)[:most], True
        if size > most:
            return Note(
                "E035", f"the answer has more than the {limits.sent} bytes allowed", "save the part that you cite"
            )
    if connection.deadline.is_over:
        return refuse_slow(limits, connection.deadline)
    if answer.length:
        return Note("E037", f"the answer is cut off: {answer.length} bytes are missing", "try again")
    return b"".join(pieces), False
