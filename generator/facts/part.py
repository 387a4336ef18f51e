"""The parts of a record: every value inside it with its place, found without knowing the kind."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pydantic import BaseModel

from generator.facts.prose import Prose
from generator.facts.reference import Reference
from generator.facts.text import Line, Text, UNDETERMINED
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


def walk_references(record: Record) -> Iterator[tuple[Location, Reference]]:
    """Every reference of a record, those inside its prose included (a citation's source, a mentioned record)."""
    for location, part in walk_parts(record):
        if isinstance(part, Reference):
            yield location, part
        elif isinstance(part, Text):
            for tag, prose in part.variants:
                inner = location if tag == UNDETERMINED else (*location, tag)
                for reference in _prose_references(prose):
                    yield inner, reference


def _prose_references(prose: Prose) -> Iterator[Reference]:
    for citation in prose.citations:
        yield Reference(citation.source, ("sources",))
    for mention in prose.mentions:
        yield Reference(mention.record, ("any",))
