"""What a reader can do with a record: link to it, edit it, report an error in it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.views.naming import anchor_in

if TYPE_CHECKING:
    from generator.facts.value import Record
    from generator.views.site import SiteContext
    from generator.views.words import Speaker


@dataclass(frozen=True, slots=True)
class Tools:
    """A record's anchor, the anchors of its former ids, and the addresses to edit it or report an error in it."""

    id: str
    anchor: str
    former_anchors: tuple[str, ...]
    edit: str
    report: str


def view_tools(speaker: Speaker, site: SiteContext, record: Record) -> Tools:
    """The tools of a record."""
    identifier, home, path, line = record.id, record.case, record.path, record.at().line
    anchor = anchor_in(speaker.case, record)
    page = site.page_address(speaker.language, f"cases/{speaker.case.id}/#")
    return Tools(
        identifier,
        anchor,
        record.anchors[1:] if record.formerly and home == speaker.case.id else (),
        site.edit_address(path, line),
        site.report_address(f"{home}/{identifier}", page, anchor),
    )
