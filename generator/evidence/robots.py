"""What a host lets programs ask of it: its robots.txt (RFC 9309)."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.robotparser import RobotFileParser

from generator.evidence.fetching import Failure, Response, Trouble

MOST_BYTES = 512 * 1024
"""As much as RFC 9309 §2.5 wants read; of a longer one, and of one without end, the beginning counts."""

_REFUSING = frozenset({401, 403})
_TOO_OFTEN = 429
_UNAVAILABLE = range(400, 500)
_GOOD = range(200, 300)
_LONGEST_PAUSE = 10**6


@dataclass(frozen=True, slots=True)
class Robots:
    """The rules of one host; `failure` is why it has given none, which forbids everything (RFC 9309 §2.3.1.4)."""

    parser: RobotFileParser
    failure: Failure | None = None

    def permit(self, agent: str, address: str) -> bool:
        """Whether a program of this name may ask for an address."""
        return self.failure is None and self.parser.can_fetch(agent, address)

    def read_pause(self, agent: str) -> float:
        """How many seconds the host wants between two requests, 0 where it does not say."""
        delay = self.parser.crawl_delay(agent)
        rate = self.parser.request_rate(agent)
        # Both are numbers of any length, as the host wrote them.
        pause = min(int(delay), _LONGEST_PAUSE) if delay is not None else 0
        between = min(rate.seconds // rate.requests, _LONGEST_PAUSE) if rate and rate.requests else 0
        return float(max(pause, between))


def read_robots(answer: Response | Failure) -> Robots:
    """The rules in the answer to a host's /robots.txt: without one all is free, one that cannot be had forbids all."""
    parser = RobotFileParser()
    if not isinstance(answer, Response):
        parser.parse(_FORBID_ALL)
        return Robots(parser, answer)
    if answer.status == _TOO_OFTEN:
        parser.parse(_FORBID_ALL)
        return Robots(parser, Failure(Trouble.LATER, "its host asks for patience", answer.address))
    if answer.status in _GOOD:
        # A last line that was cut off would say something else than its author meant.
        lines = answer.body.decode("utf-8-sig", errors="replace").splitlines()
        try:
            parser.parse(lines if answer.is_whole else lines[:-1])
        except ValueError:  # a number too long to be one
            parser = RobotFileParser()
            parser.parse(_FORBID_ALL)
    elif answer.status in _UNAVAILABLE and answer.status not in _REFUSING:
        parser.parse([])
    else:
        parser.parse(_FORBID_ALL)
    return Robots(parser)


_FORBID_ALL = ("User-agent: *", "Disallow: /")
