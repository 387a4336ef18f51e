"""Is every translation as new as the words it translates?

When a quote is corrected and its translation is not, two languages say different things. A quote that was revised needs
translations that say when they were made, on that day or later.

passes:

```yaml
case: {title: A case, summary: A case., languages: [fr]}
organisations:
  tribunal: {name: Tribunal, kind: court}
sources:
  judgment: {type: legal_case, title: Jugement, seen: original}
quotes:
  concern:
    text: Le tribunal ne peut que s’inquiéter.
    language: fr
    revised: 2025-02-01
    translations: [{text: The court can only be concerned., language: en, on: 2025-02-02}]
    speaker: tribunal
    cite: judgment
```

fails:

```yaml
# expect: 12:79
case: {title: A case, summary: A case., languages: [fr]}
organisations:
  tribunal: {name: Tribunal, kind: court}
sources:
  judgment: {type: legal_case, title: Jugement, seen: original}
quotes:
  concern:
    text: Le tribunal ne peut que s’inquiéter.
    language: fr
    revised: 2025-02-01
    translations: [{text: The court can only be concerned., language: en, on: 2025-01-01}]
    speaker: tribunal
    cite: judgment
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.facts.quote import Quote
from generator.finding import Finding, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.case import Case
    from generator.checks.check import Context

CODE = "C009"
TITLE = "Translation older than its original"
SEVERITY = Severity.WARNING


def examine(case: Case, _context: Context) -> Iterator[Finding]:
    """A finding for each translation made before its quote was last revised, or on a day that nobody wrote down."""
    for quote in case.of_kind(Quote):
        if quote.revised is None:
            continue
        for index, translation in enumerate(quote.translations):
            if translation.on is None:
                message = f"the quote was revised on {quote.revised}, and its translation does not say when it was made"
            elif translation.on < quote.revised:
                message = f"the translation is of {translation.on}, and the quote was revised on {quote.revised}"
            else:
                continue
            at = quote.at("translations", index, "on") if translation.on else quote.at("translations", index)
            hint = "read the translation against the words as they are now, and write the day in on:"
            yield Finding(CODE, message, at, SEVERITY, hint)
