"""What the interface's words mean."""

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
    title = translations(view.language).gettext("What the words mean")
    terms = (*view.standings, *view.acts, *view.seen, *view.naming)
    records = (
        SearchRecord(anchor="", title=title, kind="page", language=view.language),
        *(
            SearchRecord(anchor=one.anchor, title=one.name, text=one.meaning, kind="term", language=view.language)
            for one in terms
        ),
    )
    content = render("glossary", view.language, {}, view=view, title=title)
    anchors = tuple(one.anchor for one in terms)
    yield Artifact(path="glossary.md", content=content, title=title, anchors=anchors, records=records, kind="glossary")
