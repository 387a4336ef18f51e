"""References: an id written where another record is meant, with the kinds of record it may point at."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Annotated, Any, NamedTuple

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import PydanticCustomError, core_schema

ID_PATTERN = r"[a-z0-9]+(?:-[a-z0-9]+)*"
MAXIMAL_ID_LENGTH = 80
_ID = re.compile(ID_PATTERN)
_REFERENCE = re.compile(rf"{ID_PATTERN}(?:/{ID_PATTERN}){{0,2}}")

ANY = ("any",)
PARTIES = ("people", "organisations")
STATEMENTS = ("claims", "events", "quantities", "relations")


class Reference(NamedTuple):
    """An id as it was written (`jardemalie`, or `other-case/jardemalie`) and the kinds it may name (`any`: every kind)."""

    text: str
    kinds: tuple[str, ...]

    def __str__(self) -> str:
        return self.text


def is_id(text: str) -> bool:
    """Whether `text` is a kebab-case id of a bearable length."""
    return len(text) <= MAXIMAL_ID_LENGTH and _ID.fullmatch(text) is not None


def is_reference(text: str) -> bool:
    """Whether `text` has the form of a reference: one to three ids with strokes between them."""
    return _REFERENCE.fullmatch(text) is not None


def _read_id(value: Any) -> str:  # noqa: ANN401
    if not isinstance(value, str) or not is_id(value):
        raise PydanticCustomError(
            "D007",
            "{written} is not an id",
            {"written": repr(value), "hint": "an id is small letters, digits and single hyphens, such as hearing-2024"},
        )
    return value


@dataclass(frozen=True)
class Target:
    """The annotation that makes a field a reference to records of certain kinds."""

    kinds: tuple[str, ...]

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> core_schema.CoreSchema:  # noqa: ANN401
        return core_schema.no_info_plain_validator_function(
            self._read, serialization=core_schema.to_string_ser_schema()
        )

    def __get_pydantic_json_schema__(
        self, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        return {
            "type": "string",
            "pattern": f"^{_REFERENCE.pattern}$",
            "x-refers-to": list(self.kinds),
        }

    def _read(self, value: Any) -> Reference:  # noqa: ANN401
        if not isinstance(value, str) or _REFERENCE.fullmatch(value) is None:
            raise PydanticCustomError(
                "D007",
                "{written} is not the id of a record",
                {
                    "written": repr(value),
                    "hint": "write the id as it stands before the record's colon, or other-case/id for a record of "
                    "another case",
                },
            )
        return _refer(value, self.kinds)


@lru_cache(maxsize=65536)
def _refer(text: str, kinds: tuple[str, ...]) -> Reference:
    """The reference, one for all places that write it: a source is cited many times."""
    return Reference(text, kinds)


class _IdSchema:
    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> core_schema.CoreSchema:  # noqa: ANN401
        return core_schema.no_info_plain_validator_function(_read_id)

    def __get_pydantic_json_schema__(
        self, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        return {"type": "string", "pattern": f"^{ID_PATTERN}$", "maxLength": MAXIMAL_ID_LENGTH}


Id = Annotated[str, _IdSchema()]
PartyRef = Annotated[Reference, Target(PARTIES)]
SourceRef = Annotated[Reference, Target(("sources",))]
QuoteRef = Annotated[Reference, Target(("quotes",))]
ClaimRef = Annotated[Reference, Target(("claims",))]
StatementRef = Annotated[Reference, Target(STATEMENTS)]
RecordRef = Annotated[Reference, Target(ANY)]
CaseRef = Annotated[Reference, Target(("case",))]
StepRef = Annotated[Reference, Target(("steps",))]
"""A step of a proceeding: `proceeding-id/step-id`."""
AssertionRef = Annotated[Reference, Target(("assertions",))]
"""An assertion: its id within the same statement, or `statement-id/assertion-id`."""
