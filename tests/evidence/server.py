"""Servers on this machine that behave as badly as a test needs: each answers with the pieces that a function gives."""

from __future__ import annotations

import socket
import threading
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import ssl
    from collections.abc import Callable, Iterable, Iterator

MOST_CONNECTIONS = 20
SECONDS = 10


@dataclass
class Server:
    port: int
    requests: list[bytes] = field(default_factory=list)
    stopped: threading.Event = field(default_factory=threading.Event)

    def address(self, path: str = "/", host: str = "site.example") -> str:
        return f"http://{host}:{self.port}{path}"


Answer = "Callable[[Server, bytes], Iterable[bytes]]"


def answer(body: bytes = b"", *headers: str, status: str = "200 OK", length: int | None = None) -> bytes:
    lines = [f"HTTP/1.1 {status}", *headers, f"Content-Length: {len(body) if length is None else length}"]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


def redirect(location: str, status: str = "302 Found") -> bytes:
    return answer(b"elsewhere", f"Location: {location}", status=status)


@contextmanager
def serving(respond: Callable[[Server, bytes], Iterable[bytes]], tls: ssl.SSLContext | None = None) -> Iterator[Server]:
    """A server that sends the pieces of `respond` for each request, until it is stopped or the other side goes away."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.settimeout(0.05)
        server = Server(listener.getsockname()[1])

        def talk(connection: socket.socket) -> None:
            with connection:
                connection.settimeout(SECONDS)
                try:
                    spoken = tls.wrap_socket(connection, server_side=True) if tls else connection
                except OSError:
                    return
                with spoken:
                    try:
                        request = b""
                        while b"\r\n\r\n" not in request and (piece := spoken.recv(65536)):
                            request += piece
                        server.requests.append(request)
                        for piece in respond(server, request):
                            spoken.sendall(piece)
                    except OSError:
                        return

        def listen() -> None:
            talks = []
            while not server.stopped.is_set() and len(talks) < MOST_CONNECTIONS:
                try:
                    connection, _ = listener.accept()
                except TimeoutError:
                    continue
                talks.append(threading.Thread(target=talk, args=(connection,)))
                talks[-1].start()
            for one in talks:
                one.join(SECONDS)

        thread = threading.Thread(target=listen)
        thread.start()
        try:
            yield server
        finally:
            server.stopped.set()
            thread.join(SECONDS)
            assert not thread.is_alive()
