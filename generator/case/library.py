"""The library: all cases, and the records that they share."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, ClassVar

from generator.case.chain import RelayTable, build_relay_table
from generator.facts.decoder import CASE_ID
from generator.facts.relation import Relation, RelationKind
from generator.syntax import SHARED as SHARED_FOLDER

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

    from generator.case.graph import Case
    from generator.case.standing import Assessment
    from generator.facts.reference import Reference
    from generator.facts.value import Record

MOST_ASSESSMENTS = 64


@dataclass(frozen=True, eq=False)
class Library:
    """All cases in which every reference leads somewhere, and the records that they share."""

    SHARED: ClassVar[str] = SHARED_FOLDER
    """The folder of the records that several cases use."""

    cases: Mapping[str, Case]
    """The cases by id, in the order of their ids."""
    shared: Mapping[str, Record]
    """The shared records by id."""
    records: Mapping[str, Mapping[str, Record]]
    """Every record without a mistake, by case and id: a case left out may be referred to all the same."""
    used_outside: frozenset[str] = frozenset()
    """The keys of the records that cases use which are not in this library, where it holds only a share of them."""
    _assessments: dict[tuple[str, date | None], Assessment] = field(default_factory=dict, repr=False)
    _relay_tables: dict[str, RelayTable] = field(default_factory=dict, repr=False)

    def cases_of(self, record: Record) -> tuple[Case, ...]:
        """The cases in which `record` is used, its own case first."""
        return self._users.get(record.key, ())

    def is_used_beyond(self, record: Record, case: str = "") -> bool:
        """Whether a case other than `case` uses `record`."""
        return record.key in self.used_outside or any(user.id != case for user in self.cases_of(record))

    @cached_property
    def _users(self) -> dict[str, tuple[Case, ...]]:
        users: dict[str, list[Case]] = {}
        for case in self.cases.values():
            for record in case.records.values():
                users[record.key] = [case]
        for case in self.cases.values():
            for record in case.borrowed:
                users.setdefault(record.key, []).append(case)
        return {key: tuple(cases) for key, cases in users.items()}

    def dissolve(self) -> None:
        """Let go of everything: cases know their library and it them, and a collector would take long to find that out."""
        for case in self.cases.values():
            vars(case).clear()
        vars(self).clear()

    def look_up(self, reference: Reference, case: str) -> Record | None:
        """The record that `reference`, written in `case`, names by its id or a former one; None where there is none."""
        if reference.kinds == ("case",):
            return self.records.get(reference.text, {}).get(CASE_ID)
        home, _, identifier = reference.text.rpartition("/")
        home = home or case
        found = self.records.get(home, {}).get(identifier)
        return found if found is not None else self._former.get(home, {}).get(identifier)

    @cached_property
    def _former(self) -> dict[str, dict[str, Record]]:
        return {
            case: {former: record for record in records.values() for former in record.formerly}
            for case, records in self.records.items()
        }

    def relay_table(self, case: str) -> RelayTable:
        """What the sources of `case` say of who relays whom."""
        table = self._relay_tables.get(case)
        if table is None:
            table = self._relay_tables[case] = build_relay_table(self, case)
        return table

    def recall(self, key: tuple[str, date | None], assess: Callable[[], Assessment]) -> Assessment:
        """A case's assessment as of a day, kept while it is among the last asked for: a thousand are too many."""
        assessment = self._assessments.pop(key, None) or assess()
        self._assessments[key] = assessment
        if len(self._assessments) > MOST_ASSESSMENTS:
            del self._assessments[next(iter(self._assessments))]
        return assessment

    @cached_property
    def shared_ties(self) -> tuple[Relation, ...]:
        """The shared relations that say who speaks for whom."""
        return tuple(
            record
            for record in self.shared.values()
            if isinstance(record, Relation) and record.kind is RelationKind.SPEAKS_FOR
        )
