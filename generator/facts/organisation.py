"""Organisations: the courts, newspapers, companies and authorities of a case."""

from __future__ import annotations

from enum import Enum

from pydantic import Field, model_validator

from generator.facts.party import Naming, Party


class OrganisationKind(Enum):
    """What sort of organisation it is."""

    AUTHORITY = "authority"
    COMPANY = "company"
    COURT = "court"
    GROUP = "group"
    MEDIA = "media"
    STATE = "state"
    OTHER = "other"


class Organisation(Party):
    """A court, newspaper, company, authority, state or other body."""

    KIND = "organisations"
    ANCHOR = "organisation"

    kind: OrganisationKind = Field(default=OrganisationKind.OTHER, examples=["court"])
    """What sort of organisation it is."""
    naming: Naming = Field(default=Naming.NAMED, examples=["named"])
    """Whether the organisation is named, shown by initials, by role only, or withheld."""

    @model_validator(mode="after")
    def _check_naming(self) -> Organisation:
        self.hold_naming()
        return self
