"""Does every statement say which source it rests on?

Whatever a reader could believe (a claim, an event, a relation, a quantity) must lead back to a document. A statement
without a citation is a rumour with a date.

passes:

```yaml
case: {title: A case, summary: A case., languages: [en]}
sources:
  gazette: {type: article-newspaper, title: Arrest, seen: original}
events:
  arrest: {date: 2017-11, title: A man is arrested, cite: gazette}
```

fails:

```yaml
# expect: 6:3
case: {title: A case, summary: A case., languages: [en]}
sources:
  gazette: {type: article-newspaper, title: Arrest, seen: original}
events:
  arrest: {date: 2017-11, title: A man is arrested}
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.finding import Finding, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.case import Case
    from generator.checks.check import Context

CODE = "C001"
TITLE = "Statement without a citation"
SEVERITY = Severity.ERROR


def examine(case: Case, _context: Context) -> Iterator[Finding]:
    """A finding for each statement with neither a citation nor an assertion."""
    for statement in case.statements:
        if not statement.cite and not statement.assertions:
            yield Finding(
                CODE,
                f"the {statement.ANCHOR} {statement.id!r} cites no source",
                statement.at(),
                SEVERITY,
                "add cite: with the id of the source that says it, or assertions: with the voices one by one",
            )
