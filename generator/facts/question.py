"""Questions: what is not known."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from generator.facts.reference import RecordRef, SourceRef
from generator.facts.text import Text
from generator.facts.value import OneOrMany, Record


class Question(Record):
    """Something nobody here knows, why it matters, where it was looked for, and what would settle it."""

    KIND = "questions"
    ANCHOR = "question"

    text: Text = Field(examples=["Who paid for the photographs?"])
    """The question."""
    why_it_matters: Text | None = Field(default=None, examples=["Whoever paid may be behind the surveillance."])
    """What depends on the answer."""
    looked_in: Annotated[tuple[SourceRef, ...], OneOrMany] = Field(default=(), examples=[["la-gazette-2024"]])
    """The sources that were read for it without finding an answer."""
    would_settle: Text | None = Field(default=None, examples=["The contract or an invoice."])
    """What would answer it."""
    about: Annotated[tuple[RecordRef, ...], OneOrMany] = Field(default=(), examples=[["conviction"]])
    """The records it concerns."""
