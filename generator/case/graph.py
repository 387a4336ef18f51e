"""The case: a dossier's records as a graph in which every reference leads to a record."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple, TypeVar, cast

from generator.case.chain import Relays
from generator.case.history import Period, trace_histories
from generator.case.interest import Interests
from generator.case.standing import Assessment
from generator.case.testimony import Testimony
from generator.facts.part import walk_references
from generator.facts.party import Party
from generator.facts.reference import Reference
from generator.facts.source import Source
from generator.facts.statement import Assertion, Statement
from generator.facts.value import Location, Record

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from generator.case.library import Library
    from generator.case.standing import Standing
    from generator.case.testimony import Utterance
    from generator.facts.case import CaseRecord
    from generator.facts.proceeding import Proceeding, Step

R = TypeVar("R", bound=Record)


class Use(NamedTuple):
    """A place that refers to a record."""

    record: Record
    """The record that refers."""
    location: Location
    """Where in it."""


@dataclass(frozen=True, eq=False)
class Case:
    """One dossier: its records, and what it uses of the shared records and of other cases."""

    id: str
    record: CaseRecord
    """The dossier itself: title, summary, languages and the rest."""
    records: Mapping[str, Record]
    """The case's own records by id, in the order of the files, without the dossier itself."""
    library: Library
    references: dict[str, list[tuple[Location, Reference]]] = field(default_factory=dict, repr=False)
    """By the key of a record the references in it, as the linker found them, until the case has taken them in."""

    @property
    def first_language(self) -> str:
        """The language of a text that does not say its own."""
        return self.record.languages[0]

    @cached_property
    def parties(self) -> tuple[Party, ...]:
        """The case's own parties, then those of others that it uses."""
        return (*self.of_kind(Party), *(record for record in self.borrowed if isinstance(record, Party)))

    @cached_property
    def sources(self) -> tuple[Source, ...]:
        """The case's own sources, then those of others that it uses."""
        return (*self.of_kind(Source), *(record for record in self.borrowed if isinstance(record, Source)))

    @cached_property
    def statements(self) -> tuple[Statement, ...]:
        """The case's own statements in the order of the files."""
        return self.of_kind(Statement)

    def of_kind(self, kind: type[R]) -> tuple[R, ...]:
        """The case's own records of a class, subclasses too, in the order of the files."""
        known = self._by_kind.get(kind)
        if known is None:
            known = self._by_kind[kind] = tuple(one for one in self.records.values() if isinstance(one, kind))
        return cast("tuple[R, ...]", known)

    @cached_property
    def _by_kind(self) -> dict[type[Record], tuple[Record, ...]]:
        return {}

    def find(self, reference: Reference, *, start: Record | None = None) -> Record:
        """The record that `reference` leads to, as it is written in `start` (without one, in a record of this case).

        A reference to a step leads to its proceeding, one to an assertion to its statement.
        """
        home = self.id if start is None else start.case
        if reference.kinds in _PARTS:
            return self._find_whole(reference, home, start)
        if home != self.id:
            return self._must(self.library.look_up(reference, home), reference)
        found = self._found.get(reference)
        if found is None:
            found = self._found[reference] = self._must(self.library.look_up(reference, home), reference)
        return found

    @cached_property
    def _found(self) -> dict[Reference, Record]:
        return {}

    def _find_whole(self, reference: Reference, home: str, start: Record | None) -> Record:
        whole = reference.text.rpartition("/")[0]
        if not whole and start is not None:
            return start
        return self._must(self.library.look_up(Reference(whole, ("any",)), home), reference)

    def _must(self, found: Record | None, reference: Reference) -> Record:
        if found is None:
            raise KeyError(f"{reference} in {self.id}: the resolver lets no such reference pass")
        return found

    def find_party(self, reference: Reference, *, start: Record | None = None) -> Party:
        """The party that `reference` leads to."""
        return cast("Party", self.find(reference, start=start))

    def find_source(self, reference: Reference, *, start: Record | None = None) -> Source:
        """The source that `reference` leads to."""
        return cast("Source", self.find(reference, start=start))

    def find_step(self, reference: Reference, *, start: Record | None = None) -> tuple[Proceeding, Step]:
        """The proceeding and the step that `reference` (`proceeding/step`) leads to."""
        proceeding = cast("Proceeding", self.find(reference, start=start))
        name = reference.text.rpartition("/")[2]
        return proceeding, next(step for step in proceeding.steps if step.id == name)

    def find_assertion(self, reference: Reference, start: Statement) -> tuple[Statement, Assertion]:
        """The assertion that `reference`, written in `start`, leads to, and the statement that holds it."""
        statement = cast("Statement", self.find(reference, start=start))
        name = reference.text.rpartition("/")[2]
        return statement, next(assertion for assertion in statement.assertions if assertion.id == name)

    def list_bases(self, utterance: Utterance) -> tuple[Statement, ...]:
        """The statements that a voice says it rests on."""
        assertion = utterance.assertion
        if assertion is None or not assertion.rests_on:
            return ()
        return tuple(cast("Statement", self.find(one, start=utterance.statement)) for one in assertion.rests_on)

    def uses_of(self, record: Record) -> tuple[Use, ...]:
        """Every place in this case that refers to `record`, citations and links in texts included."""
        _, uses = self._used.get(record.key, (record, []))
        return tuple(uses)

    @cached_property
    def _used(self) -> dict[str, tuple[Record, list[Use]]]:
        used: dict[str, tuple[Record, list[Use]]] = {}
        for record in (self.record, *self.records.values()):
            references = self.references.pop(record.key, None)
            for location, reference in walk_references(record) if references is None else references:
                target = self._found.get(reference) or self.find(reference, start=record)
                if target is not record:
                    used.setdefault(target.key, (target, []))[1].append(Use(record, location))
        return used

    @cached_property
    def borrowed(self) -> tuple[Record, ...]:
        """The records of others that this case uses, and the parties and sources that these lead to in turn."""
        found: dict[str, Record] = {}
        waiting = [target for target, _ in self._used.values()]
        waiting += (one for source in self.of_kind(Source) for one in self._unseen_through(source))
        while waiting:
            record = waiting.pop()
            if record.case != self.id and record.key not in found:
                found[record.key] = record
                if isinstance(record, Source | Party):
                    targets = [self.find(reference, start=record) for _, reference in walk_references(record)]
                    waiting += (target for target in targets if isinstance(target, Source | Party))
                if isinstance(record, Source):
                    waiting += self._unseen_through(record)
        return tuple(found[key] for key in sorted(found))

    def _unseen_through(self, source: Source) -> tuple[Source, ...]:
        return () if source.is_seen else self.relays.list_relayers(source)

    @cached_property
    def relays(self) -> Relays:
        """Which document relays which."""
        return Relays(self.library, self.id)

    @cached_property
    def testimony(self) -> Testimony:
        """Who has said what of which statement, whatever the day."""
        return Testimony(self)

    @cached_property
    def histories(self) -> Mapping[str, tuple[Period, ...]]:
        """How each of the case's own statements stood from day to day, by its key."""
        return trace_histories(self)

    @cached_property
    def interests(self) -> Interests:
        """Who has an interest in which statement."""
        return Interests(self)

    def standing(self, statement: Statement, day: date | None = None) -> Standing:
        """The standing of a statement as of `day`; without a day, of all that has ever been said."""
        return self.assess(day).assess(statement)

    def assess(self, day: date | None = None) -> Assessment:
        """All standings as of `day`; without a day, of all that has ever been said."""
        return self.library.recall((self.id, day), lambda: Assessment(self, day))


_PARTS = (("steps",), ("assertions",))
