"""What the search is told of a case: every record that has an anchor, in words that the page shows, and no protected name."""

from __future__ import annotations

import pytest

from generator.reading import read_project
from generator.site.search import index_page
from generator.views.case_page import view_case
from generator.views.search import list_records
from tests.builders import case_from
from tests.exports.example import SITE
from tests.pages.test_golden import GOLDEN, write_golden


@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_record_with_an_anchor_is_found_once(language: str) -> None:
    (page,) = (one for one in write_golden(language) if one.path == "cases/harbour.md")
    anchors = [record.anchor for record in page.records]
    assert anchors[0] == ""
    assert len(anchors) == len(set(anchors))
    assert set(anchors[1:]) <= set(page.anchors)
    steps = {"proceeding-appeal-judgment", "proceeding-first-hearing", "proceeding-first-judgment"}
    former = {"claim-too-early"}
    assert set(page.anchors) - set(anchors) == steps | former


def test_what_a_record_is_found_by() -> None:
    case = read_project(GOLDEN).library.cases["harbour"]
    records = {record.anchor: record for record in list_records(view_case(case, SITE, "en"))}
    counsel = records["person-counsel"]
    assert (counsel.kind, counsel.title) == ("person", "Ida Advocate")
    assert {"Ida Advocate", "I. Advocate", "Ида Адвокат"} == set(counsel.parties)
    signed = records["claim-signed-early"]
    assert signed.standing
    assert "the permit official" in signed.parties
    source = records["source-post-2019"]
    assert source.year == "2019"
    assert "Ada Writer" in source.text
    assert all("<" not in record.text for record in records.values())
    assert {"case", "claim", "event", "quote", "source", "person", "organisation", "question"} <= {
        record.kind for record in records.values()
    }


@pytest.mark.parametrize("naming", ["initials", "role-only", "withheld"])
def test_a_protected_name_never_reaches_the_index(naming: str) -> None:
    case = case_from(f"""
people:
  hidden: {{name: Zuleika Secretname, names: {{ru: Зулейка Тайная}}, aliases: [Zuzu Hush], naming: {naming}, shown_as: the witness, why: at risk}}
sources: {{g: {{type: book, title: G, seen: copy}}}}
claims:
  one: {{text: Something was seen., about: [hidden], assertions: [{{by: hidden, act: states, cite: g}}]}}
""")
    records = list_records(view_case(case, SITE, "en"))
    claim = next(record for record in records if record.anchor == "claim-one")
    assert claim.parties == ("the witness",)
    raw = index_page("cases/example/", "An example", records, "en").decode().lower()
    assert "witness" in raw
    assert not any(word in raw for word in ("zuleika", "secretname", "зулейка", "тайная", "zuzu", "hush"))
