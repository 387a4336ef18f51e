"""What records are called: a party's name as a reader may see it, a source's short name, a record's title, and its anchor."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.facts.party import Party
from generator.facts.prose import plain_text
from generator.facts.quantity import Quantity
from generator.facts.relation import Relation
from generator.facts.source import Source
from generator.facts.text import Line, Text
from generator.language import translations
from generator.views.dating import describe_date
from generator.views.labels import label

if TYPE_CHECKING:
    from generator.case import Case
    from generator.facts.value import Record

LONGEST_TITLE = 90


def anchor_in(case: Case, record: Record) -> str:
    """The anchor of a record on the page of a case; a record of another file (shared) carries that file's name."""
    return record.anchor if record.case == case.id else f"{record.ANCHOR}-{record.case}-{record.id}"


def name_party(party: Party, language: str, first: str) -> tuple[str, str]:
    """A party's name as a reader may see it, with the language it is in."""
    if party.shows_name and party.name is not None:
        return language, party.names.get(language, party.name)
    if party.shown_as is None:
        return language, translations(language).gettext("name withheld")
    return party.shown_as.choose(language, first)


def describe_source(source: Source, language: str, first: str, case: Case) -> str:
    """A source's short name: what a reader would call it in a sentence, and its date."""
    say = translations(language).gettext
    maker = name_party(case.find_party(source.maker, start=source), language, first)[1] if source.maker else None
    if source.type.value == "legal_case":
        name = say("judgment of %(court)s") % {"court": maker} if maker else say("judgment")
    elif source.container_title and source.title is None:
        name = source.container_title
    elif source.title is not None:
        title = source.title.choose(language, first)[1]
        name = (
            f"{source.container_title}, {quote(title, language)}" if source.container_title else quote(title, language)
        )
    else:
        name = maker or say("untitled source")
    if source.issued is None:
        return name
    issued = source.issued
    date = issued.edtf or issued.start or issued.end
    assert date is not None  # noqa: S101
    return f"{name}, {describe_date(date, language, issued.bound.value)}"


def quote(text: str, language: str) -> str:
    """Text between the quotation marks of a language."""
    return f"« {text} »" if language.startswith("fr") else f"“{text}”"


def title_record(record: Record, language: str, first: str, case: Case) -> str:
    """What to call a record in a link to it."""
    if isinstance(record, Party):
        return name_party(record, language, first)[1]
    if isinstance(record, Source):
        return describe_source(record, language, first, case)
    if isinstance(record, Quantity):
        return record.of.choose(language, first)[1]
    if isinstance(record, Relation):
        return name_relation(record, language, first, case)
    title = getattr(record, "title", None)
    if isinstance(title, Line):
        return title.choose(language, first)[1]
    return shorten(_words_of(record, language, first) or record.id)


def name_relation(relation: Relation, language: str, first: str, case: Case) -> str:
    """A tie as a sentence: who, the tie, to whom."""
    subject, object_ = (
        name_party(case.find_party(party, start=relation), language, first)[1]
        for party in (relation.subject, relation.object)
    )
    tie = relation.title.choose(language, first)[1] if relation.title else label(relation.kind, language)
    return f"{subject} {tie} {object_}"


def _words_of(record: Record, language: str, first: str) -> str:
    for name in ("text", "was", "how", "caption"):
        value = getattr(record, name, None)
        if isinstance(value, Line):
            return value.choose(language, first)[1]
        if isinstance(value, Text):
            return plain_text(value.choose(language, first)[1])
        if isinstance(value, str):
            return value
    return ""


def shorten(text: str, longest: int = LONGEST_TITLE) -> str:
    """The beginning of a text, cut between words."""
    text = " ".join(text.split())
    return text if len(text) <= longest else text[:longest].rsplit(" ", 1)[0].rstrip(" ,;:") + " …"
