"""Was every request for a reply followed up?

Who is spoken of gets asked, and the page says what they answered, or that they did not. A request whose time has
passed (the deadline, or thirty days where none was set) and that says neither leaves readers to think that nobody
asked, or that nobody waited.

passes:

```yaml
case: {title: A case, summary: A case., languages: [en]}
organisations:
  gazette: {name: La Gazette, kind: media}
replies:
  gazette-asked: {to: gazette, asked_on: 2025-03-01, how: by letter, deadline: 2025-03-15, outcome: no-answer}
```

fails:

```yaml
# expect: 6:80
case: {title: A case, summary: A case., languages: [en]}
organisations:
  gazette: {name: La Gazette, kind: media}
replies:
  gazette-asked: {to: gazette, asked_on: 2025-03-01, how: by letter, deadline: 2025-03-15}
```
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from generator.facts.reply import Reply
from generator.finding import Finding, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.case import Case
    from generator.checks.check import Context

CODE = "C018"
TITLE = "Reply asked for and never followed up"
SEVERITY = Severity.WARNING

_PATIENCE = timedelta(days=30)


def examine(case: Case, context: Context) -> Iterator[Finding]:
    """A finding for each request without an outcome whose time has passed."""
    for reply in case.of_kind(Reply):
        due = reply.deadline or reply.asked_on + _PATIENCE
        if reply.outcome is None and context.has_passed(due):
            message = f"an answer was asked for until {due}, and nothing says what came of it"
            hint = "add outcome: answered (with answer:), declined or no-answer"
            at = reply.at("deadline" if reply.deadline else "asked_on")
            yield Finding(CODE, message, at, SEVERITY, hint)
