"""The parts of a record: every value inside it with its place, found without knowing the kind."""

from __future__ import annotations

from functools import cache
from typing import Any, get_args

from pydantic import BaseModel

from generator.facts.reference import ANY, Reference
from generator.facts.text import UNDETERMINED, Line, Text
from generator.facts.value import Location, Record
from generator.facts.when import When

Part = Reference | Line | Text | When | str


def walk_parts(record: Record) -> list[tuple[Location, Part]]:
    """Every reference, text, date and plain string of a record, depth first, with its location."""
    found: list[tuple[Location, Part]] = []
    _gather_from_model(record, (), found)
    return found


def _gather_from_model(model: BaseModel, location: Location, found: list[tuple[Location, Part]]) -> None:
    # A build walks tens of thousands of records: exact types are compared, and the keys of a model are found once.
    keys = _list_keys(type(model))
    for name, value in model.__dict__.items():
        if value is not None and value != ():
            _gather(value, (*location, keys[name]), found)


def _gather(value: Any, location: Location, found: list[tuple[Location, Part]]) -> None:  # noqa: ANN401
    kind = type(value)
    if kind in _PLAIN:
        found.append((location, value))
    elif kind is tuple:
        for index, item in enumerate(value):
            _gather(item, (*location, index), found)
    elif kind is dict:
        for key, item in value.items():
            _gather(item, (*location, key), found)
    elif isinstance(value, BaseModel):
        if kind is When:
            found.append((location, value))  # type: ignore[arg-type]
        _gather_from_model(value, location, found)


_PLAIN = frozenset({Reference, Line, Text, str})


@cache
def _list_keys(model: type[BaseModel]) -> dict[str, str]:
    """The key in a file for every field of a model."""
    return {name: field.alias or name for name, field in model.model_fields.items()}


def walk_references(record: Record) -> list[tuple[Location, Reference]]:
    """Every reference of a record with its location, those inside its texts included (a cited source, a linked record)."""
    found: list[tuple[Location, Reference]] = []
    _collect_from_model(record, (), found)
    return found


def _collect_from_model(model: BaseModel, location: Location, found: list[tuple[Location, Reference]]) -> None:
    for name, key in _list_referring_fields(type(model)):
        value = getattr(model, name)
        if value:
            _collect(value, (*location, key), found)


def _collect(value: object, location: Location, found: list[tuple[Location, Reference]]) -> None:
    if isinstance(value, Reference):
        found.append((location, value))
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            _collect(item, (*location, index), found)
    elif isinstance(value, Text):
        for tag, prose in value.variants:
            inner = location if tag == UNDETERMINED else (*location, tag)
            found.extend((inner, Reference(citation.source, ("sources",))) for citation in prose.citations)
            found.extend((inner, Reference(mention.record, ANY)) for mention in prose.mentions)
    elif isinstance(value, BaseModel):
        _collect_from_model(value, location, found)


@cache
def _list_referring_fields(model: type[BaseModel]) -> tuple[tuple[str, str], ...]:
    """The fields of a model that can hold a reference, and their keys in the file.

    Found once from the annotations: a build follows hundreds of thousands of references, and most fields hold none.
    """
    return tuple(
        (name, field.alias or name) for name, field in model.model_fields.items() if _can_refer(field.annotation)
    )


def _can_refer(annotation: Any) -> bool:  # noqa: ANN401
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return bool(_list_referring_fields(annotation))
    return annotation in (Reference, Text) or any(_can_refer(argument) for argument in get_args(annotation))
