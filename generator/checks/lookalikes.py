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
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from hashlib import blake2b
from itertools import combinations
from typing import TYPE_CHECKING

from generator.case import Library
from generator.checks.folding import fold_words
from generator.checks.web_address import normalise_address
from generator.facts.part import walk_parts
from generator.facts.party import Party
from generator.facts.person import Person
from generator.facts.source import Source
from generator.facts.text import Text
from generator.finding import Finding, Severity

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from generator.case import Case
    from generator.checks.check import Context
    from generator.facts.value import Location, Record
    from generator.finding import Position

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


@dataclass(frozen=True, slots=True)
class Likeness:
    """What a party or source would share with another record of the same one, small enough to be kept for every case.

    `keys` are what it would share, hashed, each with its place in the record; `document` and `place` are where the
    record is written. `linked` are the keys of the records that its texts link to, which is how authors say that two
    are not one. `is_reported` where it already looks like another record of its own case.
    """

    case: str
    id: str
    what: str
    keys: tuple[tuple[str, Location], ...]
    document: str
    place: Location
    linked: tuple[str, ...]
    is_reported: bool

    @property
    def key(self) -> str:
        """The record's id across all cases."""
        return f"{self.case}/{self.id}"


def examine(case: Case, _context: Context) -> Iterator[Finding]:
    """A finding for each record that looks like an earlier one of its case."""
    yield from _find_within(case).values()


def list_likenesses(records: Iterable[Record], case: Case | None = None) -> tuple[Likeness, ...]:
    """What the parties and sources of a case, or those that cases share, would have in common with others."""
    reported = _find_within(case) if case is not None else {}
    return tuple(_liken(record, record.key in reported) for record in records if isinstance(record, Party | Source))


def compare_likenesses(
    likenesses: Iterable[Likeness], locate: Callable[[str, Location], Position]
) -> Iterator[Finding]:
    """A finding for each record that looks like a shared one, or one of a case before.

    `likenesses` begin with the shared records'; the cases follow in the order of their ids. `locate` gives the place of
    a value in a document.
    """
    bearers: defaultdict[str, list[Likeness]] = defaultdict(list)
    for record in likenesses:
        is_told = record.is_reported or record.case == Library.SHARED
        for key, location in record.keys:
            others = (one for one in bearers[key] if one.case != record.case)
            other = None if is_told else next((one for one in others if not _are_apart(record, one)), None)
            if other is not None:
                is_told = True
                hint = f"use {other.key} here, or say in the text of {record.id} that it is not [[{other.key}]]"
                message = f"{record.id!r} looks like the same {record.what} as {other.key!r}"
                yield Finding(CODE, message, locate(record.document, (*record.place, *location)), SEVERITY, hint)
        for key, _ in record.keys:
            bearers[key].append(record)


def _are_apart(one: Likeness, other: Likeness) -> bool:
    return other.key in one.linked or one.key in other.linked


def _liken(record: Party | Source, is_reported: bool) -> Likeness:
    keys: dict[str, Location] = {}
    for key, location in _list_keys(record):
        keys.setdefault(blake2b("\0".join(map(str, key)).encode(), digest_size=8).hexdigest(), location)
    document, place = record.written_at
    linked = tuple(sorted(_list_linked(record)))
    return Likeness(record.case, record.id, _name(record), tuple(keys.items()), document, place, linked, is_reported)


@lru_cache(maxsize=1)
def _find_within(case: Case) -> Mapping[str, Finding]:
    """By the key of a record: what is to be said of its likeness to an earlier one of its own case."""
    found: dict[str, Finding] = {}
    index: defaultdict[Key, list[Record]] = defaultdict(list)
    own = [record for record in case.records.values() if isinstance(record, Party | Source)]
    for record in own:
        for key, location in _list_keys(record):
            for other in index[key]:
                if record.key not in found and not _are_told_apart(record, other):
                    found[record.key] = _report(record, other, location)
        for key in dict.fromkeys(key for key, _ in _list_keys(record)):
            index[key].append(record)
    for first, second in _list_near_names(record for record in own if isinstance(record, Person)):
        if second.key not in found and not _are_told_apart(second, first):
            found[second.key] = _report(second, first, ("name",))
    return found


def _report(record: Record, other: Record, location: Location) -> Finding:
    hint = f"make one record of the two, or say in the text of one that it is not [[{other.id}]]"
    message = f"{record.id!r} looks like the same {_name(record)} as {other.id!r}"
    return Finding(CODE, message, record.at(*location), SEVERITY, hint)


def _name(record: Record) -> str:
    return {Source: "document", Person: "person"}.get(type(record), "organisation")


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
    return other.key in _list_linked(record)


def _list_linked(record: Record) -> set[str]:
    """The keys of the records that the texts of `record` link to."""
    mentions = (
        mention.record
        for _, part in walk_parts(record)
        if isinstance(part, Text)
        for _, prose in part.variants
        for mention in prose.mentions
    )
    return {name if "/" in name else f"{record.case}/{name}" for name in mentions}
