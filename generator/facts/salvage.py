"""The references of a record that could not be read, found by what its model says, so that they can be followed as well."""

from __future__ import annotations

from types import NoneType, UnionType
from typing import TYPE_CHECKING, Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel

from generator.facts.citation import Citation
from generator.facts.prose import parse_prose
from generator.facts.reference import ANY, Reference, Target, is_reference
from generator.facts.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from generator.facts.value import Location, Record
    from generator.syntax import Mapping

Found = tuple["Location", Reference]


def salvage_references(kind: type[Record], data: Mapping) -> list[Found]:
    """The references in the plain data of a record with a mistake, where they are well formed, each with its location.

    An author who mends the mistake should not be told of an unknown id only then.
    """
    return list(_search_fields(kind, data, ()))


def _search_fields(model: type[BaseModel], data: dict[str, Any], location: Location) -> Iterator[Found]:
    for name, field in model.model_fields.items():
        key = field.alias or name
        if data.get(key) is not None:
            yield from _search(field.annotation, field.metadata, data[key], (*location, key))


def _search(annotation: Any, metadata: Iterable[Any], value: Any, location: Location) -> Iterator[Found]:  # noqa: ANN401
    origin = get_origin(annotation)
    if origin is Annotated:
        inner, *more = get_args(annotation)
        yield from _search(inner, more, value, location)
    elif origin in (Union, UnionType):
        for argument in get_args(annotation):
            if argument is not NoneType:
                yield from _search(argument, metadata, value, location)
    elif origin is tuple:
        items = enumerate(value) if isinstance(value, list) else (("", value),)
        for index, item in items:
            yield from _search(get_args(annotation)[0], (), item, (*location, index) if index != "" else location)
    else:
        yield from _search_value(annotation, metadata, value, location)


def _search_value(annotation: Any, metadata: Iterable[Any], value: Any, location: Location) -> Iterator[Found]:  # noqa: ANN401
    if annotation is Text:
        yield from _search_text(value, location)
    elif isinstance(value, str) and is_reference(value):
        targets = [one for one in metadata if isinstance(one, Target)]
        if annotation is Reference and targets:
            yield location, Reference(value, targets[0].kinds)
        elif annotation is Citation:
            yield location, Reference(value, ("sources",))
    elif isinstance(value, dict) and isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield from _search_fields(annotation, value, location)


def _search_text(value: Any, location: Location) -> Iterator[Found]:  # noqa: ANN401
    texts = value.items() if isinstance(value, dict) else (("", value),)
    for language, text in texts:
        if isinstance(text, str):
            prose = parse_prose(text.strip())
            inner = (*location, language) if language else location
            for citation in prose.citations:
                yield inner, Reference(citation.source, ("sources",))
            for mention in prose.mentions:
                yield inner, Reference(mention.record, ANY)
