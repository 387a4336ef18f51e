"""A visitor of hosts with manners: one request at a time to each, pauses between them, patience, and an end to it all."""

from __future__ import annotations

import math
import time
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from threading import Lock
from typing import TYPE_CHECKING, Protocol
from urllib.parse import urlsplit

from generator import __version__
from generator.evidence.fetching import Failure, Response, Trouble, fetch
from generator.evidence.robots import MOST_BYTES as MOST_OF_ROBOTS
from generator.evidence.robots import Robots, read_robots

if TYPE_CHECKING:
    from collections.abc import Mapping

_OVERLOADED = frozenset({429, 502, 503, 504})
_PASSING = frozenset({Trouble.NO_CONNECTION, Trouble.TOO_SLOW})
PAUSE = 3.0
LONGEST_ABSENCE = 30 * 86400.0
"""The longest that a host can keep us away by asking for patience, in seconds."""


class Clock(Protocol):
    """What waits, and tells how long it took."""

    def monotonic(self) -> float:
        """The seconds since some moment."""

    def sleep(self, seconds: float, /) -> None:
        """Wait."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Manners:
    """How hosts are treated.

    `agent` is what we call ourselves, beginning with the name that a robots.txt would use; `pause` is the time between two
    requests to a host, `timeout` that of one request, `most_wait` the longest that one host is waited for at a time,
    `most_time` the end of everything, all in seconds; `tries` is how often an overloaded host is asked; of a page at most
    `most_bytes` are read; `hosts` are asked at once. `allow_loopback` is for tests, `clock` too.
    """

    agent: str
    pause: float = PAUSE
    timeout: float = 30.0
    most_wait: float = 120.0
    most_time: float = 1500.0
    tries: int = 3
    most_bytes: int = 8_000_000
    hosts: int = 6
    allow_loopback: bool = False
    clock: Clock = time


def name_agent(repository: str) -> str:
    """What we call ourselves: the project, and where to find out who asks."""
    whence = f"+{repository}; " if repository.isascii() and repository.isprintable() and repository else ""
    return f"Dossier/{__version__} ({whence}looks whether cited pages still stand)"


@dataclass(slots=True)
class _Host:
    """What is known of a host: its rules, and when it may be asked next; `turn` is held by whoever asks it."""

    turn: Lock = field(default_factory=Lock)
    ready: float = 0.0
    pause: float = 0.0
    robots: Robots | None = None
    learning: Lock = field(default_factory=Lock)


class Visitor:
    """Asks addresses, for several threads at once; each host is asked by one of them at a time."""

    def __init__(self, manners: Manners) -> None:
        self._manners = manners
        self._hosts: dict[str, _Host] = {}
        self._guard = Lock()
        self._end = manners.clock.monotonic() + manners.most_time

    def stop(self) -> None:
        """End it now: what waits for its turn is not asked."""
        self._end = -math.inf

    def visit(self, address: str, conditions: Mapping[str, str] | None = None) -> Response | Failure:
        """What an address answers when its host has been given its time; redirects are answers.

        `conditions` are the headers that ask for it only if it has changed.
        """
        manners = self._manners
        host = self._find_host(address)
        with host.learning:
            if host.robots is None:
                host.robots = self._learn(host, address)
                host.pause = max(manners.pause, host.robots.read_pause(manners.agent))
        failure = host.robots.failure
        if failure is not None:
            words = failure.words if failure.trouble is not Trouble.TOO_SLOW else f"its robots.txt gave {failure.words}"
            return Failure(failure.trouble, words, address)
        if not host.robots.permit(manners.agent, address):
            return Failure(Trouble.ROBOTS, "its robots.txt does not let programs ask for it", address)
        return self._ask(host, address, conditions or {}, manners.most_bytes, most_redirects=0)

    def _learn(self, host: _Host, address: str) -> Robots:
        parts = urlsplit(address) if host_of(address) else None
        robots = f"{parts.scheme}://{parts.netloc}/robots.txt" if parts else address
        host.pause = self._manners.pause
        return read_robots(self._ask(host, robots, {}, MOST_OF_ROBOTS, most_redirects=5))

    def _find_host(self, address: str) -> _Host:
        with self._guard:
            return self._hosts.setdefault(host_of(address), _Host())

    def _ask(
        self, host: _Host, address: str, headers: Mapping[str, str], most_bytes: int, *, most_redirects: int
    ) -> Response | Failure:
        """Ask when the host is ready, and again while it is only overloaded, each time after a longer pause."""
        manners, clock = self._manners, self._manners.clock
        attempt = 0
        while True:
            attempt += 1
            with host.turn:
                late = self._wait(host, address)
                if late is not None:
                    return late
                answer = fetch(
                    address,
                    timeout=min(manners.timeout, self._end - clock.monotonic()),
                    most_bytes=most_bytes,
                    headers={"User-Agent": manners.agent, "Accept": "text/html, */*;q=0.5", **headers},
                    allow_loopback=manners.allow_loopback,
                    most_redirects=most_redirects,
                )
                host.ready = clock.monotonic() + host.pause
                wait = self.read_wait(answer)
                is_passing = _is_passing(answer)
                if is_passing and wait is None and attempt < manners.tries:
                    wait = min(host.pause * 2**attempt, manners.most_wait)
                host.ready = max(host.ready, clock.monotonic() + (wait or 0.0))
            if not is_passing or attempt >= manners.tries or (wait or 0.0) > manners.most_wait:
                return answer

    def _wait(self, host: _Host, address: str) -> Failure | None:
        """Wait until a host is ready; where that is too long, why it is not asked."""
        clock = self._manners.clock
        now = clock.monotonic()
        if max(now, host.ready) >= self._end:
            return Failure(Trouble.LATER, "there was no time left to ask it", address)
        if host.ready - now > self._manners.most_wait:
            return Failure(Trouble.LATER, "its host wants longer pauses than this run can make", address)
        while (wait := host.ready - clock.monotonic()) > 0:
            clock.sleep(min(wait, 1.0))
            if self._end < now:
                return Failure(Trouble.LATER, "the run was stopped", address)
        return None

    @staticmethod
    def read_wait(answer: Response | Failure) -> float | None:
        """The seconds that a host asks us to wait, None where it does not ask (RFC 9110 §10.2.3)."""
        if not isinstance(answer, Response) or answer.status not in _OVERLOADED:
            return None
        written = answer.headers.get("retry-after", "").strip()
        if written.isascii() and written.isdigit():
            return min(float(written[:12]), LONGEST_ABSENCE)
        try:
            # Both dates are the host's, so that it does not matter whose clock is right.
            seconds = (
                parsedate_to_datetime(written) - parsedate_to_datetime(answer.headers.get("date", ""))
            ).total_seconds()
        except (ValueError, TypeError):
            return None
        return min(max(0.0, seconds), LONGEST_ABSENCE)


def _is_passing(answer: Response | Failure) -> bool:
    """Whether it may be otherwise in a moment."""
    if isinstance(answer, Failure):
        return answer.trouble in _PASSING
    return answer.status in _OVERLOADED


def host_of(address: str) -> str:
    """The host that an address is asked of, the usual ports left out; empty where it cannot be read."""
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError:
        return ""
    host = (parts.hostname or "").rstrip(".")
    return f"{host}:{port}" if host and port not in {None, 80, 443} else host
