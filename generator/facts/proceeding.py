"""Proceedings: a case before a court or authority, its steps, and whether it is final."""

from __future__ import annotations

from enum import Enum
from typing import Annotated

from pydantic import Field

from generator.facts.citation import Citations
from generator.facts.event import Participant
from generator.facts.reference import Id, PartyRef
from generator.facts.text import Line, Text
from generator.facts.value import Flag, OneOrMany, Record, Value
from generator.facts.when import Day, When


class Instance(Enum):
    """The rank of the court in the order of appeal."""

    INVESTIGATION = "investigation"
    FIRST = "first"
    APPEAL = "appeal"
    SUPREME = "supreme"


class StepKind(Enum):
    """What happened in a proceeding."""

    APPEAL = "appeal"
    ARREST = "arrest"
    CHARGE = "charge"
    COMPLAINT = "complaint"
    DECISION = "decision"
    HEARING = "hearing"
    INVESTIGATION = "investigation"
    JUDGMENT = "judgment"
    OPPOSITION = "opposition"
    PARDON = "pardon"
    RELEASE = "release"
    SEIZURE = "seizure"
    OTHER = "other"


class Step(Value):
    """One step of a proceeding."""

    id: Id = Field(examples=["judgment"])
    """The step's id within the proceeding; assertions point at it as `proceeding/step`."""
    on: When = Field(examples=["2025-01-30"])
    """When it was taken."""
    kind: StepKind = Field(examples=["judgment"])
    """What sort of step it is."""
    outcome: Line | None = Field(default=None, examples=["convicted"])
    """How it ended."""
    sentence: Line | None = Field(default=None, examples=["six months in prison"])
    """The penalty."""
    award: Line | None = Field(default=None, examples=["one euro"])
    """What the civil party was awarded."""
    in_absentia: Flag | None = Field(default=None, examples=[True])
    """Whether the defendant was absent; null where nobody says."""
    text: Text | None = Field(default=None, examples=["The man was not in court."])
    """More about the step."""
    cite: Citations = Field(min_length=1, examples=["la-gazette-2024"])
    """The source or sources for the step."""


class FinalityState(Enum):
    """Whether a decision can still be changed."""

    FINAL = "final"
    OPEN = "open"
    APPEALED = "appealed"
    UNKNOWN = "unknown"


class Finality(Value):
    """Whether the last decision is final, and when somebody last checked."""

    state: FinalityState = Field(examples=["unknown"])
    """Final, open to appeal, appealed, or unknown."""
    since: When | None = Field(default=None, examples=["2025-03-01"])
    """From when this is so, where it changed."""
    checked: Day | None = Field(examples=["2025-03-01"])
    """The day an editor last checked; null says that nobody has."""
    recheck_after: Day | None = Field(default=None, examples=["2025-09-01"])
    """The day after which it is due to be checked again."""
    note: Text | None = Field(default=None, examples=["The registry was asked by letter and has not answered."])
    """How it was checked and what was found."""


class Proceeding(Record):
    """A case before a court or authority."""

    KIND = "proceedings"
    ANCHOR = "proceeding"

    title: Line = Field(examples=["The criminal case at first instance"])
    """What to call it."""
    court: PartyRef = Field(examples=["tribunal"])
    """The court or authority."""
    chamber: Line | None = Field(default=None, examples=["43rd chamber"])
    """The chamber."""
    instance: Instance = Field(examples=["first"])
    """The court's rank in the order of appeal."""
    number: str | None = Field(examples=["2024/123"])
    """The case number, or null where we do not know it."""
    ecli: str | None = Field(
        default=None,
        pattern=r"^ECLI:[A-Z]{2}:[A-Z0-9]{1,7}:\d{4}:[A-Z0-9.]{1,25}$",
        examples=["ECLI:XX:EXAMPLE:2024:123"],
    )
    """The European Case Law Identifier as published; null where none is. Never construct one."""
    parties: tuple[Participant, ...] = Field(default=(), examples=[[{"party": "complainant", "role": "civil party"}]])
    """The parties and their parts."""
    steps: tuple[Step, ...] = Field(
        default=(), examples=[[{"id": "judgment", "on": "2024-01-10", "kind": "judgment", "cite": "la-gazette-2024"}]]
    )
    """The steps, in order."""
    finality: Annotated[tuple[Finality, ...], OneOrMany] = Field(
        default=(), examples=[[{"state": "unknown", "checked": "2025-03-01"}]]
    )
    """Whether it is final; several where that changed, each with since."""
    text: Text | None = Field(default=None, examples=["It began with the complaint of March 2018 [@la-gazette-2024]."])
    """More about the proceeding."""
