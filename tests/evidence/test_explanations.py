from __future__ import annotations

import re
from pathlib import Path

import generator.evidence
from generator.evidence import EXPLANATIONS

CODE = re.compile(r'"(E\d{3})"')


def test_every_code_is_explained_and_every_explanation_is_of_a_code_that_is_given() -> None:
    text = "\n".join(path.read_text(encoding="utf-8") for path in Path(generator.evidence.__file__).parent.glob("*.py"))
    explained = re.findall(r'^    "(E\d{3})": \(', text, re.MULTILINE)
    assert sorted(explained) == sorted(set(EXPLANATIONS))
    given = {code for code in explained if len(re.findall(f'"{code}"', text)) > 1}
    assert given == set(EXPLANATIONS) == set(CODE.findall(text))


def test_explanations_are_sentences() -> None:
    for title, explanation in EXPLANATIONS.values():
        assert title
        assert not title.endswith(".")
        assert explanation.endswith(".")
