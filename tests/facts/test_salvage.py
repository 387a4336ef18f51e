"""References of records that could not be read are followed all the same: one run tells every mistake of a file."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.facts import RECORD_KINDS
from generator.facts.salvage import salvage_references
from tests.builders import findings_from

if TYPE_CHECKING:
    from generator.facts.value import Record

GOOD = "sources:\n  paper: {type: report, title: A report, seen: original, issued: 2020}\n"


def tell(text: str) -> list[str]:
    return [f"{one.at.line}:{one.at.column} {one.code}" for one in findings_from(GOOD + text)]


def test_every_mistake_of_a_record_is_told_in_one_run() -> None:
    told = tell(
        "events:\n"
        "  arrest:\n"
        "    date: 2017-13\n"
        "    titel: A man is arrested\n"
        "    cite: [paper, nowhere, {source: gone, at: page 1}]\n"
        "    who: [{party: nobody, role: arrested}]\n"
        '    text: {en: "See [[lost]].", fr: "Voir [@away]."}\n'
    )
    assert sorted(told) == sorted(
        ["5:11 D006", "6:5 D002", "7:19 R001", "7:37 R001", "8:19 R001", "9:16 R001", "9:37 R001"]
    )


@pytest.mark.parametrize(
    "record",
    [
        "events:\n  one: {date: 2017-13, title: x, cite: paper}\n",
        "claims:\n  one: {text: x, cite: paper, colour: red}\n",
        "claims:\n  one: {text: x, assertions: [{by: two, act: sing, cite: paper}]}\npeople:\n  two: {shown_as: a man}\n",
        "quotes:\n  one: {text: x, language: english, speaker: two, cite: paper}\npeople:\n  two: {shown_as: a man}\n",
    ],
)
def test_a_reference_that_leads_somewhere_is_not_told(record: str) -> None:
    assert [code for code in tell(record) if "R0" in code] == []


@pytest.mark.parametrize("value", ["[[]]", "{source: {}}", "5", "{source: [paper]}", "[{at: x}]", '""', "[null]"])
def test_what_is_no_reference_is_not_followed(value: str) -> None:
    told = tell(f"events:\n  one: {{date: 2017-13, title: x, cite: {value}}}\n")
    assert all(" D0" in one or " R001" in one for one in told)
    assert any(" D006" in one for one in told)


def test_the_wrong_kind_of_record_is_told() -> None:
    assert "4:40 R002" in tell("events:\n  one: {date: 2017-13, title: x, says: paper, cite: paper}\n")


VALUES = st.recursive(
    st.none() | st.text(max_size=12),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["source", "at", "party", "by", "cite", "en", "x"]), inner, max_size=3)
    ),
    max_leaves=8,
)


@given(kind=st.sampled_from(RECORD_KINDS), data=st.data())
def test_whatever_stands_there_nothing_is_raised(kind: type[Record], data: st.DataObject) -> None:
    keys = [field.alias or name for name, field in kind.model_fields.items()]
    salvage_references(kind, data.draw(st.dictionaries(st.sampled_from(keys), VALUES, max_size=5)))  # type: ignore[arg-type]
