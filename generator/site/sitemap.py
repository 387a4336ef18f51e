"""The map of a site: every page of one language, the generated ones among those that people wrote, as the engine lists them."""

from __future__ import annotations

import gzip
import io
from datetime import UTC, datetime
from html import escape
from typing import TYPE_CHECKING
from urllib.parse import quote

from generator.site.promise import url_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.site.frame import Frames

NAME = "sitemap.xml"


def write_sitemap(frames: Frames, paths: Iterable[str], epoch: int) -> tuple[bytes, bytes] | None:
    """The map and its compressed form, or None if the theme has none.

    `paths` are those of the generated pages in the docs tree, and `epoch` is the date of the build in seconds.
    """
    mould = frames.sitemap
    if mould is None:
        return None
    day = datetime.fromtimestamp(epoch, UTC).date()
    entries = []
    for path in sorted({*frames.pages, *paths}, key=_order):
        values = {"url": escape(quote(url_of(path))), "date": day.isoformat()}
        entry = [mould.entry.parts[0]]
        for slot, part in zip(mould.entry.slots, mould.entry.parts[1:], strict=True):
            entry += (values[slot.name], part)
        entries.append("".join(entry))
    content = (mould.head + mould.between.join(entries) + mould.tail).encode()
    packed = io.BytesIO()
    midnight = epoch - epoch % 86400
    # The engine names the file within the archive, and dates it by the day.
    with gzip.GzipFile(filename=NAME, mode="wb", fileobj=packed, mtime=midnight) as stream:
        stream.write(content)
    return content, packed.getvalue()


def _order(path: str) -> tuple[list[str], bool, str]:
    """The engine's order: folder by folder, the index of each before all else in it."""
    *folders, name = path.split("/")
    return folders, name != "index.md", name
