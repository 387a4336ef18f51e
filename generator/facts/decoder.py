"""From a document's plain data to facts; every mistake in it becomes a finding, and the rest is kept."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from pydantic import ValidationError

from generator.facts import KINDS_BY_KEY
from generator.facts.case import CaseRecord
from generator.facts.explanation import explain_error, show, suggest
from generator.facts.notation import make_id
from generator.facts.part import PROSE, WORDS, walk_parts
from generator.facts.prose import ProseProblem, check_line
from generator.facts.reference import Reference, is_id
from generator.facts.salvage import salvage_references
from generator.facts.text import UNDETERMINED
from generator.facts.value import Location, Origin, Record
from generator.finding import Finding, Position
from generator.syntax import Document, Mapping

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from generator.syntax import Value as SyntaxValue

EXPLANATIONS: dict[str, tuple[str, str]] = {
    "D001": ("Unknown kind of record", "The top level of a file is a map from kind of record to records."),
    "D002": ("Unknown key", "The record has no field of this name."),
    "D003": ("Missing key", "The record needs this field."),
    "D004": ("Wrong shape", "A text, a list or a map was expected here, and something else stands."),
    "D005": ("Not in the list", "The field takes one of a closed list of words."),
    "D006": ("Not a date", "Dates are written in EDTF; `docs/dates.md` has the whole list."),
    "D007": ("Not an id", "Ids are small letters, digits and single hyphens."),
    "D008": ("Not a number", "Figures are digits, with a point for decimals."),
    "D009": (
        "Text that would not be read as meant",
        "Text fields hold a small subset of Markdown; `docs/text.md` has it.",
    ),
    "D010": ("Fields that do not go together", "Two fields of the record contradict each other, or one needs another."),
    "D011": ("Nothing there", "A value was expected and nothing stands there."),
    "D012": ("Not a web address", "Addresses are whole, and begin with https:// or http://."),
    "D013": ("The same id twice", "An id is unique in its case, whatever the kind of record."),
    "D014": ("Records without ids", "A kind of record holds a map from id to record."),
    "D015": ("Not a language", "Languages are BCP 47 tags such as fr or kk-Cyrl."),
    "D016": ("Not a hash", "A SHA-256 is 64 small hexadecimal digits."),
    "D017": ("Not as the field wants it", "The field takes text of a certain form."),
}

_HIDING = frozenset({"D001", "D014"})
"""The findings that hide records: those below a kind that nobody knows, or below one that is no map, have no ids."""

_RUN = re.compile(r"\S{1,12}")

CASE_ID = "case"
"""The id of the one record under `case:`."""


class Adrift(NamedTuple):
    """A reference in a record that was set aside, and where it stands."""

    reference: Reference
    at: Position


@dataclass(frozen=True, slots=True)
class Facts:
    """What the files of one case (or of `shared`) say: records by id, and the ids whose record was set aside.

    `complete` is false where a part of the files could not be read: nothing may then be concluded from what is absent.
    `adrift` are the references of the records that were set aside.
    """

    case: str
    records: dict[str, Record] = field(default_factory=dict)
    set_aside: frozenset[str] = frozenset()
    complete: bool = True
    adrift: tuple[Adrift, ...] = ()


class _Entry(NamedTuple):
    """A record as it was written: what stands under an id, whatever that is."""

    kind: type[Record]
    data: SyntaxValue
    origin: Origin


def decode_case(case: str, documents: Iterable[Document]) -> tuple[Facts, tuple[Finding, ...]]:
    """The facts of one case from its documents, with the findings of all of them.

    A record with a mistake is set aside, and its id remembered, so that nobody is told that it does not exist.
    """
    records: dict[str, Record] = {}
    set_aside: set[str] = set()
    findings: list[Finding] = []
    places: dict[str, Position] = {}
    adrift: list[Adrift] = []
    complete = True
    for document in documents:
        complete = complete and document.complete
        for entry in _list_records(case, document, findings):
            identifier, place = entry.origin.id, entry.origin.place
            record = _decode_record(entry, findings)
            if not _may_be_named(entry):
                findings.append(_not_an_id(identifier, place))
            elif identifier in places:
                findings.append(_same_id(entry, places[identifier]))
            else:
                places[identifier] = place
                if record is None:
                    set_aside.add(identifier)
                    adrift += _find_adrift(entry)
                else:
                    records[identifier] = record
    complete = complete and not any(finding.code in _HIDING for finding in findings)
    return Facts(case, records, frozenset(set_aside), complete, tuple(adrift)), tuple(findings)


def _find_adrift(entry: _Entry) -> Iterator[Adrift]:
    origin = entry.origin
    if isinstance(entry.data, Mapping):
        for location, reference in salvage_references(entry.kind, entry.data):
            yield Adrift(reference, origin.document.position(*origin.location, *location))


def _list_records(case: str, document: Document, findings: list[Finding]) -> Iterator[_Entry]:
    for key, value in document.data.items():
        kind = KINDS_BY_KEY.get(key)
        if kind is None:
            findings.append(_not_a_kind(key, document.position(key, key=True)))
        elif kind is CaseRecord:
            place = document.position(key, key=True)
            yield _Entry(kind, value, Origin(case, key, CASE_ID, document, (key,), place, f"{case}/{CASE_ID}"))
        elif isinstance(value, Mapping):
            for identifier, data in value.items():
                place = Position(document.path, *value.marks[identifier][:2])
                origin = Origin(case, key, identifier, document, (key, identifier), place, f"{case}/{identifier}")
                yield _Entry(kind, data, origin)
        elif value is not None:
            message = f"{key}: {show(value)} stands where a map from id to record is wanted"
            hint = "write each record as its id, a colon, and its fields below, indented"
            findings.append(Finding("D014", message, document.position(key), hint=hint))


def _not_a_kind(key: str, at: Position) -> Finding:
    singular = {kind.ANCHOR: kind.KIND for kind in KINDS_BY_KEY.values()}
    hint = f"did you mean {singular[key]}?" if key in singular else suggest(key, KINDS_BY_KEY)
    return Finding("D001", f"{show(key)} is not a kind of record", at, hint=hint)


def _may_be_named(entry: _Entry) -> bool:
    return entry.kind is CaseRecord or (is_id(entry.origin.id) and entry.origin.id != CASE_ID)


def _not_an_id(identifier: str, at: Position) -> Finding:
    hint = "an id is small letters, digits and single hyphens"
    if identifier == CASE_ID:
        hint = "the word case stands for the dossier itself: choose another id"
    elif proposed := make_id(identifier):
        hint += f": write {proposed}"
    return Finding("D007", f"{show(identifier)} cannot be an id", at, hint=hint)


def _same_id(entry: _Entry, first: Position) -> Finding:
    at = entry.origin.place
    if entry.kind is CaseRecord:
        hint = "a case has one of them: bring its keys together in one place"
        return Finding("D013", f"the dossier itself is already described at {first}", at, hint=hint)
    hint = "ids are unique in a case, whatever the kind of record: choose another"
    return Finding("D013", f"the id {entry.origin.id!r} is already taken at {first}", at, hint=hint)


def _decode_record(entry: _Entry, findings: list[Finding]) -> Record | None:
    origin = entry.origin
    if not isinstance(entry.data, Mapping):
        hint = "write its fields below it, indented, each as key: value"
        found = "nothing" if entry.data is None else show(entry.data)
        findings.append(
            Finding(
                "D004",
                f"{origin.location[-1]}: {found} stands where a record's fields are wanted",
                origin.place,
                hint=hint,
            )
        )
        return None
    try:
        record = entry.kind.model_validate(entry.data, context=origin)
    except ValidationError as error:
        findings.extend(explain_error(entry.kind, error, origin))
        return None
    findings.extend(_check_texts(record))
    return record


def _check_texts(record: Record) -> Iterator[Finding]:
    # Where the file holds nothing but lines, no line can be anything else, and only prose can have mistakes.
    for location, part in walk_parts(record, PROSE if record.document.in_lines else WORDS):
        for tag, words in ((UNDETERMINED, part),) if type(part) is str else part.variants:
            if isinstance(words, str):
                if words.isprintable():  # nearly every line, and asked in a moment
                    continue
                text, problems = words, check_line(words)
            else:
                text, problems = words.text, words.problems
            if problems:
                inner = location if tag == UNDETERMINED else (*location, tag)
                yield from (_explain_problem(record, inner, text, problem) for problem in problems)


def _explain_problem(record: Record, location: Location, text: str, problem: ProseProblem) -> Finding:
    at = _find_in_file(record.document, record.at(*location), text, problem.offset)
    return Finding("D009", problem.message, at, hint=problem.hint)


def _find_in_file(document: Document, start: Position, text: str, offset: int) -> Position:
    """The place in the file of the characters at `offset` of a text that begins at `start`.

    YAML folds lines and spaces, but leaves runs of other characters as they are: the run that is sought is the same one
    of its kind in the file, counted from the text's beginning. Where it is not to be found, the text's own place.
    """
    found = _RUN.match(text, offset)
    if found is None:
        return start
    run, nth = found[0], text.count(found[0], 0, offset)
    for number, line in enumerate(document.lines[start.line - 1 :], start.line):
        column = start.column - 1 if number == start.line else 0
        while (column := line.find(run, column)) >= 0:
            if nth == 0:
                return Position(start.path, number, column + 1)
            nth -= 1
            column += len(run)
    return start
