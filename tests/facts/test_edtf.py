"""Dates: every example of the specification, another parser as an oracle, and what must hold of any date."""

from __future__ import annotations

import contextlib
import dataclasses
import io
import re
import warnings
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from generator.facts.edtf import EdtfError, Precision, parse_edtf

# ── The examples of the specification (Library of Congress, 4 February 2019), in its order. ────────────────────────────

SUPPORTED = {
    # Level 0: date
    "1985-04-12": ("1985-04-12", "1985-04-12", Precision.DAY),
    "1985-04": ("1985-04-01", "1985-04-30", Precision.MONTH),
    "1985": ("1985-01-01", "1985-12-31", Precision.YEAR),
    # Level 0: time interval
    "1964/2008": ("1964-01-01", "2008-12-31", Precision.INTERVAL),
    "2004-06/2006-08": ("2004-06-01", "2006-08-31", Precision.INTERVAL),
    "2004-02-01/2005-02-08": ("2004-02-01", "2005-02-08", Precision.INTERVAL),
    "2004-02-01/2005-02": ("2004-02-01", "2005-02-28", Precision.INTERVAL),
    "2004-02-01/2005": ("2004-02-01", "2005-12-31", Precision.INTERVAL),
    "2005/2006-02": ("2005-01-01", "2006-02-28", Precision.INTERVAL),
    # Level 1: seasons
    "2001-21": ("2001-03-01", "2001-05-31", Precision.SEASON),
    # Level 1: qualification of a date
    "1984?": ("1984-01-01", "1984-12-31", Precision.YEAR),
    "2004-06~": ("2004-06-01", "2004-06-30", Precision.MONTH),
    "2004-06-11%": ("2004-06-11", "2004-06-11", Precision.DAY),
    # Level 1: unspecified digits from the right
    "201X": ("2010-01-01", "2019-12-31", Precision.DECADE),
    "20XX": ("2000-01-01", "2099-12-31", Precision.CENTURY),
    "2004-XX": ("2004-01-01", "2004-12-31", Precision.YEAR),
    "1985-04-XX": ("1985-04-01", "1985-04-30", Precision.MONTH),
    "1985-XX-XX": ("1985-01-01", "1985-12-31", Precision.YEAR),
    # Level 1: open intervals
    "1985-04-12/..": ("1985-04-12", None, Precision.INTERVAL),
    "1985-04/..": ("1985-04-01", None, Precision.INTERVAL),
    "1985/..": ("1985-01-01", None, Precision.INTERVAL),
    "../1985-04-12": (None, "1985-04-12", Precision.INTERVAL),
    "../1985-04": (None, "1985-04-30", Precision.INTERVAL),
    "../1985": (None, "1985-12-31", Precision.INTERVAL),
    # Level 2: an interval with an unspecified day, the one example of that level that is read
    "2004-06-XX/2004-07-03": ("2004-06-01", "2004-07-03", Precision.INTERVAL),
}

REFUSED = {
    # Level 0: times of day
    "1985-04-12T23:20:30": "write 1985-04-12, and tell the time",
    "1985-04-12T23:20:30Z": "write 1985-04-12, and tell the time",
    "1985-04-12T23:20:30-04": "write 1985-04-12, and tell the time",
    "1985-04-12T23:20:30+04:30": "write 1985-04-12, and tell the time",
    # Level 1: letter-prefixed years
    "Y170000002": "four digits",
    "Y-170000002": "four digits",
    # Level 1: intervals with an unknown end
    "1985-04-12/": "write 1985-04-12/.. if",
    "1985-04/": "write 1985-04/.. if",
    "1985/": "write 1985/.. if",
    "/1985-04-12": "write ../1985-04-12 if",
    "/1985-04": "write ../1985-04 if",
    "/1985": "write ../1985 if",
    # Level 1: negative years
    "-1985": "0001 to 9999",
    # Level 2
    "Y-17E7": "four digits",
    "1950S2": "write 19XX",
    "Y171010000S3": "four digits",
    "Y3388E2S3": "four digits",
    "2001-34": "write the months, 2001-04/2001-06",
    "[1667,1668,1670..1672]": "write a date for each",
    "[..1760-12-03]": "write {edtf: 1760-12-03, bound: at-latest}",
    "[1760-12..]": "write {edtf: 1760-12, bound: at-earliest}",
    "[1760-01,1760-02,1760-12..]": "write a date for each",
    "[1667,1760-12]": "write a date for each",
    "[..1984]": "write {edtf: 1984, bound: at-latest}",
    "{1667,1668,1670..1672}": "write a date for each",
    "{1960,1961-12}": "write a date for each",
    "{..1984}": "write ../1984",
    "2004-06~-11": "write 2004-06-11~",
    "2004?-06-11": "write 2004-06-11?",
    "?2004-06-~11": "write 2004-06-11%",
    "2004-%06-11": "write 2004-06-11%",
    "156X-12-25": "write 156X",
    "15XX-12-25": "write 15XX",
    "XXXX-12-XX": "201X",
    "1XXX-XX": "201X",
    "1XXX-12": "201X",
    "1984-1X": "2017-XX",
    "2004-06-~01/2004-06-~20": "write 2004-06-01~/2004-06-20~",
}


@pytest.mark.parametrize(("text", "expected"), SUPPORTED.items())
def test_an_example_of_the_specification_is_read(text: str, expected: tuple[str | None, str | None, Precision]) -> None:
    edtf = parse_edtf(text)
    bounds = tuple(day and day.isoformat() for day in (edtf.earliest, edtf.latest))
    assert (*bounds, edtf.precision) == expected
    assert edtf.text == text


@pytest.mark.parametrize(("text", "hint"), REFUSED.items())
def test_an_unsupported_example_of_the_specification_is_refused_with_what_to_write_instead(
    text: str, hint: str
) -> None:
    with pytest.raises(EdtfError) as refusal:
        parse_edtf(text)
    assert text in refusal.value.message
    assert hint in refusal.value.hint


@pytest.mark.parametrize(
    ("text", "approximate", "uncertain", "unspecified"),
    [
        ("1984", False, False, False),
        ("1984?", False, True, False),
        ("2004-06~", True, False, False),
        ("2004-06-11%", True, True, False),
        ("201X", False, False, True),
        ("1985-04-XX?", False, True, True),
        ("2011-21~", True, False, False),
        ("2014~/2017", True, False, False),
        ("2014/2017?", False, True, False),
        ("201X/..", False, False, True),
    ],
)
def test_qualifications_are_kept(text: str, approximate: bool, uncertain: bool, unspecified: bool) -> None:
    edtf = parse_edtf(text)
    assert (edtf.approximate, edtf.uncertain, edtf.unspecified) == (approximate, uncertain, unspecified)


def test_an_interval_has_its_two_ends() -> None:
    edtf = parse_edtf("2014~/2017-07-14")
    assert (edtf.start, edtf.end) == (parse_edtf("2014~"), parse_edtf("2017-07-14"))
    assert (edtf.start.approximate, edtf.end.approximate) == (True, False)
    assert parse_edtf("2014/..").end is None
    assert parse_edtf("../2014").start is None
    assert (parse_edtf("2014").start, parse_edtf("2014").end) == (None, None)


@pytest.mark.parametrize(
    ("text", "earliest", "latest"),
    [
        ("2017-21", date(2017, 3, 1), date(2017, 5, 31)),
        ("2017-22", date(2017, 6, 1), date(2017, 8, 31)),
        ("2017-23", date(2017, 9, 1), date(2017, 11, 30)),
        ("2017-24", date(2017, 12, 1), date(2018, 2, 28)),
        ("2019-24", date(2019, 12, 1), date(2020, 2, 29)),
    ],
)
def test_a_season_is_three_months_and_winter_ends_in_the_next_year(text: str, earliest: date, latest: date) -> None:
    edtf = parse_edtf(text)
    assert (edtf.earliest, edtf.latest) == (earliest, latest)


# ── Refusals, in the words of whoever wrote the date. ──────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        ("2017-13", "'2017-13' has no month 13", "months run from 01 to 12, and 21 to 24 are the seasons"),
        ("2014-17", "'2014-17' has no month 17", "for the years from 2014 to 2017 write 2014/2017"),
        ("2017-00", "'2017-00' has no month 00", "write 2017 where the month is not known"),
        ("2017-07-00", "'2017-07-00' has no day 00", "write 2017-07 where the day is not known"),
        ("2017-02-29", "'2017-02-29' has no day 29", "the last day of that month is 2017-02-28"),
        ("1900-02-29", "'1900-02-29' has no day 29", "the last day of that month is 1900-02-28"),
        ("2025-30-01", "'2025-30-01' has no month 30", "write 2025-01-30: the month comes before the day"),
        ("2001-41", "'2001-41' has no month 41", "write the months, 2001-07/2001-12"),
        ("2017-21-03", "'2017-21-03' has a day in a season", "write 2017-21, or the month and the day"),
        ("2017-XX-03", "'2017-XX-03' has a day in a month that is not known", "write 2017-XX-XX or 2017"),
        ("201X-07", "'201X-07' has a month in a year that is not known", "write 201X, and the rest in as_written"),
        ("0000", "'0000' has the year 0", "years run from 0001 to 9999; tell an earlier date in the text"),
        ("00XX", "'00XX' has the year 0", "years run from 0001 to 9999; tell an earlier date in the text"),
        ("9999-24", "'9999-24' ends after the year 9999", "years run from 0001 to 9999"),
        ("2014/2012", "'2014/2012' ends before it starts", "write the earlier date first: 2012/2014"),
        ("2017-08/2017-07", "'2017-08/2017-07' ends before it starts", "write the earlier date first: 2017-07/2017-08"),
        ("2017-13/2018", "'2017-13' has no month 13", "months run from 01 to 12, and 21 to 24 are the seasons"),
        (
            "2014/",
            "'2014/' does not say when it ends",
            "write 2014/.. if it still goes on, or leave the end out and say what the source says",
        ),
        ("../..", "'../..' is open at both ends", "leave the date out where neither end is known"),
        ("/", "'/' has neither a start nor an end", "leave the date out where neither end is known"),
        ("", "'' is not how a date is written here", "write a date such as 2017, or leave the key out"),
    ],
)
def test_a_date_that_cannot_be_is_told_what_is_wrong(text: str, message: str, hint: str) -> None:
    with pytest.raises(EdtfError) as refusal:
        parse_edtf(text)
    assert refusal.value.message == str(refusal.value) == message
    assert refusal.value.hint.endswith(hint)


GUESSES = {
    # numbers in another order, or not padded
    "30/01/2025": "write 2025-01-30",
    "01/30/2025": "write 2025-01-30",
    "30.01.2025": "write 2025-01-30",
    "2025/01/30": "write 2025-01-30",
    "2025-1-3": "write 2025-01-03",
    "2025-1": "write 2025-01",
    "20250130": "write 2025-01-30",
    "202501": "write 2025-01",
    "01/2025": "write 2025-01",
    "2025/01": "write 2025-01",
    "1/2/2025": "write 2025-02-01 or 2025-01-02",
    "2/2/2025": "write 2025-02-02",
    "17": "write the year with its four digits",
    # months and seasons by name
    "January 2025": "write 2025-01",
    "Sept. 2025": "write 2025-09",
    "30 January 2025": "write 2025-01-30",
    "January 30th, 2025": "write 2025-01-30",
    "30 janvier 2025": "write 2025-01-30",
    "1er août 2025": "write 2025-08-01",
    "the summer of 2017": "write 2017-22",
    "printemps 2017": "write 2017-21",
    "the 2010s": "write 201X",
    "les années 2010": "write 201X",
    # qualifications
    "circa 2017": "write 2017~",
    "c. July 2017": "write 2017-07~",
    "vers 2017": "write 2017~",
    "~2017": "write 2017~",
    "2017 ?": "write 2017?",
    "2017?~": "write 2017%",
    "perhaps 2017": "write 2017?",
    "early 2017": "write 2017, and keep the words in as_written",
    # intervals and bounds
    "2014-2017": "write 2014/2017",
    "2014–2017": "write 2014/2017",
    "2014 - 2017": "write 2014/2017",
    "2014/17": "write 2014/2017",
    "2014..2017": "write 2014/2017",
    "from 3 March 2014 to July 2017": "write 2014-03-03/2017-07",
    "de 2014 à 2017": "write 2014/2017",
    "d’avril 2014 à mars 2017": "write 2014-04/2017-03",
    "January 2014/2017": "write 2014-01/2017",
    "since 2014": "write 2014/..",
    "depuis 2014": "write 2014/..",
    "2014/present": "write 2014/..",
    "2014-": "write 2014/..",
    "January 2014/": "write 2014-01/..",
    "12/": "write a year (2017), a month (2017-07) or a day (2017-07-14)",
    "until 2017": "write ../2017",
    "jusqu’en 2017": "write ../2017",
    "since at least 2017": "write {start: 2017, bound: at-latest}",
    "depuis au moins 2017": "write {start: 2017, bound: at-latest}",
    "in 2017 at the latest": "write {edtf: 2017, bound: at-latest}",
    "by July 2017": "write {edtf: 2017-07, bound: at-latest}",
    "au plus tôt en 2017": "write {edtf: 2017, bound: at-earliest}",
    # letters and spaces
    "201x": "write 201X",
    " 2017\n": "write 2017",
    "2014 / 2017": "write 2014/2017",
    "２０１７": "write 2017",
    # what no date says
    "2025-01-30 14:00": "write 2025-01-30, and tell the time of day in the text",
    "2017 or 2018": "write a date for each",
    "2014/P3Y": "write one start and one end",
    "2014/2015/2016": "write one start and one end",
    "unknown": "leave the date out",
    "noon": "write a year (2017), a month (2017-07) or a day (2017-07-14)",
    "٢٠١٧": "write a year (2017), a month (2017-07) or a day (2017-07-14)",
    "9" * 1000: "write a year (2017), a month (2017-07) or a day (2017-07-14)",
}


@pytest.mark.parametrize(("text", "hint"), GUESSES.items())
def test_what_was_meant_is_guessed(text: str, hint: str) -> None:
    with pytest.raises(EdtfError) as refusal:
        parse_edtf(text)
    assert refusal.value.hint.startswith(hint)
    assert len(refusal.value.message) < 200


# ── What must hold of any date. ────────────────────────────────────────────────────────────────────────────────────────

marks = st.sampled_from(["", "", "?", "~", "%"])
days = st.dates(min_value=date(1, 1, 1))


@st.composite
def single_dates(draw: st.DrawFn) -> str:
    """Any date that is no interval and is supported."""
    iso = draw(days).isoformat()
    forms = [
        *(iso, iso, iso[:7], iso[:7], iso[:4], iso[:4]),
        *(f"{iso[:7]}-XX", f"{iso[:4]}-XX", f"{iso[:4]}-XX-XX"),
        f"{max(int(iso[:3]), 1):03}X",
        f"{max(int(iso[:2]), 1):02}XX",
        f"{min(int(iso[:4]), 9998):04}-{draw(st.integers(21, 24))}",
    ]
    return draw(st.sampled_from(forms)) + draw(marks)


@st.composite
def interval_dates(draw: st.DrawFn) -> str:
    """Any supported interval, of which one end may be open."""
    ends = sorted((draw(single_dates()), draw(single_dates())), key=lambda text: parse_edtf(text).sort_key)
    gap = draw(st.sampled_from([None, 0, 1]))
    if gap is not None:
        ends[gap] = ".."
    return "/".join(ends)


dates = st.one_of(single_dates(), interval_dates())


@settings(deadline=None)
@given(dates)
def test_bounds_are_in_order(text: str) -> None:
    edtf = parse_edtf(text)
    if edtf.earliest and edtf.latest:
        assert edtf.earliest <= edtf.latest
    else:
        assert edtf.precision is Precision.INTERVAL
        assert ".." in text


@settings(deadline=None)
@given(single_dates(), days, st.integers(-400, 400))
def test_a_day_is_within_the_bounds_exactly_when_its_digits_match(text: str, day: date, distance: int) -> None:
    assume("-2" not in text[4:6])  # seasons have no digits to match: their table is above
    edtf = parse_edtf(text)
    pattern = re.compile(text.rstrip("?~%").replace("X", "[0-9]"))
    # a day anywhere, and one near the date: near its bounds is where it would go wrong
    near = min(max(edtf.earliest.toordinal() + distance, 1), date.max.toordinal())
    for candidate in (day, date.fromordinal(near), edtf.earliest, edtf.latest):
        assert (edtf.earliest <= candidate <= edtf.latest) == bool(pattern.match(candidate.isoformat()))


@settings(deadline=None)
@given(single_dates())
def test_the_days_just_outside_the_bounds_are_outside(text: str) -> None:
    assume("-2" not in text[4:6])
    edtf = parse_edtf(text)
    pattern = re.compile(text.rstrip("?~%").replace("X", "[0-9]"))
    if edtf.earliest > date.min:
        assert not pattern.match((edtf.earliest - timedelta(1)).isoformat())
    if edtf.latest < date.max:
        assert not pattern.match((edtf.latest + timedelta(1)).isoformat())


@settings(deadline=None)
@given(dates)
def test_reading_what_was_read_gives_the_same(text: str) -> None:
    edtf = parse_edtf(text)
    again = parse_edtf.__wrapped__(edtf.text)
    assert again is not edtf
    assert again == edtf
    assert hash(again) == hash(edtf)
    assert dataclasses.astuple(again) == dataclasses.astuple(edtf)


@settings(deadline=None)
@given(st.lists(dates, max_size=12))
def test_the_order_is_total_and_follows_the_bounds(texts: list[str]) -> None:
    found = [parse_edtf(text) for text in texts]
    keys = [edtf.sort_key for edtf in found]
    assert len(set(keys)) == len(set(texts))
    ordered = sorted(found, key=lambda edtf: edtf.sort_key)
    found.reverse()
    assert ordered == sorted(found, key=lambda edtf: edtf.sort_key)
    for first, second in pairwise(ordered):
        assert (first.earliest or date.min) <= (second.earliest or date.min)
    for first in found:
        for second in found:
            if first.latest and second.earliest and first.latest < second.earliest:
                assert first.sort_key < second.sort_key


def test_of_dates_with_the_same_bounds_the_more_precise_comes_first() -> None:
    texts = ["2017/2017", "2017-XX", "2017", "2017-01", "2017-01-01", "201X", "2017-01-01/2017", "../2017", "2017/.."]
    in_order = sorted(texts, key=lambda text: parse_edtf(text).sort_key)
    assert in_order == [
        *("../2017", "201X", "2017-01-01", "2017-01", "2017", "2017-XX"),
        *("2017-01-01/2017", "2017/2017", "2017/.."),
    ]


def test_dates_are_values() -> None:
    edtf = parse_edtf("2017")
    assert {edtf, parse_edtf("2017"), parse_edtf("2018")} == {edtf, parse_edtf("2018")}
    with pytest.raises(dataclasses.FrozenInstanceError):
        edtf.text = "2018"


nearly = st.text(alphabet="0123456789-/.XxTZ?~%[]{},: ", max_size=24)
WORDS = (
    *("since", "until", "about", "from", "to", "between", "and", "de", "à", "January", "février", "summer"),
    *("2014", "2017-07", "30", "31", "/", "-", ".", "?", ".."),
)
worded = st.lists(st.sampled_from(WORDS), max_size=12).map(" ".join)


@st.composite
def spoilt_dates(draw: st.DrawFn) -> str:
    """A date with one character changed, added or taken away."""
    text = draw(dates)
    at = draw(st.integers(0, len(text)))
    return text[:at] + draw(st.text(alphabet="0123456789-/.X?~% ", max_size=1)) + text[at + draw(st.integers(0, 1)) :]


@settings(deadline=None)
@given(st.one_of(st.text(), nearly, worded, spoilt_dates()))
def test_any_text_is_a_date_or_is_refused_with_a_hint_that_can_be_followed(text: str) -> None:
    try:
        edtf = parse_edtf(text)
    except EdtfError as error:
        refusal = error
    else:
        assert edtf.text == text
        return
    assert refusal.message
    assert refusal.hint
    for proposed in re.findall(r"write ([0-9.][^ ,:;]*)", refusal.hint):
        assert parse_edtf(proposed).text == proposed


def test_the_cache_is_bounded() -> None:
    assert parse_edtf.cache_parameters()["maxsize"] is not None


# ── Another parser as an oracle, on what both read. ────────────────────────────────────────────────────────────────────

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # it uses names that its own parser library has deprecated
    from edtf import parse_edtf as read_oracle

ORACLE_FAULTS = {
    # name: (the dates that have it, one of them, what the other parser does)
    "winter": (r".*-24[?~%]?", "2017-24", "it ends winter on 31 December"),
    "qualified season": (r"[^/]*-2[1-4][?~%]", "2011-21?", "it refuses a season with a mark"),
    "X in an open interval": (r".*X.*/\.\.|\.\./.*X.*", "201X/..", "it refuses X there, or crashes"),
    "X and a mark in an interval": (r"(?=.*X)(?=.*[?~%]).*/.*", "2014~/201X", "it refuses the two together"),
    "unknown month in an interval": (r"(?=.*[0-9]{4}-XX).*/.*", "2014/2017-XX", "it crashes on a value of its own"),
}


def consult_oracle(text: str) -> tuple[date | None, date | None]:
    """The bounds that the other parser gives; its infinities are numbers, and it prints."""
    with contextlib.redirect_stdout(io.StringIO()), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        edtf = read_oracle(text)
        bounds = edtf.lower_strict(), edtf.upper_strict()
    return tuple(None if isinstance(bound, float) else date(*bound[:3]) for bound in bounds)


@settings(deadline=None)
@given(dates)
def test_bounds_are_those_of_another_parser(text: str) -> None:
    assume(not any(re.fullmatch(pattern, text) for pattern, _, _ in ORACLE_FAULTS.values()))
    edtf = parse_edtf(text)
    assert (edtf.earliest, edtf.latest) == consult_oracle(text)


@pytest.mark.parametrize("text", SUPPORTED)
def test_bounds_of_the_specification_s_examples_are_those_of_another_parser(text: str) -> None:
    edtf = parse_edtf(text)
    assert (edtf.earliest, edtf.latest) == consult_oracle(text)


@pytest.mark.parametrize(("pattern", "example", "why"), ORACLE_FAULTS.values(), ids=ORACLE_FAULTS)
def test_each_fault_that_excludes_a_date_from_the_oracle_is_still_there(pattern: str, example: str, why: str) -> None:
    assert re.fullmatch(pattern, example)
    edtf = parse_edtf(example)
    try:
        bounds = consult_oracle(example)
    except Exception:  # noqa: BLE001 (whatever it raises is the fault)
        return
    assert bounds != (edtf.earliest, edtf.latest), f"{why}: no longer"
