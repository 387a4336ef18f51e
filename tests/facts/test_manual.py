from __future__ import annotations

import re
from pathlib import Path

import pytest

from generator.facts import RECORD_KINDS
from generator.facts.manual import write_manual
from generator.facts.value import Record
from tests.builders import findings_from
from tests.facts.test_schema import FIELDS, models

ROOT = Path(__file__).parents[2]
SECTIONS = {
    title: text
    for title, _, text in (part.partition("\n") for part in re.split(r"^#+ ", write_manual(), flags=re.MULTILINE)[1:])
}


@pytest.mark.parametrize("kind", RECORD_KINDS, ids=lambda kind: kind.KIND)
def test_every_kind_has_its_purpose_and_an_example_that_can_be_read(kind: type[Record]) -> None:
    section = SECTIONS[kind.KIND]
    purpose = " ".join((kind.__doc__ or "").split("\n\n")[0].split())
    assert purpose in section
    (example,) = re.findall(r"```yaml\n(.*?)```", section, re.DOTALL)
    assert example.startswith(f"{kind.KIND}:\n")
    codes = {finding.code for finding in findings_from(example)}
    assert not {code for code in codes if code[0] in "SD"}


@pytest.mark.parametrize("kind", RECORD_KINDS, ids=lambda kind: kind.KIND)
def test_every_key_of_a_kind_is_told_with_an_example(kind: type[Record]) -> None:
    rows = re.findall(r"^\| `([^`]+)` \| (.+?) \| (.*?) \| (.+?) \| `(.+)` \|$", SECTIONS[kind.KIND], re.MULTILINE)
    told = {key: (takes, absent, meaning, example) for key, takes, absent, meaning, example in rows}
    assert set(told) == {info.alias or name for name, info in kind.model_fields.items()}
    for name, info in kind.model_fields.items():
        takes, absent, _, example = told[info.alias or name]
        assert takes
        assert (absent == "**required**") == info.is_required()
        assert example.startswith(f"{info.alias or name}: ")


def test_every_part_of_a_record_is_told() -> None:
    parts = {
        "Date" if model.__name__ == "When" else model.__name__ for model in models() if not issubclass(model, Record)
    }
    assert parts <= set(SECTIONS)


def test_every_field_has_its_meaning_and_an_example_in_the_code() -> None:
    poor = [
        f"{model.__module__}.{model.__name__}.{name}"
        for model, name in FIELDS
        if not (model.model_fields[name].description and model.model_fields[name].examples)
    ]
    assert poor == []


def test_every_link_in_the_page_leads_to_a_section_or_a_page() -> None:
    anchors = {title.lower().replace(" ", "-") for title in SECTIONS}
    for target in re.findall(r"\]\(([^)]+)\)", write_manual()):
        page, _, anchor = target.partition("#")
        assert anchor in anchors if not page else (ROOT / "docs" / page).is_file(), target
