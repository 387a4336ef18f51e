"""Does the name of somebody who is not to be named stand anywhere?

A protected name must not reach a page, an address, an index or an export. Looked at are all texts, quotes, titles,
names and aliases, ids and former ids, addresses, and the names of files. The names are those that the files hold by
mistake for a party that is not named, in every script they give, and those on the maintainers' private list. They are
found without regard to case, accents and invisible characters, whole in any order of their words, written as one
word, and in each part of four letters or more, except for parts that are also in the name of a person who is named.
The finding repeats neither the name nor the line it stands on.

passes:

```yaml
case: {title: A case, summary: The convicted man was absent., languages: [en]}
people:
  convicted: {naming: withheld, shown_as: the convicted man}
```

fails:

```yaml
# expect: 2:32
case: {title: A case, summary: Mr QUILLON was absent., languages: [en]}
people:
  convicted: {naming: withheld, shown_as: the convicted man, aliases: [Zed Quîllon]}
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import unquote

from generator.checks.folding import WORD, fold_words
from generator.checks.passage import Hand, list_passages, list_shared_passages
from generator.checks.protection import protect_names
from generator.facts.party import Party
from generator.facts.person import Person
from generator.finding import Finding, Position, Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from generator.case import Case, Library
    from generator.checks.check import Context
    from generator.checks.passage import Passage, Passages
    from generator.checks.protection import Protection
    from generator.facts.value import Record

CODE = "C006"
TITLE = "Protected name"
SEVERITY = Severity.ERROR

_NAME_FIELDS = frozenset({"name", "names", "aliases"})


def examine(case: Case, context: Context) -> Iterator[Finding]:
    """A finding for each text, id and file of the case that holds a protected name."""
    protection = _protect(case.parties, context.protected_names)
    if protection:
        yield from _examine(protection, list_passages(case), (case.record, *case.records.values()))


def examine_shared(library: Library, context: Context) -> Iterator[Finding]:
    """The same, for the records that cases share."""
    records = tuple(library.shared.values())
    protection = _protect((record for record in records if isinstance(record, Party)), context.protected_names)
    if protection:
        yield from _examine(protection, list_shared_passages(library), records)


def _protect(parties: Iterable[Party], private: frozenset[str]) -> Protection:
    protected, named = set(private), []
    for party in parties:
        if party.shows_name:
            named += _list_names(party) if isinstance(party, Person) else []
        else:
            protected.update(_list_names(party))
    whole = {frozenset(fold_words(name)) for name in protected}
    spared = {word for name in named if frozenset(words := fold_words(name)) not in whole for word in words}
    return protect_names(frozenset(protected), frozenset(spared) if protected else frozenset())


def _list_names(party: Party) -> list[str]:
    return [*([party.name] if party.name else []), *party.names.values(), *party.aliases]


def _examine(protection: Protection, passages: Passages, records: Sequence[Record]) -> Iterator[Finding]:
    paths = dict.fromkeys(record.path for record in records)
    names = "\n".join([*paths, *(record.id for record in records)])
    texts = passages.text
    if not protection.may_hold("\n".join((names, texts, unquote(texts) if "%" in texts else ""))):
        return
    for path in paths:
        if any(protection.find(path, code=True)):
            yield _report(Position(path), "the name of this file, or of its folder,", "rename it")
    for record in records:
        if any(protection.find(record.id, code=True)):
            yield _report(record.at(), f"the id of this {record.ANCHOR}", "choose another id, and do not keep this one")
    for passage in passages:
        if isinstance(passage.record, Party) and not passage.record.shows_name and passage.location[0] in _NAME_FIELDS:
            continue
        where = _locate(protection, passage)
        if where:
            yield _report(passage.at, where, "write the words the party is shown as, or take it out")


def _locate(protection: Protection, passage: Passage) -> str | None:
    """Where in the passage a protected name stands, in words that do not give it away."""
    if passage.hand is Hand.CODE:
        written = (passage.text, unquote(passage.text))
        return passage.field if any(any(protection.find(text, code=True)) for text in written) else None
    for start, _ in protection.find(passage.text):
        return f"{passage.field}, word {len(WORD.findall(passage.text[:start])) + 1},"
    source = unquote(passage.source)
    if source != passage.text and any(protection.find(source, code=True)):
        return f"an address in {passage.field}"
    return None


def _report(at: Position, where: str, hint: str) -> Finding:
    return Finding(CODE, f"{where} holds a protected name", at, SEVERITY, hint, excerpt=False)
