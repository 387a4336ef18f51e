from __future__ import annotations

import re
from pathlib import Path

import generator.site
from generator.site import EXPLANATIONS

CODE = re.compile(r'"([WBV]\d{3})"')


def test_every_code_is_explained_once_and_every_explanation_is_of_a_code() -> None:
    text = "\n".join(path.read_text() for path in Path(generator.site.__file__).parent.glob("*.py"))
    explained = re.findall(r'^    "([WBV]\d{3})": \(', text, re.MULTILINE)
    assert sorted(explained) == sorted(set(explained))
    assert set(explained) == set(EXPLANATIONS)
    raised = {code for code in explained if len(re.findall(f'"{code}"', text)) > 1}
    assert raised == set(EXPLANATIONS)
    assert set(CODE.findall(text)) == set(EXPLANATIONS)


def test_explanations_are_sentences() -> None:
    for title, explanation in EXPLANATIONS.values():
        assert title
        assert not title.endswith(".")
        assert explanation.endswith(".")
