"""Testimony: everything that was said of a case's statements, before anybody asks what of it counts on a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import count
from typing import TYPE_CHECKING, cast

from generator.case.chain import Chain
from generator.facts.claim import Claim
from generator.facts.statement import ON_ANOTHER, Act, Assertion, Statement

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from generator.case.graph import Case
    from generator.facts.citation import Citation
    from generator.facts.party import Party
    from generator.facts.proceeding import Proceeding, Step
    from generator.facts.quote import Quote
    from generator.facts.reference import Reference
    from generator.facts.source import Source

SUPPORTING = frozenset({Act.ALLEGES, Act.STATES, Act.REPORTS})
OPPOSING = frozenset({Act.DENIES, Act.DISPUTES})
DECIDING = frozenset({Act.FINDS, Act.UPHOLDS, Act.OVERTURNS})


@dataclass(slots=True, eq=False)
class Utterance:
    """One thing said of a statement: an assertion, or a citation of a short form; the same on every day."""

    statement: Statement
    assertion: Assertion | None
    id: str
    speaker: Party | Source
    act: Act
    cites: tuple[Citation, ...]
    chains: tuple[Chain, ...]
    is_heard: bool
    """Whether a chain of it ends in a source that we hold; what nobody here has read in any way does not count."""
    counts_from: date | None
    knowledge: tuple[str, ...]
    """The keys of all whose knowledge it can be: the speaker, and the makers of the documents that its own relays; or
    whoever told the speaker, alone."""
    relayed: tuple[Source, ...]
    """The documents that the speaker's own document relays and that relay nothing themselves."""
    quote: Quote | None
    proceeding: Proceeding | None = None
    step: Step | None = None
    target: Utterance | None = None
    """For an act done to another utterance: that one."""

    @property
    def order(self) -> tuple[date, str, str, str]:
        """The key of the order in which things were said, whatever the order of the files."""
        return (self.counts_from or date.min, self.speaker.key, self.act.value, self.id)


@dataclass(frozen=True, slots=True)
class OwnVoice:
    """What a source is as the voice of its maker, and as the record of other voices."""

    speaker: Party | Source
    relayed_chains: tuple[Chain, ...]
    own_chains: tuple[Chain, ...]
    day: date | None
    """The day by which it existed: its own, or that of the first source that relays it."""
    knowledge: tuple[str, ...]
    relayed: tuple[Source, ...]


class Testimony:
    """What has been said of the statements that one case knows."""

    def __init__(self, case: Case) -> None:
        self._case = case
        self._utterances: dict[str, tuple[Utterance, ...]] = {}
        self._own_voices: dict[str, OwnVoice] = {}
        self._acts_on: dict[Utterance, list[Utterance]] = {}
        self._elsewhere: dict[str, list[Utterance]] = {}
        self._linked: set[str] = set()
        self._contraries: dict[str, dict[str, Claim]] = {}
        for claim in case.of_kind(Claim):
            self._pair(claim)

    def _pair(self, claim: Claim) -> None:
        for reference in claim.contrary:
            contrary = cast("Claim", self._case.find(reference, start=claim))
            if contrary is not claim:
                self._contraries.setdefault(claim.key, {})[contrary.key] = contrary
                self._contraries.setdefault(contrary.key, {})[claim.key] = claim

    def contraries(self, statement: Statement) -> Iterable[Claim]:
        """The claims that cannot be true together with `statement`, whichever of the two says so."""
        return self._contraries.get(statement.key, {}).values()

    def said_of(self, statement: Statement) -> tuple[Utterance, ...]:
        """What has been said of `statement`, acts on what was said of it in another statement's record included."""
        own = self.written_in(statement)
        elsewhere = self._elsewhere.get(statement.key)
        if elsewhere is None and not any(utterance.target for utterance in own):
            return own
        here = (one for one in own if one.target is None or root(one).statement is statement)
        return (*here, *(elsewhere or ()))

    def acts_on(self, utterance: Utterance) -> list[Utterance]:
        """What upholds, overturns or withdraws `utterance`."""
        return self._acts_on.get(utterance, [])

    def _link(self, home: str) -> None:
        """Find the targets of all acts on other utterances in the records of one case, once."""
        if home in self._linked:
            return
        self._linked.add(home)
        records = self._case.records if home == self._case.id else self._case.library.records.get(home, {})
        acts = [
            utterance
            for record in records.values()
            if isinstance(record, Statement) and any(assertion.of for assertion in record.assertions)
            for utterance in self._hear_once(record)
            if utterance.act in ON_ANOTHER
        ]
        for utterance in acts:
            utterance.target = target = self._find_target(utterance)
            self._acts_on.setdefault(target, []).append(utterance)
        for utterance in acts:
            whole = root(utterance).statement
            if whole is not utterance.statement:
                self._elsewhere.setdefault(whole.key, []).append(utterance)

    def _find_target(self, utterance: Utterance) -> Utterance:
        assertion = cast("Assertion", utterance.assertion)
        assert assertion.of is not None  # noqa: S101  (the model asks for it)
        statement, target = self._case.find_assertion(assertion.of, utterance.statement)
        return next(one for one in self._hear_once(statement) if one.assertion is target)

    def written_in(self, statement: Statement) -> tuple[Utterance, ...]:
        """What the record of `statement` says was said, of it and of others."""
        self._link(statement.case)
        return self._hear_once(statement)

    def _hear_once(self, statement: Statement) -> tuple[Utterance, ...]:
        known = self._utterances.get(statement.key)
        if known is None:
            known = self._utterances[statement.key] = tuple(self._hear(statement))
        return known

    def _hear(self, statement: Statement) -> Iterator[Utterance]:
        names = _name_voices(statement)
        if statement.says is not None:
            utterance = self._attribute(statement, None, next(names))
            if statement.on is not None:
                utterance.counts_from = statement.on.known_by or utterance.counts_from
            yield utterance
        else:
            for citation in statement.cite:
                yield self._report(statement, citation, next(names))
        for assertion in statement.assertions:
            utterance = self._attribute(statement, assertion, assertion.id or next(names))
            self._place(utterance, assertion)
            yield utterance

    def _report(self, statement: Statement, citation: Citation, name: str) -> Utterance:
        """What a cited source says in the voice of its maker."""
        own = self.own_voice(self._case.find_source(citation.source, start=statement))
        return Utterance(
            statement,
            None,
            name,
            own.speaker,
            Act.REPORTS,
            (citation,),
            own.own_chains,
            own.own_chains[0].is_seen,
            own.day,
            own.knowledge,
            own.relayed,
            self._find_quote(statement, None, (citation,)),
        )

    def _attribute(self, statement: Statement, assertion: Assertion | None, name: str) -> Utterance:
        """What a named party said, as the cited sources record it."""
        act, cites = (assertion.act, assertion.cite) if assertion is not None else (Act.STATES, statement.cite)
        by = assertion.by if assertion is not None else cast("Reference", statement.says)
        speaker = self._case.find_party(by, start=statement)
        sources = [self.own_voice(self._case.find_source(citation.source, start=statement)) for citation in cites]
        own = [source for source in sources if source.speaker is speaker]
        ways = [source.own_chains if source.speaker is speaker else source.relayed_chains for source in sources]
        # Nearly every voice is known in one way alone.
        chains = ways[0] if len(ways) == 1 else tuple(dict.fromkeys(chain for some in ways for chain in some))
        if len(chains) > 1:
            chains = tuple(sorted(chains, key=lambda chain: chain.order))
        return Utterance(
            statement,
            assertion,
            name,
            speaker,
            act,
            cites,
            chains,
            any(chain.is_seen for chain in chains),
            min((source.day for source in sources if source.day is not None), default=None),
            self._find_knowledge(statement, assertion, speaker, own),
            tuple({one.key: one for source in own for one in source.relayed}.values()) if own else (),
            self._find_quote(statement, assertion, cites),
        )

    def _find_knowledge(
        self, statement: Statement, assertion: Assertion | None, speaker: Party, own: list[OwnVoice]
    ) -> tuple[str, ...]:
        """The keys of all whose knowledge a named party's word can be; of whoever told the party, where that is recorded."""
        if assertion is not None and assertion.told_by is not None:
            return (self._case.find_party(assertion.told_by, start=statement).key,)
        if not own:
            return (speaker.key,)
        return tuple(dict.fromkeys((speaker.key, *(key for source in own for key in source.knowledge))))

    def _find_quote(
        self, statement: Statement, assertion: Assertion | None, cites: tuple[Citation, ...]
    ) -> Quote | None:
        """The quote that holds the voice's own words: the assertion's, or the first that a citation names."""
        reference = assertion.quote if assertion is not None else None
        for citation in cites if reference is None else ():
            if citation.quote is not None:
                reference = citation.quote
                break
        return cast("Quote", self._case.find(reference, start=statement)) if reference is not None else None

    def _place(self, utterance: Utterance, assertion: Assertion) -> None:
        """Put an assertion at its own day, or at that of the step in which it was made, rather than at its source's."""
        if assertion.in_proceeding is not None:
            found = self._case.find_step(assertion.in_proceeding, start=utterance.statement)
            utterance.proceeding, utterance.step = found
            utterance.counts_from = utterance.step.on.known_by or utterance.counts_from
        if assertion.on is not None:
            utterance.counts_from = assertion.on.known_by or utterance.counts_from

    def own_voice(self, source: Source) -> OwnVoice:
        """What `source` is as a voice."""
        known = self._own_voices.get(source.key)
        if known is None:
            known = self._own_voices[source.key] = self._listen(source)
        return known

    def _listen(self, source: Source) -> OwnVoice:
        relays = self._case.relays
        chains = relays.list_chains(source)
        speaker = self.maker_of(source)
        direct = (Chain(chains[0].links, is_seen=True, is_direct=True),) if source.is_seen else chains
        relayed = relays.list_relayed(source)
        knowledge = dict.fromkeys((speaker.key, *(self.maker_of(one).key for one in relayed)))
        ends = tuple(one for one in relayed if relays.relays_nothing(one))
        return OwnVoice(speaker, chains, direct, _date(source, chains), tuple(knowledge), ends)

    def maker_of(self, source: Source) -> Party | Source:
        """Whose voice `source` is; the source itself where nobody says who made it."""
        return source if source.maker is None else self._case.find_party(source.maker, start=source)


def root(utterance: Utterance) -> Utterance:
    """The utterance that an act on another is done to in the end; any other utterance itself."""
    while utterance.target is not None:
        utterance = utterance.target
    return utterance


def decided(utterance: Utterance) -> Utterance:
    """The decision that an upholding confirms in the end; any other utterance itself."""
    while utterance.act is Act.UPHOLDS and utterance.target is not None:
        utterance = utterance.target
    return utterance


def side_of(utterance: Utterance) -> bool | None:
    """Whether a decision finds that the statement holds or that it does not; None for what finds neither."""
    first = decided(utterance)
    return first.assertion.holds if first.act is Act.FINDS and first.assertion is not None else None


def supports(utterance: Utterance) -> bool:
    """Whether it says that the statement holds."""
    return utterance.act in SUPPORTING or utterance.act is Act.ADMITS or side_of(utterance) is True


def _name_voices(statement: Statement) -> Iterator[str]:
    """Numbers for the voices that have no id of their own, none of them an id that another one has."""
    taken = {assertion.id for assertion in statement.assertions}
    return (str(number) for number in count(1) if str(number) not in taken)


def _date(source: Source, chains: tuple[Chain, ...]) -> date | None:
    if source.issued is not None and source.issued.known_by is not None:
        return source.issued.known_by
    later = (link.issued.known_by for chain in chains for link in chain.links[1:] if link.issued is not None)
    return min((day for day in later if day is not None), default=None)
