"""Dates in the Extended Date/Time Format: what is known of when something was, and no more than that.

Read are level 0 without times of day and, of level 1, qualification (`2017~`), unspecified digits (`201X`), seasons
(`2017-21`) and open intervals (`2014/..`); either end of an interval may be any of these. `docs/dates.md` has the whole
list, and what to write instead of the rest.

Source: Library of Congress, Extended Date/Time Format (EDTF) Specification, 4 February 2019; ISO 8601-2:2019.
"""

from __future__ import annotations

import re
import unicodedata
from calendar import monthrange
from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from functools import cache, lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


class Precision(Enum):
    """The finest part of a date that is known, from fine to coarse: `2004-XX` has its month left open, so year."""

    DAY = "day"
    MONTH = "month"
    SEASON = "season"
    YEAR = "year"
    DECADE = "decade"
    CENTURY = "century"
    INTERVAL = "interval"


_RANKS = {precision: rank for rank, precision in enumerate(Precision)}


class EdtfError(ValueError):
    """A date that cannot be read.

    `message` says what is wrong, in the words of whoever wrote it, and `hint` what to write instead.
    """

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


@dataclass(frozen=True, slots=True)
class Edtf:
    """A date, as precise as it is known. Two are equal when their texts are: the text says all the rest.

    `text` is the EDTF as written. `earliest` and `latest` are the first and last day it can mean, both included; None
    is an open end. `approximate` is `~` or `%`, `uncertain` is `?` or `%`, `unspecified` is `X`: of an interval, at
    either end. Only an interval has a `start` and an `end`, of which one may be open.
    """

    text: str
    earliest: date | None = field(compare=False)
    latest: date | None = field(compare=False)
    precision: Precision = field(compare=False)
    approximate: bool = field(compare=False, default=False)
    uncertain: bool = field(compare=False, default=False)
    unspecified: bool = field(compare=False, default=False)
    start: Edtf | None = field(compare=False, default=None)
    end: Edtf | None = field(compare=False, default=None)

    @property
    def sort_key(self) -> tuple[date, date, int, str]:
        """The key of a total order: by first day, then last day, then the more precise first."""
        return (self.earliest or date.min, self.latest or date.max, _RANKS[self.precision], self.text)


OPEN = ".."
_SHAPE = re.compile(r"([0-9]{4}|[0-9]{3}X|[0-9]{2}XX)(?:-([0-9]{2}|XX)(?:-([0-9]{2}|XX))?)?([?~%]?)")
_SEASONS = {21: 3, 22: 6, 23: 9, 24: 12}


@lru_cache(maxsize=65_536)
def parse_edtf(text: str) -> Edtf:
    """The date that `text` writes.

    Raises `EdtfError` where the text is not EDTF, is a part of it that is not supported, or names no possible day.
    """
    try:
        return _read(text)
    except _UnreadableError:
        shown = text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
        raise EdtfError(f"{shown!r} is not how a date is written here", _hint(text)) from None


class _UnreadableError(Exception):
    """The text has not even the shape of a date, so what was meant must be guessed."""


def _read(text: str) -> Edtf:
    if "/" not in text:
        return _read_date(text)
    first, _, second = text.partition("/")
    if not first or not second:
        raise _blank_end(text, first or second)
    if first == second == OPEN:
        raise EdtfError(f"{text!r} is open at both ends", "leave the date out where neither end is known")
    start = None if first == OPEN else _read_date(first)
    end = None if second == OPEN else _read_date(second)
    if start and end and start.sort_key[0] > end.sort_key[1]:
        raise EdtfError(f"{text!r} ends before it starts", f"write the earlier date first: {second}/{first}")
    ends = [part for part in (start, end) if part]
    return Edtf(
        text,
        start.earliest if start else None,
        end.latest if end else None,
        Precision.INTERVAL,
        approximate=any(part.approximate for part in ends),
        uncertain=any(part.uncertain for part in ends),
        unspecified=any(part.unspecified for part in ends),
        start=start,
        end=end,
    )


def _read_date(text: str) -> Edtf:
    shape = _SHAPE.fullmatch(text)
    if shape is None:
        raise _UnreadableError
    year, month, day, mark = shape.groups()
    if year.replace("X", "0") < "0001":
        raise EdtfError(f"{text!r} has the year 0", "years run from 0001 to 9999; tell an earlier date in the text")
    if "X" in year:
        if month:
            raise EdtfError(
                f"{text!r} has a month in a year that is not known", f"write {year}, and the rest in as_written"
            )
        precision = Precision.CENTURY if year.endswith("XX") else Precision.DECADE
        earliest, latest = date(int(year.replace("X", "0")), 1, 1), date(int(year.replace("X", "9")), 12, 31)
    elif month is None or month == "XX":
        if day and day != "XX":
            raise EdtfError(f"{text!r} has a day in a month that is not known", f"write {year}-XX-XX or {year}{mark}")
        precision, earliest, latest = Precision.YEAR, date(int(year), 1, 1), date(int(year), 12, 31)
    elif int(month) in _SEASONS:
        precision, earliest, latest = Precision.SEASON, *_season(text, int(year), int(month), day)
    else:
        precision = Precision.MONTH if day in (None, "XX") else Precision.DAY
        earliest, latest = _days(text, year, month, day)
    return Edtf(
        text,
        earliest,
        latest,
        precision,
        approximate=mark in ("~", "%"),
        uncertain=mark in ("?", "%"),
        unspecified="X" in text,
    )


def _season(text: str, year: int, season: int, day: str | None) -> tuple[date, date]:
    first = _SEASONS[season]
    last_year, last = divmod(first + 1, 12)
    if year + last_year > date.max.year:
        raise EdtfError(f"{text!r} ends after the year 9999", "years run from 0001 to 9999")
    if day:
        raise EdtfError(f"{text!r} has a day in a season", f"write {text[:7]}, or the month and the day")
    return date(year, first, 1), _last_day(year + last_year, last + 1)


def _days(text: str, year: str, month: str, day: str | None) -> tuple[date, date]:
    if not 1 <= int(month) <= 12:  # noqa: PLR2004
        raise EdtfError(f"{text!r} has no month {month}", _month_hint(year, month, day))
    last = _last_day(int(year), int(month))
    if day is None or day == "XX":
        return last.replace(day=1), last
    if day == "00":
        raise EdtfError(f"{text!r} has no day 00", f"write {year}-{month} where the day is not known")
    if int(day) > last.day:
        raise EdtfError(f"{text!r} has no day {day}", f"the last day of that month is {last.isoformat()}")
    exact = last.replace(day=int(day))
    return exact, exact


def _last_day(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])


def _month_hint(year: str, month: str, day: str | None) -> str:
    """What to write for a month that is none; the numbers 25 to 41 are the sub-year groupings of level 2."""
    number, hint = int(month), "months run from 01 to 12, and 21 to 24 are the seasons"
    if month == "00":
        return f"write {year} where the month is not known"
    if day and "01" <= day <= "12" and number <= _last_day(int(year), int(day)).day:
        return f"write {year}-{day}-{month}: the month comes before the day"
    for first, last, length in ((33, 36, 3), (37, 39, 4), (40, 41, 6)):
        if first <= number <= last:
            return (
                f"write the months, {year}-{(number - first) * length + 1:02}/{year}-{(number - first + 1) * length:02}"
            )
    if number > int(year[2:]):
        hint += f"; for the years from {year} to {year[:2]}{month} write {year}/{year[:2]}{month}"
    return hint


def _blank_end(text: str, known: str) -> EdtfError:
    """A blank end is EDTF for "unknown": it says neither that something goes on nor that it ended."""
    if not known:
        return EdtfError(f"{text!r} has neither a start nor an end", "leave the date out where neither end is known")
    _read_date(known)
    if text.startswith("/"):
        hint = f"write ../{known} if it has no known start, or leave the start out and say what the source says"
        return EdtfError(f"{text!r} does not say when it starts", hint)
    hint = f"write {known}/.. if it still goes on, or leave the end out and say what the source says"
    return EdtfError(f"{text!r} does not say when it ends", hint)


# What was meant by text that has not the shape of a date. A date that is right never comes here.

_EXAMPLES = "write a year (2017), a month (2017-07) or a day (2017-07-14), with ~ for about and ? for uncertain"
_LONGEST = 64  # longer text is no date, and not worth guessing at
_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—―−", "-") | {"’": "'"})
_SEASON_NAMES = {"spring": 21, "printemps": 21, "summer": 22, "ete": 22, "autumn": 23, "fall": 23, "automne": 23}
_SEASON_NAMES |= {"winter": 24, "hiver": 24}


def _hint(text: str) -> str:
    if len(text) > _LONGEST:
        return _EXAMPLES
    folded = _fold(text)
    if guess := _guess(folded):
        return f"write {guess}"
    for pattern, advice in _ADVICE:
        if found := pattern.fullmatch(folded):
            return advice.format(*found.groups())
    return _EXAMPLES


def _fold(text: str) -> str:
    """The text without accents, capitals and variety of dashes and spaces, so that one rule fits every spelling."""
    letters = (letter for letter in unicodedata.normalize("NFKD", text) if not unicodedata.combining(letter))
    return " ".join("".join(letters).casefold().translate(_DASHES).split())


def _reads(text: str) -> bool:
    try:
        _read(text)
    except (EdtfError, _UnreadableError):
        return False
    return True


@lru_cache(maxsize=1024)
def _guess(folded: str) -> str:
    """What to write for the text, empty where no rule fits; what follows a comma is said to the author."""
    if _reads(folded.upper()):
        return folded.upper()
    for pattern, spell in _SPELLINGS:
        if (found := pattern.fullmatch(folded)) and _reads(guess := spell(*found.groups())):
            return guess
    for pattern, template in _PHRASES:
        if found := pattern.fullmatch(folded):
            dates = [_guess(part).partition(",")[0] for part in found.groups()]
            guess = template.format(*dates)
            if all(map(_reads, dates)) and (guess.startswith("{") or _reads(guess.partition(",")[0])):
                return guess
    return ""


@cache
def _month_numbers() -> dict[str, int]:
    from babel import Locale  # noqa: PLC0415  (only mistaken dates need it)

    return {
        _fold(name).rstrip("."): number
        for language in ("en", "fr")
        for width in ("wide", "abbreviated")
        for number, name in Locale(language).months["format"][width].items()
    }


def _spell_month(name: str, year: str) -> str:
    return f"{year}-{_month_numbers().get(name) or _SEASON_NAMES.get(name, 0):02}"


def _spell_day(day: str, name: str, year: str) -> str:
    return f"{year}-{_month_numbers().get(name, 0):02}-{int(day):02}"


def _order_day(first: str, second: str, year: str) -> str:
    """Day, month and year, or month, day and year; nothing where it could be either."""
    either = {f"{year}-{second:0>2}-{first:0>2}", f"{year}-{first:0>2}-{second:0>2}"}
    readable = [day for day in either if _reads(day)]
    return readable[0] if len(readable) == 1 else ""


def _move_mark(text: str) -> str:
    marks = set(text) & set("?~%")
    return re.sub("[ ?~%]", "", text).upper() + (marks.pop() if len(marks) == 1 else "%")


_SPELLINGS: tuple[tuple[re.Pattern[str], Callable[..., str]], ...] = tuple(
    (re.compile(pattern), spell)
    for pattern, spell in (
        (r"([0-9]{4})[-./ ]([0-9]{1,2})[-./ ]([0-9]{1,2})", "{0}-{1:0>2}-{2:0>2}".format),
        (r"([0-9]{4})([0-9]{2})([0-9]{2})", "{0}-{1}-{2}".format),
        (r"([0-9]{4})[-./ ]([0-9]{1,2})", "{0}-{1:0>2}".format),
        (r"([0-9]{4})([0-9]{2})", "{0}-{1}".format),
        (r"([0-9]{1,2})[-./ ]([0-9]{4})", "{1}-{0:0>2}".format),
        (r"([0-9]{1,2})[-./ ]([0-9]{1,2})[-./ ]([0-9]{4})", _order_day),
        (r"([0-9]{2})([0-9]{2})[-/]([0-9]{2})", "{0}{1}/{0}{2}".format),
        (r"([0-9]{4})-([0-9]{4})", "{0}/{1}".format),
        (r"([0-9]{2})[0-9]{2}s2", "{0}XX".format),
        (r"([0-9]{3})[0-9]s3", "{0}X".format),
        (r"(?:the )?([0-9]{3})0'?s", "{0}X".format),
        (r"(?:les )?annees ([0-9]{3})0", "{0}X".format),
        (r"([^/]*[?~%][^/]*)", _move_mark),
        (r"([a-z]+)\.?,? (?:of |de )?([0-9]{4})", _spell_month),
        (r"([0-9]{1,2})(?:er|st|nd|rd|th)? (?:of )?([a-z]+)\.?,? ([0-9]{4})", _spell_day),
        (r"([a-z]+)\.? ([0-9]{1,2})(?:st|nd|rd|th)?,? ([0-9]{4})", lambda name, day, year: _spell_day(day, name, year)),
    )
)
_LATEST, _EARLIEST = "{{edtf: {0}, bound: at-latest}}", "{{edtf: {0}, bound: at-earliest}}"
_PHRASES = tuple(
    (re.compile(pattern), template)
    for pattern, template in (
        (r"(.+?)[t ][0-9]{1,2}[:h][0-9:.hz+-]*", "{0}, and tell the time of day in the text"),
        (r"(?:since|from|depuis) (?:at least|au moins) (.+)", "{{start: {0}, bound: at-latest}}"),
        (r"(?:since|from|depuis) (.+) (?:at the latest|au plus tard)", "{{start: {0}, bound: at-latest}}"),
        (r"(?:by|no later than|au plus tard) (.+)", _LATEST),
        (r"(.+) (?:at the latest|au plus tard)", _LATEST),
        (r"\[\.\.(.+)\]", _LATEST),
        (r"(?:no earlier than|au plus tot) (.+)", _EARLIEST),
        (r"(.+) (?:at the earliest|au plus tot)", _EARLIEST),
        (r"\[(.+)\.\.\]", _EARLIEST),
        (r"(.+?) ?(?:/|-|\bto\b|\.\.) ?(?:\.+|open|now|present|today)?", "{0}/.."),
        (r"(?:(?:from|between|entre|de|du) )?(.+?)(?:\.\.| ?/ ?| - | to | until | and | et | a | au )(.+)", "{0}/{1}"),
        (r"(?:since|from|depuis|des|a partir de) (.+)", "{0}/.."),
        (r"\{(.+)\}", "{0}"),
        (r"\.\. ?/? ?(.+)", "../{0}"),
        (r"(?:until|till|up to|jusqu'(?:en|au|a)) (.+)", "../{0}"),
        (r"(?:about|around|circa|ca?\.?|vers|environ) ?(.+)", "{0}~"),
        (r"(?:perhaps|possibly|probably|maybe|peut-etre|probablement) (.+)", "{0}?"),
        (r"(?:early|mid|late|debut|mi|fin)[- ](.+)", "{0}, and keep the words in as_written"),
        (r"(?:in|on|en|le|la|les|l'|the|au|a l'|d'|of|de) ?(.+)", "{0}"),
    )
)
_ADVICE = tuple(
    (re.compile(pattern), advice)
    for pattern, advice in (
        (r"", "write a date such as 2017, or leave the key out"),
        (
            r"(0?[1-9]|1[0-2])[-./ ](0?[1-9]|1[0-2])[-./ ]((?!0000)[0-9]{4})",
            "write {2}-{1:0>2}-{0:0>2} or {2}-{0:0>2}-{1:0>2}, as is meant",
        ),
        (r"'?[0-9]{1,2}", "write the year with its four digits"),
        (r"[?x]+|unknown|undated|inconnue?|n\.? ?d\.?|s\.? ?d\.?", "leave the date out where nothing is known of it"),
        (
            r"[0-9]*x.*|[0-9]{4}-.*x.*",
            "only the last one or two digits of a year, its month and its day can be X: 201X, 2017-XX",
        ),
        (r"p[0-9].*|.*/p[0-9].*|.*/.*/.*", "write one start and one end: 2014/2017"),
        (
            r"[\[{].*|.*(?: or | ou |,).*",
            "write a date for each, as its source has it, and keep the words in as_written",
        ),
        (r"y.*|-[0-9].*|[0-9]{5}.*", "years run from 0001 to 9999 and have four digits; tell others in the text"),
    )
)
