from __future__ import annotations

import json

import pytest

from generator.syntax import parser, read_document
from tests.syntax.test_diagnosis import TROUBLES


def test_libyaml_is_used_where_it_is() -> None:
    assert parser.CParser is None or isinstance(parser.open_parser(""), parser.CParser)


def test_without_libyaml_reading_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parser, "CParser", None)
    assert isinstance(parser.open_parser(""), parser.FallbackParser)


WELL = [
    "a: {en: Who did it?, fr: Qui ?, de: Wer? Ich}",
    "a: [a ?b, c?]",
    "a:\tb\t# c\nd: [\te\t,\tf]\n",
    "a\t: b\tc\n",
    "a: \"b\tc\"\t\nd: 'e\tf'\n",
]


@pytest.mark.skipif(parser.CParser is None, reason="PyYAML has no libyaml here")
@pytest.mark.parametrize("text", [*WELL, *(text for text, *_ in TROUBLES)])
def test_both_parsers_read_and_find_the_same(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    document, findings = read_document("a.yaml", text.encode())
    monkeypatch.setattr(parser, "CParser", None)
    other, others = read_document("a.yaml", text.encode())
    assert findings == others
    assert json.dumps(document.data) == json.dumps(other.data)
    assert document.data.marks == other.data.marks
