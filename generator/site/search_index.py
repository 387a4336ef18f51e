"""The engine's search index: which places it finds, and whether those are the ones that were promised."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Final, TypeAlias

from generator.site.address import resolve

if TYPE_CHECKING:
    from collections.abc import Container, Iterable
    from pathlib import Path

    from generator.site.promise import Promise
    from generator.site.tally import Tally

Place: TypeAlias = tuple[str, str]
"""A file of the site and an anchor in it, or no anchor for the file as a whole."""

SEARCH_INDEX: Final = "search/search_index.json"

_MARKUP: Final = re.compile(r"<(?!/?(?:code|li|ol|p|pre|sub|sup|ul)>)")


def read_search(site: Path, index: str, site_url: str, tally: Tally) -> dict[str, Place]:
    """By location, the places that an index finds; what its entries may not hold goes to the tally."""
    try:
        entries = json.loads((site / index).read_bytes())["docs"]
        found = [(str(entry["location"]), f"{entry['title']} {entry['text']}") for entry in entries]
    except (OSError, ValueError, LookupError, TypeError):
        tally.add("V015", "the search index is missing or cannot be read", index)
        return {}
    top = index.removesuffix(SEARCH_INDEX) + "index.html"
    for location, words in found:
        if markup := _MARKUP.search(words):
            excerpt = words[markup.start() : markup.start() + 40]
            tally.add("V016", f"the entry for `{location}` holds markup: `{excerpt}`", index)
    return {location: resolve(top, location, site_url) or ("", "") for location, _ in found}


def hold_search(places: Container[Place], promised: Iterable[tuple[str, Promise]], tally: Tally) -> None:
    """Hold the places that the search of one language finds against those it is to find, by the pages they are in."""
    for path, promise in promised:
        for anchor in promise.findable:
            if (path, anchor) not in places:
                tally.add("V005", f"the search does not find `{anchor}`", path)
