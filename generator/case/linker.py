"""The linker: it follows every reference of every record once, and says which lead nowhere."""

from __future__ import annotations

import difflib
import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from generator.facts import KINDS_BY_KEY
from generator.facts.part import walk_references
from generator.facts.proceeding import Proceeding
from generator.facts.reference import ANY, Reference
from generator.facts.statement import Statement
from generator.finding import Finding, Position, Severity

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

    from generator.case.library import Library
    from generator.facts.decoder import Facts
    from generator.facts.value import Location, Record

MOST_SUGGESTIONS = 50
"""For how many unknown ids of a case a suggestion is looked for; where there are hundreds, the cause is another one."""

CASE, STEPS, ASSERTIONS = ("case",), ("steps",), ("assertions",)


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a reference does not lead where it should."""

    code: str
    message: str
    hint: str
    severity: Severity = Severity.ERROR

    @property
    def is_passable(self) -> bool:
        """Whether the reference leads to a record all the same."""
        return self.severity is Severity.WARNING


@dataclass(slots=True)
class Linking:
    """What came of following the references of all cases."""

    findings: dict[str, list[Finding]] = field(default_factory=lambda: defaultdict(list))
    """By case, in the order of the records."""
    unsound: set[str] = field(default_factory=set)
    """The keys of the records in which a reference leads nowhere, or to such a record in turn."""
    references: dict[str, list[tuple[Location, Reference]]] = field(default_factory=dict)
    """By the key of a record the references in it, so that nobody need look for them again."""


class Linker:
    """Follows references through the facts of all cases; `library` holds every record that could be read.

    `names` gives the names of all cases, where `facts` are only a share of them.
    """

    def __init__(
        self, library: Library, facts: Mapping[str, Facts], names: Callable[[], Collection[str]] | None = None
    ) -> None:
        self._library = library
        self._facts = facts
        self._list_names = names or (lambda: facts)
        self._suggestions: Counter[str] = Counter()
        self._candidates: dict[tuple[str, str, tuple[str, ...]], dict[str, str]] = {}

    def link(self) -> Linking:
        """Follow every reference of every case."""
        linking = Linking()
        for case in self._facts:
            sound: set[Reference] = set()
            for record in self._library.records[case].values():
                seen: Counter[tuple[Location, str]] | None = None
                references = linking.references[record.key] = walk_references(record)
                for location, reference in references:
                    if reference in sound:
                        continue
                    problem = self.examine(reference, record)
                    if problem is None:
                        if reference.kinds != ASSERTIONS:
                            sound.add(reference)
                        continue
                    seen = Counter() if seen is None else seen
                    place = find_place(record, location, reference.text, seen[location, reference.text])
                    seen[location, reference.text] += 1
                    linking.findings[case].append(
                        Finding(problem.code, problem.message, place, problem.severity, problem.hint)
                    )
                    if not problem.is_passable:
                        linking.unsound.add(record.key)
            self._follow_adrift(case, linking)
        return linking

    def _follow_adrift(self, case: str, linking: Linking) -> None:
        """Tell of the references in records that were set aside, where they would lead nowhere."""
        for reference, at in self._facts[case].adrift:
            if reference.kinds in {CASE, STEPS, ASSERTIONS}:
                continue
            problem = self._examine_record(reference.text, reference.kinds, case)
            if problem is not None and problem.severity is Severity.ERROR:
                linking.findings[case].append(Finding(problem.code, problem.message, at, hint=problem.hint))

    def spread(self, linking: Linking) -> None:
        """Mark the records that lead to unsound ones as unsound; those of other cases are told what they wait for."""
        leading: dict[str, list[tuple[Record, Location, Reference]]] = defaultdict(list)
        for case in self._facts:
            for record in self._library.records[case].values():
                for location, reference in linking.references[record.key]:
                    # A case that is only named as related is shown by its title, whatever else is wrong with it.
                    target = None if reference.kinds == CASE else self._find(reference, record)
                    if target is not None:
                        leading[target.key].append((record, location, reference))
        waiting = sorted(linking.unsound)
        while waiting:
            key = waiting.pop()
            for record, location, reference in leading[key]:
                if record.case != key.partition("/")[0]:
                    problem = _wait_for(reference.text, "which has a mistake of its own")
                    place = find_place(record, location, reference.text)
                    linking.findings[record.case].append(
                        Finding(problem.code, problem.message, place, problem.severity, problem.hint)
                    )
                if record.key not in linking.unsound:
                    linking.unsound.add(record.key)
                    waiting.append(record.key)

    def _find(self, reference: Reference, record: Record) -> Record | None:
        if reference.kinds in {STEPS, ASSERTIONS}:
            whole = reference.text.rpartition("/")[0]
            return self._library.look_up(Reference(whole, ANY), record.case) if whole else None
        return self._library.look_up(reference, record.case)

    def examine(self, reference: Reference, record: Record) -> Problem | None:
        """What is wrong with a reference in `record`; None where it leads to a record of the right kind."""
        if reference.kinds == CASE:
            return self._examine_case(reference.text, record.case)
        if reference.kinds == STEPS:
            return self._examine_step(reference.text, record.case)
        if reference.kinds == ASSERTIONS:
            return self._examine_assertion(reference.text, record)
        return self._examine_record(reference.text, reference.kinds, record.case)

    def _examine_case(self, text: str, home: str) -> Problem | None:
        if "/" in text or text == self._library.SHARED:
            return Problem("R010", f"{text!r} is not the id of a case", "write the name of the case's folder")
        return self._examine_home(text, home) or self._examine_id(text, "case", CASE, text, home)

    def _examine_home(self, place: str, home: str) -> Problem | None:
        if home == self._library.SHARED != place:
            hint = f"move what it refers to into the {self._library.SHARED} folder, or this record into its case"
            return Problem("R019", f"a shared record cannot lean on the case {place!r}", hint)
        if place in self._facts:
            return None
        close = difflib.get_close_matches(place, self._list_names(), n=1)
        hint = f"did you mean {close[0]}?" if close else "write the name of the case's folder before the slash"
        return Problem("R010", f"there is no case {place!r}", hint)

    def _examine_record(self, text: str, kinds: tuple[str, ...], home: str) -> Problem | None:
        place, _, identifier = text.rpartition("/")
        if "/" in place:
            return Problem("R001", f"{text!r} has too many parts", "write the record's id, or other-case/id")
        place = place or home
        return self._examine_home(place, home) or self._examine_id(text, identifier, kinds, place, home)

    def _examine_id(self, text: str, identifier: str, kinds: tuple[str, ...], place: str, home: str) -> Problem | None:
        facts = self._facts[place]
        record = self._library.look_up(Reference(f"{place}/{identifier}", ANY), home)
        if record is None:
            if identifier in facts.set_aside:
                return _wait_for(text, "which has a mistake of its own")
            if not facts.complete:
                return _wait_for(text, "which may be in a part of a file that could not be read")
            hint = self._suggest(identifier, kinds, place, home) or _tell_where(kinds)
            return Problem("R001", f"there is no {_name(kinds)} {text!r}", hint)
        if kinds != ANY and record.KIND not in kinds:
            message = f"{text!r} is {_with_article(record.ANCHOR)}, and {_with_article(_name(kinds))} belongs here"
            return Problem("R002", message, self._suggest(identifier, kinds, place, home) or _tell_where(kinds))
        if record.id != identifier:
            prefix, slash, _ = text.rpartition("/")
            hint = f"write {prefix}{slash}{record.id}"
            return Problem("R011", f"{text!r} is now called {record.id!r}", hint, Severity.WARNING)
        return None

    def _examine_step(self, text: str, home: str) -> Problem | None:
        whole, _, name = text.rpartition("/")
        if not whole:
            ours = (one for one in self._library.records[home].values() if isinstance(one, Proceeding))
            known = [f"{one.id}/{step.id}" for one in ours for step in one.steps if step.id == name]
            hint = f"did you mean {known[0]}?" if known else "write proceeding-id/step-id"
            return Problem("R006", f"{text!r} does not say of which proceeding", hint)
        problem = self._examine_record(whole, (Proceeding.KIND,), home)
        proceeding = self._library.look_up(Reference(whole, ANY), home)
        if (problem is None or problem.is_passable) and isinstance(proceeding, Proceeding):
            return problem or _examine_part(name, "step", whole, [step.id for step in proceeding.steps])
        return problem

    def _examine_assertion(self, text: str, record: Record) -> Problem | None:
        whole, _, name = text.rpartition("/")
        if "/" in whole:
            hint = "write statement-id/assertion-id, of a statement of this case"
            return Problem("R006", f"{text!r} is an assertion of another case", hint)
        problem = self._examine_record(whole, ANY, record.case) if whole else None
        if problem is not None and not problem.is_passable:
            return problem
        statement = self._library.look_up(Reference(whole, ANY), record.case) if whole else record
        names = [one.id for one in statement.assertions if one.id] if isinstance(statement, Statement) else []
        return _examine_part(name, "assertion", whole or record.id, names, prefix=whole) or problem

    def _suggest(self, identifier: str, kinds: tuple[str, ...], place: str, home: str) -> str:
        """The one whose id is closest to `identifier`, in the case it names, here, or among the shared records."""
        self._suggestions[home] += 1
        if self._suggestions[home] > MOST_SUGGESTIONS:
            return ""
        candidates = self._candidates.get((place, home, kinds))
        if candidates is None:
            candidates = {}
            for case in dict.fromkeys((self._library.SHARED, home, place)):
                for record in self._library.records.get(case, {}).values():
                    if kinds == ANY or record.KIND in kinds:
                        candidates[record.id] = record.id if case == home else record.key
            self._candidates[place, home, kinds] = candidates
        close = difflib.get_close_matches(identifier, candidates, n=1)
        return f"did you mean {candidates[close[0]]}?" if close else ""


def _examine_part(name: str, noun: str, whole: str, names: Sequence[str], prefix: str | None = None) -> Problem | None:
    if name in names:
        return None
    before = f"{whole}/" if prefix is None else f"{prefix}/" if prefix else ""
    close = difflib.get_close_matches(name, names, n=1)
    if close:
        hint = f"did you mean {before}{close[0]}?"
    elif names:
        hint = "write one of: " + ", ".join(f"{before}{one}" for one in names[:20])
    else:
        hint = f"give the {noun} you mean an id: {name}"
    return Problem("R006", f"{whole!r} has no {noun} {name!r}", hint)


def _wait_for(text: str, why: str) -> Problem:
    return Problem("R003", f"this waits for {text!r}, {why}", "mend that first", Severity.NOTE)


def _name(kinds: Iterable[str]) -> str:
    words = [KINDS_BY_KEY[kind].ANCHOR for kind in kinds if kind in KINDS_BY_KEY]
    return " or ".join(filter(None, (", ".join(words[:-1]), *words[-1:]))) if words else "record"


def _with_article(noun: str) -> str:
    return f"an {noun}" if noun[0] in "aeiou" else f"a {noun}"


def _tell_where(kinds: tuple[str, ...]) -> str:
    if kinds == ANY:
        return "write the id of a record of this case, or case-id/id for one of another"
    return f"add it under {kinds[0]}: or write the id of one that is there"


def find_place(record: Record, location: Location, text: str, number: int = 0) -> Position:
    """The place of a reference in the file: the value itself, or the `number`th mention in a text, from 0."""
    at = record.at(*location)
    lines = record.document.lines
    if lines[at.line - 1][at.column - 1 :].lstrip("'\"").startswith(text):
        return at
    lines[at.line - 1] = " " * (at.column - 1) + lines[at.line - 1][at.column - 1 :]
    mention = re.compile(rf"(?:@|\[\[) *({re.escape(text)})(?![a-z0-9/-])")
    for line in range(at.line, len(lines) + 1):
        for match in mention.finditer(lines[line - 1]):
            if number == 0:
                return Position(at.path, line, match.start(1) + 1)
            number -= 1
    return at
