"""Is every quote from a source that somebody here has read, or that a source we have read relays?

Words between quotation marks are a promise. Nobody can have copied them from a document that nobody has seen, unless
another document, which was seen, relays it: then the chain must be in the file.

passes:

```yaml
case: {title: A case, summary: A case., languages: [en]}
organisations:
  tribunal: {name: Tribunal, kind: court}
sources:
  gazette: {type: article-newspaper, title: Verdict, seen: original}
  judgment: {type: legal_case, title: Judgment, seen: not-seen, through: gazette}
quotes:
  concern: {text: The court is concerned., language: en, speaker: tribunal, cite: judgment}
```

fails:

```yaml
# expect: 9:83
case: {title: A case, summary: A case., languages: [en]}
organisations:
  tribunal: {name: Tribunal, kind: court}
sources:
  gazette: {type: article-newspaper, title: Verdict, seen: original}
  judgment: {type: legal_case, title: Judgment, seen: not-seen}
quotes:
  concern: {text: The court is concerned., language: en, speaker: tribunal, cite: judgment}
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
    from generator.facts.source import Source

CODE = "C003"
TITLE = "Quote from a source not seen that names no chain"
SEVERITY = Severity.ERROR


def examine(case: Case, _context: Context) -> Iterator[Finding]:
    """A finding for each quote whose source nobody has seen and no source that was seen relays."""
    for quote in case.of_kind(Quote):
        source = case.find_source(quote.cite.source, start=quote)
        if not source.is_seen and not _is_relayed(case, source):
            yield Finding(
                CODE,
                f"the quote {quote.id!r} is from {source.id!r}, which nobody here has seen and no source relays",
                quote.at("cite", "source"),
                SEVERITY,
                f"cite the source the words were read in, and say that it relays: {source.id}",
            )


def _is_relayed(case: Case, source: Source) -> bool:
    visited, waiting = {source.key}, [source]
    while waiting:
        current = waiting.pop()
        relaying = [case.find_source(reference, start=current) for reference in current.through]
        relaying += [
            other
            for other in case.sources
            if any(case.find_source(reference, start=other) is current for reference in other.relays)
        ]
        if any(other.is_seen for other in relaying):
            return True
        waiting += [other for other in relaying if other.key not in visited]
        visited.update(other.key for other in relaying)
    return False
