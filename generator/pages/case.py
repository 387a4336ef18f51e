"""The page of a case."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.artifact import Artifact
from generator.pages.templating import render
from generator.views.naming import shorten
from generator.views.search import list_records

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.pages.download import Download
    from generator.views.case_page import CaseView

LONGEST_DESCRIPTION = 200
"""The most characters of a page's description."""

SECTIONS = (
    "disputes",
    "exhibits",
    "events",
    "claims",
    "quantities",
    "proceedings",
    "quotes",
    "people",
    "organisations",
    "relations",
    "questions",
    "replies",
    "retractions",
    "corrections",
    "sources",
)
"""The fields of the view that hold records with an anchor."""


def write(view: CaseView, downloads: tuple[Download, ...]) -> Iterator[Artifact]:
    """The page of a case as Markdown, with what it promises."""
    front_matter = {
        "description": shorten(view.summary.plain, LONGEST_DESCRIPTION),
        "edit_url": view.tools.edit,
        "jsonld": _describe_for_machines(view),
    }
    records = [record for section in SECTIONS for record in getattr(view, section)]
    anchors = [record.tools.anchor for record in records]
    former = [anchor for record in records for anchor in record.tools.former_anchors]
    steps = [step.anchor for proceeding in view.proceedings for step in proceeding.steps]
    yield Artifact(
        path=f"cases/{view.id}.md",
        content=render("case", view.language, front_matter, case=view, downloads=downloads),
        title=view.title.plain,
        anchors=(*anchors, *former, *steps),
        passages=tuple(quote.text.plain for quote in view.quotes),
        records=list_records(view),
        kind="case",
        meta=front_matter,
    )


def _describe_for_machines(view: CaseView) -> dict[str, object]:
    """The page in schema.org's words."""
    return {
        "@context": "https://schema.org",
        "@type": "Report",
        "name": view.title.plain,
        "abstract": view.summary.plain,
        "inLanguage": view.language,
        "url": view.address,
        "isAccessibleForFree": True,
        "license": "https://creativecommons.org/licenses/by/4.0/",
        "citation": [source.name for source in view.sources],
    }
