"""The dossier itself: what the case is about, and how it is kept."""

from __future__ import annotations

from enum import Enum
from itertools import pairwise
from typing import Annotated

from pydantic import Field, field_validator
from pydantic_core import PydanticCustomError

from generator.facts.reference import CaseRef, RecordRef
from generator.facts.text import Line, Text
from generator.facts.value import Language, Record, Value
from generator.facts.when import Day


class State(Enum):
    """Whether a dossier is being written, is public, or is no longer followed."""

    DRAFT = "draft"
    PUBLISHED = "published"
    CLOSED = "closed"


Count = Annotated[int, Field(ge=1)]


class Moment(Value):
    """A day at which the dossier can be read as it stood then."""

    on: Day = Field(examples=["2024-02-01"])
    """The day."""
    title: Line = Field(examples=["After the first judgment"])
    """What makes the day worth reading at."""


class CaseRecord(Record):
    """The dossier itself; written once in a case, under `case:`."""

    KIND = "case"
    ANCHOR = "case"

    title: Line = Field(examples=["The surveillance of Ada Example"])
    """The title, in neutral words that need not change."""
    summary: Text = Field(examples=["Ada Example says that she was watched for months [@la-gazette-2024, page 3]."])
    """What it is about and how it stands, in a short paragraph with citations."""
    languages: tuple[Language, ...] = Field(min_length=1, examples=[["en", "fr"]])
    """The languages the case's own text is written in; a text without a language is in the first."""
    topics: tuple[Line, ...] = Field(default=(), examples=[["surveillance"]])
    """What it is filed under."""
    places: tuple[Line, ...] = Field(default=(), examples=[["Brussels"]])
    """Where it happened."""
    state: State = Field(default=State.DRAFT, examples=["published"])
    """Whether the dossier is a draft, published, or closed."""
    reviewed: Day | None = Field(default=None, examples=["2025-03-01"])
    """The day an editor last read the whole dossier against its sources."""
    recheck_after: Day | None = Field(default=None, examples=["2025-09-01"])
    """The day after which it is due to be read again."""
    key_facts: tuple[RecordRef, ...] = Field(default=(), examples=[["conviction", "photographs"]])
    """The records shown at the top of the page, in this order."""
    moments: tuple[Moment, ...] = Field(
        default=(), examples=[[{"on": "2024-02-01", "title": "After the first judgment"}]]
    )
    """The days at which readers are offered the page as it stood then, from the earliest to the latest."""
    related: tuple[CaseRef, ...] = Field(default=(), examples=[["other-case"]])
    """Other cases a reader of this one should know."""
    expectations: dict[str, Count] = Field(default={}, examples=[{"events": 10, "quotes": 3}])
    """How many records of a kind the dossier should hold at least: a guard against records lost by mistake."""

    @field_validator("moments")
    @classmethod
    def _follow_each_other(cls, moments: tuple[Moment, ...]) -> tuple[Moment, ...]:
        if any(later.on <= earlier.on for earlier, later in pairwise(moments)):
            raise PydanticCustomError(
                "D010", "the moments are not in order", {"hint": "put the earliest day first, and each day once"}
            )
        return moments

    @property
    def anchor(self) -> str:
        """The anchor of the dossier's title; there is one on a page, so it needs no id."""
        return self.ANCHOR
