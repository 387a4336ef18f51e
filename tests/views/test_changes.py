"""What changed here, and what others took back: told apart wherever changes are told."""

from __future__ import annotations

from generator.exports import changes_atom
from generator.views.case_page import view_case
from generator.views.changes import list_changes
from generator.views.words import Speaker
from tests.builders import case_from
from tests.exports.example import SITE, index

CASE = case_from(
    """
sources:
  gazette-2024: {type: article-newspaper, title: Arrest, maker: gazette, seen: original, issued: 2024-06-01}
organisations:
  gazette: {name: The Gazette, kind: media}
claims:
  watched: {title: Watched, text: She was watched., cite: gazette-2024}
corrections:
  ours-first: {on: 2025-01-01, record: watched, was: A., now: B., why: We misread it.}
  theirs-last: {on: 2024-05-02, record: watched, by: gazette, was: E., now: F., why: A typing error., cite: gazette-2024}
  theirs-first:
    {on: 2024-03-01, record: watched, by: gazette, was: C., now: D., why: G., cite: {source: gazette-2024, at: page 2}}
  ours-last: {on: 2025-02-01, record: watched, was: H., now: I., why: We misread it again.}
"""
)


def test_the_page_tells_them_apart() -> None:
    view = view_case(CASE, SITE, "en")
    assert [one.tools.anchor for one in view.corrections] == ["correction-ours-last", "correction-ours-first"]
    assert [one.tools.anchor for one in view.retractions] == ["correction-theirs-first", "correction-theirs-last"]


def test_what_others_took_back_says_who_did_and_where() -> None:
    retraction = view_case(CASE, SITE, "en").retractions[0]
    assert retraction.by is not None
    assert retraction.by.plain == "The Gazette"
    assert retraction.record.plain == "Watched"
    assert 'href="#source-gazette-2024"' in retraction.cites.html
    assert "page 2" in retraction.cites.html
    assert [one.by for one in view_case(CASE, SITE, "en").corrections] == [None, None]


def test_what_others_took_back_is_no_change_of_ours() -> None:
    links = [change.link for change in list_changes(Speaker(CASE, "en"))]
    assert links == ["cases/example/#correction-ours-last", "cases/example/#correction-ours-first"]
    feed = str(changes_atom.EXPORT.write(index(CASE, "en"), SITE).content)
    assert "correction-ours-last" in feed
    assert "theirs" not in feed
