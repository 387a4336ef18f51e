"""What is stamped: tables of contents and values, each written as themes write them."""

from __future__ import annotations

import pytest

from generator.site.body import Heading
from generator.site.frame import Contents, Mould, Slot
from generator.site.stamper import ENCODINGS, write_contents

CONTENTS = Contents(
    leaf=Mould(("<", ">"), (Slot("id", "raw"),)),
    opening=Mould(("<", "(", ""), (Slot("id", "raw"), Slot("text", "text"))),
    closing=")>",
    deepest=4,
)


@pytest.mark.parametrize(
    ("levels", "written"),
    [
        ((2,), "<2>"),
        ((2, 2), "<2><2>"),
        ((2, 3, 2), "<2(w<3>)><2>"),
        ((2, 3, 4, 2), "<2(w<3(w<4>)>)><2>"),
        ((2, 4, 3), "<2(w<4><3>)>"),
        ((2, 3, 4), "<2(w<3(w<4>)>)>"),
        ((4, 2, 3), "<4><2(w<3>)>"),
    ],
)
def test_entries_are_inside_those_they_follow(levels: tuple[int, ...], written: str) -> None:
    headings = tuple(Heading(level, str(level), "w") for level in levels)
    assert write_contents(CONTENTS, headings).replace("\n", "") == written


@pytest.mark.parametrize(
    ("encoding", "value", "written"),
    [
        ("raw", "<&>", "<&>"),
        ("html", "&#60;b&#62; &amp;", "&#60;b&#62; &amp;"),
        ("text", "&#60;b&#62; &amp; <em>x</em>  y", "&lt;b&gt; &amp; x y"),
        ("words", "&#60;b&#62; &amp; <em>x</em>", "<b> & x"),
        ("escaped", "\"'<&>", "&#34;&#39;&lt;&amp;&gt;"),
        ("json", {"b": "</script>'&é", "a": None}, r'{"a": null, "b": "\u003c/script\u003e\u0027\u0026\u00e9"}'),
    ],
)
def test_encodings(encoding: str, value: object, written: str) -> None:
    assert ENCODINGS[encoding](value) == written
