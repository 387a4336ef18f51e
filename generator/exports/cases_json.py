"""`cases/cases.json`: all cases, with where to read them and how their statements stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.exports.export import IndexExport
from generator.exports.layout import lay_out

if TYPE_CHECKING:
    from generator.views.indexes import CaseCard, Indexes
    from generator.views.site import SiteContext


def render(indexes: Indexes, site: SiteContext) -> str:
    """All cases in the order of the list of cases."""
    listed = {
        "format": "dossier-cases/1",
        "language": indexes.language,
        "address": site.page_address(indexes.language, "cases/"),
        "cases": [
            _write_card(card, site.page_address(indexes.language, f"cases/{card.id}/")) for card in indexes.cases
        ],
    }
    return lay_out(listed)


def _write_card(card: CaseCard, address: str) -> dict[str, object]:
    return {
        "id": card.id,
        "title": card.title.plain,
        "summary": card.summary,
        "address": address,
        "facts": f"{address}facts.json",
        "draft": card.is_draft,
        "topics": card.topics,
        "places": card.places,
        "statements": card.statements,
        "standings": {rung: count for rung, _, count in card.standings},
    }


EXPORT = IndexExport("cases/cases.json", "application/json", render)
