"""Structure: what must hold of the records of a case, and of who relays whom, before anything can be worked out."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from generator.case.circle import find_circles
from generator.facts.decoder import CASE_ID
from generator.facts.proceeding import Proceeding
from generator.facts.source import Source
from generator.facts.statement import Statement
from generator.finding import Finding, Position

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from generator.case.library import Library
    from generator.case.linker import Linking
    from generator.facts.decoder import Facts
    from generator.facts.reference import Reference
    from generator.facts.value import Location, Record

Edges = dict[str, dict[str, tuple["Record", "Location"]]]
"""For each node those that it leads to, with the place in the files that says so."""


def inspect_structure(library: Library, by_case: Mapping[str, Facts], linking: Linking) -> None:
    """Add what is wrong with the structure of the facts to `linking`."""
    for case, facts in by_case.items():
        found = linking.findings[case]
        if any(record.formerly for record in facts.records.values()):
            found += _inspect_former(facts)
        found += _inspect_case(facts, library.SHARED)
        for record in facts.records.values():
            if isinstance(record, Proceeding):
                found += _inspect_ids(record, "steps", [step.id for step in record.steps])
            elif isinstance(record, Statement) and len(record.assertions) > 1:
                found += _inspect_ids(record, "assertions", [assertion.id for assertion in record.assertions])
    _inspect_relays(library, linking)
    _inspect_acts(library, linking)


def _inspect_former(facts: Facts) -> Iterator[Finding]:
    taken: dict[str, str] = dict.fromkeys(facts.set_aside, "a record that has a mistake of its own")
    taken |= {id_: f"another {record.ANCHOR}" for id_, record in facts.records.items()}
    for record in facts.records.values():
        for index, former in enumerate(record.formerly):
            if former in taken:
                owner = "this record's id now" if former == record.id else f"the id of {taken[former]}"
                hint = "take it out of formerly:, or give the other record another id"
                yield Finding("R005", f"{former!r} is {owner}", record.at("formerly", index), hint=hint)
            taken.setdefault(former, f"{record.id!r} in former times")


def _inspect_case(facts: Facts, shared: str) -> Iterator[Finding]:
    dossier = facts.records.get(CASE_ID)
    if facts.case == shared:
        if dossier is not None:
            hint = "move it into a folder of its own, with the records that belong to it alone"
            yield Finding("R008", "the shared records hold a case", dossier.at(), hint=hint)
    elif dossier is None and CASE_ID not in facts.set_aside and facts.complete:
        path = next((record.path for record in facts.records.values()), f"dossiers/{facts.case}/case.yaml")
        hint = "write case: with title:, summary: and languages: in one of its files"
        yield Finding("R007", f"the folder {facts.case!r} has no case: record", Position(path), hint=hint)


def _inspect_ids(record: Record, name: str, ids: list[str | None]) -> Iterator[Finding]:
    for index, id_ in enumerate(ids):
        if id_ is not None and id_ in ids[:index]:
            message = f"{record.id!r} has the id {id_!r} twice among its {name}"
            hint = "choose another id, so that it is clear which one is meant"
            yield Finding("R018", message, record.at(name, index, "id"), hint=hint)


def _inspect_relays(library: Library, linking: Linking) -> None:
    edges: Edges = defaultdict(dict)
    for case, records in library.records.items():
        for source in records.values():
            if isinstance(source, Source):
                for index, other in _follow(library, case, source.relays):
                    edges[source.key][other.key] = (source, ("relays", index))
                for index, other in _follow(library, case, source.through):
                    edges[other.key][source.key] = (source, ("through", index))
    hint = "take out the relays: or through: that is not so"
    for circle in _add_circles(edges, "R004", "these sources relay one another in a circle", hint, linking):
        linking.unsound.update(circle)


def _follow(library: Library, case: str, references: tuple[Reference, ...]) -> Iterator[tuple[int, Source]]:
    for index, reference in enumerate(references):
        found = library.look_up(reference, case)
        if isinstance(found, Source):
            yield index, found


def _inspect_acts(library: Library, linking: Linking) -> None:
    edges: Edges = defaultdict(dict)
    for records in library.records.values():
        for statement in records.values():
            if isinstance(statement, Statement):
                for index, assertion in enumerate(statement.assertions):
                    if assertion.of is not None and assertion.id is not None:
                        whole, _, name = assertion.of.text.rpartition("/")
                        target = f"{statement.case}/{whole}" if whole else statement.key
                        edges[f"{statement.key}/{assertion.id}"][f"{target}/{name}"] = (
                            statement,
                            ("assertions", index, "of"),
                        )
    hint = "let of: point at the earlier of them"
    for circle in _add_circles(edges, "R014", "these acts are done to one another in a circle", hint, linking):
        linking.unsound.update(key.rpartition("/")[0] for key in circle)


def _add_circles(edges: Edges, code: str, message: str, hint: str, linking: Linking) -> Iterator[tuple[str, ...]]:
    for circle in find_circles(edges):
        steps = [edges[one][other] for one, other in zip(circle, (*circle[1:], circle[0]), strict=True)]
        record, location = min(steps, key=lambda step: step[0].at(*step[1]))
        shown = " → ".join(key.removeprefix(f"{record.case}/") for key in (*circle, circle[0]))
        linking.findings[record.case].append(Finding(code, f"{message}: {shown}", record.at(*location), hint=hint))
        yield circle
