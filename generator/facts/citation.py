"""Citations: which source says it, and where in the source."""

from __future__ import annotations

from functools import lru_cache
from typing import Annotated, Any

from pydantic import Field, ModelWrapValidatorHandler, ValidationError, model_validator

from generator.facts.reference import QuoteRef, SourceRef
from generator.facts.text import Line
from generator.facts.value import OneOrMany, Value


class Citation(Value):
    """A source and the place in it; the short form is the source's id alone."""

    source: SourceRef = Field(examples=["la-gazette-2024"])
    """The source."""
    at: Line | None = Field(default=None, examples=["page 3"])
    """The place in the source: page, paragraph, section, minute."""
    quote: QuoteRef | None = Field(default=None, examples=["no-comment"])
    """The quote that holds the words relied on."""

    @model_validator(mode="wrap")
    @classmethod
    def _from_short_form(cls, value: Any, handler: ModelWrapValidatorHandler[Citation]) -> Citation:  # noqa: ANN401
        if not isinstance(value, str):
            return handler(value)
        try:
            return _read_short_form(value)
        except ValidationError:
            return handler({"source": value})  # once more, so that the mistake is told at this place


Citations = Annotated[tuple[Citation, ...], OneOrMany]


@lru_cache(maxsize=16_384)
def _read_short_form(text: str) -> Citation:
    """The citation, one for all places that write it: a source is cited many times."""
    return Citation.model_validate({"source": text})
