"""A page fetched from the public Internet, so that neither its address nor its server can make the program do anything else.

Every name is asked for once, every machine it leads to is checked, and the connection goes to the machine that was checked. The
whole is bounded in time and size, whatever the server does. No cookie is kept, and no proxy is taken from the environment.
"""

from __future__ import annotations

import ssl
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import urljoin

from generator.evidence.address import Target, read_address
from generator.evidence.connection import (
    REDIRECTS,
    Deadline,
    Exchange,
    Limits,
    NotPublicError,
    Resolver,
    ask,
    find_machines,
    refuse_slow,
    resolve_name,
)
from generator.evidence.media import recognise
from generator.evidence.text import Note
from generator.evidence.transfer import decode_content
from generator.finding import Severity

EXPLANATIONS: dict[str, tuple[str, str]] = {
    "E032": (
        "No connection",
        "The name of the server is not known, it does not answer, or its certificate is not good.",
    ),
    "E033": ("Redirected without end", "The address leads from one to the next too often, or in a circle."),
    "E034": ("Too slow", "The server was silent for too long, or the whole took more time than it may."),
    "E035": ("Too much", "The answer is larger than it may be, as it was sent or once it was unpacked."),
    "E036": (
        "No page",
        "The server answered, but not with the page (200): it is gone, asks for a password, or shuts programs out.",
    ),
    "E037": ("A broken answer", "The answer is no HTTP, was cut off, or is packed in a way that cannot be undone."),
    "E038": (
        "Led from https to http",
        "A safe address led on to one that anybody on the way can change. The page was kept; look whether it is the one.",
    ),
}

_OK: Final = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Capture:
    """A page: the exchanges that led to it, its bytes as unpacked, its media type, and what must be known of it."""

    requested: str
    exchanges: tuple[Exchange, ...]
    body: bytes
    media_type: str
    notes: tuple[Note, ...] = ()

    @property
    def last(self) -> Exchange:
        """The exchange that brought the page."""
        return self.exchanges[-1]


def capture_page(
    address: str,
    *,
    limits: Limits | None = None,
    resolve: Resolver = resolve_name,
    allow_loopback: bool = False,
    trust: ssl.SSLContext | None = None,
) -> Capture | Note:
    """Fetch the page at an address, following redirects; a note says why it could not be had.

    `allow_loopback` lets this machine itself be asked, on any port, which tests do and no project can; `trust` is what
    certificates are held against, the machine's own authorities without it.
    """
    limits = limits or Limits()
    with Deadline(limits.seconds) as deadline:
        journey = _Journey(limits, resolve, allow_loopback, trust or ssl.create_default_context(), deadline)
        return journey.travel(address)


@dataclass(slots=True)
class _Journey:
    limits: Limits
    resolve: Resolver
    allow_loopback: bool
    trust: ssl.SSLContext
    deadline: Deadline
    known: dict[tuple[str, int], list[str] | Note] = field(default_factory=dict)
    room: int = field(init=False)

    def __post_init__(self) -> None:
        self.room = self.limits.sent

    def travel(self, address: str) -> Capture | Note:
        target = read_address(address, any_port=self.allow_loopback)
        exchanges: list[Exchange] = []
        notes: list[Note] = []
        seen: set[str] = set()
        while not isinstance(target, Note):
            if target.address in seen or len(exchanges) > self.limits.redirects:
                way = "in a circle" if target.address in seen else f"more than {self.limits.redirects} times"
                return Note("E033", f"the address leads on {way}", "write the address at which the page is")
            seen.add(target.address)
            exchange = self._ask(target)
            if isinstance(exchange, Note):
                return exchange
            exchanges.append(exchange)
            if exchange.status not in REDIRECTS:
                return _arrive(address, exchanges, notes, self.limits)
            following = self._follow(exchange)
            if not isinstance(following, Note) and (target.scheme, following.scheme) == ("https", "http"):
                message = f"{target.address} led on to {following.address}"
                notes.append(Note("E038", message, "compare the page with the original", Severity.WARNING))
            target = following
        return target

    def _follow(self, exchange: Exchange) -> Target | Note:
        location = exchange.header("location")
        if not location:
            return Note("E037", f"the server leads on ({exchange.status}) and does not say where to")
        try:
            # Headers are read as Latin-1; what a server writes beyond ASCII is UTF-8 in fact.
            following = urljoin(exchange.target.address, location.encode("latin-1").decode("utf-8"))
        except ValueError:
            return Note("E037", "the server leads on to what is no address")
        target = read_address(following, any_port=self.allow_loopback)
        if isinstance(target, Note):
            return Note(target.code, f"redirected to {following[:200]!r}: {target.message}", target.hint)
        return target

    def _ask(self, target: Target) -> Exchange | Note:
        machines = self._find_machines(target)
        if isinstance(machines, Note):
            return machines
        exchange = ask(target, machines, limits=self.limits, room=self.room, trust=self.trust, deadline=self.deadline)
        if not isinstance(exchange, Note):
            self.room -= len(exchange.body)
        return exchange

    def _find_machines(self, target: Target) -> list[str] | Note:
        """The machines that a name leads to, asked for once in a capture, so that a second answer can change nothing."""
        key = (target.host, target.port)
        if key not in self.known:
            self.known[key] = self._look_up(target)
        return self.known[key]

    def _look_up(self, target: Target) -> list[str] | Note:
        try:
            return find_machines(target, self.deadline, resolve=self.resolve, allow_loopback=self.allow_loopback)
        except NotPublicError as error:
            return Note(error.note.code, f"{target.host}: {error.note.message}", error.note.hint)
        except TimeoutError:
            return refuse_slow(self.limits, self.deadline)
        except OSError:
            return Note("E032", f"the name {target.host} is not known", "look for a slip in the address")


def _arrive(requested: str, exchanges: list[Exchange], notes: list[Note], limits: Limits) -> Capture | Note:
    last = exchanges[-1]
    if last.status != _OK:
        said = f"{last.status} {last.reason}".strip()[:80]
        return Note("E036", f"{last.target.host} answered {said}", "save the page with a browser and keep that file")
    body = decode_content(last.body, last.header("content-encoding"), limits.unpacked)
    if isinstance(body, Note):
        return body
    media_type = recognise(body, last.target.path.partition("?")[0], last.header("content-type"))
    return Capture(
        requested=requested, exchanges=tuple(exchanges), body=body, media_type=media_type, notes=tuple(notes)
    )
