"""How statements are judged, and what is checked before anything is published."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.artifact import Artifact, SearchRecord
from generator.language import translations
from generator.pages.templating import render

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.views.method import MethodView


def write(view: MethodView) -> Iterator[Artifact]:
    """The page, from the rules in force."""
    title = translations(view.language).gettext("How this is made")
    anchors = ("rule", "matching", "preservation", *(f"check-{check.code}" for check in view.checks))
    content = render("method", view.language, {}, view=view, title=title)
    records = (SearchRecord(anchor="", title=title, kind="page", language=view.language),)
    yield Artifact(path="method.md", content=content, title=title, anchors=anchors, records=records, kind="method")
