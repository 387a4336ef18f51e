"""Asking the Wayback Machine to keep a copy of a page, through Save Page Now 2, its public interface.

Source: the interface's own description, “Save Page Now 2 Public API Docs”, Internet Archive, as of 2023.
"""

from __future__ import annotations

import json
import re
import time
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode, urljoin

from generator.evidence.fetching import Failure, Response, fetch

if TYPE_CHECKING:
    from datetime import date

    from generator.evidence.visitor import Clock

BASE = "https://web.archive.org/"
FIRST_PAUSE, LONGEST_PAUSE = 5.0, 30.0
MOST_TIME = 600.0
TIMEOUT = 60.0
MOST_BYTES = 1_000_000
IF_NOT_WITHIN = "1d"
"""A copy younger than this is taken as it is."""

_JOB = re.compile(r"[A-Za-z0-9_-]{1,200}")
_MOMENT = re.compile(r"\d{14}")
_UNAUTHORISED, _TOO_MANY = frozenset({401, 403}), 429
_GOOD, _BAD = range(200, 300), 400


@dataclass(frozen=True, slots=True)
class Credentials:
    """What the archive gives to those who have an account: https://archive.org/account/s3.php."""

    key: str
    secret: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Saved:
    """A copy that the archive has made: its address, and the day."""

    address: str
    captured: date

    def write_yaml(self) -> str:
        """The lines for the source, ready to be pasted."""
        # JSON's strings are YAML's too.
        return f"archives:\n  - {{url: {json.dumps(self.address)}, captured: {self.captured}}}\n"


@dataclass(frozen=True, slots=True)
class NotSaved:
    """Why there is no copy; `again` says that it may go better another time."""

    words: str
    again: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Archive:
    """The archive as it is asked: `base` and `allow_loopback` are other than these in tests alone, `clock` too."""

    credentials: Credentials
    agent: str
    base: str = BASE
    allow_loopback: bool = False
    clock: Clock = time


def save(address: str, archive: Archive) -> Saved | NotSaved:
    """Have an address kept, and wait until it is, some minutes at most."""
    form = {"url": address, "capture_all": "1", "if_not_archived_within": IF_NOT_WITHIN, "skip_first_archive": "1"}
    begun = _ask(archive, "save", urlencode(form).encode("ascii"))
    if isinstance(begun, NotSaved):
        return begun
    job = begun.get("job_id")
    if not isinstance(job, str) or _JOB.fullmatch(job) is None:
        return NotSaved(_tell(begun))
    end = archive.clock.monotonic() + MOST_TIME
    pause = FIRST_PAUSE
    while archive.clock.monotonic() + pause < end:
        archive.clock.sleep(pause)
        pause = min(pause * 1.5, LONGEST_PAUSE)
        state = _ask(archive, f"save/status/{job}")
        if isinstance(state, NotSaved):
            if state.again:
                continue
            return state
        if state.get("status") == "success":
            return _read_success(address, state)
        if state.get("status") != "pending":
            return NotSaved(_tell(state))
    return NotSaved(f"the archive was still at work after {MOST_TIME:g} seconds (job {job})", again=True)


def _ask(archive: Archive, path: str, form: bytes | None = None) -> dict[str, Any] | NotSaved:
    """What the archive says, as JSON. The key goes to the archive alone: no redirect is followed."""
    credentials = archive.credentials
    headers = {
        "Accept": "application/json",
        "Authorization": f"LOW {credentials.key}:{credentials.secret}",
        "User-Agent": archive.agent,
    }
    if form is not None:
        headers["Content-Type"] = "application/x-www-form-urlencoded"
    answer = fetch(
        urljoin(archive.base, path),
        timeout=TIMEOUT,
        most_bytes=MOST_BYTES,
        headers=headers,
        allow_loopback=archive.allow_loopback,
        most_redirects=0,
        form=form,
    )
    return _read(answer)


def _read(answer: Response | Failure) -> dict[str, Any] | NotSaved:
    if isinstance(answer, Failure):
        return NotSaved(f"the archive does not answer: {answer.words}", again=True)
    if answer.status in _UNAUTHORISED:
        return NotSaved("the archive does not accept the key: see DOSSIER_WAYBACK_KEY and DOSSIER_WAYBACK_SECRET")
    if answer.status == _TOO_MANY:
        return NotSaved(
            "the archive has had too many requests from this account; try again in some minutes", again=True
        )
    try:
        read = json.loads(answer.body)
    except (ValueError, RecursionError):
        read = None
    if answer.status not in _GOOD:
        told = f": {_tell(read)}" if isinstance(read, dict) else ""
        return NotSaved(f"the archive answers with the status {answer.status}{told}", again=answer.status >= 500)  # noqa: PLR2004
    if not isinstance(read, dict):
        return NotSaved("the archive's answer cannot be read", again=True)
    return read


def _tell(state: dict[str, Any]) -> str:
    """What the archive says of a failure, on one line and not too long."""
    said = [str(state[name]) for name in ("status_ext", "message") if isinstance(state.get(name), str)]
    words = " ".join(" ".join(said).split())[:300]
    return "the archive could not save the page" + (f": {words}" if words else "")


def _read_success(address: str, state: dict[str, Any]) -> Saved | NotSaved:
    status, moment = state.get("http_status"), state.get("timestamp")
    if isinstance(status, int) and status >= _BAD:
        return NotSaved(f"the archive met the status {status} instead of the page, and keeps that; no copy to cite")
    if not isinstance(moment, str) or _MOMENT.fullmatch(moment) is None:
        return NotSaved("the archive does not say when it saved the page")
    try:
        day = datetime.strptime(moment, "%Y%m%d%H%M%S").date()  # noqa: DTZ007  (the archive's moments are UTC)
    except ValueError:
        return NotSaved("the archive does not say when it saved the page")
    return Saved(f"{BASE}web/{moment}/{address}", day)
