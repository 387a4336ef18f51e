"""Statements: whatever a reader could believe, with who asserted it, how, and where that is recorded."""

from __future__ import annotations

from enum import Enum
from typing import Annotated

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from generator.facts.citation import Citations
from generator.facts.reference import AssertionRef, Id, PartyRef, QuoteRef, StatementRef, StepRef
from generator.facts.text import Line
from generator.facts.value import Flag, OneOrMany, Record, Value
from generator.facts.when import When


class Act(Enum):
    """What somebody does to a statement (`docs/standing.md`)."""

    ALLEGES = "alleges"
    STATES = "states"
    REPORTS = "reports"
    ADMITS = "admits"
    DENIES = "denies"
    DISPUTES = "disputes"
    FINDS = "finds"
    UPHOLDS = "upholds"
    OVERTURNS = "overturns"
    WITHDRAWS = "withdraws"


OF_KNOWLEDGE = frozenset({Act.ALLEGES, Act.STATES, Act.REPORTS, Act.DENIES, Act.DISPUTES})
"""The acts by which somebody tells what is known, and may have it from another."""
ON_ANOTHER = frozenset({Act.UPHOLDS, Act.OVERTURNS, Act.WITHDRAWS})
"""The acts that are done to an earlier assertion."""


class Assertion(Value):
    """One voice on a statement: who does what to it, where that is recorded, and when."""

    id: Id | None = Field(default=None, examples=["found"])
    """A name by which a later assertion can point at this one."""
    by: PartyRef = Field(examples=["tribunal"])
    """Whose voice it is: the party that asserts, not the newspaper that relays it."""
    act: Act = Field(examples=["finds"])
    """What the party does: alleges, states, reports, admits, denies, disputes, finds, upholds, overturns or withdraws."""
    holds: Flag = Field(default=True, examples=[False])
    """For `finds`: whether the court found that the statement holds (`true`) or that it does not (`false`)."""
    of: AssertionRef | None = Field(default=None, examples=["first-instance"])
    """For `upholds`, `overturns` and `withdraws`: the assertion it is done to."""
    on: When | None = Field(default=None, examples=["2025-01-30"])
    """The day it was asserted; without one, the day of the source counts."""
    period: When | None = Field(default=None, examples=["2014/.."])
    """The time that this voice gives to what is asserted, where voices differ."""
    in_proceeding: StepRef | None = Field(default=None, examples=["first-instance/judgment"])
    """For what a court does: the step of the proceeding in which it did it."""
    cite: Citations = Field(min_length=1, examples=["la-gazette-2024"])
    """The source or sources that record it."""
    quote: QuoteRef | None = Field(default=None, examples=["no-comment"])
    """The quote that holds the voice's own words."""
    told_by: PartyRef | None = Field(default=None, examples=["neighbour"])
    """From whom the speaker has it, where the speaker only passes on what that party knows."""
    rests_on: Annotated[tuple[StatementRef, ...], OneOrMany] = Field(default=(), examples=["letter-genuine"])
    """What the voice relies on: if that falls, the voice counts on, and the reader is told."""
    words: Line | None = Field(default=None, examples=["since at least 2017"])
    """The part of the wording that matters, as the source has it."""

    @model_validator(mode="after")
    def _hold_together(self) -> Assertion:
        if self.act in ON_ANOTHER and self.of is None:
            raise PydanticCustomError(
                "D010",
                "{act} needs to say what it is done to",
                {"act": self.act.value, "hint": "give the earlier assertion an id, and write of: that-id here"},
            )
        if self.act not in ON_ANOTHER and self.of is not None:
            raise PydanticCustomError(
                "D010",
                "of belongs to upholds, overturns and withdraws, not to {act}",
                {"act": self.act.value, "hint": "take of out, or change the act"},
            )
        if self.told_by is not None and self.act not in OF_KNOWLEDGE:
            raise PydanticCustomError(
                "D010",
                "told_by belongs to what somebody says, not to {act}",
                {"act": self.act.value, "hint": "take told_by out, or change the act"},
            )
        if not self.holds and self.act is not Act.FINDS:
            raise PydanticCustomError(
                "D010", "holds belongs to finds", {"hint": "to oppose a statement, write act: denies or act: disputes"}
            )
        return self


class Statement(Record):
    """A record whose standing is computed from its assertions; nobody can type a standing.

    Short forms: `cite: s` alone means that the maker of source s reports it in its own voice; `says: p` with `cite: s` means
    that party p states it, as recorded in s, on the day of s or on that of `on`.
    """

    says: PartyRef | None = Field(default=None, examples=["complainant"])
    """Whose statement it is, when one party makes it and the source relays it."""
    on: When | None = Field(default=None, examples=["2024-01-05"])
    """With `says`: the day it was said, where that is not the day of the source."""
    cite: Citations = Field(default=(), examples=["la-gazette-2024"])
    """The source or sources."""
    assertions: tuple[Assertion, ...] = Field(
        default=(), examples=[[{"by": "complainant", "act": "alleges", "cite": "la-gazette-2024"}]]
    )
    """The voices one by one, where there are several or they do different things."""

    @model_validator(mode="after")
    def _say_where(self) -> Statement:
        if self.says is not None and not self.cite:
            raise PydanticCustomError(
                "D010", "says needs a citation", {"hint": "add cite: with the id of the source that records it"}
            )
        if self.on is not None and self.says is None:
            raise PydanticCustomError(
                "D010",
                "on belongs to says: a source speaks on its own day",
                {"hint": "write says: with whoever said it on that day, or take on out"},
            )
        return self
