"""The parts of a record: every value inside it with its place, found without knowing the kind."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, get_args

from pydantic import BaseModel

from generator.facts.reference import ANY, Reference
from generator.facts.text import UNDETERMINED, Line, Text
from generator.facts.value import Location, Record
from generator.facts.when import When

if TYPE_CHECKING:
    from collections.abc import Iterator

Part = Reference | Line | Text | When | str


def walk_parts(record: Record) -> Iterator[tuple[Location, Part]]:
    """Every reference, text, date and plain string of a record, depth first, with its location."""
    yield from _walk_model(record, ())


def _walk_model(model: BaseModel, location: Location) -> Iterator[tuple[Location, Part]]:
    fields = type(model).model_fields
    for name, value in model.__dict__.items():
        if value is None or value == ():
            continue
        yield from _walk(value, (*location, fields[name].alias or name))


def _walk(value: object, location: Location) -> Iterator[tuple[Location, Part]]:
    if isinstance(value, Reference | Line | Text | str):
        yield location, value
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from _walk(item, (*location, index))
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from _walk(item, (*location, key))
    elif isinstance(value, BaseModel):
        if isinstance(value, When):
            yield location, value
        yield from _walk_model(value, location)


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
