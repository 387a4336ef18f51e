"""Dates that their source does not plainly give."""

from __future__ import annotations

import pytest

from tests.checks.ask import HEAD, ask, words_at


def event(date: str) -> str:
    return (
        f"{HEAD}sources:\n  a: {{type: book, title: A, seen: original}}\n"
        f"events:\n  e: {{title: E, cite: a, date: {date}}}\n"
    )


@pytest.mark.parametrize(
    "date",
    [
        "2017",
        "2017-07-14",
        "2014/..",
        "{edtf: 2017-11, as_written: in November 2017}",
        "{edtf: 2017-11, as_written: novembre 2017}",
        "{edtf: 2017-11, as_written: 11/2017}",
        "{edtf: 2017-11-03, as_written: le 3 novembre 2017}",
        "{edtf: 2017-11-01, as_written: 1er novembre 2017}",
        "{edtf: 2017-11-01, as_written: the first of November '17}",
        "{edtf: 2017-11-03, as_written: 03.11.17}",
        "{edtf: 2017-11-03, as_written: 3 қараша 2017}",
        "{edtf: 2017~, as_written: about 2017}",
        "{edtf: 2017~, inferred: the text says only some years ago}",
        "{edtf: 201X, as_written: in the tens}",
        "{start: 2017, bound: at-latest, as_written: since at least 2017}",
        "{edtf: 2014/2017, as_written: between 2014 and 2017}",
        "{edtf: 2017-22, as_written: in the summer of 2017}",
        "{edtf: 2025-01-30, as_written: {en: on January 30, fr: le 30 janvier}, inferred: the article is of February}",
    ],
)
def test_accounted_for(date: str) -> None:
    assert ask("C012", event(date)) == []


@pytest.mark.parametrize(
    ("date", "where", "message"),
    [
        ("2017~", "2017~", "this date is not exact, and nothing says whether the source or we are cautious"),
        ("2017?", "2017?", "this date is not exact, and nothing says whether the source or we are cautious"),
        ("201X", "201X", "this date is not exact, and nothing says whether the source or we are cautious"),
        ("2014/2017~", "2014/2017~", "this date is not exact, and nothing says whether the source or we are cautious"),
        (
            "{start: 2017, bound: at-latest}",
            "{start: 2017",
            "this date is not exact, and nothing says whether the source or we are cautious",
        ),
        (
            "{edtf: 2025-01-30, as_written: on January 30}",
            "on January 30",
            "the words of the source do not give the year 2025",
        ),
        (
            "{edtf: 2017-11, as_written: a few days ago}",
            "a few days ago",
            "the words of the source do not give the year 2017",
        ),
        ("{edtf: 2017-11, as_written: in 2017}", "in 2017", "the words of the source do not give the month 11"),
        (
            "{edtf: 2017-11-03, as_written: November 2017}",
            "November 2017",
            "the words of the source do not give the day 03",
        ),
        (
            "{edtf: 2014/2017, as_written: until 2017}",
            "until 2017",
            "the words of the source do not give the year 2014",
        ),
        (
            "{start: 2014, end: 2017, as_written: from 2014}",
            "from 2014",
            "the words of the source do not give the year 2017",
        ),
        ("{edtf: 2017, inferred: obviously}", "obviously", "this is too short to be a reason"),
    ],
)
def test_not_accounted_for(date: str, where: str, message: str) -> None:
    text = event(date)
    (finding,) = ask("C012", text)
    assert (words_at(text, [finding]), finding.message) == ([where], message)


def test_every_date_of_every_record_is_looked_at() -> None:
    text = f"""{HEAD}organisations:
  tribunal: {{name: T}}
sources:
  a: {{type: book, title: A, seen: original, issued: 2017~, archives: [{{url: 'https://a.example', captured: 2018~}}]}}
claims:
  c: {{text: So., assertions: [{{by: tribunal, act: states, on: 2019~, period: 2020~, cite: a}}]}}
"""
    assert words_at(text, ask("C012", text)) == ["2017~", "2018~", "2019~", "2020~"]
