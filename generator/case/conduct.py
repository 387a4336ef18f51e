"""Conduct: whether everybody does what they can do, and whether what is said reaches us at all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.case.standing import Rung
from generator.case.testimony import DECIDING, Utterance, supports
from generator.facts.organisation import Organisation, OrganisationKind
from generator.facts.statement import Act
from generator.finding import Finding, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.case.graph import Case
    from generator.facts.source import Source
    from generator.facts.statement import Statement

_DECIDING_BODIES = frozenset({OrganisationKind.COURT, OrganisationKind.AUTHORITY})


def judge_conduct(case: Case) -> Iterator[Finding]:
    """What is wrong with who does what to the case's statements, and with how it is known."""
    unreached: dict[str, Source] = {}
    undated: dict[str, Source] = {}
    for statement in case.statements:
        written = case.testimony.written_in(statement)
        if statement.assertions:
            asserted = (utterance for utterance in written if utterance.assertion is not None)
            for index, utterance in enumerate(asserted):
                yield from _judge_act(case, utterance, index)
        for utterance in written:
            if utterance.counts_from is None:
                undated.update((chain.links[0].key, chain.links[0]) for chain in utterance.chains)
            if not all(chain.is_seen for chain in utterance.chains):
                unreached.update(
                    (chain.links[0].key, chain.links[0]) for chain in utterance.chains if not chain.is_seen
                )
        # A statement that nobody says at all is for the checks to tell (C001).
        is_cited = statement.cite or statement.assertions
        if is_cited and not _is_said(case, statement) and case.standing(statement).rung is Rung.UNSUPPORTED:
            yield _say_unsupported(case, statement)
    for source in unreached.values():
        message = f"nobody here has read {source.id!r}, and nothing that we hold relays it, so it is cited in vain"
        hint = "add through: with the source in which you read of it, or change seen: if we hold it"
        yield Finding("R015", message, source.at(), Severity.WARNING, hint)
    for source in undated.values():
        message = f"{source.id!r} has no date: what rests on it counts as if it had always been said"
        hint = "write issued: with what is known (2024, 202X, or a bound), or on: in each assertion"
        yield Finding("R016", message, source.at(), Severity.NOTE, hint)


def _is_said(case: Case, statement: Statement) -> bool:
    """Whether anybody says it; what was taken back has a standing all the same, so no more need be worked out."""
    return any(utterance.is_heard and supports(utterance) for utterance in case.testimony.said_of(statement))


def _say_unsupported(case: Case, statement: Statement) -> Finding:
    said = case.testimony.written_in(statement)
    if not any(utterance.is_heard for utterance in said):
        message = "what is cited for this has reached nobody here"
        hint = "cite a source that we hold, or say in the cited one through: which it is known"
    else:
        message = "nothing that counts says that this is so"
        hint = "add an assertion of whoever says so, with its source"
    return Finding("R009", f"{statement.id!r} is supported by nothing: {message}", statement.at(), hint=hint)


def _judge_act(case: Case, utterance: Utterance, index: int) -> Iterator[Finding]:
    statement, target = utterance.statement, utterance.target

    def find(code: str, message: str, key: str, hint: str, severity: Severity = Severity.ERROR) -> Finding:
        return Finding(code, message, statement.at("assertions", index, key), severity, hint)

    if utterance.act in DECIDING:
        if utterance.proceeding is not None:
            court = case.find_party(utterance.proceeding.court, start=utterance.proceeding)
            if court is not utterance.speaker:
                message = f"{utterance.speaker.id!r} is not the court of {utterance.proceeding.id!r}"
                hint = f"write by: {court.id}, or name the step of the proceeding in which it decided"
                yield find("R013", message, "by", hint)
        elif not (isinstance(utterance.speaker, Organisation) and utterance.speaker.kind in _DECIDING_BODIES):
            message = f"{utterance.speaker.id!r} is neither a court nor an authority, and cannot decide"
            hint = "write act: states; or kind: court (or authority) in its record, if it is one"
            yield find("R013", message, "act", hint)
    if target is not None and utterance.act is Act.WITHDRAWS:
        group = case.assess().ties.group
        if group(utterance.speaker.key) != group(target.speaker.key):
            message = f"{utterance.speaker.id!r} cannot take back what {target.speaker.id!r} said"
            yield find("R012", message, "of", "to oppose it, write act: denies or act: disputes without of:")
    elif target is not None and target.act not in DECIDING:
        message = f"{target.id!r} is no decision, so nobody can be said to have {_PAST[utterance.act]} it"
        yield find("R012", message, "of", "to decide on what was said, write act: finds with holds: true or false")
    if utterance.act is Act.ADMITS and not case.assess().is_interested(utterance):
        message = f"nothing shows that {utterance.speaker.id!r} says this against an interest of its own"
        hint = "write act: states, or say whom the statement is about"
        yield find("R017", message, "act", hint, Severity.WARNING)


_PAST = {Act.UPHOLDS: "upheld", Act.OVERTURNS: "overturned"}
