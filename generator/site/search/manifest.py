"""The one file that a browser reads first: the interface's words, what can be chosen, and where each word is to be found."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from generator.language import mark, translations
from generator.site.search.segment import hand_over
from generator.site.search.words import common_words
from generator.views.search import name_facet

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

WORDS: Mapping[str, str] = {
    "any": mark("any"),
    "case": mark("Case"),
    "close": mark("Close"),
    "failed": mark("The search could not be loaded."),
    "filters": mark("Narrow down"),
    "found": mark("Found: %(n)s"),
    "help": mark("Every word must be there. “Between quotation marks”: these words in this order."),
    "kind": mark("Kind"),
    "language": mark("Language of the text"),
    "more": mark("Show more"),
    "none": mark("Nothing found for: %(query)s"),
    "page": mark("Only in this case"),
    "person": mark("Person or organisation"),
    "standing": mark("Standing"),
    "wait": mark("Searching …"),
    "year": mark("Year, or years as 1894–1899"),
}
"""What the search says to its readers."""


def describe_index(heads: Sequence[Mapping[str, Any]], language: str) -> bytes:
    """The manifest of an index with these segments."""
    say = translations(language).gettext
    choices: dict[str, dict[str, str]] = {"kind": {}, "standing": {}, "language": {}}
    for facet in sorted({facet for head in heads for facet in head["facets"]}):
        _, name, value = facet.split(":")
        choices[name][value] = name_facet(name, value, language)
    kept = ("version", "records", "keys", "pages", "blocks")
    manifest = {
        "words": {name: say(words) for name, words in WORDS.items()},
        "choices": choices,
        "common": " ".join(sorted(common_words(language))).strip(),
        "segments": [[head[name] for name in kept] for head in heads],
    }
    return hand_over("index", json.dumps(manifest, ensure_ascii=False, separators=(",", ":")))
