"""The page of a person or organisation that appears in several cases: one page, whichever case a reader comes from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.artifact import Artifact, SearchRecord
from generator.pages.templating import render

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.views.indexes import Indexes


def write(indexes: Indexes) -> Iterator[Artifact]:
    """A page for each party that more than one case speaks of."""
    for party in indexes.parties:
        if party.page:
            content = render("party", indexes.language, {"description": party.name}, party=party)
            records = (SearchRecord(anchor="", title=party.name, kind="page", language=indexes.language),)
            yield Artifact(path=f"{party.page}.md", content=content, title=party.name, records=records)
