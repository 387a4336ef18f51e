"""The page of a person or organisation that appears in several cases: one page, whichever case a reader comes from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.artifact import Artifact, SearchRecord
from generator.pages.templating import render

if TYPE_CHECKING:
    from generator.views.indexes import PartyEntry


def write(party: PartyEntry, language: str) -> Artifact:
    """The page of a party that more than one case speaks of."""
    front_matter = {"description": party.name}
    return Artifact(
        path=f"{party.page}.md",
        content=render("party", language, front_matter, party=party),
        title=party.name,
        records=(SearchRecord(anchor="", title=party.name, kind="page", language=language),),
        kind="party",
        meta=front_matter,
    )
