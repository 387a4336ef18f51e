"""Quotes: words, as somebody said or wrote them."""

from __future__ import annotations

from enum import Enum
from typing import Annotated

from pydantic import Field

from generator.facts.citation import Citation
from generator.facts.reference import PartyRef, SourceRef
from generator.facts.text import Line, Text
from generator.facts.value import Language, OneOrMany, Record, Value
from generator.facts.when import Day, When


class ProofState(Enum):
    """What the public files alone show of whether a quote is verbatim."""

    PROVED = "proved"
    WEAK = "weak"
    """Proved, with so few words that many documents have them."""
    CHANGED = "changed"
    """The words, or what is said of the document, changed since they were checked."""
    UNCHECKED = "unchecked"


class Original(Value):
    """The wording that a quote we hold only in translation was made from."""

    language: Language = Field(examples=["fr"])
    """The language of the original words."""
    text: str | None = Field(default=None, examples=["Le tribunal ne peut que …"])
    """The original words, or null where nobody here has seen them."""


class Translation(Value):
    """A translation of a quote, and who answers for it."""

    text: str = Field(min_length=1, examples=["Sans commentaire."])
    """The translated words."""
    language: Language = Field(examples=["en"])
    """The language translated into."""
    by: Line | None = Field(default=None, examples=["the editors"])
    """Who translated."""
    on: Day | None = Field(default=None, examples=["2025-03-01"])
    """When it was translated: a translation older than the quote's last change is found."""
    reviewed_by: Line | None = Field(default=None, examples=["a second editor"])
    """Who read it against the original."""


class Quote(Record):
    """Words set between quotation marks: verbatim from the source we hold, cuts shown by […], our additions in [brackets]."""

    KIND = "quotes"
    ANCHOR = "quote"

    text: str = Field(min_length=1, examples=["No comment."])
    """The words, in the language of the source we hold."""
    language: Language = Field(examples=["en"])
    """The language of these words."""
    revised: Day | None = Field(default=None, examples=["2025-03-01"])
    """The day the words were last changed here."""
    translation_of: Original | None = Field(default=None, examples=[{"language": "fr", "text": "Sans commentaire."}])
    """Where the source we hold is itself a translation: of which words."""
    translations: tuple[Translation, ...] = Field(
        default=(), examples=[[{"text": "Sans commentaire.", "language": "fr", "by": "the editors"}]]
    )
    """Translations we give beside the words."""
    speaker: PartyRef = Field(examples=["tribunal"])
    """Whose words they are."""
    said_in: SourceRef | None = Field(default=None, examples=["judgment-2024"])
    """The document or occasion in which they were said, where that is not the source cited."""
    on: When | None = Field(default=None, examples=["2024-01-10"])
    """When they were said, where that is known apart from the source."""
    cite: Citation = Field(examples=["la-gazette-2024"])
    """The source they were read in, and where."""
    about: Annotated[tuple[PartyRef, ...], OneOrMany] = Field(default=(), examples=[["complainant"]])
    """Whom the words are about."""
    context: Text | None = Field(default=None, examples=["Asked whether the tribunal had known of it."])
    """What a reader needs in order not to misread them."""
