"""Does every quantity say how exactly its source gives it?

“More than 181,000”, “about 181,000” and “181,000” are three different statements. The qualifier is what the source
says, never what we suppose.

passes:

```yaml
case: {title: A case, summary: A case., languages: [en]}
sources:
  gazette: {type: article-newspaper, title: Verdict, seen: original}
quantities:
  photographs: {value: 181000, qualifier: more-than, unit: photographs, of: on the telephone, cite: gazette}
```

fails:

```yaml
# expect: 6:24
case: {title: A case, summary: A case., languages: [en]}
sources:
  gazette: {type: article-newspaper, title: Verdict, seen: original}
quantities:
  photographs: {value: 181000, unit: photographs, of: on the telephone, cite: gazette}
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.facts.quantity import Qualifier, Quantity
from generator.finding import Finding, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.case import Case
    from generator.checks.check import Context

CODE = "C011"
TITLE = "Quantity without qualifier"
SEVERITY = Severity.WARNING


def examine(case: Case, _context: Context) -> Iterator[Finding]:
    """A finding for each quantity without a qualifier."""
    for quantity in case.of_kind(Quantity):
        if quantity.qualifier is None:
            hint = "add qualifier: with one of " + ", ".join(word.value for word in Qualifier)
            message = f"the quantity {quantity.id!r} does not say how exactly it is given"
            yield Finding(CODE, message, quantity.at("value"), SEVERITY, hint)
