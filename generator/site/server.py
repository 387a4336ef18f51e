"""The preview on one's own machine: the site, built anew whenever something that it is made from is saved."""

from __future__ import annotations

import json
import secrets
import sys
import threading
import time
import traceback
from contextlib import suppress
from dataclasses import dataclass, field
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING, Final
from urllib.parse import parse_qs, quote, unquote, urlsplit

from watchfiles import DefaultFilter, watch

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from watchfiles import Change

ADDRESS: Final = "127.0.0.1"
OWN: Final = "/.dossier/"
"""Where the preview answers for itself. No page can be there: the engine passes over names that begin with a dot."""

POLL_SECONDS: Final = 25.0
SETTLE_MILLISECONDS: Final = 10
"""A burst of saves is over when so long nothing is saved."""

LONGEST_MILLISECONDS: Final = 200
"""How long a burst is waited for at most."""

IDLE_SECONDS: Final = 0.7
"""After how long without a save there is time for what can wait."""

SWAP_SECONDS: Final = 0.05
SWAP_TRIES: Final = 20

RELOAD: Final = Path(__file__).with_name("reload.js")
WAITING: Final = (
    b"<!doctype html><html lang=en><meta charset=utf-8><title>Building</title>"
    b"<body><p>The site is being built. This page changes by itself when it is there.</p></body></html>"
)
TYPES: Final = {
    ".atom": "application/atom+xml",
    ".bib": "text/plain; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".csv": "text/csv; charset=utf-8",
    ".gif": "image/gif",
    ".html": "text/html; charset=utf-8",
    ".ico": "image/x-icon",
    ".ics": "text/calendar; charset=utf-8",
    ".jpeg": "image/jpeg",
    ".jpg": "image/jpeg",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".jsonld": "application/ld+json",
    ".map": "application/json",
    ".pdf": "application/pdf",
    ".png": "image/png",
    ".ris": "text/plain; charset=utf-8",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
    ".webp": "image/webp",
    ".woff2": "font/woff2",
    ".xml": "application/xml",
}


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of building anew: whether there is a new site, and what to tell whoever is writing."""

    is_published: bool
    findings: tuple[str, ...] = ()
    is_behind: bool = False
    """Whether there is more to be done, which can wait until nobody saves anything for a while."""


def serve(
    site: Path,
    rebuild: Callable[[frozenset[str] | None], Outcome],
    *,
    watched: Sequence[Path],
    say: Callable[[str], None],
    port: int = 8000,
    stop: threading.Event | None = None,
) -> None:
    """Show `site` to browsers on this machine until interrupted, and call `rebuild` whenever a watched file is saved.

    `rebuild` is called once at the start, once for a burst of saves, and never twice at a time: with the paths that
    changed, or None where anything may have, and with none where it said that it was behind and nothing was saved for a
    while. While it finds fault, the site stays as it was, and its findings stand over the page. A page that is open shows
    its new self at the same place.

    `watched` are folders, with all below them, and single files; those that do not exist are left out. `say` tells
    whoever started this what happens. A `port` of 0 takes any that is free. `stop` ends it from another thread.

    Raises OSError if the port is taken.
    """
    stop = stop or threading.Event()
    asked = _Asked()
    state = _State()
    with _Server(site, port, state) as server:
        threads = [
            threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.1}, daemon=True),
            *(threading.Thread(target=run, daemon=True) for run in _watchers(watched, asked, stop)),
        ]
        for thread in threads:
            thread.start()
        say(f"http://{ADDRESS}:{server.server_port}/")
        try:
            state.renew(outcome := _outcome(rebuild, None, say))
            while not stop.is_set():
                if (changed := asked.wait(IDLE_SECONDS)) or outcome.is_behind:
                    state.renew(outcome := _outcome(rebuild, frozenset(changed), say))
        except KeyboardInterrupt:
            say("Stopped.")
        finally:
            stop.set()
            state.close()
            server.shutdown()
            for thread in threads:
                thread.join()


@dataclass(slots=True)
class _Asked:
    """The paths that were saved since the last build."""

    paths: set[str] = field(default_factory=set)
    changed: threading.Condition = field(default_factory=threading.Condition)

    def add(self, paths: Iterable[str]) -> None:
        """Some were saved."""
        with self.changed:
            self.paths.update(paths)
            self.changed.notify_all()

    def wait(self, seconds: float) -> set[str]:
        """What was saved, as soon as anything was; nothing if nothing was for so long."""
        with self.changed:
            self.changed.wait_for(lambda: self.paths, seconds)
            paths, self.paths = self.paths, set()
            return paths


def _outcome(
    rebuild: Callable[[frozenset[str] | None], Outcome], changed: frozenset[str] | None, say: Callable[[str], None]
) -> Outcome:
    """What came of `rebuild`; a mistake in the program itself must not end the preview."""
    try:
        return rebuild(changed)
    except Exception as problem:  # noqa: BLE001
        say(traceback.format_exc())
        return Outcome(is_published=False, findings=(f"the build broke off: {type(problem).__name__}: {problem}",))


def _watchers(watched: Sequence[Path], asked: _Asked, stop: threading.Event) -> Iterator[Callable[[], None]]:
    """What notices a save, to be run in threads of its own.

    A single file is noticed from its folder: an editor that puts a new file in the place of the old one would
    otherwise be noticed only once.
    """
    folders = [path.resolve() for path in watched if path.is_dir()]
    files = {str(path.resolve()) for path in watched if path.is_file()}
    ordinary = DefaultFilter()

    def is_watched(change: Change, path: str) -> bool:
        return path in files and ordinary(change, path)

    def run(paths: Sequence[Path], chosen: Callable[[Change, str], bool], *, recursive: bool) -> None:
        changes = watch(
            *paths,
            watch_filter=chosen,
            step=SETTLE_MILLISECONDS,
            debounce=LONGEST_MILLISECONDS,
            stop_event=stop,
            raise_interrupt=False,
            recursive=recursive,
        )
        for some in changes:
            asked.add(path for _, path in some)

    if folders:
        yield lambda: run(folders, ordinary, recursive=True)
    if files:
        parents = sorted({Path(file).parent for file in files})
        yield lambda: run(parents, is_watched, recursive=False)


@dataclass(slots=True)
class _State:
    """What browsers are told: which build they would see now, and what is wrong with the last one."""

    # A page that was open before the preview was started again must not take the new builds for those it knows.
    name: str = field(default_factory=lambda: secrets.token_hex(4))
    version: int = 0
    built: int = 0
    findings: tuple[str, ...] = ()
    closed: bool = False
    changed: threading.Condition = field(default_factory=threading.Condition)

    @property
    def build(self) -> str:
        return f"{self.name}-{self.built}"

    def renew(self, outcome: Outcome) -> None:
        with self.changed:
            self.version += 1
            self.built += outcome.is_published
            self.findings = outcome.findings
            self.changed.notify_all()

    def close(self) -> None:
        with self.changed:
            self.closed = True
            self.changed.notify_all()

    def after(self, seen: str) -> dict[str, object]:
        """The state once it differs from the one `seen`, or after a while."""
        with self.changed:
            self.changed.wait_for(lambda: self.closed or seen != self._label(), POLL_SECONDS)
            return {"version": self._label(), "built": self.build, "findings": list(self.findings)}

    def _label(self) -> str:
        return f"{self.name}-{self.version}"


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False

    def __init__(self, site: Path, port: int, state: _State) -> None:
        super().__init__((ADDRESS, port), _Handler)
        self.site = site
        self.state = state

    def handle_error(self, request: object, client_address: object) -> None:
        """A browser that goes away in the middle of an answer is nothing to speak of."""
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]


class _Handler(BaseHTTPRequestHandler):
    server: _Server
    protocol_version = "HTTP/1.1"
    server_version = "dossier"
    sys_version = ""
    timeout = 60

    def do_GET(self) -> None:
        self._answer()

    def do_HEAD(self) -> None:
        self._answer()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Nothing: a log of every request says nothing to whoever writes a case."""

    def _answer(self) -> None:
        # A page from elsewhere could reach this server under a name of its own, and read what is not published yet.
        if self.headers.get("Host") not in {f"{name}:{self.server.server_port}" for name in (ADDRESS, "localhost")}:
            self._send(b"This preview is for this machine only.\n", ".txt", HTTPStatus.FORBIDDEN)
            return
        try:
            address = urlsplit(self.path)
        except ValueError:
            self._send(b"This is no address.\n", ".txt", HTTPStatus.BAD_REQUEST)
            return
        if address.path == f"{OWN}version":
            seen = parse_qs(address.query).get("seen", [""])[0]
            self._send(json.dumps(self.server.state.after(seen)).encode(), ".json")
        elif address.path == f"{OWN}reload.js":
            self._send(RELOAD.read_bytes(), ".js")
        else:
            self._send_file(address.path)

    def _send_file(self, path: str) -> None:
        # Read before the file: whoever gets an old file under a new number would never be told to load it again.
        build = self.server.state.build
        site = self.server.site
        for _ in range(SWAP_TRIES if self.server.state.built else 1):
            # The site is away for a moment while its successor takes its place; what is missing meanwhile is not.
            with suppress(FileNotFoundError):
                asked_of = site.stat().st_ino
                if found := locate(site, path):
                    self._send(found.read_bytes(), found.suffix, build=build)
                    return
                if locate(site, f"{path}/"):
                    self._redirect(path)
                    return
                missing = (site / "404.html").read_bytes()
                if site.stat().st_ino == asked_of:
                    self._send(missing, ".html", HTTPStatus.NOT_FOUND, build=build)
                    return
            time.sleep(SWAP_SECONDS)
        self._send(WAITING, ".html", HTTPStatus.SERVICE_UNAVAILABLE, build=build)

    def _redirect(self, folder: str) -> None:
        """Send the browser on to the folder's own address, which is on this machine whatever was asked for."""
        self.send_response(HTTPStatus.FOUND)
        self.send_header("Location", f"/{quote(unquote(folder).strip('/'))}/")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def _send(self, content: bytes, suffix: str, status: HTTPStatus = HTTPStatus.OK, *, build: str = "") -> None:
        if suffix == ".html" and build:
            content = with_reload(content, build)
        self.send_response(status)
        self.send_header("Content-Type", TYPES.get(suffix.lower(), "application/octet-stream"))
        self.send_header("Content-Length", str(len(content)))
        self.send_header("Cache-Control", "no-store")
        self.send_header("X-Content-Type-Options", "nosniff")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)


def locate(site: Path, path: str) -> Path | None:
    """The file of the site at the path of an address, if there is one; never one outside the site."""
    names = [name for name in unquote(path).split("/") if name]
    if any(name.startswith(".") or "\\" in name or "\0" in name for name in names):
        return None
    if path.endswith("/"):
        names.append("index.html")
    file = site.joinpath(*names)
    if not file.is_file() or not file.resolve().is_relative_to(site.resolve()):
        return None
    return file


def with_reload(page: bytes, build: str) -> bytes:
    """The page with the script that shows it anew after the next build, for the preview only."""
    script = f'<script src="{OWN}reload.js" data-built="{build}"></script>'.encode()
    before, end, after = page.rpartition(b"</body>")
    return before + script + end + after if end else page + script
