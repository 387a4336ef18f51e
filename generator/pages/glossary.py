"""What the interface's words mean."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.artifact import Artifact
from generator.language import translations
from generator.pages.templating import render

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.views.method import MethodView


def write(view: MethodView) -> Iterator[Artifact]:
    """The page, from the rules in force."""
    title = translations(view.language).gettext("What the words mean")
    anchors = tuple(term.anchor for terms in (view.standings, view.acts, view.seen, view.naming) for term in terms)
    content = render("glossary", view.language, {}, view=view, title=title)
    yield Artifact(path="glossary.md", content=content, title=title, anchors=anchors, kind="glossary")
