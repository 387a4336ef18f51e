"""Quantities: a figure, and how exactly the source gives it."""

from __future__ import annotations

import re
from decimal import Decimal
from enum import Enum
from typing import Annotated, Any

from pydantic import Field, PlainValidator, WithJsonSchema, model_validator
from pydantic_core import PydanticCustomError

from generator.facts.statement import Statement
from generator.facts.text import Line, Text

_NUMBER = re.compile(r"-?[0-9]{1,30}(?:\.[0-9]{1,10})?")


def _read_number(value: Any) -> Decimal:  # noqa: ANN401
    if not isinstance(value, str) or _NUMBER.fullmatch(value) is None:
        raise PydanticCustomError(
            "D008",
            "{written} is not a number",
            {
                "written": repr(value),
                "hint": "write digits, with a point for decimals: 181000 or 2.5; words go into of:",
            },
        )
    return Decimal(value)


Number = Annotated[
    Decimal,
    PlainValidator(_read_number),
    WithJsonSchema({"type": ["number", "string"], "pattern": r"^-?[0-9]+(\.[0-9]+)?$"}),
]


class Qualifier(Enum):
    """How exactly a figure is given."""

    EXACTLY = "exactly"
    AT_LEAST = "at-least"
    AT_MOST = "at-most"
    MORE_THAN = "more-than"
    LESS_THAN = "less-than"
    ABOUT = "about"
    BETWEEN = "between"


class Quantity(Statement):
    """A figure that a source gives; its standing is computed like any statement's."""

    KIND = "quantities"
    ANCHOR = "quantity"

    value: Number = Field(examples=["181000"])
    """The figure."""
    to: Number | None = Field(default=None, examples=["5"])
    """The upper end, where the source gives two figures (qualifier between)."""
    qualifier: Qualifier | None = Field(default=None, examples=["more-than"])
    """How exactly the source gives it: exactly, at-least, at-most, more-than, less-than, about, between."""
    unit: Line = Field(examples=["photographs"])
    """What is counted or measured in."""
    of: Line = Field(examples=["found on the seized telephone"])
    """What the figure is of."""
    text: Text | None = Field(default=None, examples=["The article does not say who counted them."])
    """More about the figure."""

    @model_validator(mode="after")
    def _hold_range(self) -> Quantity:
        if (self.to is not None) != (self.qualifier is Qualifier.BETWEEN):
            raise PydanticCustomError(
                "D010", "to and qualifier: between belong together", {"hint": "write both, or neither"}
            )
        if self.to is not None and self.to <= self.value:
            raise PydanticCustomError("D010", "the upper end is not above the lower", {"hint": "exchange value and to"})
        return self
