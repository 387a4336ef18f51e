"""Is anything dated after the source that reports it?

A newspaper of March cannot report what happened in June. One of the two dates is wrong, or the source announces
something, and the text should say so. Dates marked as approximate or uncertain get as much room on either side as
they are long. The dates of events, of steps in a proceeding, of quotes, of births and deaths, of what voices assert and
of what others took back are held against the sources they cite.

passes:

```yaml
case: {title: A case, summary: A case., languages: [en]}
sources:
  gazette: {type: article-newspaper, title: Arrest, seen: original, issued: 2017-12-01}
events:
  arrest: {date: 2017-11, title: A man is arrested, cite: gazette}
```

fails:

```yaml
# expect: 6:18
case: {title: A case, summary: A case., languages: [en]}
sources:
  gazette: {type: article-newspaper, title: Arrest, seen: original, issued: 2017-12-01}
events:
  arrest: {date: 2018-11, title: A man is arrested, cite: gazette}
```
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from generator.facts.correction import Correction
from generator.facts.event import Event
from generator.facts.person import Person
from generator.facts.proceeding import Proceeding
from generator.facts.quote import Quote
from generator.facts.when import When
from generator.finding import Finding, Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from generator.case import Case
    from generator.checks.check import Context
    from generator.facts.citation import Citation
    from generator.facts.value import Location, Record

    Dated = tuple[Record, Location, When, Iterable[Citation]]

CODE = "C005"
TITLE = "Dated after the source that reports it"
SEVERITY = Severity.WARNING


def examine(case: Case, _context: Context) -> Iterator[Finding]:
    """A finding for each date that lies wholly after a source cited for it."""
    latest: dict[str, date | None] = {}
    for record, location, when, citations in _list_dated(case):
        begins = _earliest(when)
        if begins is None:
            continue
        for citation in citations:
            source = case.find_source(citation.source, start=record)
            if source.key not in latest:
                latest[source.key] = _latest(source.issued) if source.issued else None
            ends = latest[source.key]
            if ends is not None and begins > ends:
                what = "what the source announces" if isinstance(record, Event) else "what it is"
                yield Finding(
                    CODE,
                    f"this is dated after the source {source.id!r}, which is cited for it",
                    record.at(*location),
                    SEVERITY,
                    f"mend the date, or the source's issued:, or say in the text {what}",
                )
                break


def _list_dated(case: Case) -> Iterator[Dated]:
    for statement in case.statements:
        if isinstance(statement, Event):
            citations = [*statement.cite, *(cited for voice in statement.assertions for cited in voice.cite)]
            yield statement, ("date",), statement.date, citations
        for index, voice in enumerate(statement.assertions):
            if voice.on is not None:
                yield statement, ("assertions", index, "on"), voice.on, voice.cite
    for proceeding in case.of_kind(Proceeding):
        for index, step in enumerate(proceeding.steps):
            yield proceeding, ("steps", index, "on"), step.on, step.cite
    for quote in case.of_kind(Quote):
        if quote.on is not None:
            yield quote, ("on",), quote.on, (quote.cite,)
    yield from _list_lives(case)
    for correction in case.of_kind(Correction):
        yield correction, ("on",), When.model_validate(correction.on.isoformat()), correction.cite


def _list_lives(case: Case) -> Iterator[Dated]:
    for person in case.of_kind(Person):
        if person.lived is not None:
            for key, when in (("born", person.lived.born), ("died", person.lived.died)):
                if when is not None:
                    yield person, ("lived", key), when, person.lived.cite


def _earliest(when: When) -> date | None:
    first, room = when.earliest, _room(when)
    if first is None or not room or first - date.min < room:
        return first
    return first - room


def _latest(when: When) -> date | None:
    last, room = when.latest, _room(when)
    if last is None or not room or date.max - last < room:
        return last
    return last + room


_NO_ROOM = timedelta()


def _room(when: When) -> timedelta:
    shown = when.edtf or when.start or when.end
    if shown is None or not (shown.approximate or shown.uncertain) or not (shown.earliest and shown.latest):
        return _NO_ROOM
    return shown.latest - shown.earliest + timedelta(days=1)
