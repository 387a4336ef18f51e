"""Parties: the people and organisations of a case, and how much of them a reader may see."""

from __future__ import annotations

from enum import Enum
from typing import Annotated

from pydantic import Field
from pydantic_core import PydanticCustomError

from generator.facts.text import Line, Text
from generator.facts.value import Language, OneOrMany, Record


class Naming(Enum):
    """How much of a party a reader may see."""

    NAMED = "named"
    INITIALS = "initials"
    ROLE_ONLY = "role-only"
    WITHHELD = "withheld"


class Party(Record):
    """Somebody who acts, speaks or is spoken of."""

    naming: Naming
    """How much of the party a reader may see."""
    name: str | None = Field(default=None, min_length=1, examples=["Ada Example"])
    """The name, as the sources write it. The files are public: leave it out where the party is not to be named."""
    sort_as: str | None = Field(default=None, min_length=1, examples=["Example, Ada"])
    """The form under which lists have it, family name first; without it the name."""
    names: dict[Language, str] = Field(default={}, examples=[{"ru": "Ада Пример"}])
    """The name in other scripts or languages, by language tag; never transliterated by a machine."""
    aliases: tuple[str, ...] = Field(default=(), examples=[["A. Example"]])
    """Other forms of the name that the sources use, and that a reader may search for."""
    roles: Annotated[tuple[Line, ...], OneOrMany] = Field(default=(), examples=[["lawyer"]])
    """What the party is in this case."""
    why: Line | None = Field(default=None, examples=["speaks publicly about the case"])
    """Why the party is named, or why not."""
    shown_as: Line | None = Field(default=None, examples=["the convicted man"])
    """What a reader sees in place of the name."""
    text: Text | None = Field(default=None, examples=["She has practised in Brussels since 2015 [@la-gazette-2024]."])
    """What the sources say of the party, with citations."""

    @property
    def shows_name(self) -> bool:
        """Whether a reader may see the name."""
        return self.naming is Naming.NAMED

    def hold_naming(self) -> None:
        """Raise for a named party without a name, and for another without words in its place."""
        if self.naming is Naming.NAMED and self.name is None:
            raise PydanticCustomError(
                "D010",
                "a named party needs a name",
                {"hint": "write name:, or naming: role-only with shown_as: if the sources give no name"},
            )
        if self.naming is not Naming.NAMED and self.shown_as is None:
            raise PydanticCustomError(
                "D010",
                "a party that is not named needs words to be shown as",
                {
                    "hint": "write shown_as: with a role, such as «the convicted man», that does not give the person away"
                },
            )
