"""`sources.csl.json`: the sources as CSL-JSON, for Zotero, Pandoc and other reference managers.

Source: Citation Style Language 1.0.2, `csl-data.json` (https://docs.citationstyles.org/).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from generator.exports.bibliography import Issued, Name, list_entries
from generator.exports.export import CaseExport
from generator.exports.layout import lay_out
from generator.facts.source import SourceType
from generator.language import mark

if TYPE_CHECKING:
    from generator.case import Case
    from generator.exports.bibliography import Entry
    from generator.views.case_page import CaseView


def render(case: Case, view: CaseView) -> str:
    """The sources as a list of items."""
    items = [_write_item(entry) for entry in list_entries(case, view)]
    return lay_out(items)


def _write_item(entry: Entry) -> dict[str, Any]:
    source = entry.source
    is_release = source.type is SourceType.PRESS_RELEASE
    fields: dict[str, Any] = {
        "id": entry.id,
        "type": SourceType.DOCUMENT.value if is_release else source.type.value,
        "title": entry.title,
        "author": [_write_name(name) for name in entry.authors],
        "editor": [_write_name(name) for name in entry.editors],
        "translator": [_write_name(name) for name in entry.translators],
        "authority": entry.court,
        "container-title": source.container_title,
        "collection-title": source.collection_title,
        "edition": source.edition,
        "publisher": source.publisher,
        "publisher-place": source.publisher_place,
        "genre": "press release" if is_release else "",
        "number": source.number,
        "volume": source.volume,
        "number-of-volumes": source.number_of_volumes,
        "page": source.page,
        "issued": _write_date(entry.issued) if entry.issued else None,
        "original-date": _write_date(entry.original) if entry.original else None,
        "archive": source.archive,
        "archive-place": source.archive_place,
        "call-number": source.call_number,
        "language": source.language,
        "URL": source.url,
        "note": entry.note,
        "custom": {"archived": [archive.url for archive in source.copies]} if source.copies else None,
    }
    return {key: value for key, value in fields.items() if value}


def _write_name(name: Name) -> dict[str, str]:
    parts = {"family": name.family, "given": name.given, "literal": name.literal}
    return {key: value for key, value in parts.items() if value}


def _write_date(issued: Issued) -> dict[str, Any]:
    if not issued.start:
        return {"literal": issued.words}
    date: dict[str, Any] = {"date-parts": [list(part) for part in (issued.start, issued.end) if part]}
    if issued.season:
        date["season"] = issued.season
    if issued.is_circa:
        date["circa"] = True
    return date


EXPORT = CaseExport("sources.csl.json", "application/vnd.citationstyles.csl+json", mark("Sources (CSL-JSON)"), render)
