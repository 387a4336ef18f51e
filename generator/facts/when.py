"""When something was: an EDTF date or a bound, the source's own words beside it, and why it was inferred if it was."""

from __future__ import annotations

import re
from datetime import date
from enum import Enum
from functools import lru_cache
from typing import TYPE_CHECKING, Annotated, Any

from pydantic import (
    Field,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    ModelWrapValidatorHandler,
    ValidationError,
    model_validator,
)
from pydantic_core import PydanticCustomError, core_schema

from generator.facts.edtf import Edtf, EdtfError, parse_edtf
from generator.facts.text import Line
from generator.facts.value import Value

if TYPE_CHECKING:
    from pydantic.json_schema import JsonSchemaValue


def _read_edtf(value: Any) -> Edtf:  # noqa: ANN401
    if not isinstance(value, str):
        raise PydanticCustomError(
            "D006", "this is not a date", {"hint": "write a date such as 2017, 2017-07 or 2017-07-14"}
        )
    try:
        return parse_edtf(value)
    except EdtfError as error:
        raise PydanticCustomError("D006", "{message}", {"message": error.message, "hint": error.hint}) from None


class _EdtfSchema:
    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> core_schema.CoreSchema:  # noqa: ANN401
        return core_schema.no_info_plain_validator_function(_read_edtf)

    def __get_pydantic_json_schema__(
        self, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        return {
            "type": "string",
            "description": "An EDTF date: 2017, 2017-07, 2017-07-14, 2017~, 201X, 2014/2017, 2014/..",
        }


EdtfDate = Annotated[Edtf, _EdtfSchema()]


_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def _read_day(value: Any) -> date:  # noqa: ANN401
    try:
        if _DAY.fullmatch(value):
            return date.fromisoformat(value)
    except (TypeError, ValueError):
        pass  # no text at all, or a day that no month has
    raise PydanticCustomError(
        "D006", "{written} is not a day", {"written": repr(value), "hint": "write the day as 2025-01-30"}
    )


class _DaySchema:
    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> core_schema.CoreSchema:  # noqa: ANN401
        return core_schema.no_info_plain_validator_function(_read_day)

    def __get_pydantic_json_schema__(
        self, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        return {"type": "string", "format": "date"}


Day = Annotated[date, _DaySchema()]
"""A whole day that editors know exactly, such as the day of a review."""


class Bound(Enum):
    """What a date says of the thing: that it was then, no later than then, or no earlier than then."""

    EXACT = "exact"
    AT_LATEST = "at-latest"
    AT_EARLIEST = "at-earliest"


class When(Value):
    """A date in EDTF, or the start or end of something that lasts, with what the source wrote and what we inferred.

    The short form is the EDTF text alone. "Since at least 2017" is `{start: 2017, bound: at-latest}`: it began in 2017 or
    before, which no interval says.
    """

    edtf: EdtfDate | None = Field(default=None, examples=["2017-07"])
    """The date or interval, in EDTF."""
    start: EdtfDate | None = Field(default=None, examples=["2017"])
    """When something began that lasts or whose end is given apart."""
    end: EdtfDate | None = Field(default=None, examples=["2025"])
    """When it ended."""
    bound: Bound = Field(default=Bound.EXACT, examples=["at-latest"])
    """Whether the date is the date itself, the latest it can be (`at-latest`) or the earliest (`at-earliest`)."""
    as_written: Line | None = Field(default=None, examples=["in November 2017"])
    """The words of the source, when they say it otherwise."""
    inferred: Line | None = Field(default=None, examples=["the source says «a few days ago» and is dated 12 February"])
    """Why we give a date that the source does not state; absent where the source states it."""

    @model_validator(mode="wrap")
    @classmethod
    def _from_short_form(cls, value: Any, handler: ModelWrapValidatorHandler[When]) -> When:  # noqa: ANN401
        if not isinstance(value, str):
            return handler(value)
        try:
            return _read_short_form(value)
        except ValidationError:
            return handler({"edtf": value})  # once more, so that the mistake is told at this place

    @model_validator(mode="after")
    def _hold_one_date(self) -> When:
        if (self.edtf is None) == (self.start is None and self.end is None):
            raise PydanticCustomError(
                "D006",
                "a date is either edtf, or start and end",
                {"hint": "write edtf: 2017-07 alone, or start: 2017 with or without end:"},
            )
        if (
            self.start
            and self.end
            and self.start.earliest
            and self.end.latest
            and self.start.earliest > self.end.latest
        ):
            raise PydanticCustomError("D006", "it ends before it starts", {"hint": "exchange start and end"})
        return self

    @property
    def earliest(self) -> date | None:
        """The first day it can have been, None where nothing bounds it."""
        if self.bound is Bound.AT_LATEST:
            return None
        first = self.edtf or self.start
        return first.earliest if first else None

    @property
    def latest(self) -> date | None:
        """The last day it can have been, None where it goes on or nothing bounds it."""
        if self.edtf is not None:
            return None if self.bound is Bound.AT_EARLIEST else self.edtf.latest
        return self.end.latest if self.end else None

    @property
    def known_by(self) -> date | None:
        """The day from which it certainly had happened or begun: the latest day of the date or of its beginning."""
        if self.bound is Bound.AT_EARLIEST:
            return None
        first = self.edtf or self.start
        if first is None:
            return self.end.latest if self.end else None
        begin = first.start or first if first.start is not None else first
        return begin.latest

    @property
    def sort_key(self) -> tuple[date, date, int, str]:
        """The key of a chronology: earliest day, latest day, then the finer first."""
        shown = self.edtf or self.start or self.end
        assert shown is not None  # noqa: S101  (the validator above)
        return shown.sort_key

    @property
    def meaning(self) -> tuple[str, str, str, str]:
        """What two dates must share to say the same."""
        edtf, start, end = (part.text if part else "" for part in (self.edtf, self.start, self.end))
        return edtf, start, end, self.bound.value


@lru_cache(maxsize=16_384)
def _read_short_form(text: str) -> When:
    """The date, one for all places that write it: days repeat themselves in a case and between cases."""
    return When.model_validate({"edtf": text})
