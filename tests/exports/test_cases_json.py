from __future__ import annotations

import json

from generator.exports import cases_json
from generator.reading import read_project
from generator.views.indexes import Indexes
from tests.exports.example import SITE, index
from tests.pages.test_golden import GOLDEN

HARBOUR = read_project(GOLDEN).library.cases["harbour"]


def test_the_list_of_cases() -> None:
    content = cases_json.EXPORT.write(index(HARBOUR, "fr"), SITE).content
    listed = json.loads(content)
    assert (listed["format"], listed["language"]) == ("dossier-cases/1", "fr")
    assert listed["address"] == "https://site.example/fr/cases/"
    (case,) = listed["cases"]
    assert (case["id"], case["title"]) == ("harbour", "Le permis du troisième quai")
    assert case["address"] == "https://site.example/fr/cases/harbour/"
    assert case["facts"] == "https://site.example/fr/cases/harbour/facts.json"
    assert case["draft"] is False
    assert sum(case["standings"].values()) == case["statements"] == len(HARBOUR.statements)


def test_no_cases_are_an_empty_list() -> None:
    assert json.loads(cases_json.EXPORT.write(Indexes("en", (), ()), SITE).content)["cases"] == []
