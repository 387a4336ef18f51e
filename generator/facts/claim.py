"""Claims: something asserted, which may or may not be so."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from generator.facts.reference import ClaimRef, PartyRef
from generator.facts.statement import Statement
from generator.facts.text import Line, Text
from generator.facts.value import OneOrMany


class Claim(Statement):
    """Something asserted, with every voice for and against it."""

    KIND = "claims"
    ANCHOR = "claim"

    title: Line | None = Field(default=None, examples=["Watched from a dwelling opposite"])
    """A few words to find it by; without them, the beginning of the text serves."""
    text: Text = Field(examples=["She was watched from a dwelling that faces her home."])
    """What is asserted, as a sentence that could be true or false."""
    about: Annotated[tuple[PartyRef, ...], OneOrMany] = Field(default=(), examples=[["complainant"]])
    """Whom it is about; they have an interest in it."""
    contrary: Annotated[tuple[ClaimRef, ...], OneOrMany] = Field(default=(), examples=[["forged-by-another"]])
    """Claims that cannot be true together with this one."""
    settled_by: Text | None = Field(default=None, examples=["The lease of the dwelling."])
    """What would settle it."""
