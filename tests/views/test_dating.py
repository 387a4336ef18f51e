"""How dates read in English and French: by table, from the page for authors, and for any date at all."""

from __future__ import annotations

import re
from itertools import product
from pathlib import Path

import pytest
import yaml
from babel.messages.pofile import read_po
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.facts.edtf import EdtfError, parse_edtf
from generator.language import CATALOGUES
from generator.views.dating import MESSAGES, describe_date, describe_period, html_datetime
from tests.facts.test_edtf import dates, single_dates

BOUNDS = ("exact", "at-latest", "at-earliest")
ROLES = ("date", "start", "end")


@pytest.mark.parametrize(
    ("text", "bound", "role", "english", "french"),
    [
        ("2017", "exact", "date", "2017", "2017"),
        ("2017", "exact", "start", "since 2017", "depuis 2017"),
        ("2017", "exact", "end", "until 2017", "jusqu’en 2017"),
        ("2017", "at-latest", "date", "in 2017 at the latest", "en 2017 au plus tard"),
        ("2017", "at-latest", "start", "since 2017 at the latest", "depuis 2017 au plus tard"),
        ("2017", "at-earliest", "end", "until 2017 at the earliest", "jusqu’en 2017 au plus tôt"),
        ("2017-08", "at-latest", "date", "in August 2017 at the latest", "en août 2017 au plus tard"),
        ("2017-08", "exact", "end", "until August 2017", "jusqu’en août 2017"),
        ("2025-01-30", "at-latest", "date", "on 30 January 2025 at the latest", "le 30 janvier 2025 au plus tard"),
        ("2025-01-30", "exact", "start", "since 30 January 2025", "depuis le 30 janvier 2025"),
        ("2025-12-01", "exact", "end", "until 1 December 2025", "jusqu’au 1er décembre 2025"),
        ("2017-21", "at-latest", "date", "in spring 2017 at the latest", "au printemps 2017 au plus tard"),
        ("2017-21", "exact", "end", "until spring 2017", "jusqu’au printemps 2017"),
        ("2017-22", "at-latest", "date", "in summer 2017 at the latest", "à l’été 2017 au plus tard"),
        ("2017-23", "exact", "start", "since autumn 2017", "depuis l’automne 2017"),
        ("2017-24", "exact", "end", "until winter 2017–2018", "jusqu’à l’hiver 2017-2018"),
        ("201X", "exact", "end", "until the 2010s", "jusque dans les années 2010"),
        ("20XX", "exact", "start", "since the years 2000 to 2099", "depuis les années 2000 à 2099"),
        ("2017~", "at-latest", "date", "in about 2017 at the latest", "en 2017 environ au plus tard"),
        ("2017?", "at-latest", "start", "since 2017 at the latest (uncertain)", "depuis 2017 au plus tard (incertain)"),
        ("201X~", "exact", "date", "about the 2010s", "vers les années 2010"),
        ("1985-04-XX?", "exact", "date", "April 1985 (day unknown, uncertain)", "avril 1985 (jour inconnu, incertain)"),
        ("0850", "exact", "date", "850", "850"),
        # intervals
        ("2014/2017", "at-latest", "date", "2014 to 2017 at the latest", "2014 à 2017 au plus tard"),
        ("2014/..", "at-latest", "date", "since 2014 at the latest", "depuis 2014 au plus tard"),
        ("2014/2014", "exact", "date", "2014", "2014"),
        ("2014~/2014~", "exact", "date", "about 2014", "vers 2014"),
        ("2014?/2017", "exact", "date", "2014 (uncertain) to 2017", "2014 (incertain) à 2017"),
        ("2014~/2017-08~", "exact", "date", "about 2014 to about August 2017", "vers 2014 à août 2017 environ"),
        ("../2017?", "exact", "date", "until 2017 (uncertain)", "jusqu’en 2017 (incertain)"),
        ("2014-03-03/2014-05-01", "exact", "date", "3 March to 1 May 2014", "3 mars au 1er mai 2014"),
        ("2014-03-03/2017-03-03", "exact", "date", "3 March 2014 to 3 March 2017", "3 mars 2014 au 3 mars 2017"),
        ("2014-03/2014-08~", "exact", "date", "March 2014 to about August 2014", "mars 2014 à août 2014 environ"),
        ("2014-03/2014-08-05", "exact", "date", "March 2014 to 5 August 2014", "mars 2014 au 5 août 2014"),
        ("2013-24/2014-22", "exact", "date", "winter 2013–2014 to summer 2014", "hiver 2013-2014 à l’été 2014"),
        ("200X/201X", "exact", "date", "the 2000s to the 2010s", "années 2000 aux années 2010"),
        ("2014/2017", "exact", "start", "2014 to 2017", "2014 à 2017"),
    ],
)
def test_a_date_reads_as_people_say_it(text: str, bound: str, role: str, english: str, french: str) -> None:
    edtf = parse_edtf(text)
    assert describe_date(edtf, "en", bound, role) == english
    assert describe_date(edtf, "fr", bound, role) == french


@pytest.mark.parametrize(
    ("start", "end", "bound", "english", "french"),
    [
        ("2014", "2017", "exact", "2014 to 2017", "2014 à 2017"),
        ("2014", None, "exact", "since 2014", "depuis 2014"),
        (None, "2017", "exact", "until 2017", "jusqu’en 2017"),
        (None, "2017", "at-latest", "until 2017 at the latest", "jusqu’en 2017 au plus tard"),
        ("2014", "2017?", "exact", "2014 to 2017 (uncertain)", "2014 à 2017 (incertain)"),
        (
            *("2017", "2025-01-30", "at-latest"),
            *("since 2017 at the latest, until 30 January 2025", "depuis 2017 au plus tard, jusqu’au 30 janvier 2025"),
        ),
        ("2014/2015", "2017", "exact", "2014 to 2015, until 2017", "2014 à 2015, jusqu’en 2017"),
    ],
)
def test_a_period_reads_as_one(start: str | None, end: str | None, bound: str, english: str, french: str) -> None:
    ends = (start and parse_edtf(start)) or None, (end and parse_edtf(end)) or None
    assert describe_period(*ends, "en", bound) == english
    assert describe_period(*ends, "fr", bound) == french


def test_a_period_without_ends_is_a_mistake_of_the_program() -> None:
    with pytest.raises(ValueError, match="a start or an end"):
        describe_period(None, None, "en")


def test_a_language_without_a_catalogue_reads_in_english() -> None:
    assert describe_date(parse_edtf("2017"), "nl", "at-latest", "start") == "since 2017 at the latest"


# ── The page for authors. ──────────────────────────────────────────────────────────────────────────────────────────────

PAGE = (Path(__file__).parents[2] / "docs" / "dates.md").read_text(encoding="utf-8")


def rows(heading: str) -> list[tuple[str, str, str]]:
    """The rows of the table under a heading of the page, without their backticks."""
    section = PAGE.split(f"\n## {heading}\n")[1].split("\n## ")[0]
    found = re.findall(r"^\| `(.+?)` \| (.+?) \|(.*)\|$", section, flags=re.MULTILINE)
    assert len(found) == section.count("\n|") - 2, "a row that is not read"
    return [(first, second.strip("`"), third.strip()) for first, second, third in found]


def describe_written(written: str, language: str) -> str:
    """A date as an author writes it, in short or as a map, in words."""
    fields = yaml.load(written, yaml.BaseLoader)
    if isinstance(fields, str):
        return describe_date(parse_edtf(fields), language)
    bound = fields.get("bound", "exact")
    if "edtf" in fields:
        return describe_date(parse_edtf(fields["edtf"]), language, bound)
    ends = [parse_edtf(fields[end]) if end in fields else None for end in ("start", "end")]
    return describe_period(*ends, language, bound)


@pytest.mark.parametrize(("written", "english", "french"), rows("What can be written") + rows("Bounds"))
def test_the_page_says_how_a_date_reads(written: str, english: str, french: str) -> None:
    assert describe_written(written, "en") == english
    assert describe_written(written, "fr") == french


@pytest.mark.parametrize(("refused", "instead", "why"), rows("What is refused, and what to write instead"))
def test_the_page_and_the_hint_say_the_same_to_write_instead(refused: str, instead: str, why: str) -> None:
    with pytest.raises(EdtfError) as refusal:
        parse_edtf(refused)
    assert re.search(rf"(^|[ :]){re.escape(instead)}($|[ ,:])", refusal.value.hint)
    assert describe_written(instead, "en")


# ── What must hold of any date. ────────────────────────────────────────────────────────────────────────────────────────


@settings(deadline=None)
@given(dates)
def test_any_date_reads_as_something_in_every_language_bound_and_role(text: str) -> None:
    edtf = parse_edtf(text)
    for language, bound, role in product(("en", "fr"), BOUNDS, ROLES):
        words = describe_date(edtf, language, bound, role)
        assert words.strip() == words != ""
        assert "%" not in words
        for year in re.findall("[0-9]{4}", text):
            assert str(int(year)) in words


@settings(deadline=None)
@given(st.none() | dates, st.none() | dates, st.sampled_from(BOUNDS))
def test_any_period_reads_as_something(start: str | None, end: str | None, bound: str) -> None:
    ends = (start and parse_edtf(start)) or None, (end and parse_edtf(end)) or None
    if ends != (None, None):
        assert all(describe_period(*ends, language, bound).strip() for language in ("en", "fr"))


@settings(deadline=None)
@given(single_dates(), single_dates())
def test_two_dates_that_differ_read_differently(first: str, second: str) -> None:
    for language in ("en", "fr"):
        same = describe_date(parse_edtf(first), language) == describe_date(parse_edtf(second), language)
        assert same == (first == second)


# ── For machines. ──────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("text", ["2017", "0850", "2017-07", "2025-01-30"])
def test_html_knows_days_months_and_years(text: str) -> None:
    assert html_datetime(parse_edtf(text)) == text


@pytest.mark.parametrize(
    "text",
    ["2017~", "2017-07?", "2025-01-30%", "201X", "20XX", "2017-XX", "2017-07-XX", "2017-21", "2014/2017", "2014/.."],
)
def test_html_knows_no_other_dates(text: str) -> None:
    assert html_datetime(parse_edtf(text)) is None


def test_every_message_is_translated_into_french() -> None:
    with (CATALOGUES / "fr" / "LC_MESSAGES" / "dossier.po").open("rb") as file:
        catalogue = read_po(file, locale="fr")
    for message in MESSAGES:
        translation = catalogue.get(message)
        assert translation is not None, message
        assert translation.string, message
        assert not translation.fuzzy, message
        placeholders = [sorted(re.findall(r"%\((\w+)\)s", text)) for text in (message, translation.string)]
        assert placeholders[0] == placeholders[1], message
