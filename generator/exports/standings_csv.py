"""`standings.csv`: how every statement of a case stood over time, one period to a row."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.exports.export import CaseExport
from generator.exports.spreadsheet import MEDIA_TYPE, write_table
from generator.language import mark
from generator.views.labels import label
from generator.views.naming import title_record

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.case import Case
    from generator.views.case_page import CaseView

HEAD = ("kind", "id", "title", "from", "until", "standing", "standing_words", "contested", "fallen", "address")


def render(case: Case, view: CaseView) -> str:
    """The periods of the statements, in the order of the files and of time."""
    return write_table(HEAD, _list_rows(case, view))


def _list_rows(case: Case, view: CaseView) -> Iterator[tuple[object, ...]]:
    for statement in case.statements:
        title = title_record(statement, view.language, case.first_language, case)
        for period in case.histories[statement.key]:
            standing = period.standing
            yield (
                statement.KIND,
                statement.id,
                title,
                period.start,
                period.end,
                standing.rung.value,
                label(standing.rung, view.language),
                "yes" if standing.is_contested else "no",
                "; ".join(dict.fromkeys(fallen.basis.id for fallen in standing.fallen)),
                f"{view.address}#{statement.anchor}",
            )


EXPORT = CaseExport("standings.csv", MEDIA_TYPE, mark("Standings over time (CSV)"), render)
