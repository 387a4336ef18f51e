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
    """A record's anchor, the anchors of its former ids, where it is written, and the addresses to edit it or report an error."""

    id: str
    anchor: str
    former_anchors: tuple[str, ...]
    written_in: str
    edit: str
    report: str


def view_tools(speaker: Speaker, site: SiteContext, record: Record) -> Tools:
    """The tools of a record."""
    identifier, home, path, line = record.id, record.case, record.path, record.at().line
    anchor = anchor_in(speaker.case, record)
    before, _, after = speaker.say("Error in %(record)s").partition("%(record)s")
    page = site.page_address(speaker.language, f"cases/{speaker.case.id}/#")
    question = speaker.say("What is wrong, and how you know:")
    return Tools(
        identifier,
        anchor,
        record.anchors[1:] if record.formerly and home == speaker.case.id else (),
        f"{path}:{line}",
        site.edit_address(path, line),
        site.report_address(
            (before, home, "/", identifier, after), (page, anchor, "\n", path, ":", str(line), "\n\n", question, "\n")
        ),
    )
