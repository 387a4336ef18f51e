"""Hosts on this machine that stand in for those of the world, and a clock that passes only when somebody waits."""

from __future__ import annotations

import threading
from collections import Counter
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import ssl
    from collections.abc import Callable, Iterator, Mapping

PATIENCE = 20


class Said(NamedTuple):
    """A request as it came in."""

    method: str
    path: str
    headers: Mapping[str, str]
    body: bytes


class Page(NamedTuple):
    """What a host answers."""

    body: bytes | str = b""
    status: int = 200
    headers: Mapping[str, str] = {}


@dataclass
class Host:
    """A host at work: its pages by path (or what makes them of the request), and what it was asked."""

    address: str
    pages: dict[str, Page | Callable[[Said], Page] | Callable[[BaseHTTPRequestHandler], None]]
    asked: list[Said] = field(default_factory=list)
    at_once: int = 0
    most_at_once: int = 0
    guard: threading.Lock = field(default_factory=threading.Lock)

    def count(self) -> Counter[str]:
        return Counter(said.path for said in self.asked)

    def paths(self) -> list[str]:
        return [said.path for said in self.asked]


class Raw(NamedTuple):
    """A page that writes to the connection itself, as no proper host would."""

    write: Callable[[BaseHTTPRequestHandler], None]


@contextmanager
def host(
    pages: Mapping[str, Page | Raw | Callable[[Said], Page]] | None = None, *, context: ssl.SSLContext | None = None
) -> Iterator[Host]:
    """A host; without a page for /robots.txt it has none, and every other path is not found either."""
    known: dict = dict(pages or {})
    working: Host

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        timeout = PATIENCE

        def do_GET(self) -> None:
            with working.guard:
                working.at_once += 1
                working.most_at_once = max(working.most_at_once, working.at_once)
            try:
                self._answer()
            finally:
                with working.guard:
                    working.at_once -= 1

        do_POST = do_GET  # noqa: N815

        def _answer(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", "0")))
            said = Said(self.command, self.path, dict(self.headers.items()), body)
            working.asked.append(said)
            page = known.get(self.path, Page("nothing here", 404))
            if isinstance(page, Raw):
                self.close_connection = True
                page.write(self)
                return
            page = page if isinstance(page, Page) else page(said)
            content = page.body.encode() if isinstance(page.body, str) else page.body
            self.send_response(page.status)
            headers = {"Content-Type": "text/html; charset=utf-8", **page.headers}
            for name, value in headers.items():
                self.send_header(name, value)
            if page.status != 304:
                self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            if page.status != 304:
                self.wfile.write(content)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002
            pass

    class Server(ThreadingHTTPServer):
        daemon_threads = True

        def handle_error(self, request: object, client_address: object) -> None:
            """Whoever asks may hang up whenever it likes."""

    server = Server(("127.0.0.1", 0), Handler)
    if context is not None:
        server.socket = context.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
    scheme = "http" if context is None else "https"
    working = Host(f"{scheme}://127.0.0.1:{server.server_address[1]}", known)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield working
    finally:
        server.shutdown()
        server.server_close()
        thread.join(PATIENCE)


class Clock:
    """Time that passes only while somebody waits."""

    def __init__(self) -> None:
        self.now = 1000.0
        self.waited = 0.0

    def monotonic(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.now += seconds
        self.waited += seconds


def article(*paragraphs: str, filler: int = 200) -> str:
    """A page with some paragraphs and as many other words as make it a whole article."""
    text = "".join(f"<p>{paragraph}</p>" for paragraph in (*paragraphs, "Lorem ipsum dolor. " * (filler // 3)))
    return f"<!doctype html><html><head><title>An article</title></head><body><article>{text}</article></body></html>"
