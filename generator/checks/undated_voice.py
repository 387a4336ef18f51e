"""Is it known since when every voice on a statement counts?

The standing of a statement can be asked for any day. A voice counts from the day it spoke, or from the day of its
source; where neither is known it counts always, as if it had never been otherwise. Readers are told; this note tells
the editors.

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
# expect: 6:3
case: {title: A case, summary: A case., languages: [en]}
sources:
  gazette: {type: article-newspaper, title: Arrest, seen: original}
events:
  arrest: {date: 2017-11, title: A man is arrested, cite: gazette}
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.finding import Finding, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.case import Case
    from generator.checks.check import Context

CODE = "C027"
TITLE = "Voice that nobody can date"
SEVERITY = Severity.NOTE


def examine(case: Case, _context: Context) -> Iterator[Finding]:
    """A note for each statement with a voice whose day neither it nor its source says."""
    for statement in case.statements:
        if case.standing(statement).undated:
            hint = "give the source issued:, as exactly as it is known (201X, 2025~), or the assertion on:"
            message = f"a voice on the {statement.ANCHOR} {statement.id!r} has no date, so it counts on every day"
            yield Finding(CODE, message, statement.at(), SEVERITY, hint)
