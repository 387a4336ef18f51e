"""How a date reads to people: "July 2017", "since 2014", "in 2017 at the latest"."""

from __future__ import annotations

from functools import cache, lru_cache

from babel import Locale

from generator.facts.edtf import Edtf, Precision, parse_edtf
from generator.language import translations

_KINDS = ("day", "month", "spring", "summer", "autumn", "winter", "year", "years")
_FRAMES = ("in", "since", "until", "to", "about")


def _message(frame: str, kind: str) -> str:
    """The message for a kind of date in a frame: whole, as languages put articles and contractions where they like."""
    if frame == "to":
        return f"%(start)s to %({kind})s"
    return f"{'on' if (frame, kind) == ('in', 'day') else frame} %({kind})s"


MESSAGES = (
    "1",  # the first day of a month, before the month's name
    "%(number)s %(month)s",
    "%(number)s %(month)s %(year)s",
    "%(month)s %(year)s",
    "spring %(year)s",
    "summer %(year)s",
    "autumn %(year)s",
    "winter %(year)s–%(next)s",
    "the %(year)ss",
    "the years %(first)s to %(last)s",
    "about %(date)s",
    "%(date)s at the latest",
    "%(date)s at the earliest",
    "%(start)s, %(end)s",
    "%(date)s (%(note)s)",
    "uncertain",
    "day unknown",
    "month unknown",
    "day and month unknown",
    *(_message(frame, kind) for kind in _KINDS for frame in _FRAMES),
)
"""Every message of this module, for the catalogues; `%(years)s` is a decade or a century, the rest is as named."""


@cache
def _words(language: str) -> dict[str, str]:
    translate = translations(language).gettext
    return {message: translate(message) for message in MESSAGES}


@cache
def _months(language: str) -> dict[int, str]:
    return dict(Locale.parse(language, sep="-").months["format"]["wide"])


@lru_cache(maxsize=4096)
def describe_date(edtf: Edtf, language: str, bound: str = "exact", role: str = "date") -> str:
    """A date in the words of a language.

    `bound` is "exact", "at-latest" or "at-earliest"; `role` is "date", or "start" or "end" for one end of what lasts.
    An interval says by itself where it starts and ends, whatever its role.
    """
    if edtf.precision is Precision.INTERVAL:
        phrase = _describe_interval(edtf, language)
    else:
        frame = {"date": "" if bound == "exact" else "in", "start": "since", "end": "until"}[role]
        phrase = _frame(edtf, frame, language)
    if bound != "exact":
        message = {"at-latest": "%(date)s at the latest", "at-earliest": "%(date)s at the earliest"}[bound]
        phrase = _words(language)[message] % {"date": phrase}
    return _add_notes(phrase, edtf, language)


def describe_period(start: Edtf | None, end: Edtf | None, language: str, bound: str = "exact") -> str:
    """A start and an end, of which one may be missing, in the words of a language; `bound` is of the start, if any."""
    if end is None:
        if start is None:
            raise ValueError("a period has a start or an end")
        return describe_date(start, language, bound, "start")
    if start is None:
        return describe_date(end, language, bound, "end")
    if bound == "exact" and Precision.INTERVAL not in (start.precision, end.precision):
        return _add_notes(_describe_range(start, end, language), end, language)
    ends = {"start": describe_date(start, language, bound, "start"), "end": describe_date(end, language, role="end")}
    return _words(language)["%(start)s, %(end)s"] % ends


def describe_year(edtf: Edtf, language: str, bound: str = "exact") -> str:
    """A date as `describe_date`, without its month and day; what is no single date keeps its words."""
    if edtf.precision not in (Precision.DAY, Precision.MONTH, Precision.SEASON, Precision.YEAR):
        return describe_date(edtf, language, bound)
    mark = {(True, False): "~", (False, True): "?", (True, True): "%"}.get((edtf.approximate, edtf.uncertain), "")
    return describe_date(parse_edtf(f"{edtf.sort_key[0].year:04}{mark}"), language, bound)


def html_datetime(edtf: Edtf) -> str | None:
    """The value of a `datetime` attribute, None where HTML has none for such a date.

    HTML knows whole days, months and years, and no other EDTF (HTML Living Standard, "The time element").
    """
    plain = edtf.precision in (Precision.DAY, Precision.MONTH, Precision.YEAR)
    return edtf.text if plain and not _is_qualified(edtf) else None


def _is_qualified(edtf: Edtf) -> bool:
    return edtf.approximate or edtf.uncertain or edtf.unspecified


def _describe_interval(interval: Edtf, language: str) -> str:
    if interval.start and interval.end:
        return _describe_range(interval.start, interval.end, language)
    if interval.start:
        return _frame(interval.start, "since", language)
    return _frame(interval.end or interval, "until", language)


def _describe_range(start: Edtf, end: Edtf, language: str) -> str:
    """Both ends, without the notes on the second; two ends that are the same are said once."""
    if start.text == end.text:
        return _frame(end, "", language)
    first = _shorten(start, end, language) or _add_notes(_frame(start, "", language), start, language)
    return _frame(end, "to", language, first)


def _shorten(start: Edtf, end: Edtf, language: str) -> str:
    """The start without the month and year it shares with the end ("3 to 5 March 2017"), empty where it shares none."""
    first, last = start.sort_key[0], end.sort_key[0]
    if first.year != last.year or start.precision is not end.precision or _is_qualified(start) or _is_qualified(end):
        return ""
    if start.precision is Precision.MONTH:
        return _months(language)[first.month]
    if start.precision is not Precision.DAY:
        return ""
    words = _words(language)
    number = words["1"] if first.day == 1 else str(first.day)
    if first.month == last.month:
        return number
    return words["%(number)s %(month)s"] % {"number": number, "month": _months(language)[first.month]}


def _frame(edtf: Edtf, frame: str, language: str, start: str = "") -> str:
    """The date in a frame of `_FRAMES`, or bare, without its notes."""
    words = _words(language)
    kind, name = _name(edtf, language)
    if not frame and not edtf.approximate:
        return name
    if frame and edtf.approximate:
        name = words["about %(date)s"] % {"date": name}
    return words[_message(frame or "about", kind)] % {kind: name, "start": start}


def _name(edtf: Edtf, language: str) -> tuple[str, str]:
    """The kind of a date that is no interval, and the date bare: what articles and prepositions are put before."""
    words, first, precision = _words(language), edtf.sort_key[0], edtf.precision
    if precision is Precision.DAY:
        number = words["1"] if first.day == 1 else str(first.day)
        parts = {"number": number, "month": _months(language)[first.month], "year": first.year}
        return "day", words["%(number)s %(month)s %(year)s"] % parts
    if precision is Precision.MONTH:
        return "month", words["%(month)s %(year)s"] % {"month": _months(language)[first.month], "year": first.year}
    if precision is Precision.YEAR:
        return "year", str(first.year)
    if precision is Precision.DECADE:
        return "years", words["the %(year)ss"] % {"year": first.year}
    if precision is Precision.CENTURY:
        return "years", words["the years %(first)s to %(last)s"] % {"first": first.year, "last": first.year + 99}
    kind = _KINDS[1 + first.month // 3]  # seasons begin with March, June, September and December
    message = f"{kind} %(year)s–%(next)s" if kind == "winter" else f"{kind} %(year)s"
    return kind, words[message] % {"year": first.year, "next": first.year + 1}


def _add_notes(phrase: str, edtf: Edtf, language: str) -> str:
    """The phrase with what is not known of a date in brackets after it; of an interval, of its last end."""
    last = edtf.end or edtf.start or edtf
    words, notes = _words(language), []
    if last.unspecified and last.precision is Precision.MONTH:
        notes.append(words["day unknown"])
    if last.unspecified and last.precision is Precision.YEAR:
        notes.append(words["day and month unknown" if last.text.count("XX") > 1 else "month unknown"])
    if last.uncertain:
        notes.append(words["uncertain"])
    return words["%(date)s (%(note)s)"] % {"date": phrase, "note": ", ".join(notes)} if notes else phrase
