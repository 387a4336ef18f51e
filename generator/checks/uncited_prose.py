"""Do the summary and the texts about parties and proceedings cite what they rest on?

These texts are not statements with a standing of their own, so a reader can only trust them through the sources they
cite or the records they link to. The text about a party is what the sources say of it; a text that cites none is what
we say.

passes:

```yaml
case: {title: A case, summary: "A man was arrested. [@gazette]", languages: [en]}
sources:
  gazette: {type: article-newspaper, title: Arrest, seen: original}
```

fails:

```yaml
# expect: 2:32
case: {title: A case, summary: A man was arrested., languages: [en]}
sources:
  gazette: {type: article-newspaper, title: Arrest, seen: original}
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.facts.party import Party
from generator.facts.proceeding import Proceeding
from generator.finding import Finding, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.case import Case
    from generator.checks.check import Context
    from generator.facts.text import Text
    from generator.facts.value import Record

CODE = "C026"
TITLE = "Text that cites nothing"
SEVERITY = Severity.WARNING


def examine(case: Case, _context: Context) -> Iterator[Finding]:
    """A finding for the summary and for each text of a party or proceeding that neither cites nor links to anything."""
    for record, field, text in _list_texts(case):
        if text is not None and not any(prose.citations or prose.mentions for _, prose in text.variants):
            hint = "add a citation such as [@source-id], or a link to a record such as [[record-id]]"
            message = f"the {field} of the {record.ANCHOR} rests on nothing"
            yield Finding(CODE, message, record.at(field), SEVERITY, hint)


def _list_texts(case: Case) -> Iterator[tuple[Record, str, Text | None]]:
    if case.sources:  # before there is one, a new dossier has nothing to cite
        yield case.record, "summary", case.record.summary
    for party in case.of_kind(Party):
        yield party, "text", party.text
    for proceeding in case.of_kind(Proceeding):
        yield proceeding, "text", proceeding.text
