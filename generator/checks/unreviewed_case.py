"""Has somebody read a published dossier as a whole?

Checks read sentences one by one; only a person sees that a true sentence stands beside the wrong name. A published
dossier says on which day an editor last read all of it against its sources.

passes:

```yaml
case: {title: A case, summary: A case., languages: [en], state: published, reviewed: 2025-05-01}
```

fails:

```yaml
# expect: 2:65
case: {title: A case, summary: A case., languages: [en], state: published}
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

CODE = "C023"
TITLE = "Published dossier that nobody reviewed"
SEVERITY = Severity.WARNING


def examine(case: Case, _context: Context) -> Iterator[Finding]:
    """A finding where a published case has no day of review."""
    if case.record.state is State.PUBLISHED and case.record.reviewed is None:
        hint = "add reviewed: with the day on which an editor read the whole dossier against its sources"
        yield Finding(CODE, "a published dossier says when it was reviewed", case.record.at("state"), SEVERITY, hint)
