"""Was the dossier read again when it was due?

A public page about living people grows wrong by itself: appeals end, names are cleared, sources are withdrawn. The day
after which the whole dossier must be read again has passed. A closed dossier is no longer followed, and says so.

passes:

```yaml
case: {title: A case, summary: A case., languages: [en], reviewed: 2025-05-01, recheck_after: 2025-11-01}
```

fails:

```yaml
# expect: 2:95
case: {title: A case, summary: A case., languages: [en], reviewed: 2024-05-01, recheck_after: 2024-11-01}
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.facts.case import State
from generator.finding import Finding, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.case import Case
    from generator.checks.check import Context

CODE = "C022"
TITLE = "Dossier due to be read again"
SEVERITY = Severity.WARNING


def examine(case: Case, context: Context) -> Iterator[Finding]:
    """A finding where the day to read the dossier again has passed."""
    due = case.record.recheck_after
    if due is not None and context.has_passed(due) and case.record.state is not State.CLOSED:
        hint = "read the dossier against its sources, and write the day in reviewed: and the next one in recheck_after:"
        message = f"the dossier was due to be read again after {due}"
        yield Finding(CODE, message, case.record.at("recheck_after"), SEVERITY, hint)
