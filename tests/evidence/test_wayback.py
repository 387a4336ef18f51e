"""Having a page kept, held against a stand-in of the archive's interface."""

from __future__ import annotations

import datetime as dt
import json
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs

import pytest
import yaml

from generator.evidence.wayback import MOST_TIME, Archive, Credentials, NotSaved, Saved, save
from tests.evidence.stand_in import Clock, Page, Raw, Said, host

if TYPE_CHECKING:
    from collections.abc import Callable

ADDRESS = "https://gazette.example/a?b=c&d"
SUCCESS = {"status": "success", "timestamp": "20260120123456", "original_url": ADDRESS, "http_status": 200}
SECRET = "keep-this-to-yourself"


def answer(data: Any, status: int = 200, **headers: str) -> Page:
    return Page(json.dumps(data), status, {"Content-Type": "application/json", **headers})


def save_at(
    begun: Page, *states: Page | Callable[[Said], Page] | Raw, clock: Clock | None = None
) -> tuple[Saved | NotSaved, list[Said]]:
    """What comes of saving at an archive that gives these answers, the last of them for ever; and what it was asked."""
    left = list(states)

    def tell(said: Said) -> Page:
        state = left.pop(0) if len(left) > 1 else left[0]
        return state if isinstance(state, Page) else state(said)  # type: ignore[operator]

    with host({"/save": begun, "/save/status/spn2-abc": tell}) as archive:
        outcome = save(
            ADDRESS,
            Archive(
                credentials=Credentials("a-key", SECRET),
                agent="Dossier/1 (a test)",
                base=f"{archive.address}/",
                allow_loopback=True,
                clock=clock or Clock(),
            ),
        )
    return outcome, archive.asked


BEGUN = answer({"url": ADDRESS, "job_id": "spn2-abc"})
PENDING = answer({"status": "pending", "job_id": "spn2-abc", "resources": []})


def refuse(begun: Page, *states: Page) -> NotSaved:
    outcome, _ = save_at(begun, *states)
    assert isinstance(outcome, NotSaved), outcome
    assert SECRET not in outcome.words
    return outcome


def test_a_page_is_saved_after_some_time() -> None:
    clock = Clock()
    outcome, asked = save_at(BEGUN, PENDING, PENDING, answer(SUCCESS), clock=clock)
    assert outcome == Saved(f"https://web.archive.org/web/20260120123456/{ADDRESS}", dt.date(2026, 1, 20))
    assert [(said.method, said.path) for said in asked] == [("POST", "/save"), *[("GET", "/save/status/spn2-abc")] * 3]
    assert parse_qs(asked[0].body.decode()) == {
        "url": [ADDRESS],
        "capture_all": ["1"],
        "if_not_archived_within": ["1d"],
        "skip_first_archive": ["1"],
    }
    assert {said.headers["Authorization"] for said in asked} == {f"LOW a-key:{SECRET}"}
    assert clock.waited == 5 + 7.5 + 11.25


def test_the_lines_are_yaml_of_a_source() -> None:
    saved = Saved('https://web.archive.org/web/20260120123456/https://a.example/"x": #y', dt.date(2026, 1, 20))
    assert yaml.load(saved.write_yaml(), Loader=yaml.BaseLoader) == {
        "archives": [{"url": saved.address, "captured": "2026-01-20"}]
    }


@pytest.mark.parametrize(
    ("begun", "words"),
    [
        (answer({"message": "You need to be logged in to use Save Page Now."}, 401), "does not accept the key"),
        (answer({"message": "no"}, 403), "does not accept the key"),
        (answer({"message": "Too many"}, 429), "too many requests"),
        (
            answer({"message": "Service down\n::error::x"}, 503),
            "503: the archive could not save the page: Service down ::error::x",
        ),
        (
            answer({"status": "error", "status_ext": "error:blocked-url", "message": "Blocked."}),
            "error:blocked-url Blocked.",
        ),
        (answer({"job_id": "../../login"}), "could not save"),
        (answer({"job_id": 7}), "could not save"),
        (answer([]), "cannot be read"),
        (Page("<html>"), "cannot be read"),
        (Page("[" * 100_000), "cannot be read"),
        (Page(status=302, headers={"Location": "https://elsewhere.example/"}), "302"),
        (Page("x" * 2_000_000), "cannot be read"),
    ],
    ids=range(12),
)
def test_an_archive_that_does_not_begin(begun: Page, words: str) -> None:
    assert words in refuse(begun, PENDING).words


@pytest.mark.parametrize(
    ("state", "words"),
    [
        (answer({"status": "error", "status_ext": "error:not-found", "message": "Page not found."}), "error:not-found"),
        (answer({"status": "unheard-of"}), "could not save"),
        (answer(SUCCESS | {"timestamp": "20261399000000"}), "does not say when"),
        (answer(SUCCESS | {"timestamp": "today"}), "does not say when"),
        (answer(SUCCESS | {"http_status": 404}), "404"),
        (answer({"message": "no"}, 401), "does not accept the key"),
        (answer({}, 404), "404"),
    ],
    ids=range(7),
)
def test_an_archive_that_does_not_end_well(state: Page, words: str) -> None:
    assert words in refuse(BEGUN, PENDING, state).words


@pytest.mark.parametrize("trouble", [answer({}, 429), answer({}, 502), Page("<html>")])
def test_a_state_that_cannot_be_had_is_asked_for_again(trouble: Page) -> None:
    assert isinstance(save_at(BEGUN, trouble, trouble, answer(SUCCESS))[0], Saved)


def test_an_archive_that_never_finishes() -> None:
    clock = Clock()
    outcome, asked = save_at(BEGUN, PENDING, clock=clock)
    assert isinstance(outcome, NotSaved)
    assert (outcome.again, "still at work" in outcome.words) == (True, True)
    assert clock.waited <= MOST_TIME
    assert 10 < len(asked) < 40


def test_an_archive_that_is_not_there() -> None:
    with host() as archive:
        base = archive.address + "/"
    outcome = save(
        ADDRESS,
        Archive(credentials=Credentials("k", "s"), agent="Dossier", base=base, allow_loopback=True, clock=Clock()),
    )
    assert isinstance(outcome, NotSaved)
    assert "does not answer" in outcome.words


def test_the_key_goes_to_no_other_host() -> None:
    with host({"/save": BEGUN}) as other:
        moved = Page(status=307, headers={"Location": f"{other.address}/save"})
        assert isinstance(save_at(moved, PENDING)[0], NotSaved)
    assert other.asked == []


def test_the_secret_is_not_shown() -> None:
    assert SECRET not in repr(Credentials("a-key", SECRET))
