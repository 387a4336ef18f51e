"""Interest: who stands to gain or lose by a statement, and who is so tied to another that the two are one."""

from __future__ import annotations

from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from generator.case.testimony import supports
from generator.facts.claim import Claim
from generator.facts.event import Event
from generator.facts.organisation import Organisation, OrganisationKind
from generator.facts.proceeding import Proceeding
from generator.facts.relation import Relation, RelationKind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.case.ending import Endings
    from generator.case.graph import Case
    from generator.case.testimony import Utterance
    from generator.facts.party import Party
    from generator.facts.source import Source
    from generator.facts.statement import Statement


class Ties:
    """Parties tied by `speaks-for`: they are one origin, and share an interest."""

    def __init__(self, pairs: Iterable[tuple[str, str]]) -> None:
        self._group: dict[str, str] = {}
        members: dict[str, set[str]] = {}
        for one, other in pairs:
            joined = members.get(one, {one}) | members.get(other, {other})
            members.update((member, joined) for member in joined)
        for party, joined in members.items():
            self._group[party] = min(joined)

    def group(self, key: str) -> str:
        """The key that stands for a party and all it is tied to."""
        return self._group.get(key, key)


class Interests:
    """Who has an interest in which statement of a case.

    Whoever the statement is about; the parties to a proceeding in which something was said of the statement, or whose
    court or one of whose parties the statement is about; and, where a statement names nobody, the parties to any
    proceeding of the case.
    """

    def __init__(self, case: Case) -> None:
        self._case = case

    def concerned(self, statement: Statement, said: Iterable[Utterance]) -> frozenset[str]:
        """The keys of the parties with an interest of their own in `statement`."""
        named = self.named(statement)
        if not named:
            return self._parties_to_any
        keys = set(named)
        for key in named:
            keys |= self._opponents.get(key, frozenset())
        for utterance in said:
            if utterance.proceeding is not None:
                keys |= self._parties_to(utterance.proceeding)
        return frozenset(keys)

    def named(self, statement: Statement) -> tuple[str, ...]:
        """The keys of the parties whom `statement` is about."""
        if isinstance(statement, Claim):
            references = statement.about
        elif isinstance(statement, Event):
            references = tuple(participant.party for participant in statement.who)
        elif isinstance(statement, Relation):
            references = (statement.subject, statement.object)
        else:
            return ()
        return tuple(self._case.find(reference, start=statement).key for reference in references)

    @cached_property
    def _opponents(self) -> dict[str, frozenset[str]]:
        """For each party to a proceeding, and for its court: the parties to all its proceedings."""
        found: dict[str, frozenset[str]] = {}
        for proceeding in self._case.of_kind(Proceeding):
            parties = self._parties_to(proceeding)
            for key in (*parties, self._case.find(proceeding.court, start=proceeding).key):
                found[key] = found.get(key, frozenset()) | parties
        return found

    @cached_property
    def _parties_to_any(self) -> frozenset[str]:
        return frozenset().union(*self._opponents.values())

    def _parties_to(self, proceeding: Proceeding) -> frozenset[str]:
        find = self._case.find
        return frozenset(find(participant.party, start=proceeding).key for participant in proceeding.parties)


def find_ties(case: Case, endings: Endings, day: date | None) -> Ties:
    """Who is tied to whom as of `day`: a tie counts from the beginning of its period, or from when it was first said.

    How well the relation stands makes no difference, so that it depends on no origin and no interest; only one that
    nobody says any more ties nobody.
    """
    own = (relation for relation in case.of_kind(Relation) if relation.kind is RelationKind.SPEAKS_FOR)
    return Ties(
        (case.find(relation.subject, start=relation).key, case.find(relation.object, start=relation).key)
        for relation in (*own, *case.library.shared_ties)
        if _is_tied(relation, case.testimony.said_of(relation), endings, day)
    )


def _is_tied(relation: Relation, said: Iterable[Utterance], endings: Endings, day: date | None) -> bool:
    began = relation.period.earliest or date.min if relation.period is not None else date.max
    return any(
        supports(utterance)
        and utterance.is_heard
        and endings.find_undoing(utterance) is None
        and (endings.is_made(utterance) or (day is not None and began <= day))
        for utterance in said
    )


def is_court(speaker: Party | Source) -> bool:
    """Whether it is a court: its documents lend nobody an interest."""
    return isinstance(speaker, Organisation) and speaker.kind is OrganisationKind.COURT
