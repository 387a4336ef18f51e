"""The pages that lead from a case's former ids to where it is now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.artifact import Artifact
from generator.pages.templating import render

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.pages.download import Download
    from generator.views.case_page import CaseView


def write(view: CaseView, downloads: tuple[Download, ...]) -> Iterator[Artifact]:  # noqa: ARG001
    """A page for each former id: it says that the case has moved, links to it, and sends the browser there."""
    for former in view.former_ids:
        front_matter = {"moved_to": f"../{view.id}/"}
        yield Artifact(
            path=f"cases/{former}.md",
            content=render("retired", view.language, front_matter, case=view),
            title=view.title.plain,
            kind="retired",
            meta=front_matter,
        )
