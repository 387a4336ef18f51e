"""Corrections: what was published, what it says now, and why; of this dossier, or what others took back."""

from __future__ import annotations

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from generator.facts.citation import Citations
from generator.facts.reference import PartyRef, RecordRef
from generator.facts.text import Line, Text
from generator.facts.value import Record
from generator.facts.when import Day


class Correction(Record):
    """A change to something published; never taken out again.

    Without `by`, it is this dossier that was corrected. With it, a party took back in public what it had published or said,
    and the page tells it apart from the dossier's own corrections.
    """

    KIND = "corrections"
    ANCHOR = "correction"

    on: Day = Field(examples=["2025-03-01"])
    """The day of the change."""
    record: RecordRef = Field(examples=["conviction"])
    """The record that was changed; with `by`, the record that it is about."""
    by: PartyRef | None = Field(default=None, examples=["la-gazette"])
    """Who took back in public what it had published or said, where that is not this dossier."""
    was: Text = Field(examples=["The man was sentenced to eight months."])
    """What it said."""
    now: Text = Field(examples=["The man was sentenced to six months."])
    """What it says now."""
    why: Text = Field(examples=["We had misread the article [@la-gazette-2024, page 3]."])
    """Why it was changed."""
    asked_by: Line | None = Field(default=None, examples=["counsel of the complainant"])
    """Who asked, by role."""
    cite: Citations = Field(default=(), examples=["la-gazette-2024"])
    """The source or sources in which the party took it back; needed with `by`, and only then."""

    @model_validator(mode="after")
    def _hold_source(self) -> Correction:
        if self.by is not None and not self.cite:
            raise PydanticCustomError(
                "D010",
                "what somebody else took back needs a source",
                {"hint": "write cite:, or take by: out if it is this dossier that was corrected"},
            )
        if self.by is None and self.cite:
            raise PydanticCustomError(
                "D010",
                "cite belongs to what somebody else took back",
                {"hint": "write by: with the party that took it back; for this dossier, cite the source in why:"},
            )
        return self

    @property
    def is_ours(self) -> bool:
        """Whether it is this dossier that was corrected."""
        return self.by is None
