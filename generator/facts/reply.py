"""Replies: requests for comment, and what came back."""

from __future__ import annotations

from enum import Enum
from typing import Annotated

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from generator.facts.reference import PartyRef, RecordRef
from generator.facts.text import Line, Text
from generator.facts.value import OneOrMany, Record
from generator.facts.when import Day


class Outcome(Enum):
    """How a request for comment ended."""

    ANSWERED = "answered"
    DECLINED = "declined"
    NO_ANSWER = "no-answer"


class Reply(Record):
    """A request for comment: who was asked, when and how, and the answer, whole."""

    KIND = "replies"
    ANCHOR = "reply"

    to: PartyRef = Field(examples=["la-gazette"])
    """Who was asked."""
    asked_on: Day = Field(examples=["2025-03-01"])
    """When."""
    how: Line = Field(examples=["by letter to counsel"])
    """By which way; never an address."""
    about: Annotated[tuple[RecordRef, ...], OneOrMany] = Field(default=(), examples=[["conviction"]])
    """The records it concerns."""
    deadline: Day | None = Field(default=None, examples=["2025-03-15"])
    """Until when an answer was asked for."""
    outcome: Outcome | None = Field(default=None, examples=["no-answer"])
    """How it ended; without one the request is still open."""
    answered_on: Day | None = Field(default=None, examples=["2025-03-10"])
    """When the answer came."""
    answer: Text | None = Field(default=None, examples=["We stand by our report."])
    """The answer, verbatim."""

    @model_validator(mode="after")
    def _hold_answer(self) -> Reply:
        if (self.outcome is Outcome.ANSWERED) != (self.answer is not None):
            raise PydanticCustomError(
                "D010", "answer and outcome: answered belong together", {"hint": "write both, or neither"}
            )
        return self
