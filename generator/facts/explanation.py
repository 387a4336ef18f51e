"""What the models refuse, said to the author: what is wrong, where, and what to write instead."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel

from generator.facts.notation import write_value
from generator.facts.schema import SHORT_FORMS, list_keys, name_class
from generator.facts.statement import Statement
from generator.facts.text import UNDETERMINED
from generator.finding import Finding, Position
from generator.syntax import Mapping, Sequence, Value

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pydantic import ValidationError
    from pydantic.fields import FieldInfo
    from pydantic_core import ErrorDetails

    from generator.facts.value import Location, Origin, Record

_KEY = "[key]"
_LONGEST = 60
_MOST_LISTED = 20
_WANTED = {
    "dict_type": "a map",
    "model_type": "a map of fields",
    "list_type": "a list",
    "tuple_type": "a list",
    "string_type": "a text",
    "D004": "a text",
}
_NUMBERS = ("int_type", "int_parsing", "int_parsing_size", "int_from_float")


def explain_error(kind: type[Record], error: ValidationError, origin: Origin) -> Iterator[Finding]:
    """The findings of one record that its model refuses; a key that is misspelled is not also said to be missing."""
    errors = error.errors(include_url=False)
    mistakes = [_Mistake(kind, details, origin) for details in errors if not _follows(details, errors)]
    meant = {(*one.location[:-1], one.meant) for one in mistakes if one.code == "extra_forbidden"}
    yield from (one.explain() for one in mistakes if one.code != "missing" or one.location not in meant)


def _follows(details: ErrorDetails, errors: list[ErrorDetails]) -> bool:
    """Whether an error only follows from another: a list is too short for the model once its items are refused."""
    if details["type"] == "too_short":
        depth = len(details["loc"])
        return any(other["loc"][:depth] == details["loc"] and len(other["loc"]) > depth for other in errors)
    return details["type"] == "default_factory_not_called"


def suggest(written: str, known: Iterable[str]) -> str:
    """A hint that names the known word closest to what was written, else the whole list when it is short."""
    words = list(known)
    if close := _find_close(written, words):
        return f"did you mean {close}?"
    return "write one of: " + ", ".join(words) if len(words) <= _MOST_LISTED else ""


def show(value: object) -> str:
    """What an author wrote, short enough for a message."""
    if value is None:
        return "nothing"
    if isinstance(value, dict):
        return "a map" if value else "an empty map"
    if isinstance(value, list):
        return "a list" if value else "an empty list"
    text = str(value)
    return repr(text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…")


def _find_close(written: str, words: list[str]) -> str:
    return next(iter(difflib.get_close_matches(written.lower(), words, n=1, cutoff=0.6)), "")


class _Mistake:
    """One thing that a model refused in a record."""

    def __init__(self, kind: type[Record], details: ErrorDetails, origin: Origin) -> None:
        self.kind = kind
        self.origin = origin
        self.code = details["type"]
        self.message = details["msg"]
        self.written: object = details["input"]
        self.context: dict[str, Any] = details.get("ctx", {})
        self.location = _as_written(origin, details["loc"])
        self.is_key = _KEY in details["loc"]
        self.key = next((str(part) for part in reversed(self.location) if isinstance(part, str)), origin.id)
        self.owner, self.field = _find_field(kind, self.location)

    @property
    def meant(self) -> str:
        """For a key that does not exist: the key that was probably meant."""
        return _find_close(self.key, list(list_keys(self.owner)))

    def explain(self) -> Finding:
        """The mistake as a finding."""
        if self.code == "extra_forbidden":
            message, hint = f"{self._tell_owner()} has no {show(self.key)}", self._find_place_for_key()
            return Finding("D002", message, self._at(self.location, key=True), hint=hint)
        if self.code == "missing":
            message, hint = f"{self._tell_owner()} needs {self.key!r}", f"add {self.key}:{self._give_example()}"
            return Finding("D003", message, self._at(self.location[:-1], key=True), hint=hint)
        if self.written is None or self.code == "D011":
            return self._find("D011", f"{self.name} is empty", self._fill())
        return self._explain_value()

    def _explain_value(self) -> Finding:
        if self.code == "enum":
            return self._explain_choice()
        if self.code in _WANTED and "written" not in self.context:
            return self._explain_shape()
        if self.code in _NUMBERS:
            hint = f"write digits alone{self._give_example()}"
            return self._find("D008", f"{self.name}: {show(self.written)} is not a whole number", hint)
        if self.code[0] == "D" and self.code[1:].isdigit():
            return self._find(self.code, f"{self.name}: {self._shorten()}", str(self.context.get("hint", "")))
        return self._explain_form()

    def _explain_choice(self) -> Finding:
        expected = [word.strip("' ") for word in str(self.context["expected"]).replace(" or ", ", ").split(",")]
        message = f"{show(self.written)} is not one of the words that {self.name} takes"
        close = _find_close(str(self.written), expected)
        hint = f"did you mean {close}?" if close else "write one of: " + ", ".join(expected)
        return self._find("D005", message, hint)

    def _explain_shape(self) -> Finding:
        wanted = _WANTED[self.code]
        model = _find_model(self.kind, self.location)
        if self.code == "model_type" and model is not None and model in SHORT_FORMS:
            wanted = f"a {name_class(model.__name__)}"
        message = f"{self.name}: {show(self.written)} stands where {wanted} is wanted"
        return self._find("D004", message, self._correct_shape(wanted))

    def _correct_shape(self, wanted: str) -> str:
        if wanted == "a list" and isinstance(self.written, dict):
            return "begin it with a dash and a space: each item of a list has them"
        if wanted == "a list":
            listed = write_value([self.written])
            shown = f"{self.key}: {listed}, or " if len(listed) <= _LONGEST else ""
            return f"write {shown}each item on a line of its own after a dash"
        if wanted == "a text":
            return "write words; in quotes, if they begin with a bracket or a brace"
        return f"write it{self._give_example()}"

    def _explain_form(self) -> Finding:
        if self.code in {"too_short", "string_too_short"}:
            return self._find("D011", f"{self.name} is empty", self._fill())
        if self.code == "greater_than_equal":
            least = self.context["ge"]
            return self._find("D008", f"{self.name} is less than {least}", f"write {least} or more")
        hint = f"write it{self._give_example()}"
        return self._find("D017", f"{self.name}: {show(self.written)} does not have the form it needs", hint)

    def _find(self, code: str, message: str, hint: str) -> Finding:
        return Finding(code, message, self._at(self.location, key=self.is_key), hint=hint)

    def _at(self, location: Location, *, key: bool = False) -> Position:
        origin = self.origin
        return origin.document.position(*origin.location, *location, key=key or not location)

    @property
    def name(self) -> str:
        """What to call the value: its key; where that is a language or another free key, with the field it is of."""
        keys = [part for part in self.location if isinstance(part, str)]
        if len(keys) > 1 and _find_model(self.kind, tuple(keys[:-1])) is None:
            return f"{keys[-2]} ({keys[-1]})"
        return self.key

    def _shorten(self) -> str:
        written = self.context.get("written")
        return self.message if written is None else self.message.replace(written, show(self.written), 1)

    def _tell_owner(self) -> str:
        model = self.owner
        name = self.kind.ANCHOR if model is None or model is self.kind else name_class(model.__name__)
        return f"{'an' if name[0] in 'aeiou' else 'a'} {name}"

    def _fill(self) -> str:
        needed = self.field is None or self.field.is_required()
        return f"write it{self._give_example()}" + ("" if needed else ", or take the key out")

    def _give_example(self) -> str:
        if self.field is None or not self.field.examples:
            return ""
        key = next(key for key, info in list_keys(self.owner).items() if info is self.field)
        return f", such as {key}: {write_value(self.field.examples[0])}"

    def _find_place_for_key(self) -> str:
        if issubclass(self.kind, Statement) and self.key in {"standing", "status"}:
            return "take it out: how well a statement stands is worked out from its assertions"
        if self.meant:
            return f"did you mean {self.meant}?"
        # What every such record has is more likely meant than what few have.
        for field, info in sorted(list_keys(self.owner).items(), key=lambda item: not item[1].is_required()):
            if self.key in list_keys(_unwrap(info.annotation)):
                return f"write it below {field}:"
        return suggest(self.key, list_keys(self.owner)) or "docs/facts.md has the keys of every kind of record"


def _as_written(origin: Origin, location: tuple[int | str, ...]) -> Location:
    """The location in the file, without the place in a list and the key that the model adds to a short form."""
    node: Value = origin.document.data
    for part in origin.location:
        node = node[part] if isinstance(node, Mapping) and isinstance(part, str) else None
    written: list[str | int] = []
    for part in location:
        if part in (_KEY, UNDETERMINED) or (isinstance(part, int) and isinstance(node, Mapping)):
            continue
        if not isinstance(node, Mapping | Sequence):
            break
        written.append(part)
        node = _step(node, part)
    return tuple(written)


def _step(node: Mapping | Sequence, part: str | int) -> Value:
    if isinstance(node, Mapping):
        return node.get(part) if isinstance(part, str) else None
    return node[part] if isinstance(part, int) else None


def _find_field(kind: type[BaseModel], location: Location) -> tuple[type[BaseModel] | None, FieldInfo | None]:
    """The model that the last part of a location belongs to, and its field, if it has such a field.

    For what stands in a list or under a free key, such as a language, it is the field that holds the list or the map.
    """
    for end in range(len(location), 0, -1):
        owner = _find_model(kind, location[: end - 1])
        if (field := list_keys(owner).get(str(location[end - 1]))) is not None:
            return owner, field
        if owner is not None and isinstance(location[end - 1], str):
            return owner, None
    return kind, None


def _find_model(kind: type[BaseModel], location: Location) -> type[BaseModel] | None:
    """The model that a location inside a record leads to, None where it leads to something else."""
    model: type[BaseModel] | None = kind
    for part in location:
        if isinstance(part, int):
            continue
        fields = list_keys(model)
        if part not in fields:
            return None
        model = _unwrap(fields[part].annotation)
    return model


def _unwrap(annotation: Any) -> type[BaseModel] | None:  # noqa: ANN401
    """The model inside an annotation such as a tuple of it or None."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next(filter(None, map(_unwrap, getattr(annotation, "__args__", ()))), None)
