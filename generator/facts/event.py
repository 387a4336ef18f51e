"""Events: something that happened, or is said to have happened, at a time."""

from __future__ import annotations

from pydantic import Field

from generator.facts.reference import PartyRef
from generator.facts.statement import Statement
from generator.facts.text import Line, Text
from generator.facts.value import Value
from generator.facts.when import When


class Participant(Value):
    """A party in an event or a proceeding, and its part in it."""

    party: PartyRef = Field(examples=["complainant"])
    """The party."""
    role: Line | None = Field(default=None, examples=["arrested"])
    """Its part."""


class Event(Statement):
    """Something that happened at a time; its standing is computed like any statement's."""

    KIND = "events"
    ANCHOR = "event"

    date: When = Field(examples=["2017-11"])
    """When it happened."""
    title: Line = Field(examples=["A man is arrested"])
    """What happened, in a few words."""
    text: Text | None = Field(default=None, examples=["The police arrest him in front of the building."])
    """What the source says of it, in our own words."""
    where: Line | None = Field(default=None, examples=["Brussels"])
    """Where it happened: a place, never an address."""
    who: tuple[Participant, ...] = Field(default=(), examples=[[{"party": "convicted-man", "role": "arrested"}]])
    """The parties and their parts."""
