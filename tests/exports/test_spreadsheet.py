from __future__ import annotations

import csv
from datetime import date
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.exports import claims_csv, events_csv, standings_csv
from generator.exports.spreadsheet import write_date, write_table
from generator.facts.when import When
from generator.reading import read_project
from tests.exports.example import export
from tests.pages.test_golden import GOLDEN

HARBOUR = read_project(GOLDEN).library.cases["harbour"]
FORMULAS = "=+-@\t\r\n＝＋－＠"


def read(text: str) -> list[list[str]]:
    return list(csv.reader(StringIO(text, newline=""), strict=True))


@given(
    st.lists(
        st.lists(
            st.text(alphabet=st.characters(codec="utf-8", exclude_characters="\0"), max_size=8), min_size=1, max_size=4
        )
    )
)
def test_a_table_can_be_read_back_and_none_of_its_cells_is_a_formula(rows: list[list[str]]) -> None:
    written = write_table(["head"], rows)
    assert written.endswith("\r\n")
    head, *back = read(written)
    assert head == ["head"]
    assert len(back) == len(rows)
    for row, original in zip(back, rows, strict=True):
        for cell, text in zip(row, original, strict=True):
            assert not cell.startswith(tuple(FORMULAS))
            assert cell == (f"'{text}" if text.startswith(tuple(FORMULAS)) else text)


@pytest.mark.parametrize("first", FORMULAS)
def test_what_a_spreadsheet_would_run_is_shown(first: str) -> None:
    assert read(write_table(["a"], [[f"{first}cmd|' /C calc'!A0"]]))[1] == [f"'{first}cmd|' /C calc'!A0"]


def test_no_text_of_a_case_reaches_a_spreadsheet_as_a_formula() -> None:
    yaml = """
    sources: {s: {type: report, title: S, seen: copy}}
    claims: {a: {title: A, text: '=HYPERLINK("https://example.org")', cite: s}}
    events: {b: {date: 2020, title: '+1', where: '@SUM(1)', cite: s}}
    """
    assert read(export(claims_csv.EXPORT, yaml))[1][2] == """'=HYPERLINK("https://example.org")"""
    cells = read(export(events_csv.EXPORT, yaml))[1]
    assert {"'+1", "'@SUM(1)"} < set(cells)


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize(
    ("module", "records"),
    [(events_csv, 3), (claims_csv, 3), (standings_csv, 13)],
    ids=["events", "claims", "standings"],
)
def test_every_row_has_every_cell(module: object, records: int, language: str) -> None:
    head, *rows = read(export(module.EXPORT, HARBOUR, language))  # type: ignore[attr-defined]
    assert tuple(head) == module.HEAD  # type: ignore[attr-defined]
    assert len(set(head)) == len(head)
    assert len(rows) == records
    assert all(len(row) == len(head) for row in rows)


def test_events_are_in_the_order_of_the_timeline_with_their_dates() -> None:
    head, *rows = read(export(events_csv.EXPORT, HARBOUR))
    events = [dict(zip(head, row, strict=True)) for row in rows]
    assert [event["id"] for event in events] == ["quay-used", "permit-signed", "permit-asked"]
    assert (events[1]["date"], events[1]["bound"], events[1]["earliest"]) == ("2018-11", "exact", "2018-11-01")
    assert (events[0]["date"], events[0]["bound"], events[0]["latest"]) == ("2017/..", "at-latest", "")
    assert events[1]["as_written"] == "in November of last year"
    assert events[1]["who"] == "the permit official (signatory)"
    assert (events[1]["standing"], events[1]["cite"]) == ("reported", "post-2019, page 1")
    assert events[1]["address"] == "https://site.example/cases/harbour/#event-permit-signed"


def test_claims_say_who_speaks_for_and_against_them() -> None:
    head, row, *_ = read(export(claims_csv.EXPORT, HARBOUR, "fr"))
    claim = dict(zip(head, row, strict=True))
    assert claim["about"] == "le fonctionnaire des permis"
    assert claim["standing"] == "overturned"
    assert claim["for"] == "The Harbour Post (rapporte)"
    assert "le fonctionnaire des permis (dément)" in claim["against"]
    assert claim["no_longer"].startswith("Court of Port Example (")
    assert claim["cite"].split("; ")[0] == "judgment-2020"


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("2017-07", ("2017-07", "exact", date(2017, 7, 1), date(2017, 7, 31))),
        ({"start": "2014", "end": "2017"}, ("2014/2017", "exact", date(2014, 1, 1), date(2017, 12, 31))),
        ({"end": "2017"}, ("../2017", "exact", None, date(2017, 12, 31))),
        ({"edtf": "2017", "bound": "at-latest"}, ("2017", "at-latest", None, date(2017, 12, 31))),
    ],
)
def test_dates_in_a_table(written: object, expected: tuple[object, ...]) -> None:
    assert write_date(When.model_validate(written)) == expected
