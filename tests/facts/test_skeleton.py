from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.checks import Context, examine_case
from generator.facts import KINDS_BY_KEY
from generator.facts.case import State
from generator.facts.skeleton import EXAMPLES, SCHEMA_LINE, write_skeleton
from generator.finding import Severity
from tests.builders import findings_from, library_from

TODAY = date(2025, 3, 1)
PATH = "dossiers/a-case/case.yaml"


def skeleton(title: str = "A case", language: str = "en") -> str:
    (path, text), *others = write_skeleton("a-case", title, language, TODAY).items()
    assert (path, others) == (PATH, [])
    return text


def uncomment(language: str = "en") -> str:
    """The file with its examples put in force, as a beginner would."""
    lines = skeleton(language=language).splitlines()
    return "\n".join(line[2:] if line.startswith("# ") and line != SCHEMA_LINE else line for line in lines) + "\n"


def test_it_is_one_draft_without_facts() -> None:
    case = library_from({PATH: skeleton("The surveillance of Ada Example")}).cases["a-case"]
    assert case.record.title.choose("en", "en") == ("en", "The surveillance of Ada Example")
    assert case.record.state is State.DRAFT
    assert case.records == {}


@pytest.mark.parametrize("language", ["en", "fr", "kk-Cyrl", "nl"])
def test_it_has_no_mistakes(language: str) -> None:
    assert findings_from({PATH: skeleton(language=language)}) == ()
    assert findings_from({PATH: uncomment(language)}) == ()


def test_every_kind_of_record_has_its_example() -> None:
    assert {example.kind for example in EXAMPLES} == set(KINDS_BY_KEY) - {"case"}
    case = library_from({PATH: uncomment()}).cases["a-case"]
    assert {record.KIND for record in case.records.values()} == set(KINDS_BY_KEY) - {"case"}


def test_no_check_finds_anything_but_that_the_summary_is_not_written() -> None:
    assert examine_case(library_from({PATH: skeleton()}).cases["a-case"], Context(TODAY)) == ()
    (finding,) = examine_case(library_from({PATH: uncomment()}).cases["a-case"], Context(TODAY))
    assert (finding.message, finding.severity) == ("the summary of the case rests on nothing", Severity.WARNING)


def test_its_first_line_tells_editors_where_the_schema_is() -> None:
    assert skeleton().startswith(f"{SCHEMA_LINE}\n")


def test_its_lines_fit_a_window() -> None:
    assert max(map(len, skeleton().splitlines())) <= 120


@given(st.text(min_size=1, max_size=80).filter(lambda title: any(map(str.isprintable, title.strip()))))
def test_any_title_is_text(title: str) -> None:
    findings = findings_from({PATH: skeleton(title)})
    assert {finding.code for finding in findings} <= {"D011"}  # a title of nothing but characters that no page can show
    if not findings:
        record = library_from({PATH: skeleton(title)}).cases["a-case"].record
        shown = "".join(one for one in record.title.choose("en", "en")[1] if one.isalnum())
        assert shown == "".join(one for one in title if one.isalnum())
