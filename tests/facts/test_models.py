from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from pydantic import ValidationError

from generator.facts import KINDS_BY_KEY, RECORD_KINDS
from generator.facts.citation import Citation
from generator.facts.claim import Claim
from generator.facts.correction import Correction
from generator.facts.event import Event
from generator.facts.exhibit import Exhibit
from generator.facts.organisation import Organisation
from generator.facts.part import walk_parts, walk_references
from generator.facts.person import Lifetime, Person
from generator.facts.quantity import Quantity
from generator.facts.reply import Reply
from generator.facts.source import Author, Source
from generator.facts.statement import Act, Assertion, Statement
from generator.facts.text import Line, Text
from generator.facts.value import DIGEST_EXAMPLE, Record
from generator.facts.when import Bound, When
from tests.builders import facts_from
from tests.facts.test_schema import models


def refuse(model: type[Any], **fields: object) -> str:
    """The code of the one thing that the model refuses."""
    with pytest.raises(ValidationError) as refused:
        model.model_validate(fields)
    (error,) = refused.value.errors()
    return f"{error['type']} {error['msg']}"


def record(yaml: str) -> Record:
    *_, last = (one for one in facts_from(yaml).records.values() if one.id != "case")
    return last


# What all records share


def test_every_record_is_frozen() -> None:
    event = record("events: {arrest: {date: 2017, title: A man is arrested}}")
    with pytest.raises(ValidationError):
        event.title = "Nothing happened"  # type: ignore[attr-defined]


def test_every_model_refuses_unknown_keys() -> None:
    assert all(model.model_config.get("extra") == "forbid" and model.model_config.get("frozen") for model in models())


def test_anchors_hold_the_former_ids() -> None:
    event = record("events: {arrest: {date: 2017, title: A man is arrested, formerly: [man-held, arrest-2017]}}")
    assert event.anchors == ("event-arrest", "event-man-held", "event-arrest-2017")


def test_every_record_with_a_standing_is_a_statement() -> None:
    statements = {kind.KIND for kind in RECORD_KINDS if issubclass(kind, Statement)}
    assert statements == {"claims", "events", "quantities", "relations"}


def test_nobody_can_type_a_standing() -> None:
    for kind in RECORD_KINDS:
        assert {"standing", "status", "rung", "verdict"} & set(kind.model_fields) == set()


# Fields that go together

CHANGE = {"on": "2025-03-01", "record": "a", "was": "A.", "now": "B.", "why": "C."}


@pytest.mark.parametrize(
    ("model", "fields", "expected"),
    [
        (Assertion, {"by": "a", "act": "overturns", "cite": "s"}, "D010 overturns needs to say what it is done to"),
        (
            Assertion,
            {"by": "a", "act": "finds", "of": "b", "cite": "s"},
            "D010 of belongs to upholds, overturns and withdraws, not to finds",
        ),
        (Assertion, {"by": "a", "act": "denies", "holds": "false", "cite": "s"}, "D010 holds belongs to finds"),
        (Claim, {"text": "A.", "says": "a"}, "D010 says needs a citation"),
        (Person, {"name": "A", "naming": "named"}, "D010 a named person needs a reason to be named"),
        (Person, {"naming": "named", "why": "x"}, "D010 a named party needs a name"),
        (Person, {}, "D010 a party that is not named needs words to be shown as"),
        (Person, {"naming": "initials"}, "D010 a party that is not named needs words to be shown as"),
        (Organisation, {}, "D010 a named party needs a name"),
        (
            Person,
            {"shown_as": "a lawyer", "lived": {"died": "1935", "cite": "s"}},
            "D010 the dates of a person who is not named would tell who it is",
        ),
        (Lifetime, {"born": "1859", "cite": "s"}, "D010 a lifetime needs the date of death"),
        (Lifetime, {"born": "1859", "died": None, "cite": "s"}, "D010 a lifetime needs the date of death"),
        (Lifetime, {}, "D010 a lifetime needs the date of death"),
        (Lifetime, {"died": "1935"}, "missing Field required"),
        (Lifetime, {"born": "1935-07-12", "died": "1935-07-11", "cite": "s"}, "D010 the person died before being born"),
        (Author, {"given": "Ada"}, "D010 an author is family (with given), or literal"),
        (Author, {"family": "Example", "literal": "Ada"}, "D010 an author is family (with given), or literal"),
        (Quantity, {"value": "1", "to": "2", "unit": "a", "of": "b"}, "D010 to and qualifier: between belong together"),
        (
            Quantity,
            {"value": "1", "qualifier": "between", "unit": "a", "of": "b"},
            "D010 to and qualifier: between belong together",
        ),
        (
            Quantity,
            {"value": "2", "to": "2", "qualifier": "between", "unit": "a", "of": "b"},
            "D010 the upper end is not above the lower",
        ),
        (
            Reply,
            {"to": "a", "asked_on": "2025-01-01", "how": "by letter", "outcome": "answered"},
            "D010 answer and outcome: answered belong together",
        ),
        (
            Reply,
            {"to": "a", "asked_on": "2025-01-01", "how": "by letter", "answer": "No."},
            "D010 answer and outcome: answered belong together",
        ),
        (
            Exhibit,
            {"title": "A", "caption": "B", "cite": "s", "file": "a.png", "sha256": DIGEST_EXAMPLE},
            "D010 an exhibit with a file also needs alt and rights",
        ),
        (Correction, {**CHANGE, "by": "a"}, "D010 what somebody else took back needs a source"),
        (Correction, {**CHANGE, "cite": "s"}, "D010 cite belongs to what somebody else took back"),
        (When, {}, "D006 a date is either edtf, or start and end"),
        (When, {"edtf": "2017", "start": "2016"}, "D006 a date is either edtf, or start and end"),
        (When, {"start": "2017", "end": "2016"}, "D006 it ends before it starts"),
    ],
)
def test_fields_that_do_not_go_together(model: type[Any], fields: dict[str, object], expected: str) -> None:
    assert refuse(model, **fields) == expected


@pytest.mark.parametrize("act", list(Act))
def test_an_act_on_another_assertion_says_on_which(act: Act) -> None:
    fields = {"by": "a", "act": act.value, "cite": "s"}
    if act in {Act.UPHOLDS, Act.OVERTURNS, Act.WITHDRAWS}:
        fields["of"] = "first"
    assert Assertion.model_validate(fields).act is act


# Parties


@pytest.mark.parametrize(
    ("fields", "shown"),
    [
        ({"name": "Ada Example", "naming": "named", "why": "speaks publicly"}, True),
        ({"name": "Ada Example", "shown_as": "A. E.", "naming": "initials"}, False),
        ({"name": "Ada Example", "shown_as": "a lawyer", "naming": "role-only"}, False),
        ({"name": "Ada Example", "shown_as": "a lawyer"}, False),
    ],
)
def test_nobody_is_named_unless_the_file_says_so(fields: dict[str, object], shown: bool) -> None:
    assert Person.model_validate(fields).shows_name is shown


@pytest.mark.parametrize(
    ("born", "died"),
    [
        (None, "1935"),
        ("1935-07-12", "1935-07-12"),
        ("1935-07-12", "1935"),
        ("1859~", {"edtf": "1850", "bound": "at-earliest"}),
        ({"edtf": "1859", "bound": "at-latest"}, "1850"),
    ],
)
def test_a_lifetime_may_be_known_roughly(born: object, died: object) -> None:
    lifetime = Lifetime.model_validate({"born": born, "died": died, "cite": "s"})
    assert (lifetime.born is None) == (born is None)


def test_the_dates_and_sources_of_a_lifetime_are_parts_of_the_person() -> None:
    person = record(
        "people: {ada: {name: Ada, naming: named, why: held office, "
        "lived: {born: 1859, died: 1935, cite: {source: gazette, at: page 1}}}}"
    )
    places = {".".join(map(str, location)): part for location, part in walk_parts(person)}
    assert isinstance(places["lived.born"], When)
    assert isinstance(places["lived.died"], When)
    assert [(location, one.text) for location, one in walk_references(person)] == [
        (("lived", "cite", 0, "source"), "gazette")
    ]


# Dates


@pytest.mark.parametrize(
    ("written", "earliest", "latest", "known_by"),
    [
        ("2017-07", date(2017, 7, 1), date(2017, 7, 31), date(2017, 7, 31)),
        ("2014/..", date(2014, 1, 1), None, date(2014, 12, 31)),
        ("2014/2017", date(2014, 1, 1), date(2017, 12, 31), date(2014, 12, 31)),
        ("../2017", None, date(2017, 12, 31), date(2017, 12, 31)),
        ({"start": "2017", "bound": "at-latest"}, None, None, date(2017, 12, 31)),
        ({"edtf": "2017", "bound": "at-latest"}, None, date(2017, 12, 31), date(2017, 12, 31)),
        ({"edtf": "2017", "bound": "at-earliest"}, date(2017, 1, 1), None, None),
        ({"start": "2014", "end": "2017"}, date(2014, 1, 1), date(2017, 12, 31), date(2014, 12, 31)),
        ({"end": "2017"}, None, date(2017, 12, 31), date(2017, 12, 31)),
    ],
)
def test_what_a_date_leaves_open(
    written: object, earliest: date | None, latest: date | None, known_by: date | None
) -> None:
    when = When.model_validate(written)
    assert (when.earliest, when.latest, when.known_by) == (earliest, latest, known_by)


def test_dates_that_say_the_same_have_one_meaning() -> None:
    plain, worded, bound = (
        When.model_validate(written)
        for written in (
            "2017",
            {"edtf": "2017", "as_written": "that year", "inferred": "the article is of 2018"},
            {"edtf": "2017", "bound": "at-latest"},
        )
    )
    assert plain.meaning == worded.meaning
    assert plain.meaning != bound.meaning
    assert bound.bound is Bound.AT_LATEST


# Corrections


def test_a_correction_is_ours_unless_somebody_else_took_it_back() -> None:
    assert Correction.model_validate(CHANGE).is_ours
    assert not Correction.model_validate({**CHANGE, "by": "a", "cite": ["s", {"source": "t", "at": "page 1"}]}).is_ours


# Texts


def test_a_text_is_chosen_by_language() -> None:
    text = Line((("en", "House"), ("fr-BE", "Maison"), ("nl", "Huis")))
    assert text.choose("nl", "en") == ("nl", "Huis")
    assert text.choose("fr", "en") == ("fr-BE", "Maison")
    assert text.choose("en-GB", "fr") == ("en", "House")
    assert text.choose("kk", "fr") == ("fr-BE", "Maison")
    assert text.choose("kk", "de") == ("en", "House")


def test_a_text_without_a_language_is_in_the_first() -> None:
    text = Line((("und", "Maison"),))
    assert text.languages("fr") == ("fr",)
    assert text.choose("en", "fr") == ("fr", "Maison")


def test_white_space_around_a_text_is_not_of_it() -> None:
    event = Event.model_validate({"date": "2017", "title": "  A man is arrested \n"})
    assert event.title.choose("en", "en")[1] == "A man is arrested"


# Sources, quantities


def test_a_source_is_written_in_the_terms_of_csl() -> None:
    source = Source.model_validate(
        {"type": "article-newspaper", "title": None, "container-title": "La Gazette", "seen": "not-seen"}
    )
    assert source.container_title == "La Gazette"
    assert not source.is_seen


@pytest.mark.parametrize(
    ("fields", "named"),
    [
        ({"archive": [{"url": "https://web.archive.org/web/2024/https://example.org/a"}]}, "archives:"),
        ({"archive": {"url": "https://web.archive.org/web/2024/https://example.org/a"}}, "archives:"),
        ({"archives": "State Archives"}, "archive:"),
        ({"archives": ["State Archives"]}, "archive:"),
    ],
)
def test_who_keeps_a_document_is_not_taken_for_a_copy_of_it(fields: dict[str, object], named: str) -> None:
    with pytest.raises(ValidationError) as refused:
        Source.model_validate({"type": "report", "title": "A report", "seen": "copy", **fields})
    (error,) = refused.value.errors()
    assert error["type"] == "D004"
    assert named in error["ctx"]["hint"]


@pytest.mark.parametrize("value", ["3", "181000", "-2", "0.5", "1000000.25"])
def test_a_figure_is_exact(value: str) -> None:
    quantity = Quantity.model_validate({"value": value, "unit": "a", "of": "b"})
    assert quantity.value == Decimal(value)
    assert str(quantity.value) == value


# The parts of a record

WHOLE = """
claims:
  watched:
    title: {en: Watched, fr: Surveillée}
    text: {en: "She was watched [@gazette, page 3].", fr: "Elle a été surveillée, voir [[arrest]]."}
    about: ada
    assertions:
      - {id: hers, by: ada, act: alleges, on: 2017, cite: {source: gazette, quote: words}}
      - {by: ada, act: withdraws, of: hers, cite: [gazette, judgment]}
"""


def test_every_part_of_a_record_is_found_at_its_place() -> None:
    parts = list(walk_parts(record(WHOLE)))
    places = [".".join(map(str, location)) for location, _ in parts]
    assert places == [
        "assertions.0.id",
        "assertions.0.by",
        "assertions.0.on",
        "assertions.0.cite.0.source",
        "assertions.0.cite.0.quote",
        "assertions.1.by",
        "assertions.1.of",
        "assertions.1.cite.0.source",
        "assertions.1.cite.1.source",
        "title",
        "text",
        "about.0",
    ]
    assert isinstance(dict(parts)[("title",)], Line)
    assert isinstance(dict(parts)[("text",)], Text)


def test_every_reference_of_a_record_is_found_those_in_texts_too() -> None:
    references = {
        (".".join(map(str, location)), str(one)): one.kinds for location, one in walk_references(record(WHOLE))
    }
    assert references == {
        ("assertions.0.by", "ada"): ("people", "organisations"),
        ("assertions.0.cite.0.source", "gazette"): ("sources",),
        ("assertions.0.cite.0.quote", "words"): ("quotes",),
        ("assertions.1.by", "ada"): ("people", "organisations"),
        ("assertions.1.of", "hers"): ("assertions",),
        ("assertions.1.cite.0.source", "gazette"): ("sources",),
        ("assertions.1.cite.1.source", "judgment"): ("sources",),
        ("about.0", "ada"): ("people", "organisations"),
        ("text.en", "gazette"): ("sources",),
        ("text.fr", "arrest"): ("any",),
    }


def test_the_kinds_are_found_by_their_keys() -> None:
    assert list(KINDS_BY_KEY.values()) == list(RECORD_KINDS)
    assert Citation not in RECORD_KINDS
