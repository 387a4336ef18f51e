"""Does every date that its source does not plainly give say where it comes from?

Three things are looked for. A date marked as approximate, uncertain, partly unknown or a bound, with neither the
source's own words (`as_written`) nor our reason (`inferred`): readers cannot tell whose caution it is. A date with
`as_written` and without `inferred`, though those words hold no such year, month or day: then we added it, and must
say why. And a reason of one or two words, which is none.

passes:

```yaml
case: {title: A case, summary: A case., languages: [en]}
sources:
  gazette: {type: article-newspaper, title: Verdict, seen: original, issued: 2025-02-12}
events:
  verdict:
    date: {edtf: 2025-01-30, as_written: on January 30, inferred: the article is of February 2025}
    title: The court gives its judgment
    cite: gazette
```

fails:

```yaml
# expect: 7:42
case: {title: A case, summary: A case., languages: [en]}
sources:
  gazette: {type: article-newspaper, title: Verdict, seen: original, issued: 2025-02-12}
events:
  verdict:
    date: {edtf: 2025-01-30, as_written: on January 30}
    title: The court gives its judgment
    cite: gazette
```
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generator.checks.folding import fold
from generator.facts.edtf import Precision
from generator.facts.part import walk_parts
from generator.facts.when import Bound, When
from generator.finding import Finding, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.case import Case
    from generator.checks.check import Context
    from generator.facts.edtf import Edtf
    from generator.facts.text import Line

CODE = "C012"
TITLE = "Inferred date without its reason"
SEVERITY = Severity.WARNING

_DATES: frozenset[type] = frozenset({When})
_FEWEST_WORDS = 3
_MONTHS = (
    *("jan|gen|ene", "feb|fev", "mar|maa|mrt", "apr|avr|abr", "may|mai|mei|mag", "jun|juin|giu", "jul|juil|lug"),
    *("aug|aou|ago", "sep|set", "oct|okt|ott|out", "nov", "dec|dez|dic"),
)
"""How months begin in the languages of western Europe, folded."""
_NOT_LATIN = re.compile(r"[^\W\d_a-z]")
_FIRST = re.compile(r"\b(?:first|premier|1er|1st)\b")


def examine(case: Case, _context: Context) -> Iterator[Finding]:
    """A finding for each date whose caution, or a part of which, is not accounted for."""
    for record in (case.record, *case.records.values()):
        for location, when in walk_parts(record, _DATES):
            found = _look(when)
            if found is not None:
                field, message, hint = found
                at = record.at(*location, field) if field else record.at(*location)
                yield Finding(CODE, message, at, SEVERITY, hint)


def _look(when: When) -> tuple[str, str, str] | None:
    if when.inferred is not None:
        if min(len(words.split()) for words in _variants(when.inferred)) < _FEWEST_WORDS:
            return "inferred", "this is too short to be a reason", "say from what the date was inferred, in a sentence"
        return None
    if when.as_written is not None:
        missing = _list_missing(when, [fold(words) for words in _variants(when.as_written)])
        if missing:
            hint = "add inferred: with the reason, or mend the date or the words"
            return "as_written", f"the words of the source do not give {missing}", hint
        return None
    if when.bound is not Bound.EXACT or any(map(_is_cautious, (when.edtf, when.start, when.end))):
        hint = "add as_written: with the source's words, or inferred: with our reason"
        return "", "this date is not exact, and nothing says whether the source or we are cautious", hint
    return None


def _is_cautious(date: Edtf | None) -> bool:
    return date is not None and (date.approximate or date.uncertain or date.unspecified)


def _variants(line: Line) -> list[str]:
    return [words for _, words in line.variants]


def _list_missing(when: When, texts: list[str]) -> str:
    """What the date has and none of the words have, such as `the year 2025`; empty where they have it all."""
    for date in _list_dates(when):
        year, month, day = (part.strip("?~%") for part in f"{date.text}--".split("-")[:3])
        if year.isdecimal() and not any(_has_year(year, text) for text in texts):
            return f"the year {year}"
        if date.precision in {Precision.MONTH, Precision.DAY} and not any(
            _has_month(int(month), text) for text in texts
        ):
            return f"the month {month}"
        if date.precision is Precision.DAY and not any(_has_day(int(day), text) for text in texts):
            return f"the day {day}"
    return ""


def _list_dates(when: When) -> Iterator[Edtf]:
    for date in (when.edtf, when.start, when.end):
        if date is not None:
            yield from [end for end in (date.start, date.end) if end] or [date]


def _has_year(year: str, text: str) -> bool:
    return year in text or re.search(rf"(?<!\d){year[2:]}(?!\d)", text) is not None


def _has_month(month: int, text: str) -> bool:
    if _NOT_LATIN.search(text) or re.search(rf"(?<!\d)0?{month}(?!\d)", text):
        return True
    return re.search(rf"\b(?:{_MONTHS[month - 1]})", text) is not None


def _has_day(day: int, text: str) -> bool:
    return re.search(rf"(?<!\d)0?{day}(?!\d)", text) is not None or (day == 1 and _FIRST.search(text) is not None)
