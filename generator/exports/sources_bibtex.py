"""`sources.bib`: the sources as BibTeX, in UTF-8.

`year`, `month` and `day` are for BibTeX itself; `date` is for BibLaTeX, which reads EDTF (its manual, §2.3.8). So are
`translator`, `volumes`, `origdate` and `library` (§2.2.2), which BibTeX passes over: who keeps a document is in the note too.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generator.exports.bibliography import Entry, Issued, Name, list_entries
from generator.exports.export import CaseExport
from generator.facts.source import SourceType
from generator.language import mark

if TYPE_CHECKING:
    from generator.case import Case
    from generator.facts.source import Source
    from generator.views.case_page import CaseView

TYPES = {
    SourceType.ARTICLE: "article",
    SourceType.ARTICLE_JOURNAL: "article",
    SourceType.ARTICLE_MAGAZINE: "article",
    SourceType.ARTICLE_NEWSPAPER: "article",
    SourceType.BOOK: "book",
    SourceType.CHAPTER: "incollection",
    SourceType.MANUSCRIPT: "unpublished",
    SourceType.PAMPHLET: "booklet",
    SourceType.REPORT: "techreport",
    SourceType.THESIS: "phdthesis",
}
"""BibTeX's own types; everything else is `misc`."""

_CONTAINERS = {"article": "journal", "incollection": "booktitle", "misc": "howpublished"}
_PUBLISHERS = {"techreport": "institution", "phdthesis": "school"}
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_SPECIAL = {
    "\\": r"{\textbackslash}",
    "{": r"\{",
    "}": r"\}",
    "~": r"{\textasciitilde}",
    "^": r"{\textasciicircum}",
    **{character: f"\\{character}" for character in "#$%&_"},
}
_SPECIALS = re.compile(r"[\\{}~^#$%&_]")
_IN_ADDRESS = {"{": "%7B", "}": "%7D", "\\": "%5C"}


def render(case: Case, view: CaseView) -> str:
    """The sources, each under its id."""
    return "\n".join(_write_entry(case.id, entry) for entry in list_entries(case, view))


def _write_entry(case: str, entry: Entry) -> str:
    source = entry.source
    kind = TYPES.get(source.type, "misc")
    kept = escape(", ".join(filter(None, (entry.archive, source.call_number))))
    fields = {
        "author": " and ".join(map(_write_name, entry.authors))
        or (f"{{{escape(entry.court)}}}" if entry.court else ""),
        "editor": " and ".join(map(_write_name, entry.editors)),
        "translator": " and ".join(map(_write_name, entry.translators)),
        "title": f"{{{escape(entry.title)}}}",
        **_write_containers(kind, source),
        "edition": escape(source.edition),
        _PUBLISHERS.get(kind, "publisher"): escape(source.publisher),
        "address": escape(source.publisher_place),
        "number": escape(source.number),
        "volume": escape(source.volume),
        "volumes": str(source.number_of_volumes or ""),
        "pages": escape(source.page).replace("-", "--").replace("----", "--"),
        **_write_date(entry.issued),
        "origdate": entry.original.edtf if entry.original else "",
        "language": escape(source.language),
        "url": "".join(_IN_ADDRESS.get(character, character) for character in source.url or ""),
        "library": kept,
        "note": " ".join(filter(None, (f"{kept}." if kept else "", escape(entry.note)))),
    }
    lines = [f"  {name} = {value if name == 'month' else f'{{{value}}}'}," for name, value in fields.items() if value]
    return "\n".join((f"@{kind}{{{case}:{entry.id},", *lines, "}\n"))


def _write_containers(kind: str, source: Source) -> dict[str, str]:
    """What it stands in, and the series; a kind of entry that stands in nothing has both in `series`."""
    container, series = escape(source.container_title), escape(source.collection_title)
    if kind in _CONTAINERS:
        return {_CONTAINERS[kind]: container, "series": series}
    return {"series": "; ".join(filter(None, (container, series)))}


def escape(text: str | None) -> str:
    """Text in which every character stands for itself in TeX, on one line."""
    return _SPECIALS.sub(lambda found: _SPECIAL[found[0]], " ".join((text or "").split()))


def _write_name(name: Name) -> str:
    if name.literal:
        return f"{{{escape(name.literal)}}}"
    given = f", {{{escape(name.given)}}}" if name.given else ""
    return f"{{{escape(name.family)}}}{given}"


def _write_date(issued: Issued | None) -> dict[str, str]:
    if issued is None:
        return {}
    parts = dict(zip(("year", "month", "day"), issued.start if not issued.end else (), strict=False))
    fields = {name: str(part) for name, part in parts.items()}
    if "month" in fields:
        fields["month"] = _MONTHS[parts["month"] - 1]
    if not fields:
        fields["year"] = escape(issued.words)
    return {"date": issued.edtf, **fields}


EXPORT = CaseExport("sources.bib", "application/x-bibtex", mark("Sources (BibTeX)"), render)
