"""What a case knows of its records: where references lead, who uses what, and what it borrows from others."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import pytest

from generator.case import Rung
from generator.facts.claim import Claim
from generator.facts.organisation import Organisation
from generator.facts.party import Party
from generator.facts.reference import Reference
from generator.facts.source import Source
from generator.facts.statement import Statement
from tests.builders import library_from

if TYPE_CHECKING:
    from generator.case import Case, Library

FILES = {
    "dossiers/shared/records.yaml": """
        organisations:
          press: {name: The Press, kind: media, text: "It belongs to [[owner]]."}
          owner: {name: The Owner, kind: company}
          unused: {name: Nobody}
        sources:
          gazette: {type: article-newspaper, title: null, maker: press, issued: 2024, seen: original, relays: report}
          report: {type: report, title: null, issued: 2023, seen: not-seen}
        """,
    "dossiers/one/case.yaml": """
        case: {title: One, summary: "In short [@gazette-1].", languages: [fr, en], key_facts: [watched, case], related: [two]}
        organisations:
          tribunal: {name: The Tribunal, kind: court}
        people:
          ada: {formerly: [woman], shown_as: the woman}
        sources:
          gazette-1: {type: article-newspaper, title: null, issued: 2024, seen: original}
        proceedings:
          first: {title: A, court: tribunal, instance: first, number: null, steps: [{id: judgment, on: 2020, kind: judgment, cite: gazette-1}]}
        claims:
          watched:
            text: "She was watched, see [[followed]]."
            about: ada
            cite: shared/report
            assertions:
              - {id: found, by: tribunal, act: finds, in_proceeding: first/judgment, cite: gazette-1}
              - {by: tribunal, act: upholds, of: found, cite: gazette-1}
          followed: {text: She was followed., about: woman, cite: two/courier}
        """,
    "dossiers/two/case.yaml": """
        case: {title: Two, summary: Two., languages: [en]}
        organisations:
          courier-press: {name: The Courier, kind: media}
        sources:
          courier: {type: article-newspaper, title: null, maker: courier-press, issued: 2024, seen: original}
        """,
}


@pytest.fixture(scope="module")
def library() -> Library:
    return library_from(FILES)


@pytest.fixture(scope="module")
def one(library: Library) -> Case:
    return library.cases["one"]


def test_records_are_found_by_kind_in_the_order_of_the_file(one: Case) -> None:
    assert [record.id for record in one.of_kind(Claim)] == ["watched", "followed"]
    assert [record.id for record in one.of_kind(Party)] == ["tribunal", "ada"]
    assert one.of_kind(Statement) is one.of_kind(Statement) == one.statements
    assert one.first_language == "fr"
    assert "case" not in one.records


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("ada", "one/ada"),
        ("woman", "one/ada"),
        ("one/ada", "one/ada"),
        ("two/courier", "two/courier"),
        ("shared/gazette", "shared/gazette"),
        ("case", "one/case"),
        ("two/case", "two/case"),
    ],
)
def test_find(one: Case, text: str, key: str) -> None:
    assert one.find(Reference(text, ("any",))).key == key


def test_find_reads_a_reference_where_it_is_written(library: Library, one: Case) -> None:
    courier = library.cases["two"].records["courier"]
    assert isinstance(courier, Source)
    assert courier.maker is not None
    assert one.find_party(courier.maker, start=courier).key == "two/courier-press"


def test_find_what_is_not_there_is_a_bug(one: Case) -> None:
    with pytest.raises(KeyError, match="nobody"):
        one.find(Reference("nobody", ("people",)))


def test_find_parts(one: Case) -> None:
    watched = one.statements[0]
    found, upheld = watched.assertions
    proceeding, step = one.find_step(found.in_proceeding)
    assert (proceeding.id, step.id) == ("first", "judgment")
    assert one.find_assertion(upheld.of, watched) == (watched, found)
    assert one.find(found.in_proceeding) is proceeding
    assert one.find(upheld.of, start=watched) is watched


def tell_uses(case: Case, key: str) -> list[str]:
    case_id, _, id_ = key.partition("/")
    record = case.library.records[case_id][id_]
    return [f"{use.record.id}:{'/'.join(map(str, use.location))}" for use in case.uses_of(record)]


def test_uses(one: Case) -> None:
    assert tell_uses(one, "one/ada") == ["watched:about/0", "followed:about/0"]
    assert tell_uses(one, "one/followed") == ["watched:text"]
    assert tell_uses(one, "one/gazette-1") == [
        "case:summary",
        "first:steps/0/cite/0/source",
        "watched:assertions/0/cite/0/source",
        "watched:assertions/1/cite/0/source",
    ]
    assert tell_uses(one, "one/first") == ["watched:assertions/0/in_proceeding"]
    assert tell_uses(one, "one/watched") == ["case:key_facts/0"]
    assert tell_uses(one, "shared/report") == ["watched:cite/0/source"]
    assert tell_uses(one, "two/case") == ["case:related/0"]
    assert tell_uses(one, "shared/unused") == []


def test_a_case_borrows_what_it_cites_and_what_that_leads_to(one: Case) -> None:
    """The report leads to the newspaper that relays it, that to its maker, and the maker's text to its owner."""
    assert [source.key for source in one.sources] == ["one/gazette-1", "shared/gazette", "shared/report", "two/courier"]
    assert [party.key for party in one.parties] == [
        "one/tribunal",
        "one/ada",
        "shared/owner",
        "shared/press",
        "two/courier-press",
    ]


def test_cases_of_a_record(library: Library) -> None:
    def tell(case: str, id_: str) -> list[str]:
        return [one.id for one in library.cases_of(library.records[case][id_])]

    assert tell("shared", "gazette") == ["one"]
    assert tell("shared", "owner") == ["one"]
    assert tell("shared", "unused") == []
    assert tell("two", "courier") == ["two", "one"]
    assert tell("one", "ada") == ["one"]


def test_a_standing_is_worked_out_once(one: Case) -> None:
    watched = one.statements[0]
    assert one.standing(watched) is one.standing(watched)


def test_a_voice_has_the_quote_that_holds_its_words() -> None:
    files = {
        "dossiers/one/case.yaml": """
            sources:
              gazette: {type: article-newspaper, title: null, issued: 2024, seen: original}
            people:
              ada: {shown_as: the woman}
            quotes:
              words: {text: They watch me., language: en, speaker: ada, cite: gazette}
              others: {text: All day., language: en, speaker: ada, cite: gazette}
            claims:
              watched: {text: She was watched., about: ada, says: ada, cite: {source: gazette, quote: words}}
              followed:
                text: She was followed.
                about: ada
                cite: {source: gazette, quote: words}
                assertions: [{by: ada, act: alleges, cite: {source: gazette, quote: words}, quote: others}]
            """
    }
    case = library_from(files).cases["one"]
    voices = [voice for statement in case.statements for voice in case.standing(statement).voices]
    assert sorted((voice.statement.id, voice.id, voice.quote.id) for voice in voices if voice.quote) == [
        ("followed", "1", "words"),
        ("followed", "2", "others"),
        ("watched", "1", "words"),
    ]


def test_a_tie_may_be_a_shared_record() -> None:
    files = {
        "dossiers/shared/records.yaml": """
            people:
              ada: {shown_as: the woman}
              cora: {shown_as: her counsel}
            sources:
              gazette: {type: article-newspaper, title: null, issued: 2024, seen: original}
            relations:
              counsel-of: {subject: cora, kind: speaks-for, object: ada, cite: gazette}
            """,
        "dossiers/one/case.yaml": """
            claims:
              watched: {text: She was watched., about: shared/ada, says: shared/cora, cite: shared/gazette}
            """,
    }
    case = library_from(files).cases["one"]
    assert case.standing(case.statements[0]).rung is Rung.ALLEGED
    assert case.standing(cast("Statement", case.library.shared["counsel-of"])).rung is Rung.REPORTED


def test_the_number_of_a_voice_is_nobodys_id() -> None:
    files = {
        "dossiers/one/case.yaml": """
            sources:
              gazette: {type: article-newspaper, title: null, issued: 2024, seen: original}
            people:
              ada: {shown_as: the woman}
            claims:
              watched:
                text: She was watched.
                cite: [gazette, gazette]
                assertions:
                  - {by: ada, act: states, cite: gazette}
                  - {id: "2", by: ada, act: alleges, cite: gazette}
            """
    }
    case = library_from(files).cases["one"]
    assert sorted(voice.id for voice in case.standing(case.statements[0]).voices) == ["1", "2", "3", "4"]


def test_records_of_a_kind_are_those_of_the_case_alone(one: Case) -> None:
    assert [record.id for record in one.of_kind(Organisation)] == ["tribunal"]
