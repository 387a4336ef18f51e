"""Tables as CSV that a spreadsheet shows and never runs, and the cells that several tables have."""

from __future__ import annotations

import csv
from io import StringIO
from typing import TYPE_CHECKING

from generator.views.naming import anchor_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from generator.case import Case
    from generator.facts.statement import Statement
    from generator.facts.when import When

MEDIA_TYPE = "text/csv; charset=utf-8; header=present"
_FORMULAS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""What a cell begins with that a spreadsheet would run; the wide forms are read as the narrow ones."""


def write_table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """A table as CSV (RFC 4180), with an apostrophe before whatever a spreadsheet would take for a formula."""
    written = StringIO()
    writer = csv.writer(written, lineterminator="\r\n")
    writer.writerow(head)
    writer.writerows([_neutralise(cell) for cell in row] for row in rows)
    return written.getvalue()


def _neutralise(cell: object) -> str:
    text = "" if cell is None else str(cell)
    return f"'{text}" if text.startswith(_FORMULAS) else text


def write_date(when: When) -> tuple[object, ...]:
    """A date as EDTF, what it bounds, and the first and last day that it can mean."""
    ends = "/".join(end.text if end is not None else ".." for end in (when.start, when.end))
    return (when.edtf.text if when.edtf is not None else ends, when.bound.value, when.earliest, when.latest)


def list_citations(case: Case, statement: Statement, language: str) -> str:
    """The sources of a statement and of its assertions, each with the place in it."""
    cited = [*statement.cite, *(citation for assertion in statement.assertions for citation in assertion.cite)]
    named = []
    for citation in cited:
        source = case.find_source(citation.source, start=statement)
        name = anchor_in(case, source).removeprefix(f"{source.ANCHOR}-")
        place = citation.at.choose(language, case.first_language)[1] if citation.at is not None else ""
        named.append(f"{name}, {place}" if place else name)
    return "; ".join(dict.fromkeys(named))
