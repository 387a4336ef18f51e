"""`sources.ris`: the sources as RIS, for EndNote, RefWorks, Mendeley and others.

The tags are those of the specification of 2011, in which `A2` holds the editor, but of a whole book `A3` does: there,
`A2` is whoever edits the series.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.exports.bibliography import list_entries
from generator.exports.export import CaseExport
from generator.facts.source import SourceType
from generator.language import mark

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.case import Case
    from generator.exports.bibliography import Entry, Issued, Name
    from generator.views.case_page import CaseView

TYPES = {
    SourceType.ARTICLE: "JOUR",
    SourceType.ARTICLE_JOURNAL: "JOUR",
    SourceType.ARTICLE_MAGAZINE: "MGZN",
    SourceType.ARTICLE_NEWSPAPER: "NEWS",
    SourceType.BILL: "BILL",
    SourceType.BOOK: "BOOK",
    SourceType.BROADCAST: "VIDEO",
    SourceType.CHAPTER: "CHAP",
    SourceType.DATASET: "DATA",
    SourceType.GRAPHIC: "ART",
    SourceType.HEARING: "HEAR",
    SourceType.LEGAL_CASE: "CASE",
    SourceType.LEGISLATION: "STAT",
    SourceType.MANUSCRIPT: "UNPB",
    SourceType.MOTION_PICTURE: "MPCT",
    SourceType.PAMPHLET: "PAMP",
    SourceType.PERSONAL_COMMUNICATION: "PCOMM",
    SourceType.POST: "ELEC",
    SourceType.POST_WEBLOG: "ELEC",
    SourceType.REPORT: "RPRT",
    SourceType.THESIS: "THES",
    SourceType.WEBPAGE: "ELEC",
}
"""The types of RIS; everything else is `GEN`."""


def render(case: Case, view: CaseView) -> str:
    """The sources, one after the other; lines end as the format wants them to (CR LF)."""
    lines = [line for entry in list_entries(case, view) for line in _list_lines(entry)]
    return "".join(f"{line}\r\n" for line in lines)


def _list_lines(entry: Entry) -> Iterator[str]:
    source = entry.source
    kind = TYPES.get(source.type, "GEN")
    first, _, last = (source.page or "").replace("–", "-").partition("-")
    fields = [
        ("TY", kind),
        ("ID", entry.id),
        ("TI", entry.title),
        *(("AU", _write_name(name)) for name in entry.authors),
        ("A2" if entry.authors else "AU", entry.court),
        *(("A3" if kind == "BOOK" else "A2", _write_name(name)) for name in entry.editors),
        *(("A4", _write_name(name)) for name in entry.translators),
        ("T2", source.container_title),
        ("T3", source.collection_title),
        ("ET", source.edition),
        ("PB", source.publisher),
        ("CY", source.publisher_place),
        ("VL", source.volume),
        ("NV", str(source.number_of_volumes or "")),
        ("M1", source.number),
        ("SP", first),
        ("EP", last),
        *_list_dates(entry.issued),
        ("OP", entry.original.words if entry.original else ""),
        ("AV", entry.archive),
        ("CN", source.call_number),
        ("LA", source.language),
        ("UR", source.url),
        *(("L2", archive.url) for archive in source.copies),
        ("N1", entry.note),
    ]
    yield from (f"{tag}  - {' '.join(value.split())}" for tag, value in fields if value and value.strip())
    yield "ER  - "


def _write_name(name: Name) -> str:
    return name.literal or ", ".join(filter(None, (name.family, name.given)))


def _list_dates(issued: Issued | None) -> list[tuple[str, str]]:
    """The year, and the date as year/month/day/other, of which what is not known stays empty."""
    if issued is None:
        return []
    year, month, day, *_ = (*(f"{part:02}" for part in issued.start), "", "", "")
    other = issued.words if issued.is_circa or issued.end or issued.season or not issued.start else ""
    if not issued.start:
        return [("DA", f"///{other}")]
    return [("PY", year), ("DA", f"{year}/{month}/{day}/{other}")]


EXPORT = CaseExport("sources.ris", "application/x-research-info-systems", mark("Sources (RIS)"), render)
