"""Relations: a tie between two parties."""

from __future__ import annotations

from enum import Enum

from pydantic import Field

from generator.facts.reference import PartyRef
from generator.facts.statement import Statement
from generator.facts.text import Line, Text
from generator.facts.when import When


class RelationKind(Enum):
    """The tie, read from subject to object."""

    SPEAKS_FOR = "speaks-for"
    EMPLOYED_BY = "employed-by"
    MEMBER_OF = "member-of"
    OWNS = "owns"
    CONTROLS = "controls"
    PART_OF = "part-of"
    FAMILY_OF = "family-of"
    ACCUSES = "accuses"
    ACTS_FOR = "acts-for"
    OTHER = "other"


class Relation(Statement):
    """A tie between two parties; its standing is computed like any statement's."""

    KIND = "relations"
    ANCHOR = "relation"

    subject: PartyRef = Field(examples=["counsel"])
    """The party the tie goes out from."""
    kind: RelationKind = Field(examples=["speaks-for"])
    """The tie. `speaks-for` makes the two one origin and gives the speaker the other's interest."""
    object: PartyRef = Field(examples=["complainant"])
    """The party it goes to."""
    title: Line | None = Field(default=None, examples=["is counsel of"])
    """The tie in the source's words."""
    period: When | None = Field(default=None, examples=["2014/.."])
    """When the tie held."""
    text: Text | None = Field(default=None, examples=["He has represented her since the first complaint."])
    """More about the tie."""
