"""Is a name written down for a party that is not to be named?

The site would hide it, but the files are public, and so is their history for ever. Where a party is shown by initials
or by role, or is withheld, the name does not belong into the file at all; editors who need it keep it on a list
outside of the repository. The finding does not repeat the name.

passes:

```yaml
case: {title: A case, summary: A case., languages: [en]}
people:
  convicted: {naming: withheld, shown_as: the convicted man, why: no source names him}
```

fails:

```yaml
# expect: 4:21
case: {title: A case, summary: A case., languages: [en]}
people:
  convicted: {name: Zed Example, naming: withheld, shown_as: the convicted man}
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.facts.party import Party
from generator.finding import Finding, Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from generator.case import Case, Library
    from generator.checks.check import Context
    from generator.facts.value import Location

CODE = "C007"
TITLE = "Name written for a party that is not to be named"
SEVERITY = Severity.ERROR


def examine(case: Case, _context: Context) -> Iterator[Finding]:
    """A finding for each name, other form of it or alias of a party of the case that is not named."""
    return _examine_parties(case.of_kind(Party))


def examine_shared(library: Library, _context: Context) -> Iterator[Finding]:
    """The same, for the parties that cases share."""
    return _examine_parties(record for record in library.shared.values() if isinstance(record, Party))


def _examine_parties(parties: Iterable[Party]) -> Iterator[Finding]:
    for party in parties:
        if party.shows_name:
            continue
        for location in _list_names(party):
            yield Finding(
                CODE,
                f"a name is written for a party whose naming is {party.naming.value}",
                party.at(*location),
                SEVERITY,
                "take it out; if it was published already, SECURITY.md says how to take it out of the history too",
                excerpt=False,
            )


def _list_names(party: Party) -> Iterator[Location]:
    if party.name is not None:
        yield ("name",)
    for language in party.names:
        yield ("names", language)
    for index in range(len(party.aliases)):
        yield ("aliases", index)
