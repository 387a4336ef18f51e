"""Disputes: statements that cannot all be so, to be read side by side."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from generator.facts.reference import StatementRef
from generator.facts.text import Line, Text
from generator.facts.value import OneOrMany, Record


class Dispute(Record):
    """Accounts that differ: they are shown side by side, nothing is averaged."""

    KIND = "disputes"
    ANCHOR = "dispute"

    title: Line = Field(examples=["When did it begin?"])
    """What the accounts differ about."""
    between: Annotated[tuple[StatementRef, ...], OneOrMany] = Field(
        min_length=1, examples=[["since-2014", "since-2017"]]
    )
    """The statements that differ; one alone where voices differ within it."""
    text: Text | None = Field(default=None, examples=["She gives a year; her counsel gives an earlier one."])
    """How they differ, without deciding."""
    would_settle: Text | None = Field(default=None, examples=["The first complaint to the police."])
    """What would settle it."""
