"""A connection to a host and to no other machine than the one that was judged, and never for longer than is given."""

from __future__ import annotations

import io
import socket
import ssl
import threading
import time
from dataclasses import dataclass, field
from ipaddress import ip_address

from generator.evidence.destination import Number, Target, is_open_to_us


@dataclass(frozen=True, slots=True)
class Deadline:
    """The moment by which all of it must be done."""

    seconds: float
    began: float = field(default_factory=time.monotonic)

    def remain(self) -> float:
        """The seconds that are left; raises TimeoutError where none are."""
        left = self.began + self.seconds - time.monotonic()
        if left <= 0:
            raise TimeoutError
        return left


class NotPublicError(Exception):
    """A host that stands for no machine on the public network."""


def connect(target: Target, deadline: Deadline, *, allow_loopback: bool = False) -> socket.socket:
    """A connection to a host, to one of the numbers that were judged; over TLS the certificate must be the host's.

    Raises NotPublicError where none of the host's numbers may be asked, TimeoutError where it takes too long, and OSError
    (socket.gaierror and ssl.SSLError among them) where there is no such host or no connection.
    """
    numbers = _resolve(target, deadline)
    open_numbers = [number for number in numbers if is_open_to_us(number, allow_loopback=allow_loopback)]
    if not open_numbers:
        raise NotPublicError
    return _connect(target, open_numbers, deadline)


def _resolve(target: Target, deadline: Deadline) -> list[Number]:
    """The numbers that a host stands for. The resolver takes no deadline, so it works beside us and may be left behind."""
    if target.number is not None:
        return [target.number]
    found: list[Number] = []
    errors: list[OSError | ValueError] = []

    def resolve() -> None:
        try:
            for *_, place in socket.getaddrinfo(target.host, target.port, type=socket.SOCK_STREAM):
                found.append(ip_address(str(place[0]).partition("%")[0]))
        except (OSError, ValueError) as error:
            errors.append(error)

    worker = threading.Thread(target=resolve, daemon=True)
    worker.start()
    worker.join(deadline.remain())
    if worker.is_alive():
        raise TimeoutError
    if errors:
        raise errors[0]
    return list(dict.fromkeys(found))


def _connect(target: Target, numbers: list[Number], deadline: Deadline) -> socket.socket:
    """A connection to the first of the numbers that takes one; over TLS the certificate must be the host's."""
    for left in range(len(numbers), 0, -1):
        try:
            # Each gets its share of the time, so that one that swallows everything does not keep us from the others.
            share = deadline.remain() / left
            plain = socket.create_connection((str(numbers[-left]), target.port), timeout=share)
            break
        except OSError:
            if left == 1:
                raise
    if target.scheme == "http":
        return plain
    try:
        plain.settimeout(deadline.remain())
        return ssl.create_default_context().wrap_socket(plain, server_hostname=target.host)
    except BaseException:
        plain.close()
        raise


class _Intake(io.RawIOBase):
    """What comes in over a connection; it never waits past the deadline, however little comes at a time."""

    def __init__(self, connection: socket.socket, deadline: Deadline) -> None:
        self._connection = connection
        self._deadline = deadline

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        self._connection.settimeout(self._deadline.remain())
        return self._connection.recv_into(buffer)


class Wire:
    """A connection as http.client uses one; whoever opened it closes it. `number` is that of the machine it leads to."""

    def __init__(self, connection: socket.socket, deadline: Deadline) -> None:
        self._connection = connection
        self._deadline = deadline
        self.number = str(connection.getpeername()[0])

    def sendall(self, data: bytes) -> None:
        """Send all of it."""
        self._connection.settimeout(self._deadline.remain())
        self._connection.sendall(data)

    def makefile(self, _mode: str) -> io.BufferedReader:
        """What answers are read from."""
        return io.BufferedReader(_Intake(self._connection, self._deadline))

    def close(self) -> None:
        """Nothing: the answer is still to be read."""
