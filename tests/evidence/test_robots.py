"""What a host's robots.txt lets us ask."""

from __future__ import annotations

import pytest

from generator.evidence.fetching import Failure, Response, Trouble
from generator.evidence.robots import read_robots

AGENT = "Dossier/1 (a test)"


def answer(body: str = "", status: int = 200, *, is_whole: bool = True) -> Response:
    return Response(status, {}, body.encode(), "https://example.org/robots.txt", is_whole=is_whole)


@pytest.mark.parametrize(
    ("body", "is_free"),
    [
        ("", True),
        ("User-agent: *\nDisallow: /", False),
        ("\ufeffUser-agent: *\nDisallow: /a", False),
        ("User-agent: *\nDisallow: /private/", True),
        ("User-agent: dossier\nDisallow: /\n\nUser-agent: *\nAllow: /", False),
        ("User-agent: other\nDisallow: /", True),
        ("<html>This is no robots.txt</html>", True),
        ("User-agent: *\nCrawl-delay: " + "9" * 5000 + "\nDisallow: /x", False),
    ],
)
def test_rules(body: str, is_free: bool) -> None:
    assert read_robots(answer(body)).permit(AGENT, "https://example.org/a") is is_free


@pytest.mark.parametrize(
    ("status", "is_free"),
    [
        (404, True),
        (410, True),
        (400, True),
        (401, False),
        (403, False),
        (500, False),
        (503, False),
        (302, False),
        (429, False),
    ],
)
def test_a_host_without_rules(status: int, is_free: bool) -> None:
    """RFC 9309 §2.3.1: what is not there allows all, what cannot be had forbids all."""
    assert read_robots(answer("User-agent: *\nDisallow:", status)).permit(AGENT, "https://example.org/a") is is_free


def test_a_host_that_gives_no_answer() -> None:
    robots = read_robots(Failure(Trouble.TOO_SLOW, "slow", "https://example.org/robots.txt"))
    assert not robots.permit(AGENT, "https://example.org/a")


def test_a_last_line_that_was_cut_is_left_out() -> None:
    robots = read_robots(answer("User-agent: *\nDisallow: /a\nDisallow: /", is_whole=False))
    assert robots.permit(AGENT, "https://example.org/b")
    assert not robots.permit(AGENT, "https://example.org/a")


@pytest.mark.parametrize(
    ("body", "pause"),
    [
        ("User-agent: *\nDisallow:", 0),
        ("User-agent: *\nCrawl-delay: 7", 7),
        ("User-agent: *\nRequest-rate: 2/10", 5),
        ("User-agent: *\nRequest-rate: 0/10", 0),
        ("User-agent: *\nCrawl-delay: " + "9" * 400, 10**6),
        ("User-agent: *\nCrawl-delay: soon", 0),
    ],
)
def test_pauses(body: str, pause: float) -> None:
    assert read_robots(answer(body)).read_pause(AGENT) == pause
