"""Is every source used?

A source that nothing cites is either a fact that was forgotten or a document that the case does not rest on; readers
would take it for evidence. A source also counts as used where it relays a source that is used, or is relayed by one.

passes:

```yaml
case: {title: A case, summary: "A man was arrested. [@gazette]", languages: [en]}
sources:
  gazette: {type: article-newspaper, title: Arrest, seen: original, relays: agency}
  agency: {type: report, title: Wire report, seen: not-seen}
```

fails:

```yaml
# expect: 5:3
case: {title: A case, summary: "A man was arrested. [@gazette]", languages: [en]}
sources:
  gazette: {type: article-newspaper, title: Arrest, seen: original}
  courier: {type: article-newspaper, title: Weather, seen: original}
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.facts.source import Source
from generator.finding import Finding, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.case import Case, Library
    from generator.checks.check import Context

CODE = "C002"
TITLE = "Source that nobody cites"
SEVERITY = Severity.WARNING


def examine(case: Case, _context: Context) -> Iterator[Finding]:
    """A finding for each of the case's own sources that nothing here or in another case rests on."""
    unused = {source.key: source for source in case.sources if not _is_cited(case, source)}
    if not unused:
        return
    ties: dict[str, set[str]] = {}
    for source in case.sources:
        for reference in (*source.relays, *source.through):
            other = case.find_source(reference, start=source)
            ties.setdefault(source.key, set()).add(other.key)
            ties.setdefault(other.key, set()).add(source.key)
    reached = [source.key for source in case.sources if source.key not in unused]
    while reached:
        reached += [key for key in ties.get(reached.pop(), ()) if unused.pop(key, None)]
    for source in unused.values():
        if source.case == case.id and not case.library.is_used_beyond(source, case.id):
            yield _report(source)


def examine_shared(library: Library, _context: Context) -> Iterator[Finding]:
    """A finding for each shared source that no case uses."""
    for record in library.shared.values():
        if isinstance(record, Source) and not library.is_used_beyond(record):
            yield _report(record)


def _is_cited(case: Case, source: Source) -> bool:
    return any(not isinstance(use.record, Source) for use in case.uses_of(source))


def _report(source: Source) -> Finding:
    hint = "cite it where something rests on it, or take it out"
    return Finding(CODE, f"nothing rests on the source {source.id!r}", source.at(), SEVERITY, hint)
