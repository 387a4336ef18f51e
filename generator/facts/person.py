"""People: the human beings of a case."""

from __future__ import annotations

from typing import Any

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from generator.facts.citation import Citations
from generator.facts.party import Naming, Party
from generator.facts.value import Value
from generator.facts.when import When


class Lifetime(Value):
    """When a person who is dead was born and died; the dates of the living are never published."""

    born: When | None = Field(default=None, examples=["1859-10-09"])
    """When the person was born."""
    died: When = Field(examples=["1935-07-12"])
    """When the person died."""
    cite: Citations = Field(min_length=1, examples=["la-gazette-2024"])
    """The source or sources for both dates."""

    @model_validator(mode="before")
    @classmethod
    def _be_over(cls, value: Any) -> Any:  # noqa: ANN401
        # Said before the fields are read: an author who is only told that a key is missing would look for any date to fill in.
        # A key that is none of ours may be `died` misspelled, and is told as what it is.
        if isinstance(value, dict) and value.get("died") is None and set(value) <= set(cls.model_fields):
            raise PydanticCustomError(
                "D010",
                "a lifetime needs the date of death",
                {"hint": "write died:, or take lived: out: the dates of the living are never published"},
            )
        return value

    @model_validator(mode="after")
    def _be_in_order(self) -> Lifetime:
        begins = self.born.earliest if self.born is not None else None
        ends = self.died.latest
        if begins is not None and ends is not None and ends < begins:
            raise PydanticCustomError("D010", "the person died before being born", {"hint": "mend born: or died:"})
        return self


class Person(Party):
    """A human being. Nobody is named unless the file says so and why."""

    KIND = "people"
    ANCHOR = "person"

    naming: Naming = Field(default=Naming.WITHHELD, examples=["named"])
    """Whether the person is named, shown by initials, by role only, or withheld (which is what counts when nothing is said)."""
    lived: Lifetime | None = Field(
        default=None, examples=[{"born": "1859-10-09", "died": "1935-07-12", "cite": "la-gazette-2024"}]
    )
    """When the person was born and died, of the dead alone."""

    @model_validator(mode="after")
    def _name_with_reason(self) -> Person:
        self.hold_naming()
        if self.naming is Naming.NAMED and self.why is None:
            raise PydanticCustomError(
                "D010",
                "a named person needs a reason to be named",
                {"hint": "write why:, such as «holds public office» or «speaks publicly about the case»"},
            )
        if self.naming is not Naming.NAMED and self.lived is not None:
            raise PydanticCustomError(
                "D010",
                "the dates of a person who is not named would tell who it is",
                {"hint": "take lived: out, or write naming: named with name: and why:"},
            )
        return self
