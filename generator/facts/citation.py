"""Citations: which source says it, and where in the source."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import Field, model_validator

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

    @model_validator(mode="before")
    @classmethod
    def _from_short_form(cls, value: Any) -> Any:  # noqa: ANN401
        return {"source": value} if isinstance(value, str) else value


Citations = Annotated[tuple[Citation, ...], OneOrMany]
