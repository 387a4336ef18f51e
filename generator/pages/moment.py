"""The pages of a case as it stood on the days that its editors chose."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.artifact import Artifact
from generator.language import translations
from generator.pages.templating import render

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.views.moment import MomentView

SECTIONS = ("claims", "disputes", "events", "quantities", "proceedings", "quotes", "relations")
"""The fields of the view that hold records with an anchor."""


def write(view: MomentView) -> Iterator[Artifact]:
    """The page of one day; search leads to the case's own page alone, where everything stands as it does today."""
    say = translations(view.language).gettext
    title = say("%(case)s, as it stood on %(day)s") % {"case": view.case_title.plain, "day": view.day}
    records = [record for section in SECTIONS for record in getattr(view, section)]
    steps = [step.anchor for proceeding in view.proceedings for step in proceeding.steps]
    front_matter = {"description": title}
    yield Artifact(
        path=f"cases/{view.case_id}/as-of-{view.iso_day}.md",
        content=render("moment", view.language, front_matter, moment=view),
        title=title,
        anchors=(*(record.tools.anchor for record in records), *steps),
        passages=tuple(quote.text.plain for quote in view.quotes),
        kind="moment",
        meta=front_matter,
    )
