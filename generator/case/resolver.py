"""From facts to cases: every reference is followed once, and what leads nowhere becomes a finding."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.case.conduct import judge_conduct
from generator.case.graph import Case
from generator.case.library import Library
from generator.case.linker import Linker, Linking
from generator.case.structure import inspect_structure
from generator.facts.case import CaseRecord
from generator.facts.decoder import CASE_ID
from generator.finding import Finding, Severity

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping

    from generator.facts.decoder import Facts

EXPLANATIONS: dict[str, tuple[str, str]] = {
    "R001": ("No such record", "A reference names an id that no record has."),
    "R002": ("The wrong kind of record", "A reference leads to a record of a kind that cannot stand there."),
    "R003": ("Waits for another record", "A reference leads to a record that has a mistake of its own."),
    "R004": ("Sources that relay one another in a circle", "Then nobody in the circle can have known it first."),
    "R005": ("A former id that is taken", "A former id must lead to one record only, or old links would lead astray."),
    "R006": ("No such step or assertion", "A reference names a part that its record does not have."),
    "R007": ("A folder without a case", "A folder of facts needs one record under `case:`."),
    "R008": ("A case among the shared records", "Shared records belong to no case of their own."),
    "R009": (
        "A statement that nothing supports",
        "No voice that counts says it; `docs/standing.md` tells which count.",
    ),
    "R010": ("No such case", "A reference names a case that is not there."),
    "R011": ("A former id in use", "A reference uses an id that the record no longer has."),
    "R012": ("An act done to the wrong thing", "Decisions are upheld or overturned; one's own word is withdrawn."),
    "R013": ("A decision by somebody who decides nothing", "Courts and authorities decide, in their proceedings."),
    "R014": ("Acts that are done to one another in a circle", "Of two acts, one must have come first."),
    "R015": ("A document that reached nobody", "Nobody here has read it, and no source that we hold relays it."),
    "R016": ("A source without a date", "What rests on it counts as if it had always been said."),
    "R017": ("An admission against nobody's interest", "To admit is to say something against one's own interest."),
    "R018": ("The same id twice in a record", "Steps and assertions are pointed at by their ids."),
    "R019": ("A shared record that leans on a case", "Shared records may refer to shared records only."),
}
"""For each code: what it is called, and what it means."""


def resolve(
    facts: Iterable[Facts],
    broken: Collection[str] = (),
    *,
    names: Callable[[], Collection[str]] | None = None,
    used_outside: frozenset[str] = frozenset(),
) -> tuple[Library, tuple[Finding, ...]]:
    """All cases with every reference followed, and what is wrong in any of them.

    `broken` are the cases in which an error was found before. These, those with an error here, and those that lean on a
    record with an error are left out of the library. Where `facts` are only a share of the cases, with all that these
    refer to, `names` gives those of all cases, and `used_outside` the keys of the records that the others use.
    """
    by_case = {one.case: one for one in sorted(facts, key=lambda one: one.case)}
    read = {case: one.records for case, one in by_case.items()}
    everything = Library({}, read.get(Library.SHARED, {}), read)
    linker = Linker(everything, by_case, names)
    linking = linker.link()
    inspect_structure(everything, by_case, linking)
    if linking.unsound:
        linker.spread(linking)
    library, cases = _build(by_case, linking, broken, used_outside)
    for case in tuple(cases.values()):
        linking.findings[case.id] += judge_conduct(case)
        if _has_error(linking.findings[case.id]):
            del cases[case.id]
    found = {finding for findings in linking.findings.values() for finding in findings}
    return library, tuple(sorted(found, key=lambda finding: finding.order))


def _build(
    by_case: Mapping[str, Facts], linking: Linking, broken: Collection[str], used_outside: frozenset[str]
) -> tuple[Library, dict[str, Case]]:
    """The library, and the map of its cases, from which those can still be taken that turn out to have an error."""
    # The title of a case is all that others need of it, whatever is wrong with the rest of its record.
    records = {
        case: {id_: one for id_, one in facts.records.items() if one.key not in linking.unsound or id_ == CASE_ID}
        if linking.unsound
        else facts.records
        for case, facts in by_case.items()
    }
    cases: dict[str, Case] = {}
    library = Library(cases, records.get(Library.SHARED, {}), records, used_outside)
    waiting = {key.partition("/")[0] for key in linking.unsound}
    for case, own in records.items():
        dossier = own.get(CASE_ID)
        is_left_out = case in broken or case in waiting or _has_error(linking.findings.get(case, ()))
        if isinstance(dossier, CaseRecord) and case != Library.SHARED and not is_left_out:
            others = {id_: one for id_, one in own.items() if id_ != CASE_ID}
            cases[case] = Case(case, dossier, others, library, linking.references)
    return library, cases


def _has_error(findings: Iterable[Finding]) -> bool:
    return any(finding.severity is Severity.ERROR for finding in findings)
