"""Is every person, organisation and document there only once?

Two records of one person split what is known of them; two records of one article make one origin look like two, and a
statement corroborated that is only reported. Parties look alike when a name or alias of both has the same words in
any order, and people also when their names differ by a letter or two, an initial or a middle name. Sources look alike
when they share an address, a snapshot, or title, publication and date. Other cases and shared records are compared
for sameness only. Where the two are really different, say so in the text or note of one, with a link to the other:
`not [[the-other]]`.

passes:

```yaml
case: {title: A case, summary: "[[ada]] and [[eda]].", languages: [en]}
people:
  ada: {name: Ada Example, naming: named, why: holds public office}
  eda: {name: Ada Exemple, naming: named, why: holds public office, text: "Not [[ada]]."}
```

fails:

```yaml
# expect: 5:15
case: {title: A case, summary: "[[ada]] and [[eda]].", languages: [en]}
people:
  ada: {name: Ada Example, naming: named, why: holds public office}
  eda: {name: Ada Exemple, naming: named, why: holds public office}
```
"""

from __future__ import annotations

from collections import defaultdict
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import combinations, islice
from typing import TYPE_CHECKING, NamedTuple

from generator.checks.folding import fold_words
from generator.checks.web_address import normalise_address
from generator.facts.part import walk_parts
from generator.facts.party import Party
from generator.facts.person import Person
from generator.facts.source import Source
from generator.facts.text import Text
from generator.facts.value import Location, Record  # noqa: TC001  (a NamedTuple reads its annotations)
from generator.finding import Finding, Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from generator.case import Case, Library
    from generator.checks.check import Context

CODE = "C013"
TITLE = "Two records that look like the same"
SEVERITY = Severity.WARNING

_LIKENESS = 0.84
_SHORTEST_ALIKE = 5
_SHORTEST_SHARED = 3
_LONGEST_WORD = 40
_FEWEST_WORDS = 2
_MOST_BEARERS = 50
"""A word that more people of a case bear says nothing, and comparing all of them would take long."""

Key = tuple[str, ...]
"""What two records that are the same would share: the words of a name, an address, a hash."""


def examine(case: Case, _context: Context) -> Iterator[Finding]:
    """A finding for each record that looks like an earlier one of its case, a shared one, or one of a case before."""
    twins = _list_twins(case.library)
    reported: set[str] = set()
    for record in (*case.of_kind(Party), *case.of_kind(Source)) if twins else ():
        for twin in twins.get(record.key, ()):
            for other in islice(twin.bearers, twin.earlier):
                if record.key not in reported and not _are_told_apart(record, other):
                    reported.add(record.key)
                    yield _report(case, record, other, twin.location)
    for first, second in _list_near_names(case.of_kind(Person)):
        if second.key not in reported and not _are_told_apart(second, first):
            reported.add(second.key)
            yield _report(case, second, first, ("name",))


def _report(case: Case, record: Record, other: Record, location: Location) -> Finding:
    name = other.id if other.case == case.id else other.key
    what = {Source: "document", Person: "person"}.get(type(record), "organisation")
    hint = f"make one record of the two, or say in the text of one that it is not [[{name}]]"
    if other.case != case.id:
        hint = f"use {name} here, or say in the text of {record.id} that it is not [[{name}]]"
    message = f"{record.id!r} looks like the same {what} as {name!r}"
    return Finding(CODE, message, record.at(*location), SEVERITY, hint)


class _Twin(NamedTuple):
    """What a record shares with earlier ones."""

    bearers: list[Record]
    """All that share it, in order."""
    earlier: int
    """How many of them come before the record."""
    location: Location
    """Where it stands in the record."""


@lru_cache(maxsize=1)
def _list_twins(library: Library) -> Mapping[str, list[_Twin]]:
    """By the key of a record what it shares with earlier ones: the shared records come first, then case by case."""
    # Hardly any record shares anything, and what stands in one record alone is forgotten when all have been seen.
    index: defaultdict[Key, list[Record]] = defaultdict(list)
    twins: defaultdict[str, list[_Twin]] = defaultdict(list)
    for records in (library.shared, *(case.records for case in library.cases.values())):
        for record in records.values():
            keys = list(_list_keys(record))
            for key, location in keys:
                if bearers := index.get(key):
                    twins[record.key].append(_Twin(bearers, len(bearers), location))
            for key in dict.fromkeys(key for key, _ in keys):
                index[key].append(record)
    return twins


def _list_keys(record: Record) -> Iterator[tuple[Key, Location]]:
    if isinstance(record, Party):
        kind = "person" if isinstance(record, Person) else "organisation"
        for name, location in _list_names(record):
            words = fold_words(name)
            if len(words) >= _FEWEST_WORDS or (kind == "organisation" and location == ("name",)):
                yield (kind, *sorted(words)), location
    elif isinstance(record, Source):
        if record.url:
            yield ("address", normalise_address(record.url)), ("url",)
        if record.snapshot:
            yield ("snapshot", record.snapshot.sha256), ("snapshot", "sha256")
        if record.title and record.issued and (record.container_title or record.maker):
            where = fold_words(record.container_title or str(record.maker))
            for _, title in record.title.variants:
                yield ("title", *fold_words(title), "in", *where, "on", *record.issued.meaning), ("title",)


def _list_names(party: Party) -> Iterator[tuple[str, Location]]:
    if party.name:
        yield party.name, ("name",)
    for language, name in party.names.items():
        yield name, ("names", language)
    for number, alias in enumerate(party.aliases):
        yield alias, ("aliases", number)


def _list_near_names(people: Iterable[Person]) -> Iterator[tuple[Person, Person]]:
    """Pairs of people who share a word of their names and whose other words nearly agree, in the order of the file."""
    sharing: defaultdict[str, list[tuple[Person, Key]]] = defaultdict(list)
    for person in people:
        for name in dict.fromkeys(fold_words(name) for name, _ in _list_names(person)):
            for word in set(name):
                if len(word) >= _SHORTEST_SHARED and len(name) >= _FEWEST_WORDS:
                    sharing[word].append((person, name))
    pairs: dict[tuple[str, str], tuple[Person, Person]] = {}
    for bearers in sharing.values():
        for (first, name), (second, other) in combinations(bearers if len(bearers) <= _MOST_BEARERS else (), 2):
            if first is not second and _nearly_agree(name, other):
                pairs[first.key, second.key] = first, second
    yield from pairs.values()


def _nearly_agree(name: Key, other: Key) -> bool:
    short, long = sorted((name, other), key=len)
    rest = list(long)
    for word in short:
        if word in rest:
            rest.remove(word)
            continue
        alike = next((candidate for candidate in rest if _is_alike(word, candidate)), None)
        if alike is None:
            return False
        rest.remove(alike)
    return True


def _is_alike(word: str, other: str) -> bool:
    if len(word) == 1 or len(other) == 1:
        return word[0] == other[0]
    if min(len(word), len(other)) < _SHORTEST_ALIKE or max(len(word), len(other)) > _LONGEST_WORD:
        return False
    return SequenceMatcher(None, word, other, autojunk=False).ratio() >= _LIKENESS


def _are_told_apart(record: Record, other: Record) -> bool:
    """Whether the text of one of the two links to the other, which is how authors say that they are two."""
    return any(_links_to(one, another) for one, another in ((record, other), (other, record)))


def _links_to(record: Record, other: Record) -> bool:
    mentions = (
        mention.record
        for _, part in walk_parts(record)
        if isinstance(part, Text)
        for _, prose in part.variants
        for mention in prose.mentions
    )
    return any((name if "/" in name else f"{record.case}/{name}") == other.key for name in mentions)
