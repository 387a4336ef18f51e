"""The JSON Schema of a file of facts, written from the models, by which an editor completes and checks as one types.

An editor reads YAML with its types where the generator reads text: there `2017` is a number, not the text of a date.
So whatever may look like a number is also accepted as one. What a schema cannot see (references, fields that depend on
one another, days that no month has) is found by `dossier check`.
"""

from __future__ import annotations

import json
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import TYPE_CHECKING, Annotated, Any, TypeAlias, Union, get_args, get_origin, get_type_hints

from pydantic import BaseModel

from generator.facts import RECORD_KINDS
from generator.facts.case import CaseRecord
from generator.facts.citation import Citation
from generator.facts.quantity import Number
from generator.facts.reference import (
    ID_PATTERN,
    MAXIMAL_ID_LENGTH,
    AssertionRef,
    CaseRef,
    ClaimRef,
    Id,
    PartyRef,
    QuoteRef,
    RecordRef,
    SourceRef,
    StatementRef,
    StepRef,
)
from generator.facts.text import LANGUAGE_PATTERN, Line, Text
from generator.facts.value import Address, Digest, Flag, Language, OneOrMany
from generator.facts.when import Day, EdtfDate, When

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from pydantic.fields import FieldInfo

    from generator.facts.value import Record

Schema: TypeAlias = dict[str, Any]

DIALECT = "https://json-schema.org/draft/2020-12/schema"

SHORT_FORMS: Mapping[type[BaseModel], str] = {Citation: "source", When: "edtf"}
"""The models that can be written as the value of one of their fields alone, and which field that is."""

_NAMES = {"When": "date", "EdtfDate": "EDTF date", "Digest": "hash"}
_WORDS: Schema = {"type": ["string", "number"], "minLength": 1}
_DATE = r"(?:[0-9]{4}|[0-9]{3}X|[0-9]{2}XX)(?:-(?:[0-9]{2}|XX)){0,2}[?~%]?"
_ID = ID_PATTERN
_OWN_ID: Schema = {"type": ["string", "integer"], "pattern": f"^{_ID}$", "maxLength": MAXIMAL_ID_LENGTH}


def _by_language(description: str) -> Schema:
    texts = {
        "type": "object",
        "minProperties": 1,
        "propertyNames": {"pattern": LANGUAGE_PATTERN},
        "additionalProperties": _WORDS,
    }
    return {"description": description, "anyOf": [_WORDS, texts]}


def _id_of(what: str) -> Schema:
    return {"description": f"The id of {what}.", "type": ["string", "integer"], "pattern": f"^{_ID}(?:/{_ID}){{0,2}}$"}


def _text(description: str, pattern: str) -> Schema:
    return {"description": description, "type": "string", "pattern": pattern}


NAMED: tuple[tuple[str, object, Schema], ...] = (
    ("Line", Line, _by_language("One line of words without markup; or a map from language to such a line.")),
    (
        "Text",
        Text,
        _by_language(
            "Words with *emphasis*, lists, links, citations `[@source-id, page 3]` and links to records "
            "`[[record-id]]`; or a map from language to such a text."
        ),
    ),
    (
        "EdtfDate",
        EdtfDate,
        {
            "description": "A date: 2017, 2017-07, 2017-07-14, 2017~ (about), 2017? (uncertain), 201X, 2014/..",
            "type": ["string", "integer"],
            "pattern": rf"^(?:{_DATE}(?:/(?:{_DATE}|\.\.))?|\.\./{_DATE})$",
        },
    ),
    ("Day", Day, _text("A day, such as 2025-01-30.", "^[0-9]{4}-[0-9]{2}-[0-9]{2}$")),
    ("Id", Id, {"description": "Small letters, digits and single hyphens, such as hearing-2024.", **_OWN_ID}),
    ("PartyRef", PartyRef, _id_of("a person or an organisation")),
    ("SourceRef", SourceRef, _id_of("a source")),
    ("QuoteRef", QuoteRef, _id_of("a quote")),
    ("ClaimRef", ClaimRef, _id_of("a claim")),
    ("StatementRef", StatementRef, _id_of("a claim, an event, a quantity or a relation")),
    ("RecordRef", RecordRef, _id_of("a record of any kind")),
    ("CaseRef", CaseRef, _id_of("another case: the name of its folder")),
    ("StepRef", StepRef, _id_of("a step of a proceeding: proceeding-id/step-id")),
    ("AssertionRef", AssertionRef, _id_of("an assertion of the same statement; of another, statement-id/assertion-id")),
    ("Language", Language, _text("A BCP 47 tag, such as fr, fr-BE or kk-Cyrl.", LANGUAGE_PATTERN)),
    ("Address", Address, _text("A whole web address, beginning with https:// or http://.", r"^https?://[^\s]+$")),
    ("Digest", Digest, _text("A SHA-256: 64 small hexadecimal digits.", "^[0-9a-f]{64}$")),
    (
        "Number",
        Number,
        {
            "description": "A figure in digits, with a point for decimals.",
            "type": ["number", "string"],
            "pattern": r"^-?[0-9]+(?:\.[0-9]+)?$",
        },
    ),
    ("Flag", Flag, {"description": "true or false.", "type": "boolean"}),
)
"""The values that are no models: what each is called in the schema, the annotation that asks for it, and its form."""


def write_schema() -> str:
    """The schema as the text of `schema/case.json`: sorted, so that a change of the models shows as what it is."""
    return json.dumps(make_schema(), ensure_ascii=False, indent=2, sort_keys=True) + "\n"


@cache
def make_schema() -> Schema:
    """The schema, with kinds and fields in the order of the models. JSON Schema 2020-12, https://json-schema.org/."""
    definitions = {name: schema for name, _, schema in NAMED}
    kinds = {kind.KIND: _describe_kind(kind, definitions) for kind in RECORD_KINDS}
    return {
        "$schema": DIALECT,
        "title": "Facts of a case",
        "description": "A file of facts: a map from kind of record to a map from id to record (docs/facts.md).",
        "type": "object",
        "properties": kinds,
        "additionalProperties": False,
        "$defs": definitions,
    }


def list_keys(model: type[BaseModel] | None) -> dict[str, FieldInfo]:
    """The fields of a model by the keys they are written with; none where there is no model."""
    return {} if model is None else {info.alias or name: info for name, info in model.model_fields.items()}


def name_class(name: str) -> str:
    """What authors call a part or a value, from the name that the code and the schema have for it."""
    return _NAMES.get(name, name.lower())


def tell(docstring: str | None) -> str:
    """The text of a docstring, one line to a paragraph."""
    return "\n\n".join(" ".join(paragraph.split()) for paragraph in (docstring or "").split("\n\n"))


def _describe_kind(kind: type[Record], definitions: dict[str, Schema]) -> Schema:
    record = _shape(kind, definitions)
    if kind is CaseRecord:
        return record | {"description": tell(kind.__doc__)}
    return {
        "description": tell(kind.__doc__),
        "type": ["object", "null"],
        "propertyNames": {**_OWN_ID, "type": "string", "not": {"const": CaseRecord.KIND}},
        "additionalProperties": record,
    }


def _describe_model(model: type[BaseModel], definitions: dict[str, Schema]) -> Schema:
    annotations = get_type_hints(model, include_extras=True)
    names = {info.alias or name: name for name, info in model.model_fields.items()}
    fields = {
        key: _describe_field(annotations[names[key]], info, definitions) for key, info in list_keys(model).items()
    }
    described: Schema = {
        "type": "object",
        "properties": fields,
        "required": [key for key, info in list_keys(model).items() if info.is_required()],
        "additionalProperties": False,
    }
    if model in SHORT_FORMS:
        described = {"anyOf": [*_list_forms(fields[SHORT_FORMS[model]]), described]}
    return {"title": model.__name__, "description": tell(model.__doc__), **described}


def _describe_field(annotation: object, info: FieldInfo, definitions: dict[str, Schema]) -> Schema:
    described = _shape(annotation, definitions, info.metadata) | {"description": tell(info.description)}
    if info.examples:
        described["examples"] = info.examples
    if not info.is_required() and info.default not in (None, (), {}):
        described["default"] = info.default.value if isinstance(info.default, Enum) else info.default
    return described


def _shape(annotation: object, definitions: dict[str, Schema], metadata: Iterable[Any] = ()) -> Schema:
    """What an annotation accepts; models and lists of words are written into `definitions` and referred to."""
    for name, named, _ in NAMED:
        if annotation == named:
            return {"$ref": f"#/$defs/{name}"}
    if isinstance(annotation, type) and issubclass(annotation, BaseModel | Enum):
        return _refer(annotation, definitions)
    if get_origin(annotation) is not None:
        return _shape_composite(annotation, definitions, metadata)
    if annotation is int:
        return {"type": "integer"} | _constrain(metadata, "")
    if annotation is str:
        constraints = _constrain(metadata, "Length")
        return {"type": "string" if "pattern" in constraints else ["string", "number"]} | constraints
    raise TypeError(f"no schema for {annotation!r}")


def _shape_composite(annotation: object, definitions: dict[str, Schema], metadata: Iterable[Any]) -> Schema:
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        inner, *extras = arguments
        own = [one for extra in extras for one in getattr(extra, "metadata", ())]
        shaped = _shape(inner, definitions, [*metadata, *own])
        return {"anyOf": [shaped["items"], shaped]} if OneOrMany in extras else shaped
    if origin in {Union, UnionType}:
        shapes = [_shape(one, definitions, metadata) for one in arguments if one is not NoneType]
        return {"anyOf": [*_flatten(shapes), {"type": "null"}]}
    if origin is tuple:
        return {"type": "array", "items": _shape(arguments[0], definitions)} | _constrain(metadata, "Items")
    if origin is dict:
        key, value = (_shape(one, definitions) for one in arguments)
        return {"type": "object", "propertyNames": key, "additionalProperties": value}
    raise TypeError(f"no schema for {annotation!r}")


def _refer(annotation: type[BaseModel | Enum], definitions: dict[str, Schema]) -> Schema:
    name = annotation.__name__
    if name not in definitions:
        definitions[name] = {}
        if issubclass(annotation, Enum):
            words = [member.value for member in annotation]
            definitions[name] = {"title": name, "description": tell(annotation.__doc__), "enum": words}
        else:
            definitions[name] = _describe_model(annotation, definitions)
    return {"$ref": f"#/$defs/{name}"}


def _constrain(metadata: Iterable[Any], counted: str) -> Schema:
    found: Schema = {}
    for one in metadata:
        if getattr(one, "min_length", None) is not None:
            found[f"min{counted}"] = one.min_length
        if getattr(one, "ge", None) is not None:
            found["minimum"] = one.ge
        if getattr(one, "pattern", None) is not None:
            found["pattern"] = one.pattern
    return found


def _flatten(shapes: list[Schema]) -> list[Schema]:
    return [inner for shape in shapes for inner in (shape["anyOf"] if set(shape) == {"anyOf"} else [shape])]


def _list_forms(field: Schema) -> list[Schema]:
    """The forms that a field takes, null apart."""
    return [form for form in field.get("anyOf", [{"$ref": field.get("$ref")}]) if form != {"type": "null"}]
