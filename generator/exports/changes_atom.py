"""`changes/feed.xml`: what changed, as a feed to follow. Atom, RFC 4287; entries are named by tags, RFC 4151."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from lxml import etree

from generator.exports.export import IndexExport
from generator.language import translations

if TYPE_CHECKING:
    from generator.views.changes import ChangeView
    from generator.views.indexes import Indexes
    from generator.views.site import SiteContext

PATH = "changes/feed.xml"
ATOM = "http://www.w3.org/2005/Atom"
XML_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
MOST_ENTRIES = 100
RIGHTS = "CC BY 4.0 https://creativecommons.org/licenses/by/4.0/"
_NOTHING_YET = "1970-01-01"
"""A feed must say when it was updated; one without entries has not been, and no clock is asked."""


def render(indexes: Indexes, site: SiteContext) -> str:
    """The newest changes of all cases, newest first."""
    language = indexes.language
    changes = indexes.changes[:MOST_ENTRIES]
    page, address = (site.page_address(language, path) for path in ("changes/", PATH))
    updated = max((change.iso_day for change in changes), default=_NOTHING_YET)
    feed = etree.Element(f"{{{ATOM}}}feed", {XML_LANGUAGE: language}, nsmap={None: ATOM})  # type: ignore[dict-item]
    _add(feed, "id", address)
    _add(feed, "title", f"{site.name}: {translations(language).gettext('What changed')}")
    _add(feed, "updated", _midnight(updated))
    _add(_add(feed, "author"), "name", site.name)
    _add(feed, "link", rel="self", type="application/atom+xml", href=address)
    _add(feed, "link", rel="alternate", type="text/html", href=page)
    _add(feed, "rights", RIGHTS)
    for change in changes:
        _add_entry(feed, change, site.page_address(language, change.link))
    return etree.tostring(feed, xml_declaration=True, encoding="utf-8", pretty_print=True).decode()


def _add_entry(feed: etree._Element, change: ChangeView, address: str) -> None:
    parts = urlsplit(address)
    name = f"{parts.path}#{parts.fragment}" if parts.fragment else parts.path
    entry = _add(feed, "entry")
    _add(entry, "id", f"tag:{parts.hostname},{change.iso_day}:{name}")
    _add(entry, "title", f"{change.case}: {change.title}")
    _add(entry, "updated", _midnight(change.iso_day))
    _add(entry, "link", rel="alternate", type="text/html", href=address)
    _add(entry, "category", term=change.kind)
    _add(entry, "summary", change.text)


def _add(parent: etree._Element, name: str, text: str | None = None, **attributes: str) -> etree._Element:
    element = etree.SubElement(parent, f"{{{ATOM}}}{name}", attributes)
    element.text = text
    return element


def _midnight(iso_day: str) -> str:
    return f"{iso_day}T00:00:00Z"


EXPORT = IndexExport(PATH, "application/atom+xml", render)
