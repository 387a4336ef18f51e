from __future__ import annotations

import json
from typing import Any

import pytest

from generator.case import Rung
from generator.exports import facts_json
from generator.facts import RECORD_KINDS
from generator.facts.case import CaseRecord
from generator.facts.quote import ProofState, Quote
from generator.facts.schema import list_keys
from generator.facts.statement import Statement
from generator.reading import read_project
from generator.views.case_page import view_case
from tests.exports.example import SITE, export
from tests.exports.test_exports import EVERY_PART, PROTECTED
from tests.pages.test_golden import GOLDEN

HARBOUR = read_project(GOLDEN).library.cases["harbour"]


def load(case: Any = HARBOUR, language: str = "en") -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(export(facts_json.EXPORT, case, language))
    return loaded


def walk(value: object) -> Any:
    yield value
    if isinstance(value, dict | list):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from walk(inner)


def test_the_file_says_what_it_is() -> None:
    facts = load(language="fr")
    assert (facts["format"], facts["language"]) == ("dossier-facts/1", "fr")
    assert facts["address"] == "https://site.example/fr/cases/harbour/"
    assert facts["license"] == "https://creativecommons.org/licenses/by/4.0/"
    assert list(facts) == [
        *("format", "language", "address", "license"),
        *(kind.KIND for kind in RECORD_KINDS),
    ]


@pytest.mark.parametrize("kind", [kind for kind in RECORD_KINDS if kind is not CaseRecord], ids=lambda kind: kind.KIND)
def test_every_record_of_a_kind_has_the_same_keys(kind: Any) -> None:
    records = load()[kind.KIND]
    assert records
    expected = ["id", "address", "label", *list_keys(kind)]
    for record in records:
        own = ["standing"] if issubclass(kind, Statement) else ["proof"] if kind is Quote else []
        assert list(record) == [*expected, *own]


def test_shared_records_that_the_case_uses_are_in_it() -> None:
    ids = [record["id"] for record in load()["organisations"]]
    assert ids == ["harbour/first-court", "harbour/appeal-court", "shared/harbour-post"]


def test_every_reference_leads_to_a_record_in_the_file() -> None:
    facts = load()
    ids = {record["id"] for kind in RECORD_KINDS if kind is not CaseRecord for record in facts[kind.KIND]}
    sources = {record["id"] for record in facts["sources"]}
    for value in walk(facts):
        if isinstance(value, dict) and "chains" in value:
            assert value["speaker"] in ids
            assert {source for chain in value["chains"] for source in chain["sources"]} <= sources
            assert {citation["source"] for citation in value["cite"]} <= sources
            assert value["quote"] is None or value["quote"] in ids
    (dispute,) = facts["disputes"]
    assert set(dispute["between"]) <= ids
    assert facts["claims"][0]["assertions"][0]["in_proceeding"] == "harbour/first/judgment"
    assert facts["claims"][0]["assertions"][1]["of"] == "harbour/signed-early/found"
    assert facts["case"]["key_facts"] == ["harbour/signed-early", "harbour/fee", "harbour/permit-signed"]


def test_standings_are_those_of_the_case_with_their_voices_and_chains() -> None:
    facts = load()
    for statement in HARBOUR.statements:
        written = next(one for one in facts[statement.KIND] if one["id"] == statement.key)["standing"]
        standing = HARBOUR.standing(statement)
        assert written["rung"] == standing.rung.value
        assert (written["origins"], written["sources"]) == (standing.origins, standing.sources)
        voices = [voice["id"] for voice in written["voices"]]
        assert len(voices) == len(set(voices)) == len(standing.voices) + len(standing.gone)
        assert {*written["deciding"], *written["opposing"], *written["gone"]} <= set(voices)
        for voice, shown in zip((*standing.voices, *standing.gone), written["voices"], strict=True):
            assert shown["act"] == voice.act.value
            assert [chain["seen"] for chain in shown["chains"]] == [chain.is_seen for chain in voice.chains]


def test_a_finding_that_was_taken_back_names_what_ended_it() -> None:
    (claim, *_) = load()["claims"]
    standing = claim["standing"]
    assert standing["rung"] == Rung.OVERTURNED.value
    (gone,) = (voice for voice in standing["voices"] if voice["id"] in standing["gone"])
    assert gone["decision"]["court"] == "harbour/first-court"
    assert gone["ended_by"] in {voice["id"] for voice in standing["voices"]}
    assert gone["chains"][0]["sources"] == ["harbour/judgment-2020", "harbour/post-2019"]


def test_a_quote_says_how_it_is_proved() -> None:
    (quote,) = load()["quotes"]
    assert (quote["proof"]["state"], quote["proof"]["file"]) == ("unchecked", None)
    view = view_case(HARBOUR, SITE, "fr", {"dates": ProofState.PROVED})
    (quote,) = json.loads(facts_json.render(HARBOUR, view))["quotes"]
    assert (quote["proof"]["state"], quote["proof"]["file"]) == ("proved", "proofs/dates.json")
    assert quote["proof"]["label"].startswith("oui")


def test_reasons_are_plain_words() -> None:
    for language in ("en", "fr"):
        reasons = [
            reason
            for kind in ("claims", "events", "quantities", "relations")
            for record in load(language=language)[kind]
            for reason in record["standing"]["reasons"]
        ]
        assert reasons
        assert all("<" not in reason and "&" not in reason for reason in reasons)


def test_texts_are_by_language_and_dates_have_their_bounds() -> None:
    facts = load()
    (event,) = (record for record in facts["events"] if record["id"] == "harbour/quay-used")
    assert event["title"] == {"en": "The quay is in use", "fr": "Le quai est en service"}
    assert event["date"] == {
        "edtf": None,
        "start": "2017",
        "end": None,
        "bound": "at-latest",
        "as_written": {"en": "for years"},
        "inferred": None,
        "earliest": None,
        "latest": None,
    }
    assert facts["case"]["reviewed"] == "2026-01-15"
    assert {type(quantity["value"]) for quantity in facts["quantities"]} == {str}


def test_a_party_that_is_not_named_has_the_keys_of_one_that_is() -> None:
    withheld = EVERY_PART.replace("NAMING", "withheld").replace("PROTECTED", PROTECTED).replace("SHOWN", "someone")
    hidden, named = json.loads(export(facts_json.EXPORT, withheld))["people"]
    assert list(hidden) == list(named)
    assert (hidden["name"], hidden["names"], hidden["aliases"]) == (None, {}, [])
    assert (hidden["label"], hidden["shown_as"], named["name"]) == ("someone", {"en": "someone"}, "Ada Example")
