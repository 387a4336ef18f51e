"""People: the human beings of a case."""

from __future__ import annotations

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from generator.facts.party import Naming, Party


class Person(Party):
    """A human being. Nobody is named unless the file says so and why."""

    KIND = "people"
    ANCHOR = "person"

    naming: Naming = Field(default=Naming.WITHHELD, examples=["named"])
    """Whether the person is named, shown by initials, by role only, or withheld (which is what counts when nothing is said)."""

    @model_validator(mode="after")
    def _name_with_reason(self) -> Person:
        self.hold_naming()
        if self.naming is Naming.NAMED and self.why is None:
            raise PydanticCustomError(
                "D010",
                "a named person needs a reason to be named",
                {"hint": "write why:, such as «holds public office» or «speaks publicly about the case»"},
            )
        return self
