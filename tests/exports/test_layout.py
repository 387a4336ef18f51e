from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from generator.exports.layout import lay_out

VALUE = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=10,
)


@given(st.lists(VALUE, max_size=4) | st.dictionaries(st.text(max_size=5), VALUE, max_size=4))
def test_what_is_laid_out_can_be_read_back(value: list[object] | dict[str, object]) -> None:
    assert json.loads(lay_out(value)) == value


def test_every_record_has_a_line() -> None:
    assert lay_out({"format": "x", "cases": [{"id": "a"}, {"id": "é"}], "topics": ["a", "b"], "none": []}) == (
        '{\n"format": "x",\n"cases": [\n{"id": "a"},\n{"id": "é"}\n],\n"topics": ["a", "b"],\n"none": []\n}\n'
    )
