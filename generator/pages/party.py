"""The page of a person or organisation that appears in several cases: one page, whichever case a reader comes from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.artifact import Artifact
from generator.pages.templating import render

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.views.indexes import Indexes


def write(indexes: Indexes) -> Iterator[Artifact]:
    """A page for each party that more than one case speaks of."""
    for party in indexes.parties:
        if party.page:
            front_matter = {"description": party.name}
            yield Artifact(
                path=f"{party.page}.md",
                content=render("party", indexes.language, front_matter, party=party),
                title=party.name,
                kind="party",
                meta=front_matter,
            )
