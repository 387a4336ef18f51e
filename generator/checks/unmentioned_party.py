"""Does every party play a part?

A person whom nothing in the case mentions has no business on a public page about it.

passes:

```yaml
case: {title: A case, summary: "[[ada]] was watched.", languages: [en]}
people:
  ada: {name: Ada Example, naming: named, why: speaks publicly about the case}
```

fails:

```yaml
# expect: 4:3
case: {title: A case, summary: A case., languages: [en]}
people:
  ada: {name: Ada Example, naming: named, why: speaks publicly about the case}
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.facts.party import Party
from generator.finding import Finding, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.case import Case, Library
    from generator.checks.check import Context

CODE = "C020"
TITLE = "Party that nothing mentions"
SEVERITY = Severity.WARNING


def examine(case: Case, _context: Context) -> Iterator[Finding]:
    """A finding for each of the case's own parties that neither it nor another case refers to."""
    for party in case.of_kind(Party):
        if not case.uses_of(party) and not case.library.is_used_beyond(party, case.id):
            yield _report(party)


def examine_shared(library: Library, _context: Context) -> Iterator[Finding]:
    """The same, for the parties that cases share."""
    for record in library.shared.values():
        if isinstance(record, Party) and not library.is_used_beyond(record):
            yield _report(record)


def _report(party: Party) -> Finding:
    hint = "say what part it plays (by:, says:, about:, who: …), or take it out"
    return Finding(CODE, f"nothing mentions the {party.ANCHOR} {party.id!r}", party.at(), SEVERITY, hint)
