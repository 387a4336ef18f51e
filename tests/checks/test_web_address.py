"""Web addresses as checks compare them."""

from __future__ import annotations

from datetime import date

import pytest

from generator.checks.web_address import list_hosts, normalise_address, read_capture


@pytest.mark.parametrize(
    ("address", "other"),
    [
        ("https://gazette.example/a", "http://www.gazette.example/a/"),
        ("https://gazette.example/a#part", "https://GAZETTE.example:443/a"),
        ("https://gazette.example/a?utm_source=x&b=1", "https://gazette.example/a?b=1&fbclid=y"),
        ("https://gazette.example/a?b=1&c=2", "https://gazette.example/a?c=2&b=1"),
        ("https://gazette.example", "https://gazette.example/"),
    ],
)
def test_the_same_page(address: str, other: str) -> None:
    assert normalise_address(address) == normalise_address(other)


@pytest.mark.parametrize("other", ["https://gazette.example/A", "https://gazette.example/a?b=1", "https://b.example/a"])
def test_other_pages(other: str) -> None:
    assert normalise_address("https://gazette.example/a") != normalise_address(other)


def test_captures() -> None:
    address = "https://web.archive.org/web/20240112103000id_/https://gazette.example/a?b=1"
    assert read_capture(address) == (date(2024, 1, 12), "https://gazette.example/a?b=1")
    assert read_capture("https://web.archive.org/web/20241399000000/https://gazette.example/a") is None
    assert read_capture("https://gazette.example/a") is None


def test_hosts() -> None:
    text = (
        "see https://Archive.PH./a and (http://u@b.example:80/x) and https://web.archive.org/web/1/https://archive.is/b"
    )
    assert list_hosts(text) == ["archive.ph", "b.example", "web.archive.org", "archive.is"]
