"""CSL-JSON, BibTeX and RIS: each item whole, every character itself, every date as exact as it is known."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from generator.exports import sources_bibtex, sources_csl, sources_ris
from generator.exports.sources_bibtex import escape
from generator.facts.notation import quote_text
from generator.facts.source import Source, SourceType
from generator.imports import IMPORTS
from generator.reading import read_project
from tests.builders import facts_from
from tests.exports.example import export
from tests.pages.test_golden import GOLDEN

HARBOUR = read_project(GOLDEN).library.cases["harbour"]

CSL_TYPES = [
    "article",
    "article-journal",
    "article-magazine",
    "article-newspaper",
    "bill",
    "book",
    "broadcast",
    "chapter",
    "classic",
    "collection",
    "dataset",
    "document",
    "entry",
    "entry-dictionary",
    "entry-encyclopedia",
    "event",
    "figure",
    "graphic",
    "hearing",
    "interview",
    "legal_case",
    "legislation",
    "manuscript",
    "map",
    "motion_picture",
    "musical_score",
    "pamphlet",
    "paper-conference",
    "patent",
    "performance",
    "periodical",
    "personal_communication",
    "post",
    "post-weblog",
    "regulation",
    "report",
    "review",
    "review-book",
    "software",
    "song",
    "speech",
    "standard",
    "thesis",
    "treaty",
    "webpage",
]
TEXT: dict[str, Any] = {"type": "string", "minLength": 1}
NAMES: dict[str, Any] = {
    "type": "array",
    "items": {
        "properties": {"family": TEXT, "given": TEXT, "literal": TEXT},
        "additionalProperties": False,
    },
}
DATE: dict[str, Any] = {
    "type": "object",
    "additionalProperties": False,
    "properties": {
        "date-parts": {
            "type": "array",
            "minItems": 1,
            "maxItems": 2,
            "items": {"type": "array", "items": {"type": "integer"}, "minItems": 1, "maxItems": 3},
        },
        "season": {"enum": [1, 2, 3, 4]},
        "circa": {"const": True},
        "literal": TEXT,
    },
}
CSL = Draft202012Validator(
    {
        "type": "array",
        "items": {
            "type": "object",
            "required": ["id", "type"],
            "additionalProperties": False,
            "properties": {
                "type": {"enum": CSL_TYPES},
                **dict.fromkeys(["author", "editor", "translator"], NAMES),
                **dict.fromkeys(["issued", "original-date"], DATE),
                "number-of-volumes": {"type": "integer"},
                "custom": {"type": "object"},
                **dict.fromkeys(
                    [
                        "id",
                        "title",
                        "authority",
                        "container-title",
                        "collection-title",
                        "edition",
                        "publisher",
                        "publisher-place",
                        "archive",
                        "archive-place",
                        "call-number",
                        "genre",
                        "number",
                        "volume",
                        "page",
                        "language",
                        "URL",
                        "note",
                    ],
                    TEXT,
                ),
            },
        },
    }
)
"""What CSL 1.0.2 allows of an item, as far as a dossier says it."""


def source(**fields: str) -> str:
    written = {"type": "report", "title": "A report", "seen": "copy", **fields}
    return f"sources: {{s: {{{', '.join(f'{key}: {value}' for key, value in written.items())}}}}}"


def csl(yaml: Any, language: str = "en") -> list[dict[str, Any]]:
    items: list[dict[str, Any]] = json.loads(export(sources_csl.EXPORT, yaml, language))
    assert [error.message for error in CSL.iter_errors(items)] == []
    return items


def bibtex(yaml: Any) -> list[dict[str, str]]:
    """The entries of a BibTeX file, each with its kind and key, values without their braces."""
    entries = []
    for kind, key, body in re.findall(
        r"^@(\w+)\{([^,\s]+),\n(.*?)^\}\n", export(sources_bibtex.EXPORT, yaml), re.MULTILINE | re.DOTALL
    ):
        fields = dict(re.findall(r"^  (\w+) = (?:\{(.*)\}|(?=\w))(?:\w*),$", body, re.MULTILINE))
        month = re.search(r"^  month = (\w+),$", body, re.MULTILINE)
        entries.append({"kind": kind, "key": key, **fields, **({"month": month[1]} if month else {})})
    return entries


def ris(yaml: Any) -> list[list[tuple[str, str]]]:
    """The records of a RIS file, each a list of tags and values."""
    text = export(sources_ris.EXPORT, yaml)
    assert text.endswith("\r\n")
    assert "\n" not in text.replace("\r\n", "")
    records: list[list[tuple[str, str]]] = []
    for line in text.removesuffix("\r\n").split("\r\n"):
        tag, mark, value = line[:2], line[2:6], line[6:]
        assert re.fullmatch(r"[A-Z][A-Z0-9]", tag)
        assert mark == "  - "
        if tag == "TY":
            records.append([])
        records[-1].append((tag, value))
    assert all(record[0][0] == "TY" and record[-1] == ("ER", "") for record in records)
    return records


def test_a_newspaper_article_in_each_format() -> None:
    item = csl(HARBOUR)[0]
    assert item["type"] == "article-newspaper"
    assert item["author"] == [{"family": "Writer", "given": "Ada"}]
    assert item["container-title"] == "The Harbour Post"
    assert item["issued"] == {"date-parts": [[2019, 6, 2]]}
    entry = bibtex(HARBOUR)[0]
    assert (entry["kind"], entry["key"]) == ("article", "harbour:post-2019")
    assert (entry["author"], entry["journal"]) == ("{Writer}, {Ada}", "The Harbour Post")
    assert (entry["title"], entry["month"]) == ("{A permit before its time}", "jun")
    assert [(tag, value) for tag, value in ris(HARBOUR)[0] if tag in {"TY", "AU", "T2", "DA", "PY"}] == [
        ("TY", "NEWS"),
        ("AU", "Writer, Ada"),
        ("T2", "The Harbour Post"),
        ("PY", "2019"),
        ("DA", "2019/06/02/"),
    ]


def test_a_document_that_nobody_here_has_read_says_so_in_each_format() -> None:
    expected = "Not read by us. Known through: The Harbour Post, “A permit before its time”, 2 June 2019."
    assert csl(HARBOUR)[1]["note"] == expected
    assert bibtex(HARBOUR)[1]["note"] == expected
    assert dict(ris(HARBOUR)[1])["N1"] == expected


def test_a_judgment_has_its_court_and_no_title_is_invented() -> None:
    item = csl(HARBOUR, "fr")[1]
    assert (item["type"], item["authority"]) == ("legal_case", "Court of Port Example")
    assert item["title"].startswith("[")
    assert "author" not in item


def test_copies_in_archives_are_kept() -> None:
    (archived,) = csl(HARBOUR)[0]["custom"]["archived"]
    assert archived.startswith("https://web.archive.org/")
    assert ("L2", archived) in ris(HARBOUR)[0]


@pytest.mark.parametrize("kind", list(SourceType), ids=lambda kind: kind.value)
def test_every_type_of_source_is_a_type_of_each_format(kind: SourceType) -> None:
    yaml = source(type=kind.value, publisher="Example Press", **{"container-title": "A container"})
    (item,) = csl(yaml)
    assert item["type"] == ("document" if kind is SourceType.PRESS_RELEASE else kind.value)
    (entry,) = bibtex(yaml)
    assert entry["kind"] in {
        "article",
        "book",
        "booklet",
        "incollection",
        "misc",
        "phdthesis",
        "techreport",
        "unpublished",
    }
    assert "A container" in entry.values()
    ((_, ris_type), *_) = ris(yaml)[0]
    assert re.fullmatch("[A-Z]{3,5}", ris_type)


def test_the_maker_of_a_report_is_its_author_and_that_of_a_newspaper_is_not() -> None:
    body = "\norganisations: {body: {name: The Body}}"
    assert csl(source(maker="body") + body)[0]["author"] == [{"literal": "The Body"}]
    assert "author" not in csl(source(type="article-newspaper", maker="body") + body)[0]
    assert bibtex(source(maker="body") + body)[0]["author"] == "{The Body}"
    assert ("AU", "The Body") in ris(source(maker="body") + body)[0]


@pytest.mark.parametrize(
    ("issued", "item", "year", "date", "line"),
    [
        ("2017", {"date-parts": [[2017]]}, "2017", "2017", "2017///"),
        ("2017-07", {"date-parts": [[2017, 7]]}, "2017", "2017-07", "2017/07//"),
        ("2017-07-14", {"date-parts": [[2017, 7, 14]]}, "2017", "2017-07-14", "2017/07/14/"),
        ("2017~", {"date-parts": [[2017]], "circa": True}, "2017", "2017~", "2017///about 2017"),
        ("2017?", {"date-parts": [[2017]], "circa": True}, "2017", "2017?", "2017///2017 (uncertain)"),
        ("2017-22", {"date-parts": [[2017]], "season": 2}, "2017", "2017-22", "2017///summer 2017"),
        ("2017-XX", {"date-parts": [[2017]]}, "2017", "2017-XX", "2017///"),
        ("201X", {"literal": "the 2010s"}, "the 2010s", "201X", "///the 2010s"),
        ("19XX", {"literal": "the years 1900 to 1999"}, "the years 1900 to 1999", "19XX", "///the years 1900 to 1999"),
        ("2014/2017", {"date-parts": [[2014], [2017]]}, "2014 to 2017", "2014/2017", "2014///2014 to 2017"),
        (
            "2017-07-14/2017-08",
            {"date-parts": [[2017, 7, 14], [2017, 8]]},
            "14 July to August 2017",
            "2017-07-14/2017-08",
            "2017/07/14/14 July 2017 to August 2017",
        ),
        ("2014/..", {"literal": "since 2014"}, "since 2014", "2014/..", "///since 2014"),
        ("201X/2021", {"literal": "the 2010s to 2021"}, "the 2010s to 2021", "201X/2021", "///the 2010s to 2021"),
        ("0850", {"date-parts": [[850]]}, "850", "0850", "850///"),
        (
            "{edtf: 2017, bound: at-latest}",
            {"literal": "in 2017 at the latest"},
            "in 2017 at the latest",
            None,
            "///in 2017 at the latest",
        ),
        (
            "{edtf: 2017, inferred: it says so}",
            {"date-parts": [[2017]], "circa": True},
            "2017",
            "2017",
            "2017///2017",
        ),
    ],
)
def test_dates_are_as_exact_as_they_are_known(issued: str, item: Any, year: str, date: str | None, line: str) -> None:
    yaml = source(issued=issued)
    assert csl(yaml)[0]["issued"] == item
    (entry,) = bibtex(yaml)
    assert entry.get("date") == date
    assert entry["year"] == year or " to " in year
    assert ("DA", line) in ris(yaml)[0]


def test_a_source_without_a_date_has_none() -> None:
    assert "issued" not in csl(source())[0]
    assert not {"date", "year", "month"} & set(bibtex(source())[0])
    assert not {"DA", "PY"} & {tag for tag, _ in ris(source())[0]}


def unescape(text: str) -> str:
    """What TeX shows for an escaped text."""
    names = {"{\\textbackslash}": "\\", "{\\textasciitilde}": "~", "{\\textasciicircum}": "^"}
    return re.sub(r"\{\\text\w+\}|\\([#$%&_{}])", lambda found: names.get(found[0], found[1]), text)


def is_balanced(text: str) -> bool:
    depth = 0
    for character in re.sub(r"\\[{}]", "", text):
        depth += {"{": 1, "}": -1}.get(character, 0)
        if depth < 0:
            return False
    return depth == 0


@given(st.text(max_size=40))
def test_every_character_stands_for_itself_in_bibtex(text: str) -> None:
    escaped = escape(text)
    assert unescape(escaped) == " ".join(text.split())
    assert is_balanced(escaped)
    assert not re.search(r"(?<!\\)[#$%&_]", escaped)
    assert "~" not in escaped
    assert "^" not in escaped


HOSTILE = st.text(alphabet="ab\\{}~^#$%&_\"'@,=\n\r\t é-/", min_size=1, max_size=25).filter(str.strip)


@given(title=HOSTILE, author=HOSTILE, publisher=HOSTILE)
def test_no_text_breaks_out_of_its_field(title: str, author: str, publisher: str) -> None:
    words = [quote_text(text) for text in (title, author, publisher)]
    yaml = source(title=words[0], author=f"{{literal: {words[1]}}}", publisher=words[2])
    assert csl(yaml)[0]["title"] == " ".join(title.split())
    (entry,) = bibtex(yaml)
    assert unescape(entry["title"].removeprefix("{").removesuffix("}")) == " ".join(title.split())
    assert export(sources_bibtex.EXPORT, yaml).count("\n@") == 0
    (record,) = ris(yaml)
    assert [value for tag, value in record if tag == "TI"] == [" ".join(title.split())]
    assert [value for tag, value in record if tag == "AU"] == [" ".join(author.split())]


def test_an_address_keeps_its_signs_in_bibtex() -> None:
    (entry,) = bibtex(source(url='"https://example.org/a_b?c=%20&d={e}~"'))
    assert entry["url"] == "https://example.org/a_b?c=%20&d=%7Be%7D~"


def test_what_is_exported_can_be_imported() -> None:
    yaml, findings = IMPORTS["csl-json"](export(sources_csl.EXPORT, HARBOUR))
    assert [finding.message for finding in findings] == [
        "item 2 ([no title known]): not taken over: authority",
        "item 3 (Judgment of 5 May 2021): not taken over: authority",
    ]
    titles = {
        record.title.choose("en", "en")[1] for record in facts_from(yaml).records.values() if record.KIND == "sources"
    }  # type: ignore[attr-defined]
    assert "A permit before its time" in titles


STATUTES = next(one for one in HARBOUR.sources if one.id == "statutes-1931")
"""A book that says all a source can say of its edition and of where it is kept."""

OF_THE_BOOK = (
    *("type", "author", "editor", "translator", "container_title", "collection_title", "edition", "publisher"),
    *("publisher_place", "volume", "number_of_volumes", "issued", "archive", "archive_place", "call_number"),
)


def test_a_book_comes_back_from_csl_as_it_was() -> None:
    yaml, _ = IMPORTS["csl-json"](export(sources_csl.EXPORT, HARBOUR))
    back = facts_from(yaml).records["port-of-example-1931"]
    assert isinstance(back, Source)
    for field in OF_THE_BOOK:
        expected = getattr(STATUTES, field)
        if field == "editor":  # CSL has no place for what the document says of an editor
            expected = tuple(one.model_copy(update={"role": None}) for one in expected)
        assert getattr(back, field) == expected, field
    assert back.original_date is not None
    assert STATUTES.original_date is not None
    assert back.original_date.edtf == STATUTES.original_date.edtf


def test_a_book_has_its_edition_and_its_shelfmark_in_bibtex() -> None:
    entry = next(one for one in bibtex(HARBOUR) if one["key"] == "harbour:statutes-1931")
    expected = {
        "kind": "book",
        "author": "{Port of Example}",
        "editor": "{Editor}, {Ora} and {Keeper}, {Max}",
        "translator": "{Interpreter}, {Tom}",
        "series": "Documents of the Port",
        "edition": "2",
        "publisher": "Quay Press",
        "address": "Port Example",
        "volume": "1",
        "volumes": "3",
        "date": "1931",
        "origdate": "1898~",
        "library": "Archives of the Port, Port Example, AP/19/118",
    }
    assert {key: entry[key] for key in expected} == expected
    assert entry["note"].startswith("Archives of the Port, Port Example, AP/19/118. We hold a copy.")


def test_a_book_has_its_edition_and_its_shelfmark_in_ris() -> None:
    (record,) = [one for one in ris(HARBOUR) if ("ID", "statutes-1931") in one]
    assert [
        (tag, value) for tag, value in record if tag not in {"TY", "ID", "TI", "PB", "VL", "PY", "DA", "LA", "N1"}
    ] == [
        ("AU", "Port of Example"),
        ("A3", "Editor, Ora"),
        ("A3", "Keeper, Max"),
        ("A4", "Interpreter, Tom"),
        ("T3", "Documents of the Port"),
        ("ET", "2"),
        ("CY", "Port Example"),
        ("NV", "3"),
        ("OP", "about 1898"),
        ("AV", "Archives of the Port, Port Example"),
        ("CN", "AP/19/118"),
        ("ER", ""),
    ]


def test_the_editor_of_what_stands_in_a_book_is_the_second_name_in_ris() -> None:
    assert ("A2", "Editor, Ora") in ris(source(type="chapter", editor="{given: Ora, family: Editor}"))[0]


@pytest.mark.parametrize(("kind", "place"), [("chapter", "booktitle"), ("book", "series"), ("manuscript", "series")])
def test_neither_container_nor_series_is_lost_in_bibtex(kind: str, place: str) -> None:
    (entry,) = bibtex(source(type=kind, **{"container-title": "Collected Papers", "collection-title": "A Series"}))
    assert "Collected Papers" in entry[place]
    assert "A Series" in entry["series"]
