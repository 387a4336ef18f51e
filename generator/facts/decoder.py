"""From a document's plain data to facts; every mistake in it becomes a finding, and the rest is kept."""

from __future__ import annotations

import difflib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from generator.facts import KINDS_BY_KEY
from generator.facts.case import CaseRecord
from generator.facts.part import walk_parts
from generator.facts.prose import ProseProblem, check_line
from generator.facts.reference import is_id
from generator.facts.text import UNDETERMINED, Line, Text
from generator.facts.value import Location, Origin, Record
from generator.finding import Finding, Position
from generator.syntax import Document, Mapping

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pydantic_core import ErrorDetails

EXPLANATIONS: dict[str, tuple[str, str]] = {
    "D001": ("Unknown kind of record", "The top level of a file is a map from kind of record to records."),
    "D002": ("Unknown key", "The record has no field of this name."),
    "D003": ("Missing key", "The record needs this field."),
    "D004": ("Wrong shape", "A text, a list or a map was expected here, and something else stands."),
    "D005": ("Not in the list", "The field takes one of a closed list of words."),
    "D006": ("Not a date", "Dates are written in EDTF; `docs/dates.md` has the whole list."),
    "D007": ("Not an id", "Ids are small letters, digits and single hyphens."),
    "D008": ("Not a number", "Figures are digits, with a point for decimals."),
    "D009": ("Text that would not be read as meant", "Text fields hold a small subset of Markdown; `docs/text.md` has it."),
    "D010": ("Fields that do not go together", "Two fields of the record contradict each other, or one needs another."),
    "D011": ("No text", "A text was expected and nothing stands there."),
    "D012": ("Not a web address", "Addresses are whole, and begin with https:// or http://."),
    "D013": ("The same id twice", "An id is unique in its case, whatever the kind of record."),
    "D014": ("Records without ids", "A kind of record holds a map from id to record."),
    "D015": ("Not a language", "Languages are BCP 47 tags such as fr or kk-Cyrl."),
    "D016": ("Not a hash", "A SHA-256 is 64 small hexadecimal digits."),
    "D017": ("Not as the field wants it", "The field takes text of a certain form."),
}

_HIDING = frozenset({"D001", "D014"})
"""The findings that hide records: those below a kind that nobody knows, or below one that is no map, have no ids."""

CASE_ID = "case"
"""The id of the one record under `case:`."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What the files of one case (or of `shared`) say: records by id, and the ids whose record was set aside.

    `complete` is false where a part of the files could not be read: nothing may then be concluded from what is absent.
    """

    case: str
    records: dict[str, Record] = field(default_factory=dict)
    set_aside: frozenset[str] = frozenset()
    complete: bool = True


def decode_case(case: str, documents: Iterable[Document]) -> tuple[Facts, tuple[Finding, ...]]:
    """The facts of one case from its documents, with the findings of all of them.

    A record with a mistake is set aside, and its id remembered, so that nobody is told that it does not exist.
    """
    records: dict[str, Record] = {}
    set_aside: set[str] = set()
    findings: list[Finding] = []
    places: dict[str, Position] = {}
    complete = True
    for document in documents:
        complete = complete and document.complete
        for kind, identifier, data, location in _list_records(document, findings):
            place = document.position(*location, key=True)
            if identifier in places:
                findings.append(_same_id(identifier, place, places[identifier]))
                continue
            places[identifier] = place
            record = _decode_record(kind, data, Origin(case, kind.KIND, identifier, document, location), findings)
            if record is None:
                set_aside.add(identifier)
            else:
                records[identifier] = record
    complete = complete and not any(finding.code in _HIDING for finding in findings)
    return Facts(case, records, frozenset(set_aside), complete), tuple(findings)


def _same_id(identifier: str, place: Position, first: Position) -> Finding:
    return Finding(
        "D013",
        f"the id {identifier!r} is already taken at {first}",
        place,
        hint="ids are unique in a case, whatever the kind of record: choose another",
    )


def _list_records(
    document: Document, findings: list[Finding]
) -> Iterator[tuple[type[Record], str, Mapping, Location]]:
    for key, value in document.data.items():
        kind = KINDS_BY_KEY.get(key)
        at = document.position(key, key=True)
        if kind is None:
            findings.append(Finding("D001", f"{key!r} is not a kind of record", at, hint=suggest(key, KINDS_BY_KEY)))
        elif kind is CaseRecord:
            if isinstance(value, Mapping):
                yield kind, CASE_ID, value, (key,)
            else:
                findings.append(_not_a_map(document, (key,), "write the case's fields below it, such as title: …"))
        elif value is None:
            continue
        elif not isinstance(value, Mapping):
            hint = "write each record as its id, a colon, and its fields below"
            findings.append(Finding("D014", f"{key} is not a map from id to record", document.position(key), hint=hint))
        else:
            yield from _list_map(document, kind, value, findings)


def _list_map(
    document: Document, kind: type[Record], records: Mapping, findings: list[Finding]
) -> Iterator[tuple[type[Record], str, Mapping, Location]]:
    for identifier, data in records.items():
        location = (kind.KIND, identifier)
        if not is_id(identifier) or identifier == CASE_ID:
            hint = "an id is small letters, digits and single hyphens, such as hearing-2024"
            if identifier == CASE_ID:
                hint = "the word case stands for the dossier itself: choose another id"
            at = document.position(*location, key=True)
            findings.append(Finding("D007", f"{identifier!r} cannot be an id", at, hint=hint))
        if not isinstance(data, Mapping):
            findings.append(_not_a_map(document, location, "write the record's fields below its id"))
        else:
            yield kind, identifier, data, location


def _not_a_map(document: Document, location: Location, hint: str) -> Finding:
    return Finding("D004", f"{location[-1]} has no fields", document.position(*location, key=True), hint=hint)


def _decode_record(
    kind: type[Record], data: Mapping, origin: Origin, findings: list[Finding]
) -> Record | None:
    try:
        record = kind.model_validate(data, context=origin)
    except ValidationError as error:
        findings.extend(
            _explain(kind, details, origin) for details in error.errors(include_url=False) if _is_worth_saying(details)
        )
        return None
    findings.extend(_check_texts(record))
    return record


def _is_worth_saying(details: ErrorDetails) -> bool:
    return details["type"] != "default_factory_not_called"


def _check_texts(record: Record) -> Iterator[Finding]:
    for location, part in walk_parts(record):
        if isinstance(part, Text | Line):
            for tag, words in part.variants:
                inner = location if tag == UNDETERMINED else (*location, tag)
                problems = check_line(words) if isinstance(words, str) else words.problems
                yield from (_text_finding(record, inner, problem) for problem in problems)
        elif isinstance(part, str):
            yield from (_text_finding(record, location, problem) for problem in check_line(part))


def _text_finding(record: Record, location: Location, problem: ProseProblem) -> Finding:
    return Finding("D009", problem.message, record.at(*location), hint=problem.hint)


def suggest(written: str, known: Iterable[str]) -> str:
    """A hint that names the known word closest to what was written, else the whole list when it is short."""
    words = list(known)
    close = difflib.get_close_matches(written.lower(), words, n=1, cutoff=0.6)
    if close:
        return f"did you mean {close[0]}?"
    return "write one of: " + ", ".join(words) if len(words) <= 20 else ""  # noqa: PLR2004


_SHAPES = {
    "dict_type": "a map of fields",
    "model_type": "a map of fields",
    "model_attributes_type": "a map of fields",
    "list_type": "a list",
    "tuple_type": "a list",
    "string_type": "a text",
    "int_type": "a whole number",
    "int_parsing": "a whole number",
}


def _explain(kind: type[Record], details: ErrorDetails, origin: Origin) -> Finding:
    location = tuple(part for part in details["loc"] if part != "[key]" and part != UNDETERMINED)
    at = _place(origin, location)
    code, context = details["type"], details.get("ctx", {})
    name = location[-1] if location else origin.id
    if code == "extra_forbidden":
        hint = suggest(str(name), _fields_at(kind, location[:-1]))
        return Finding("D002", f"{_owner(kind, location[:-1])} has no {name!r}", _place(origin, location, key=True), hint=hint)
    if code == "missing":
        owner = _owner(kind, location[:-1])
        hint = _missing_hint(kind, location)
        return Finding("D003", f"{owner} needs {name!r}", _place(origin, location[:-1], key=True), hint=hint)
    if code == "enum":
        expected = [word.strip("' ") for word in str(context["expected"]).replace(" or ", ", ").split(",")]
        written = details["input"]
        hint = suggest(str(written), expected)
        if "did you mean" not in hint:
            hint = "write one of: " + ", ".join(expected)
        return Finding("D005", f"{written!r} is not one of the words that {name} takes", at, hint=hint)
    if code in _SHAPES:
        return Finding("D004", f"{name} is not {_SHAPES[code]}", at, hint=f"write {_SHAPES[code]} here")
    if code[0] == "D" and code[1:].isdigit():
        return Finding(code, f"{name}: {details['msg']}", at, hint=str(context.get("hint", "")))
    return _explain_form(str(name), details, at)


def _explain_form(name: str, details: ErrorDetails, at: Position) -> Finding:
    code, context = details["type"], details.get("ctx", {})
    if code in {"too_short", "string_too_short"}:
        return Finding("D011", f"{name} is empty", at, hint="write it, or take the key out")
    if code == "greater_than_equal":
        return Finding("D008", f"{name} is less than {context['ge']}", at, hint=f"write {context['ge']} or more")
    if code == "string_pattern_mismatch":
        return Finding("D017", f"{name} does not have the form it needs", at, hint=f"it must match {context['pattern']}")
    return Finding("D017", f"{name}: {details['msg']}", at)


def _place(origin: Origin, location: Location, *, key: bool = False) -> Position:
    if not location:
        return origin.document.position(*origin.location, key=True)
    return origin.document.position(*origin.location, *location, key=key)


def _owner(kind: type[Record], location: Location) -> str:
    names = [str(part) for part in location if isinstance(part, str)]
    singular = kind.ANCHOR
    article = "an" if singular[0] in "aeiou" else "a"
    return f"{names[-1]} of {article} {singular}" if names else f"{article} {singular}"


def _model_at(kind: type[Record], location: Location) -> Any:  # noqa: ANN401
    """The model class that a location inside a record leads to, or None."""
    model: Any = kind
    for part in location:
        if isinstance(part, int):
            continue
        fields = getattr(model, "model_fields", {})
        named = {info.alias or name: info for name, info in fields.items()}
        if part not in named:
            return None
        model = _find_model(named[part].annotation)
        if model is None:
            return None
    return model


def _find_model(annotation: Any) -> Any:  # noqa: ANN401
    if hasattr(annotation, "model_fields"):
        return annotation
    for inner in getattr(annotation, "__args__", ()):
        found = _find_model(inner)
        if found is not None:
            return found
    return None


def _fields_at(kind: type[Record], location: Location) -> list[str]:
    model = _model_at(kind, location)
    return [info.alias or name for name, info in model.model_fields.items()] if model else []


def _missing_hint(kind: type[Record], location: Location) -> str:
    model = _model_at(kind, location[:-1])
    if model is None:
        return ""
    for name, info in model.model_fields.items():
        if (info.alias or name) == location[-1]:
            example = f", such as {name}: {info.examples[0]}" if info.examples and isinstance(info.examples[0], str) else ""
            return f"add {location[-1]}:{example} ({(info.description or '').split(chr(10))[0].rstrip('.')})"
    return ""
