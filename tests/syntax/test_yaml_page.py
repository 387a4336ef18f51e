"""The page for authors holds what it shows: each of its examples is read as it says."""

from __future__ import annotations

import json
import re
import textwrap
from itertools import pairwise
from pathlib import Path

import pytest

from generator.syntax import EXPLANATIONS, read_document

PAGE = (Path(__file__).parents[2] / "docs" / "yaml.md").read_text(encoding="utf-8")
BLOCKS = [
    (kind, textwrap.dedent(body))
    for kind, body in re.findall(r"^ *```(\w+)\n(.*?)^ *```$", PAGE, flags=re.DOTALL | re.MULTILINE)
]
WRONG = [body for kind, body in BLOCKS if kind == "yaml" and body.startswith("# wrong: ")]
WELL = [(body, after) for (_, body), (kind, after) in pairwise(BLOCKS) if kind == "json"]
ROWS = re.findall(r"\| `((?:title:|\{).*?)` \| (S\d\d\d(?:, S\d\d\d)*) \|$", PAGE, flags=re.MULTILINE)


def test_every_example_is_either_wrong_or_shown_as_read() -> None:
    assert len(WRONG) + 2 * len(WELL) == len(BLOCKS)
    assert len(WRONG) >= 4
    assert len(WELL) >= 8
    assert len(ROWS) == 8


@pytest.mark.parametrize("text", WRONG)
def test_a_wrong_example_gives_the_finding_it_names(text: str) -> None:
    _, findings = read_document("a.yaml", text.encode())
    assert [each.code for each in findings] == [text.removeprefix("# wrong: ").split("\n")[0]]


@pytest.mark.parametrize(("text", "data"), WELL)
def test_a_good_example_is_read_as_shown(text: str, data: str) -> None:
    document, findings = read_document("a.yaml", text.encode())
    assert findings == ()
    assert document.data == json.loads(data)


@pytest.mark.parametrize(("text", "listed"), ROWS)
def test_a_row_of_the_table_names_its_finding(text: str, listed: str) -> None:
    _, findings = read_document("a.yaml", (text if text.startswith("title") else f"title: {text}").encode())
    assert findings[0].code in listed.split(", ")


def test_codes_on_the_page_exist() -> None:
    assert set(re.findall(r"\bS\d\d\d\b", PAGE)) <= set(EXPLANATIONS)


@pytest.mark.parametrize("sign", list("@`%,]}?*&!"))
def test_every_sign_in_the_table_needs_quotes(sign: str) -> None:
    assert read_document("a.yaml", f"title: {sign} text".encode())[1]
    assert not read_document("a.yaml", f'title: "{sign} text"'.encode())[1]
    assert not read_document("a.yaml", f"title: >-\n  {sign} text".encode())[1]
