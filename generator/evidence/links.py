"""Asking addresses whether they still answer and still hold the words quoted from them, with manners.

One request at a time goes to a host, with a pause after it that the host may lengthen; what its robots.txt forbids is not
asked; a host that asks for patience is given it, within bounds; and what was asked lately is not asked again. Hosts are
asked side by side, a few at a time, and the whole ends when its time is over: what was not reached is said to be so.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from generator.evidence.fetching import (
    MOST_REDIRECTS,
    PERMANENT,
    REDIRECTS,
    Failure,
    Redirect,
    Response,
    Trouble,
    read_location,
)
from generator.evidence.memory import Answer, Memory, Outcome
from generator.evidence.page_text import PageText, read_page
from generator.evidence.visitor import LONGEST_ABSENCE, Manners, Visitor, host_of
from generator.evidence.words import RULE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

AGAIN_AFTER = timedelta(days=6)
"""A little less than a week, so that a weekly run asks everything once."""

SHORT_SHARE = 0.5
SHORT_LENGTH = 150

_OUTCOMES = {
    Trouble.ADDRESS: Outcome.NOT_OURS,
    Trouble.CERTIFICATE: Outcome.CERTIFICATE,
    Trouble.ROBOTS: Outcome.ROBOTS,
    Trouble.LATER: Outcome.LATER,
}
_GONE = frozenset({404, 410})
_EMPTY = frozenset({204, 205})
_GOOD, _REFUSED = range(200, 300), range(400, 500)
_NOT_MODIFIED = 304


@dataclass(frozen=True, slots=True)
class Quoted:
    """Words that are quoted from an address, and the key of the quote."""

    key: str
    words: str


@dataclass(frozen=True, slots=True)
class Question:
    """An address, the words that it should hold, and how many words its whole text has, 0 where nobody knows."""

    address: str
    quoted: tuple[Quoted, ...] = ()
    length: int = 0

    @property
    def digest(self) -> str:
        """What tells this question from another one to the same address; the words cannot be read from it.

        With another rule of matching, no answer of before holds.
        """
        parts = [RULE, str(self.length), *(f"{one.key}\0{one.words}" for one in self.quoted)]
        return hashlib.sha256("\0\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()


def is_recent(answer: Answer | None, question: Question, now: datetime, again_after: timedelta = AGAIN_AFTER) -> bool:
    """Whether an address is to be left alone: the same was asked lately, or its host wants us to come later."""
    if answer is None:
        return False
    # Moments that lie too far ahead were written by a clock that was wrong.
    if answer.not_before is not None and now < answer.not_before <= now + timedelta(seconds=LONGEST_ABSENCE):
        return True
    return answer.question == question.digest and timedelta(0) <= now - answer.asked < again_after


def ask_all(
    questions: Sequence[Question],
    memory: Memory,
    manners: Manners,
    now: datetime,
    *,
    again_after: timedelta = AGAIN_AFTER,
    tell: Callable[[int, int], None] = lambda _done, _all: None,
) -> dict[str, Answer]:
    """The answer of each address, from `memory` where it was asked less than `again_after` ago, and kept there.

    Of each host those are asked first that were not asked for the longest time. `tell` is told how many are done.
    """
    answers: dict[str, Answer] = {}
    by_host: dict[str, list[Question]] = defaultdict(list)
    for question in {one.address: one for one in questions}.values():
        known = memory.recall(question.address)
        if known is not None and is_recent(known, question, now, again_after):
            answers[question.address] = known
        else:
            by_host[host_of(question.address)].append(question)
    visitor = Visitor(manners)
    total = len(answers) + sum(map(len, by_host.values()))

    def ask_host(of_host: list[Question]) -> None:
        for question in sorted(of_host, key=lambda one: _last_asked(memory, one)):
            answer = ask(question, memory.recall(question.address), visitor, now)
            memory.keep(answer)
            answers[question.address] = answer
            tell(len(answers), total)

    with ThreadPoolExecutor(max_workers=max(1, manners.hosts)) as pool:
        try:
            for done in [pool.submit(ask_host, of_host) for of_host in by_host.values()]:
                done.result()
        except BaseException:
            visitor.stop()
            raise
    return answers


def _last_asked(memory: Memory, question: Question) -> tuple[datetime, str]:
    known = memory.recall(question.address)
    return (known.asked if known else datetime.min.replace(tzinfo=UTC), question.address)


def ask(question: Question, known: Answer | None, visitor: Visitor, now: datetime) -> Answer:
    """The answer of one address; `known` is what it gave before, to be told only if it has changed since."""
    if known is not None and (known.question != question.digest or not known.is_alive):
        known = None
    address = question.address
    redirects: list[Redirect] = []
    while True:
        answer = visitor.visit(address, _make_conditions(known, address))
        target = read_location(answer) if isinstance(answer, Response) and answer.status in REDIRECTS else None
        if target is None or not isinstance(answer, Response):
            break
        redirects.append(Redirect(answer.status, address, target))
        if len(redirects) > MOST_REDIRECTS:
            answer = Failure(Trouble.TOO_MANY_REDIRECTS, f"it leads on more than {MOST_REDIRECTS} times", address)
            break
        address = target
    judged = _judge(question, known, answer)
    return replace(
        judged,
        asked=now,
        final=address if judged.is_alive else "",
        moved_to=_find_new_address(redirects) if judged.is_alive else "",
        not_before=_come_again(answer, visitor, now) if judged.outcome in _IMPATIENT else None,
    )


_IMPATIENT = frozenset({Outcome.REFUSES, Outcome.SILENT, Outcome.LATER})


def _make_conditions(known: Answer | None, address: str) -> dict[str, str]:
    """The headers that ask for the page only if it has changed (RFC 9110 §13.1)."""
    if known is None or known.final != address:
        return {}
    conditions = {"If-None-Match": known.etag, "If-Modified-Since": known.modified}
    return {name: value for name, value in conditions.items() if value}


def _find_new_address(redirects: Iterable[Redirect]) -> str:
    """Where an address leads for good: as far as every step says so."""
    found = ""
    for redirect in redirects:
        if redirect.status not in PERMANENT:
            break
        found = redirect.target
    return found


def _come_again(answer: Response | Failure, visitor: Visitor, now: datetime) -> datetime | None:
    wait = visitor.read_wait(answer)
    return None if wait is None else now + timedelta(seconds=wait)


def _judge(question: Question, known: Answer | None, answer: Response | Failure) -> Answer:
    blank = Answer(
        address=question.address,
        outcome=Outcome.SILENT,
        asked=datetime.min.replace(tzinfo=UTC),
        question=question.digest,
    )
    if isinstance(answer, Failure):
        outcome = _OUTCOMES.get(answer.trouble, Outcome.SILENT)
        return replace(blank, outcome=outcome, words=answer.words)
    if answer.status == _NOT_MODIFIED and known is not None:
        return replace(known, not_before=None)
    blank = replace(blank, status=answer.status)
    if answer.status in _GONE:
        return replace(blank, outcome=Outcome.GONE)
    if answer.status in _GOOD:
        etag, modified = (_shorten(answer.headers.get(name, "")) for name in ("etag", "last-modified"))
        return replace(_compare(question, answer, blank), etag=etag, modified=modified)
    outcome = Outcome.REFUSES if answer.status in _REFUSED else Outcome.SILENT
    return replace(blank, outcome=outcome, words=f"it answers with the status {answer.status}")


def _shorten(header: str) -> str:
    """A header that is to be kept and sent back, empty where it is longer than one in good faith."""
    return header if len(header) <= 1000 and header.isprintable() else ""  # noqa: PLR2004


def _compare(question: Question, answer: Response, blank: Answer) -> Answer:
    """Whether a page holds the words that are quoted from it."""
    if answer.status in _EMPTY:
        return replace(blank, outcome=Outcome.UNREAD, words="it holds nothing")
    if not question.quoted:
        return replace(blank, outcome=Outcome.HOLDS)
    page = read_page(answer)
    if isinstance(page, str):
        return replace(blank, outcome=Outcome.UNREAD, words=page)
    missing = tuple(one.key for one in question.quoted if not page.holds(one.words))
    if not missing:
        return replace(blank, outcome=Outcome.HOLDS)
    why_short = _tell_shortness(page, question.length)
    outcome = Outcome.SHORT if why_short else Outcome.CHANGED
    return replace(blank, outcome=outcome, missing=missing, words=why_short)


def _tell_shortness(page: PageText, length: int) -> str:
    """Why a page may not show its whole text, empty where nothing speaks for that."""
    if page.says_closed:
        return "it says of itself that it is not free to read"
    if length and page.length < length * SHORT_SHARE:
        return f"it shows {page.length} words, and the text that we hold has {length}"
    if not length and page.length < SHORT_LENGTH:
        return f"it shows only {page.length} words"
    return ""
