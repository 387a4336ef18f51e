"""What the answer of an address means for the record that names it: findings, said to the author."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from generator.evidence.memory import Answer, Outcome
from generator.finding import Finding, Position, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_ARCHIVE = "ask a web archive for a copy, and add it under archives:"
_BROWSER = "look at it in a browser"

_FINDINGS: Mapping[Outcome, tuple[str, Severity, str, str]] = {
    Outcome.GONE: ("E050", Severity.WARNING, "the page is gone", f"{_ARCHIVE}; the url: stays as it was read"),
    Outcome.ROBOTS: ("E053", Severity.NOTE, "programs may not ask for this page", f"{_BROWSER} now and then"),
    Outcome.SILENT: (
        "E054",
        Severity.WARNING,
        "the address does not answer",
        f"{_BROWSER}; if it stays silent, {_ARCHIVE}",
    ),
    Outcome.REFUSES: ("E055", Severity.NOTE, "the host does not answer programs such as this one", f"{_BROWSER}"),
    Outcome.CERTIFICATE: (
        "E056",
        Severity.WARNING,
        "nobody vouches that this is the host it says it is",
        f"{_BROWSER} that checks certificates; what it shows until then proves nothing",
    ),
    Outcome.NOT_OURS: (
        "E058",
        Severity.WARNING,
        "the address is not one that readers can ask",
        "write the public address of the page, as a browser shows it",
    ),
    Outcome.UNREAD: (
        "E059",
        Severity.NOTE,
        "the page answers, but words cannot be looked for in it",
        "compare the quotes yourself",
    ),
    Outcome.LATER: ("E059", Severity.NOTE, "the address was not asked this time", "the next run asks it first"),
}


def judge(answer: Answer, at: Position, quotes: Mapping[str, Position]) -> Iterator[Finding]:
    """The findings of one answer, for the address that stands at `at`; `quotes` tells where each quote is by its key."""
    if answer.moved_to or _leads_to_front(answer):
        yield _tell_move(answer, at)
    if answer.outcome in {Outcome.CHANGED, Outcome.SHORT}:
        for key in answer.missing:
            yield _tell_missing(answer, at, key, quotes.get(key))
    elif answer.outcome in _FINDINGS:
        code, severity, message, hint = _FINDINGS[answer.outcome]
        told = answer.words or (f"status {answer.status}" if answer.status else "")
        yield Finding(code, f"{message}: {told}" if told else message, at, severity, hint)


def _leads_to_front(answer: Answer) -> bool:
    return bool(answer.final) and not _is_front(answer.address) and _is_front(answer.final)


def _is_front(address: str) -> bool:
    parts = urlsplit(address)
    return parts.path in {"", "/"} and not parts.query


def _tell_move(answer: Answer, at: Position) -> Finding:
    if _leads_to_front(answer):
        message = f"the address leads to the front page {answer.final}"
        hint = f"{_BROWSER}: the page is perhaps gone; if so, {_ARCHIVE}"
        return Finding("E052", message, at, Severity.WARNING, hint)
    hint = f"if it is the same page, write url: {answer.moved_to}"
    return Finding("E052", "the page has moved for good", at, Severity.NOTE, hint)


def _tell_missing(answer: Answer, at: Position, key: str, place: Position | None) -> Finding:
    where = f"{key!r}" + (f" ({place})" if place else "")
    if answer.outcome is Outcome.SHORT:
        message = f"the words of the quote {where} are not in what the page shows, and {answer.words}"
        return Finding("E057", message, at, Severity.NOTE, f"{_BROWSER}: whether they still stand is not known")
    message = f"the page no longer holds the words of the quote {where}"
    hint = (
        "compare the page with the copy you hold; if the page was changed, say so in the source's note:, and cite a copy "
        "under archives:"
    )
    return Finding("E051", message, at, Severity.WARNING, hint)


_ASKED_BY = "`dossier links` asks the addresses of sources; no check and no build does.\n\n"

EXPLANATIONS: Mapping[str, tuple[str, str]] = {
    "E050": (
        "Page that is gone",
        _ASKED_BY
        + "The host answers that there is no such page any more (404 or 410). The source keeps its `url:`, which is "
        "where it was read; a copy under `archives:` lets readers see it. A dead address never stops a build.",
    ),
    "E051": (
        "Page that no longer holds the quoted words",
        _ASKED_BY
        + "The page answers, and is long enough, but a quote that cites it is not in it any more, whatever the "
        "typography. Either the page was changed after it was read, or the quote was. `dossier verify` compares the quote "
        "with the copy that we hold.",
    ),
    "E052": (
        "Page that has moved",
        _ASKED_BY
        + "The address leads on to another one, and says that it will always do so; or it leads to a front page, which "
        "is what many hosts do instead of saying that a page is gone. Nothing is changed by itself: that the page there is "
        "the same is for a person to see.",
    ),
    "E053": (
        "Page that programs may not ask for",
        _ASKED_BY
        + "The host's `robots.txt` forbids it, or answers with a failure, which forbids everything until it is mended "
        "(RFC 9309). It is obeyed. Whether the page still stands is for a person to see.",
    ),
    "E054": (
        "Address that does not answer",
        _ASKED_BY
        + "The host is unknown, takes no connection, answers too slowly, or answers with a failure of its own (5xx), and "
        "did so each time it was asked. It may be otherwise next week.",
    ),
    "E055": (
        "Host that refuses us",
        _ASKED_BY
        + "The host answers, but not to programs, or not to those without a subscription (401, 402, 403, 429, 451 and "
        "their like). That says nothing about the page.",
    ),
    "E056": (
        "Host with a bad certificate",
        _ASKED_BY
        + "The connection could not be made secure: the certificate has expired, is for another host, or is signed by "
        "nobody known. What such a host answers is not looked at.",
    ),
    "E057": (
        "Page that perhaps does not show its whole text",
        _ASKED_BY
        + "A quote is not in what the page shows; but the page says of itself that it is not free to read, or shows far "
        "less text than the copy we hold (`snapshot: tokens`), or very little. That looks like a paywall, or a page that "
        "scripts fill. Whether the words still stand is not known, and it is not guessed.",
    ),
    "E058": (
        "Address that is not asked",
        _ASKED_BY
        + "The host is written in an odd way, names another port than 80 and 443, or stands for a machine that is not on "
        "the public network; or the address leads to such a one. A program that asked it could be led into the network of "
        "whoever runs it.",
    ),
    "E059": (
        "Address about which nothing can be said this time",
        _ASKED_BY
        + "It answers with something in which words cannot be looked for, such as a scan or a film, or with more than is "
        "read; or its turn did not come, because the time was over or its host wants long pauses.",
    ),
}
"""What each finding of `dossier links` means: a title, and what is behind it."""
