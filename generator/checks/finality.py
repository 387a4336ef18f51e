"""Does every proceeding with a decision say whether it is final, and was that checked lately?

A conviction that was appealed last month is another story. Where there is a judgment or another decision, the file
says whether it is final and on which day an editor last checked. It is due to be checked again on the day in
`recheck_after`, or a year after the last check; what is final and was checked need not be. `checked: null` is honest,
and still a finding: nobody has checked.

passes:

```yaml
case: {title: A case, summary: A case., languages: [en]}
organisations:
  tribunal: {name: Tribunal, kind: court}
sources:
  gazette: {type: article-newspaper, title: Verdict, seen: original}
proceedings:
  first-instance:
    title: The trial
    court: tribunal
    instance: first
    number: null
    steps: [{id: judgment, on: 2025-01-30, kind: judgment, cite: gazette}]
    finality: {state: unknown, checked: 2025-05-01}
```

fails:

```yaml
# expect: 14:41
case: {title: A case, summary: A case., languages: [en]}
organisations:
  tribunal: {name: Tribunal, kind: court}
sources:
  gazette: {type: article-newspaper, title: Verdict, seen: original}
proceedings:
  first-instance:
    title: The trial
    court: tribunal
    instance: first
    number: null
    steps: [{id: judgment, on: 2025-01-30, kind: judgment, cite: gazette}]
    finality: {state: unknown, checked: null}
```
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from generator.facts.proceeding import FinalityState, Proceeding, StepKind
from generator.finding import Finding, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.case import Case
    from generator.checks.check import Context
    from generator.facts.value import Location

CODE = "C008"
TITLE = "Finality missing, unchecked or due to be checked again"
SEVERITY = Severity.WARNING

_DECISIONS = frozenset({StepKind.JUDGMENT, StepKind.DECISION})
_VALID_FOR = timedelta(days=365)


def examine(case: Case, context: Context) -> Iterator[Finding]:
    """A finding for each proceeding with a decision of which nobody lately checked whether it is final."""
    for proceeding in case.of_kind(Proceeding):
        if any(step.kind in _DECISIONS for step in proceeding.steps):
            found = _look(proceeding, context)
            if found is not None:
                location, message, hint = found
                yield Finding(CODE, message, proceeding.at(*location), SEVERITY, hint)


def _look(proceeding: Proceeding, context: Context) -> tuple[Location, str, str] | None:
    if not proceeding.finality:
        hint = "add finality: with state: (final, open, appealed or unknown) and checked: (a day, or null)"
        return (), f"the proceeding {proceeding.id!r} has a decision and does not say whether it is final", hint
    index, last = len(proceeding.finality) - 1, proceeding.finality[-1]
    place = ("finality", index)
    if last.checked is None:
        hint = "ask the registry or a party's counsel, and write the day and the answer"
        return (*place, "checked"), "nobody has checked whether the decision is final", hint
    if last.state is FinalityState.FINAL and last.recheck_after is None:
        return None
    due = last.recheck_after or last.checked + _VALID_FOR
    if not context.has_passed(due):
        return None
    field = "recheck_after" if last.recheck_after else "checked"
    hint = "check again, and write the day in checked: and the next one in recheck_after:"
    return (*place, field), f"whether the decision is final was due to be checked again on {due.isoformat()}", hint
