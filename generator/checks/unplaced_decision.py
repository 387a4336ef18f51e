"""Does every decision of a court say in which step of which proceeding it was taken?

Without it nobody can tell at which instance a court found something, in whose absence, and whether it can still be
changed: a reader would see “the court found” and nothing of what that is worth.

passes:

```yaml
case: {title: A case, summary: A case., languages: [en]}
organisations:
  tribunal: {name: Tribunal, kind: court}
sources:
  judgment: {type: legal_case, title: Judgment, seen: original, maker: tribunal}
proceedings:
  trial:
    title: The trial
    court: tribunal
    instance: first
    number: null
    steps: [{id: judgment, on: 2025-01-30, kind: judgment, cite: judgment}]
claims:
  watched:
    text: She was watched.
    assertions: [{by: tribunal, act: finds, in_proceeding: trial/judgment, cite: judgment}]
```

fails:

```yaml
# expect: 10:38
case: {title: A case, summary: A case., languages: [en]}
organisations:
  tribunal: {name: Tribunal, kind: court}
sources:
  judgment: {type: legal_case, title: Judgment, seen: original, maker: tribunal}
claims:
  watched:
    text: She was watched.
    assertions: [{by: tribunal, act: finds, cite: judgment}]
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.facts.statement import Act
from generator.finding import Finding, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.case import Case
    from generator.checks.check import Context

CODE = "C019"
TITLE = "Decision that names no step of a proceeding"
SEVERITY = Severity.WARNING

_DECIDING = frozenset({Act.FINDS, Act.UPHOLDS, Act.OVERTURNS})


def examine(case: Case, _context: Context) -> Iterator[Finding]:
    """A finding for each assertion that finds, upholds or overturns without `in_proceeding`."""
    for statement in case.statements:
        for index, assertion in enumerate(statement.assertions):
            if assertion.act in _DECIDING and assertion.in_proceeding is None:
                yield Finding(
                    CODE,
                    f"{assertion.by} {assertion.act.value}, and nothing says in which proceeding",
                    statement.at("assertions", index, "act"),
                    SEVERITY,
                    "add in_proceeding: with the proceeding and its step, such as first-instance/judgment",
                )
