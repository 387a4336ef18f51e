"""Does the dossier hold as many records as it expects to?

Records get lost: in a merge, in a file that nobody noticed was renamed, in a kind that was misspelled. A dossier can
say how many of a kind it holds at least, and then such a loss stops the site instead of shortening it silently.

passes:

```yaml
case: {title: A case, summary: A case., languages: [en], expectations: {questions: 1}}
questions:
  who: {text: Who ordered it?}
```

fails:

```yaml
# expect: 2:84
case: {title: A case, summary: A case., languages: [en], expectations: {questions: 2}}
questions:
  who: {text: Who ordered it?}
```
"""

from __future__ import annotations

from collections import Counter
from difflib import get_close_matches
from typing import TYPE_CHECKING

from generator.facts import KINDS_BY_KEY
from generator.finding import Finding, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.case import Case
    from generator.checks.check import Context

CODE = "C014"
TITLE = "Expectation not met"
SEVERITY = Severity.ERROR


def examine(case: Case, _context: Context) -> Iterator[Finding]:
    """A finding for each kind of which there are fewer records than expected, and for each that is no kind."""
    if not case.record.expectations:
        return
    counts = Counter(record.KIND for record in case.records.values())
    for kind, expected in case.record.expectations.items():
        if kind not in KINDS_BY_KEY:
            at = case.record.at("expectations", kind, key=True)
            close = get_close_matches(kind, KINDS_BY_KEY, n=1)
            hint = f"did you mean {close[0]}?" if close else "write one of: " + ", ".join(KINDS_BY_KEY)
            yield Finding(CODE, f"{kind!r} is not a kind of record", at, SEVERITY, hint)
        elif counts[kind] < expected:
            message = f"the dossier expects at least {expected} {kind} and holds {counts[kind]}"
            hint = "look for the records that were lost, or lower the number if they were taken out on purpose"
            yield Finding(CODE, message, case.record.at("expectations", kind), SEVERITY, hint)
