"""References as a bibliography would write them: each part in its place, and nothing that is not known."""

from __future__ import annotations

import pytest

from generator.views.sources import write_reference
from generator.views.words import Speaker
from tests.builders import case_from


def refer(fields: str, language: str = "en") -> str:
    case = case_from(f"sources: {{s: {{title: The Case, seen: copy, {fields}}}}}")
    return write_reference(Speaker(case, language), case.sources[0]).replace(
        '<span lang="en">The Case</span>', "The Case"
    )


LETTERS = (
    "type: book, author: {given: Ada, family: Writer}, editor: [{given: Ora, family: Editor}, {literal: the archives}], "
    "translator: {family: Interpreter}, edition: 3, number-of-volumes: 2, collection-title: Documents, "
    "publisher-place: Paris, publisher: Example Press, issued: 1931, original-date: 1898-01-13, page: 3-5, "
    "archive: State Archives, archive-place: Brussels, call-number: BB/19/118"
)


def test_a_book_in_english_and_in_french() -> None:
    assert refer(LETTERS) == (
        "Ada Writer, <cite>The Case</cite>, edited by Ora Editor, the archives, translated by Interpreter, 3rd edition, "
        "2 volumes, Documents, Paris: Example Press, 1931, original: 13 January 1898, pages 3-5. "
        "State Archives, Brussels, BB/19/118."
    )
    assert refer(LETTERS, "fr") == (
        "Ada Writer, <cite>The Case</cite>, édité par Ora Editor, the archives, traduit par Interpreter, 3e édition, "
        "2 volumes, Documents, Paris\u00a0: Example Press, 1931, original\u00a0: 13 janvier 1898, pages 3-5. "
        "State Archives, Brussels, BB/19/118."
    )


@pytest.mark.parametrize(
    ("edition", "english", "french"),
    [
        ("1", "1st edition", "1re édition"),
        ("2", "2nd edition", "2e édition"),
        ("4", "4th edition", "4e édition"),
        ("11", "11th edition", "11e édition"),
        ("22", "22nd edition", "22e édition"),
        ("112", "112th edition", "112e édition"),
        ("popular edition", "popular edition", "popular edition"),
    ],
)
def test_an_edition_is_counted_or_named(edition: str, english: str, french: str) -> None:
    assert f", {english}, " in refer(f"type: book, issued: 1931, edition: {edition}")
    assert f", {french}, " in refer(f"type: book, issued: 1931, edition: {edition}", "fr")


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ("volume: 1, number-of-volumes: 3", "volume 1 of 3, 1931"),
        ("volume: 1", "volume 1, 1931"),
        ("volume: Annexes, number-of-volumes: 3", "Annexes, 3 volumes, 1931"),
        ("number-of-volumes: 1", "1 volume, 1931"),
        ("publisher-place: Paris", "Paris, 1931"),
        ("publisher: Example Press", "Example Press, 1931"),
    ],
)
def test_what_is_known_alone_stands_alone(fields: str, expected: str) -> None:
    assert refer(f"type: book, issued: 1931, {fields}") == f"<cite>The Case</cite>, {expected}."


def test_a_manuscript_says_where_it_is_kept() -> None:
    assert refer('type: manuscript, archive: "A & B", call-number: MS 7') == (
        "<cite>The Case</cite>, date not known. A &amp; B, MS 7."
    )
