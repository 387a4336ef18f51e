"""The list of all sources."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.language import mark
from generator.pages.listing import write_list

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.artifact import Artifact
    from generator.views.indexes import Indexes


def write(indexes: Indexes) -> Iterator[Artifact]:
    """The pages of the list."""
    yield from write_list("sources", "sources", mark("Sources"), indexes.language, indexes.sources)
