"""The words of a page as a reader of it meets them."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.evidence.fetching import Response
from generator.evidence.page_text import PageText, read_page
from tests.evidence.stand_in import article


def respond(body: bytes | str, kind: str = "text/html; charset=utf-8", *, is_whole: bool = True) -> Response:
    content = body.encode() if isinstance(body, str) else body
    headers = {"content-type": kind} if kind else {}
    return Response(200, headers, content, "https://example.org/", is_whole=is_whole)


def read(body: bytes | str, kind: str = "text/html; charset=utf-8") -> PageText:
    page = read_page(respond(body, kind))
    assert isinstance(page, PageText), page
    return page


@pytest.mark.parametrize(
    "body",
    [
        "<p>the harbour was <em>closed</em> at night</p>",
        "<p>the harbour<br>was closed at night</p>",
        "<p>the har<b>bour</b> was closed</p><p>at night</p>",
        "<ul><li>the harbour was</li><li>closed at night</li></ul>",
        "<p>the harbour was closed<!-- never --> at night</p>",
        "<p>the harbour was <script>open()</script>closed <style>p {}</style>at night</p>",
        "<p>the&nbsp;harbour was clo&shy;sed at&#32;night",
    ],
)
def test_words_across_elements(body: str) -> None:
    assert read(f"<html><body>{body}</body></html>").holds("the harbour was closed at night")


@pytest.mark.parametrize("element", ["script", "style", "template"])
def test_what_nobody_sees_is_not_on_the_page(element: str) -> None:
    page = read(f"<html><body><p>Nothing.</p><{element}>the harbour was closed</{element}> tail</body></html>")
    assert not page.holds("the harbour was closed")
    assert page.holds("Nothing. tail")


def test_a_box_in_the_middle_of_a_sentence() -> None:
    page = read(article("The harbour was closed", "at night.").replace("</p><p>", "</p><aside>Subscribe</aside><p>", 1))
    assert page.holds("the harbour was closed at night")


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        ("<p>Le procès</p>".encode("latin-1"), "text/html; charset=iso-8859-1"),
        ("<p>Le procès</p>".encode(), "text/html"),
        ("<meta charset=iso-8859-1><p>Le procès</p>".encode("latin-1"), "text/html"),
        ("\ufeff<p>Le procès</p>".encode(), ""),
        ("Le procès".encode(), "text/plain; charset=utf-8"),
        ("Le procès".encode("utf-16"), "text/plain; charset=utf-16"),
    ],
)
def test_charsets(body: bytes, kind: str) -> None:
    assert read(body, kind).holds("le procès")


@pytest.mark.parametrize(
    ("response", "why"),
    [
        (respond(b"%PDF-1.7", "application/pdf"), "cut off"),
        (respond(b"GIF89a", "image/gif"), "image/gif"),
        (respond("<p>Le procès</p>".encode("latin-1"), "text/html; charset=utf-8"), "as it is declared to be"),
        (respond("<p>Le procès</p>".encode("cp1252"), "text/html; charset=nonsense"), "'nonsense' is not known"),
        (respond(b"\x00\x01", ""), "application/octet-stream"),
        (respond("<p>a</p>", is_whole=False), "too large"),
        (respond("", "text/html"), "no text"),
    ],
)
def test_what_has_no_words_to_compare(response: Response, why: str) -> None:
    page = read_page(response)
    assert isinstance(page, str)
    assert why in page


def test_a_page_that_says_it_is_closed() -> None:
    data = '<script type="application/ld+json">{"@type": "NewsArticle", "isAccessibleForFree": "False"}</script>'
    assert read(f"{data}<p>Two sentences.</p>").says_closed
    assert not read(f"{data.replace('False', 'True')}<p>Two sentences.</p>").says_closed


@settings(max_examples=10)  # each is read in a process of its own
@given(
    st.binary(max_size=200),
    st.sampled_from(["", "text/html", "text/html; charset=utf-16", "text/plain; charset=rot13", ";;="]),
)
def test_any_bytes_are_read_or_refused(body: bytes, kind: str) -> None:
    page = read_page(respond(b"<p>" + body, kind))
    assert isinstance(page, str) or page.length >= 0


def test_deep_pages_are_read() -> None:
    assert isinstance(read_page(respond("<div>" * 50_000 + "the harbour")), PageText | str)
