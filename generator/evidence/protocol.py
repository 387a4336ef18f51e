"""What the Berkeley Protocol asks of whoever preserves digital documents, and what serves it here; and the rules of matching.

Source: Berkeley Protocol on Digital Open Source Investigations (United Nations, HR/PUB/20/2, 2022), what it says of collection
(paragraphs 153 to 155) and of preservation (the chain of custody is paragraph 167). The wording is our own. Its own text was not
at hand when this was written: the criteria were taken from what others tell of it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from generator.language import mark


@dataclass(frozen=True, slots=True)
class Criterion:
    """One thing that the protocol asks: its name, where it is asked, what it means, and the field or command that serves it."""

    name: str
    section: str
    asked: str
    served: str


@dataclass(frozen=True, slots=True)
class MatchingRule:
    """One step of the rule by which a quote is held against the text of a source."""

    name: str
    meaning: str


CRITERIA: Final = (
    Criterion(
        mark("Authenticity"),
        mark("Preservation"),
        mark("It can be shown that the document has not changed since it was collected."),
        mark("The SHA-256 of each snapshot stands in the public record of its source; every reading checks it."),
    ),
    Criterion(
        mark("Availability"),
        mark("Preservation"),
        mark("The document goes on being there, and can be fetched again."),
        mark("The snapshot is kept by the editors, and the record lists copies of the page in web archives."),
    ),
    Criterion(
        mark("Identity"),
        mark("Preservation"),
        mark("The document can be told from every other."),
        mark("A snapshot is kept under its SHA-256 and recorded under the permanent id of its source."),
    ),
    Criterion(
        mark("Persistence"),
        mark("Preservation"),
        mark("Its bytes stay whole and can be read."),
        mark(
            "Nothing in the store is ever overwritten; dossier snapshot --check reads all of it and tells any damage."
        ),
    ),
    Criterion(
        mark("Renderability"),
        mark("Preservation"),
        mark("People or machines can open the document and use it."),
        mark(
            "The file is kept in the format in which it came, its media type with it; a page also as WARC and WACZ if possible."
        ),
    ),
    Criterion(
        mark("Understandability"),
        mark("Preservation"),
        mark("Whoever it is meant for can tell what the document is and what it says."),
        mark("The record says who made it, when, in which language, what it relays, and what our copy lacks."),
    ),
    Criterion(
        mark("Chain of custody"),
        mark("Preservation, 167"),
        mark("It is written down who held the document, when, and what was done to it."),
        mark(
            "Each time a file is kept leaves a record: when, for which source, by which tool and version. Who kept it is not "
            "written down, to protect contributors."
        ),
    ),
    Criterion(
        mark("Address of the page"),
        mark("Collection, 155"),
        mark("The exact address of what was collected is recorded."),
        mark(
            "The address that was asked for, each redirect, and the machine that answered are kept with the snapshot."
        ),
    ),
    Criterion(
        mark("Source code of the page"),
        mark("Collection, 155"),
        mark("The HTML of the page is collected, not only how it looked."),
        mark("The snapshot of a page is the answer of its server, byte for byte once unpacked."),
    ),
    Criterion(
        mark("Picture of the whole page"),
        mark("Collection, 155"),
        mark("It is recorded how the page looked when it was collected."),
        mark("The program makes none: an editor keeps a picture or a PDF from the browser as a further snapshot."),
    ),
    Criterion(
        mark("Embedded media"),
        mark("Collection, 155"),
        mark("Pictures and recordings on the page that matter are collected themselves."),
        mark("Each is kept as a snapshot of its own, or as an exhibit."),
    ),
    Criterion(
        mark("Hash and changes"),
        mark("Collection, 153–154"),
        mark("The document is hashed and kept close to its original form; whatever was changed is said."),
        mark("The SHA-256 is taken at once; unpacking and the method by which text was read are recorded."),
    ),
)
"""What is asked, in the order in which the method page tells it."""

MATCHING_RULES: Final = (
    MatchingRule(
        mark("Same characters"),
        mark(
            "The shape of quotation marks, apostrophes, hyphens and dashes, and white space, make no difference; accents do."
        ),
    ),
    MatchingRule(
        mark("Same words"),
        mark(
            "Words are compared whole, without regard to capitals; punctuation counts within a quote, not at its ends."
        ),
    ),
    MatchingRule(mark("Same order"), mark("The words of a quote stand one after the other, as in the source.")),
    MatchingRule(
        mark("Cuts"),
        mark("A cut, […], parts a quote into pieces that must stand in the source in that order, without overlap."),
    ),
    MatchingRule(mark("Our own words"), mark("Words in square brackets are the editors’, and are not looked for.")),
    MatchingRule(
        mark("Short quotes"),
        mark("A quote of fewer than four words in a row is held against its source like any other, and called weak."),
    ),
    MatchingRule(
        mark("No recognised text"),
        mark("Text that a machine recognised in a picture never counts as the source's words."),
    ),
)
"""The rules of matching by name."""
