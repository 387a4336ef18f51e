"""Corrections: what was published, what it says now, and why."""

from __future__ import annotations

from pydantic import Field

from generator.facts.reference import RecordRef
from generator.facts.text import Line, Text
from generator.facts.value import Record
from generator.facts.when import Day


class Correction(Record):
    """A change to something published; never taken out again."""

    KIND = "corrections"
    ANCHOR = "correction"

    on: Day = Field(examples=["2025-03-01"])
    """The day of the change."""
    record: RecordRef = Field(examples=["conviction"])
    """The record that was changed."""
    was: Text = Field(examples=["The man was sentenced to eight months."])
    """What it said."""
    now: Text = Field(examples=["The man was sentenced to six months."])
    """What it says now."""
    why: Text = Field(examples=["We had misread the article [@la-gazette-2024, page 3]."])
    """Why it was changed."""
    asked_by: Line | None = Field(default=None, examples=["counsel of the complainant"])
    """Who asked, by role."""
