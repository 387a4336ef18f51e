from __future__ import annotations

import importlib
import json
import pkgutil
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import generator.imports
from generator.facts.decoder import Facts
from generator.facts.notation import clean_line
from generator.facts.source import Seen, Source, SourceType
from generator.finding import Severity
from generator.imports import IMPORTS
from generator.imports.csl_json import EXPLANATIONS, TYPES, read_csl_json
from tests.builders import case_from, facts_from


def read(*items: object) -> tuple[Facts, list[str]]:
    """The facts that some items become, through the reader and the decoder, and what was not taken over."""
    yaml, findings = read_csl_json(json.dumps(items))
    return facts_from(yaml) if yaml else Facts("example"), [finding.message for finding in findings]


def read_one(**fields: object) -> Source:
    facts, _ = read({"id": "x", "type": "book", "title": "A book", **fields})
    (source,) = (record for record in facts.records.values() if isinstance(record, Source))
    return source


def test_an_item_as_a_reference_manager_exports_it() -> None:
    item = {
        "id": "http://zotero.example/items/ABC",
        "type": "article-newspaper",
        "title": "La filature <i>en face</i> : « récit »",
        "container-title": "La Gazette",
        "author": [{"family": "Modèle", "given": "Jean"}, {"literal": "la rédaction"}],
        "issued": {"date-parts": [["2025", 2, "12"]]},
        "accessed": {"date-parts": [[2025, 3, 1]]},
        "language": "fr_be",
        "page": 3,
        "URL": "https://example.org/a?b=c: d".replace(" ", ""),
    }
    yaml, findings = read_csl_json(json.dumps([item]))
    assert findings == ()
    assert yaml == (
        "# yaml-language-server: $schema=../../schema/case.json\n"
        "\n"
        "sources:\n"
        "  modele-2025:\n"
        "    type: article-newspaper\n"
        '    title: "La filature en face : « récit »"\n'
        "    author: [{given: Jean, family: Modèle}, {literal: la rédaction}]\n"
        "    container-title: La Gazette\n"
        "    page: 3\n"
        "    issued: 2025-02-12\n"
        "    language: fr-BE\n"
        '    url: "https://example.org/a?b=c:d"\n'
        "    seen: not-seen   # original, copy or translation, if we hold it; else say through whom we know it\n"
    )


def test_nothing_is_said_to_have_been_read() -> None:
    assert read_one(accessed={"date-parts": [[2025]]}).seen is Seen.NOT_SEEN


def test_a_dossier_can_be_made_of_it() -> None:
    yaml, _ = read_csl_json(json.dumps([{"id": 1, "type": "report", "title": "A report"}]))
    assert [source.id for source in case_from(yaml).sources] == ["a-report"]


@pytest.mark.parametrize(
    ("issued", "expected"),
    [
        ({"date-parts": [[2025]]}, "2025"),
        ({"date-parts": [["2025", "2"]]}, "2025-02"),
        ({"date-parts": [[2025, 2, 3]]}, "2025-02-03"),
        ({"date-parts": [[2025, 0, 0]]}, "2025"),
        ({"date-parts": [[850]]}, "0850"),
        ({"date-parts": [[2014], [2017]]}, "2014/2017"),
        ({"date-parts": [[2014, 1, 2], [2014, 1, 5]]}, "2014-01-02/2014-01-05"),
        ({"date-parts": [[2014], [0]]}, "2014/.."),
        ({"date-parts": [[2017]], "circa": True}, "2017~"),
        ({"date-parts": [[2017]], "circa": "1"}, "2017~"),
        ({"date-parts": [[2017]], "circa": False}, "2017"),
        ({"date-parts": [[2014], [2017]], "circa": 1}, "2014~/2017~"),
        ({"date-parts": [[2017]], "season": 3}, "2017-23"),
        ({"date-parts": [[2017]], "season": "Winter"}, "2017-24"),
        ({"raw": "2017-07"}, "2017-07"),
        ("2017-07~", "2017-07~"),
        ({"raw": "last summer"}, ""),
        ({"literal": "last summer"}, ""),
        ({"date-parts": [[2017, 13]]}, ""),
        ({"date-parts": [[-44]]}, ""),
        ({"date-parts": [[20170]]}, ""),
        ({"date-parts": [["2017", "July"]]}, ""),
        ({"date-parts": "2017"}, ""),
        ({"date-parts": [[2017], [2014]]}, ""),
        (17, ""),
    ],
)
def test_dates_become_edtf_or_are_left_out_and_told(issued: object, expected: str) -> None:
    facts, found = read({"id": 1, "type": "book", "title": "A book", "issued": issued})
    (source,) = (record for record in facts.records.values() if isinstance(record, Source))
    assert (source.issued.edtf.text if source.issued and source.issued.edtf else "") == expected
    assert found == ([] if expected else ["item 1 (A book): not taken over: issued"])


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ({"family": "Modèle", "given": "Jean"}, ("Jean", "Modèle", None)),
        ({"family": "Gaulle", "non-dropping-particle": "de", "given": "Charles"}, ("Charles", "de Gaulle", None)),
        ({"family": "Humboldt", "dropping-particle": "von", "given": "Alexander"}, ("Alexander von", "Humboldt", None)),
        ({"family": "King", "given": "Martin", "suffix": "Jr."}, ("Martin", "King Jr.", None)),
        ({"literal": "The editors"}, (None, None, "The editors")),
        ({"given": "Plato"}, (None, None, "Plato")),
    ],
)
def test_names(name: dict[str, str], expected: tuple[str | None, ...]) -> None:
    (author,) = read_one(author=[name]).author
    assert (author.given, author.family, author.literal) == expected


@pytest.mark.parametrize("author", ["me", {}, [{}], [3], [{"family": ["x"]}], [{"literal": "  "}]])
def test_an_author_that_cannot_be_read_is_told(author: object) -> None:
    facts, found = read({"id": 1, "type": "book", "title": "A book", "author": author})
    assert found == ["item 1 (A book): not taken over: author"]
    assert [record.author for record in facts.records.values() if isinstance(record, Source)] == [()]


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"type": "software"}, "type software"),
        ({"type": 3}, "type 3"),
        ({"language": "French"}, "language French"),
        ({"URL": "ftp://example.org"}, "URL"),
        ({"URL": "javascript:alert(1)"}, "URL"),
        ({"ISBN": "1", "PMID": 2}, "ISBN, PMID"),
        ({"number-of-volumes": "several"}, "number-of-volumes several"),
        ({"number-of-volumes": 0}, "number-of-volumes 0"),
        ({"original-date": {"literal": "long ago"}}, "original-date"),
        ({"editor": "me"}, "editor"),
        ({"translator": [{}]}, "translator"),
    ],
)
def test_what_is_not_taken_over_is_told(fields: dict[str, object], expected: str) -> None:
    yaml, (finding,) = read_csl_json(json.dumps([{"id": 1, "type": "book", "title": "A book", **fields}]))
    assert facts_from(yaml).records
    assert (finding.code, finding.severity) == ("I002", Severity.NOTE)
    assert finding.message == f"item 1 (A book): not taken over: {expected}"
    assert finding.hint


def test_every_type_of_ours_is_taken_as_it_is() -> None:
    assert {kind for name, kind in TYPES.items() if name == kind.value} == set(SourceType)


def test_a_doi_serves_where_there_is_no_address() -> None:
    assert read_one(DOI="10.1000/182").url == "https://doi.org/10.1000/182"
    assert read_one(DOI="10.1000/182", URL="https://example.org/a").url == "https://example.org/a"


def test_where_a_document_is_kept_and_which_edition_it_is() -> None:
    source = read_one(
        **{
            "editor": [{"family": "Modèle", "given": "Jean"}],
            "translator": [{"literal": "the ministry"}],
            "collection-title": "A series",
            "edition": 2,
            "publisher-place": "Paris",
            "number-of-volumes": "3",
            "original-date": {"date-parts": [[1898, 1, 13]]},
            "archive": "State Archives",
            "archive-place": "Brussels",
            "call-number": "BB/19/118",
        }
    )
    assert [(one.given, one.family) for one in source.editor] == [("Jean", "Modèle")]
    assert [one.literal for one in source.translator] == ["the ministry"]
    assert (source.collection_title, source.edition, source.publisher_place) == ("A series", "2", "Paris")
    assert source.number_of_volumes == 3
    assert source.original_date is not None
    assert source.original_date.meaning[0] == "1898-01-13"
    assert (source.archive, source.archive_place, source.call_number) == ("State Archives", "Brussels", "BB/19/118")


def test_a_location_in_the_archive_serves_where_there_is_no_call_number() -> None:
    assert read_one(archive_location="F 7/12473").call_number == "F 7/12473"
    assert read_one(**{"archive_location": "a box", "call-number": "F 7/12473"}).call_number == "F 7/12473"
    _, found = read({"type": "book", "title": "A book", "archive_location": "a box", "call-number": "F 7/12473"})
    assert found == ["item 1 (A book): not taken over: archive_location"]


def test_ids_are_made_from_author_or_title_and_year_and_never_twice() -> None:
    facts, _ = read(
        {"type": "book", "title": "A", "author": [{"family": "Modèle"}], "issued": {"date-parts": [[2025]]}},
        {"type": "book", "title": "B", "author": [{"family": "Modele"}], "issued": {"date-parts": [[2025]]}},
        {"type": "book", "title": "What happened on the third quay in the winter of that year"},
        {"type": "book", "title": "case"},
        {"type": "book", "title": "null"},
        {"type": "book", "title": "Дело"},
        {"type": "book", "title": None},
    )
    assert [name for name in facts.records if name != "case"] == [
        "modele-2025",
        "modele-2025-2",
        "what-happened-on-the-third-quay-in-the",
        "case-source",
        "null-source",
        "source",
        "source-2",
    ]


@pytest.mark.parametrize(
    ("text", "message", "place"),
    [
        ("", "it is not JSON here: Expecting value", "-:1:1"),
        ("[\n  {,}\n]", "it is not JSON here: Expecting property name enclosed in double quotes", "-:2:4"),
        ("{}", "it is no list of items", "-:1:1"),
        ("[3]", "item 1 is no map", "-:1:1"),
        ("[" * 100_000, "it is nested too deep", "-:1:1"),
        (f"[{'9' * 10_000}]", "it holds a number with thousands of digits", "-:1:1"),
    ],
)
def test_what_is_no_csl_json(text: str, message: str, place: str) -> None:
    yaml, (finding,) = read_csl_json(text)
    assert (yaml, finding.code, finding.message, str(finding.at)) == ("", "I001", message, place)
    assert finding.hint


def test_no_items_are_no_records() -> None:
    assert read_csl_json("[]") == ("", ())


TEXT = st.text(max_size=30)
NUMBER = st.integers(-3000, 3000)
NAME = st.dictionaries(
    st.sampled_from(["family", "given", "literal", "suffix", "non-dropping-particle"]), TEXT | NUMBER, max_size=4
)
DATE = st.fixed_dictionaries(
    {},
    optional={
        "date-parts": st.lists(st.lists(TEXT | st.integers(0, 2500), max_size=4), max_size=3),
        "season": TEXT | st.integers(0, 5),
        "circa": st.booleans() | TEXT | st.none() | st.lists(NUMBER, max_size=1),
        "raw": TEXT,
    },
)
ANYTHING: st.SearchStrategy[Any] = TEXT | NUMBER | st.floats() | st.booleans() | st.none() | st.lists(TEXT, max_size=2)
ITEM = st.fixed_dictionaries(
    {},
    optional={
        "id": ANYTHING,
        "type": st.sampled_from(sorted(TYPES)) | ANYTHING,
        "title": ANYTHING,
        "author": st.lists(NAME, max_size=3) | ANYTHING,
        "issued": DATE | ANYTHING,
        "language": st.sampled_from(["fr", "en_US", "kk-Cyrl"]) | ANYTHING,
        "URL": st.builds("https://example.org/{}".format, TEXT) | ANYTHING,
        "DOI": ANYTHING,
        "container-title": ANYTHING,
        "number": ANYTHING,
        "issue": ANYTHING,
        "page": ANYTHING,
        "ISSN": ANYTHING,
        "editor": st.lists(NAME, max_size=3) | ANYTHING,
        "translator": ANYTHING,
        "original-date": DATE | ANYTHING,
        "edition": ANYTHING,
        "number-of-volumes": st.integers(0, 9) | ANYTHING,
        "archive": ANYTHING,
        "archive_location": ANYTHING,
        "call-number": ANYTHING,
    },
)


@given(st.lists(ITEM | ANYTHING, max_size=5))
def test_whatever_the_items_hold_the_yaml_can_be_read_back(items: list[Any]) -> None:
    yaml, findings = read_csl_json(json.dumps(items))
    sources = [record for record in facts_from(yaml).records.values() if isinstance(record, Source)] if yaml else []
    maps = [item for item in items if isinstance(item, dict)]
    assert len(sources) == len(maps)
    assert {finding.code for finding in findings} <= set(EXPLANATIONS)
    for source, item in zip(sources, maps, strict=True):
        title = item.get("title")
        if isinstance(title, str) and "<" not in title:
            assert (source.title.choose("en", "en")[1] if source.title else "") == clean_line(title)


def test_every_importer_is_listed() -> None:
    modules = [
        importlib.import_module(f"generator.imports.{info.name}")
        for info in pkgutil.iter_modules(generator.imports.__path__)
    ]
    found = {
        value
        for module in modules
        for name, value in vars(module).items()
        if name.startswith("read_") and value.__module__ == module.__name__
    }
    assert found == set(IMPORTS.values())
