"""The one file that a browser reads first: the interface's words, what can be chosen, and where each word is to be found."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from generator.case import Rung
from generator.language import mark, translations
from generator.site.search.segment import hand_over
from generator.site.search.words import common_words
from generator.views.labels import label
from generator.views.quotes import name_language

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

KINDS: Mapping[str, str] = {
    "case": mark("case"),
    "claim": mark("claim"),
    "correction": mark("correction"),
    "dispute": mark("disputed accounts"),
    "event": mark("event"),
    "exhibit": mark("exhibit"),
    "organisation": mark("organisation"),
    "page": mark("page"),
    "person": mark("person"),
    "proceeding": mark("proceeding"),
    "quantity": mark("figure"),
    "question": mark("question"),
    "quote": mark("quote"),
    "relation": mark("tie"),
    "reply": mark("request for comment"),
    "source": mark("source"),
    "term": mark("word explained"),
}
"""What readers call the kinds of what is found."""

WORDS: Mapping[str, str] = {
    "any": mark("any"),
    "case": mark("Case"),
    "close": mark("Close"),
    "failed": mark("The search could not be loaded."),
    "filters": mark("Narrow down"),
    "found": mark("Found: %(n)s"),
    "help": mark("Every word must be there. “Between quotation marks”: these words in this order."),
    "here": mark("Only in this case"),
    "kind": mark("Kind"),
    "language": mark("Language of the text"),
    "more": mark("Show more"),
    "none": mark("Nothing found for: %(query)s"),
    "person": mark("Person or organisation"),
    "standing": mark("Standing"),
    "wait": mark("Searching …"),
    "year": mark("Year, or years as 1894–1899"),
}
"""What the search says to its readers."""


def describe_index(heads: Sequence[Mapping[str, Any]], language: str) -> bytes:
    """The manifest of an index with these segments."""
    say = translations(language).gettext
    present = sorted({facet for head in heads for facet in head["facets"]})
    choices: dict[str, dict[str, str]] = {"kind": {}, "standing": {}, "language": {}}
    for facet in present:
        _, name, value = facet.split(":")
        choices[name][value] = _name(name, value, language)
    kept = ("version", "records", "keys", "pages", "blocks")
    manifest = {
        "words": {name: say(words) for name, words in WORDS.items()},
        "choices": choices,
        "common": " ".join(sorted(common_words(language))).strip(),
        "segments": [[head[name] for name in kept] for head in heads],
    }
    return hand_over("index", json.dumps(manifest, ensure_ascii=False, separators=(",", ":")))


def _name(facet: str, value: str, language: str) -> str:
    if facet == "kind":
        return translations(language).gettext(KINDS.get(value, value))
    if facet == "standing":
        return label(Rung(value), language)
    return name_language(value, language)
