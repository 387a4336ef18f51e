"""Does any work of the editors, or anybody's death, lie in the future?

A correction, a review, a check of finality, a translation, a request for a reply, an archived copy: what was done was
done today or before. A day in the future is a slip of the pen, and would show as the latest change for months. A death in
the future would publish the dates of somebody who lives.

passes:

```yaml
case: {title: A case, summary: A case., languages: [en], reviewed: 2025-05-01}
```

fails:

```yaml
# expect: 2:68
case: {title: A case, summary: A case., languages: [en], reviewed: 2052-05-01}
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.facts.correction import Correction
from generator.facts.person import Person
from generator.facts.proceeding import Proceeding
from generator.facts.quote import Quote
from generator.facts.reply import Reply
from generator.facts.source import Source
from generator.finding import Finding, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from generator.case import Case
    from generator.checks.check import Context
    from generator.facts.value import Location, Record

CODE = "C024"
TITLE = "Editors' work, or a death, dated in the future"
SEVERITY = Severity.WARNING


def examine(case: Case, context: Context) -> Iterator[Finding]:
    """A finding for each day of the editors' own work, and each death, that is yet to come."""
    for record, location, day in (*_list_days(case), *_list_deaths(case)):
        if day is not None and not context.has_come(day):
            hint = "write the day on which it was done"
            if location[-1] == "died":
                hint = "mend the date; if the person lives, take lived: out"
            yield Finding(CODE, f"{location[-1]}: {day} is yet to come", record.at(*location), SEVERITY, hint)


def _list_days(case: Case) -> Iterator[tuple[Record, Location, date | None]]:
    yield case.record, ("reviewed",), case.record.reviewed
    for correction in case.of_kind(Correction):
        yield correction, ("on",), correction.on
    for proceeding in case.of_kind(Proceeding):
        for index, finality in enumerate(proceeding.finality):
            yield proceeding, ("finality", index, "checked"), finality.checked
    for quote in case.of_kind(Quote):
        yield quote, ("revised",), quote.revised
        for index, translation in enumerate(quote.translations):
            yield quote, ("translations", index, "on"), translation.on
    for reply in case.of_kind(Reply):
        yield reply, ("asked_on",), reply.asked_on
        yield reply, ("answered_on",), reply.answered_on
    for source in case.of_kind(Source):
        for index, archive in enumerate(source.copies):
            captured = archive.captured.earliest if archive.captured else None
            yield source, ("archives", index, "captured"), captured


def _list_deaths(case: Case) -> Iterator[tuple[Record, Location, date | None]]:
    for person in case.of_kind(Person):
        if person.lived is not None:
            died = person.lived.died
            yield person, ("lived", "died"), died.earliest or died.latest
