"""The parts of a record: every value inside it with its place, found without knowing the kind."""

from __future__ import annotations

from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Any, NamedTuple, Union, get_args, get_origin

from pydantic import BaseModel

from generator.facts.reference import ANY, Reference
from generator.facts.text import UNDETERMINED, Line, Text
from generator.facts.value import Location, Record
from generator.facts.when import When

Part = Reference | Line | Text | When | str

PARTS: frozenset[type] = frozenset({Reference, Line, Text, When, str})
"""Every kind of part."""
WORDS: frozenset[type] = frozenset({Line, Text, str})
"""The kinds of part that hold what somebody wrote."""
PROSE: frozenset[type] = frozenset({Text})
_REFERRING: frozenset[type] = frozenset({Reference, Text})


def walk_parts(record: Record, kinds: frozenset[type] = PARTS) -> list[tuple[Location, Any]]:
    """Every part of a record that is of one of `kinds`, depth first, with its location."""
    found: list[tuple[Location, Any]] = []
    _walk_model(record, _list_fields(type(record), kinds), (), found)
    return found


def walk_references(record: Record) -> list[tuple[Location, Reference]]:
    """Every reference of a record with its location, those inside its texts included (a cited source, a linked record)."""
    found: list[tuple[Location, Reference]] = []
    for place in walk_parts(record, _REFERRING):
        location, part = place
        if type(part) is Reference:
            found.append(place)
            continue
        for tag, prose in part.variants:
            if prose.citations or prose.mentions:
                inner = location if tag == UNDETERMINED else (*location, tag)
                found.extend((inner, Reference(citation.source, ("sources",))) for citation in prose.citations)
                found.extend((inner, Reference(mention.record, ANY)) for mention in prose.mentions)
    return found


class _Field(NamedTuple):
    """A field that can hold parts: its name, the step to it in the file, and what there is to look for in its value."""

    name: str
    key: tuple[str]
    is_part: bool
    """Whether the value, or each item of it, is a part itself."""
    is_many: bool
    """Whether the value is a tuple or a map of what is described here."""
    fields: tuple[_Field, ...]
    """Of a model, or of a tuple or a map of models: its fields."""


def _walk_model(
    model: BaseModel, fields: tuple[_Field, ...], location: Location, found: list[tuple[Location, Any]]
) -> None:
    # A build walks hundreds of thousands of records, and most fields of most of them are empty or hold no part: which
    # can, and how, is found once from the annotations, so that nothing is asked of a value but whether it is there.
    values = model.__dict__
    for name, key, is_part, is_many, inner in fields:
        value = values[name]
        if is_many:
            if value:
                for index, item in value.items() if type(value) is dict else enumerate(value):
                    place = (*location, key[0], index)
                    if is_part:
                        found.append((place, item))
                    if inner:
                        _walk_model(item, inner, place, found)
        elif value is not None:
            place = location + key
            if is_part:
                found.append((place, value))
            if inner:
                _walk_model(value, inner, place, found)


@cache
def _list_fields(model: type[BaseModel], kinds: frozenset[type]) -> tuple[_Field, ...]:
    """The fields of a model that can hold a part of one of `kinds`."""
    fields = (_see(name, (field.alias or name,), field.annotation, kinds) for name, field in model.model_fields.items())
    return tuple(field for field in fields if field.is_part or field.fields)


def _see(name: str, key: tuple[str], annotation: Any, kinds: frozenset[type]) -> _Field:  # noqa: ANN401
    """What there is to look for in a field of this annotation."""
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return _see(name, key, arguments[0], kinds)
    if origin in (Union, UnionType):
        (only,) = (argument for argument in arguments if argument is not NoneType)
        return _see(name, key, only, kinds)
    if origin in (tuple, dict):
        return _see(name, key, arguments[origin is dict], kinds)._replace(is_many=True)
    is_model = isinstance(annotation, type) and issubclass(annotation, BaseModel)
    inner = _list_fields(annotation, kinds) if is_model else ()
    return _Field(name, key, is_part=annotation in kinds, is_many=False, fields=inner)
