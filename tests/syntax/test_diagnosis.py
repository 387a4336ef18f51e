from __future__ import annotations

import pytest

from generator.syntax import diagnosis, read_document
from generator.syntax.refusal import QUOTE_IT

TROUBLES = [
    (": b", "1:1 S010", "no key stands before this colon"),
    ("a: {: b}", "1:5 S010", "no key stands before this colon"),
    ("a: [::a]", "1:5 S010", "no key stands before this colon"),
    ("a: b\n c\n: d", "3:1 S010", "no key stands before this colon"),
    ("a: *emph* text", "1:4 S011", "“*” at the start makes this a reference to another place, which facts do not have"),
    ("a: **bold**", "1:4 S011", "“*” at the start makes this a reference to another place, which facts do not have"),
    ("a: *x text", "1:4 S011", "“*” at the start makes this a reference to another place, which facts do not have"),
    ("a: *a : b", "1:4 S011", "“*” at the start makes this a reference to another place, which facts do not have"),
    ("a: & text", "1:4 S012", "“&” at the start makes this a name to refer to, which facts do not have"),
    ("a: &", "1:4 S012", "“&” at the start makes this a name to refer to, which facts do not have"),
    ("a: !<x text", "1:4 S013", "“!” at the start makes this a type, which facts do not have"),
    ("a: !e!x b", "1:4 S013", "“!” at the start makes this a type, which facts do not have"),
    (
        "%x",
        "1:1 S015",
        "“%” at the start of a line makes it an instruction to the YAML reader, which facts do not need",
    ),
    (
        "%YAML 2.0\n---\na: b",
        "1:1 S015",
        "“%” at the start of a line makes it an instruction to the YAML reader, which facts do not need",
    ),
    (
        "%YAML 1.2\na: b",
        "1:1 S015",
        "“%” at the start of a line makes it an instruction to the YAML reader, which facts do not need",
    ),
    (
        "a: b\n%x: y",
        "2:1 S015",
        "“%” at the start of a line makes it an instruction to the YAML reader, which facts do not need",
    ),
    ("a\n: b", "2:1 S020", "this is not YAML at “: b”"),
    ("a\n  b\n: c", "3:1 S020", "this is not YAML at “: c”"),
    ("...", "1:1 S020", "this is not YAML at “...”"),
    ("a: {en: x: y}", "1:10 S021", "“x: y” holds a colon, so it needs quotes"),
    ("a: b: c", "1:5 S021", "“b: c” holds a colon, so it needs quotes"),
    ("--- a: b", "1:6 S021", "“a: b” holds a colon, so it needs quotes"),
    ("a: (b) [c]: d", "1:11 S021", "“(b) [c]: d” holds a colon, so it needs quotes"),
    ("a: :", "1:4 S021", "“a: :” holds a colon, so it needs quotes"),
    ("a: b ::", "1:7 S021", "“b ::” holds a colon, so it needs quotes"),
    ("a: {en: say [sic] this}", "1:13 S022", "between braces or brackets, text without quotes cannot hold “[”"),
    ("a: ]", "1:4 S022", "text without quotes cannot begin with “]”, as “]” does"),
    ("a: }", "1:4 S022", "text without quotes cannot begin with “}”, as “}” does"),
    ("a: @x", "1:4 S022", "text without quotes cannot begin with “@”, as “@x” does"),
    ("a: `x`", "1:4 S022", "text without quotes cannot begin with “`”, as “`x`” does"),
    ("a: %x", "1:4 S022", "text without quotes cannot begin with “%”, as “%x” does"),
    ("a: ? x", "1:4 S022", "text without quotes cannot begin with “?”, as “? x” does"),
    ("a: ,x", "1:4 S022", "text without quotes cannot begin with “,”, as “,x” does"),
    ('a: {en: "b" c}', "1:13 S023", "the text ends with the quotation mark, but “c}” follows"),
    ('a: "x" more', "1:8 S023", "the text ends with the quotation mark, but “more” follows"),
    ("a: 'it's'", "1:8 S023", "the text ends with the quotation mark, but “s'” follows"),
    ('a: "b": c', "1:7 S023", "the text ends with the quotation mark, but “: c” follows"),
    ("a: 'x'y", "1:7 S023", "the text ends with the quotation mark, but “y” follows"),
    ('a: "x" "y"', "1:8 S023", 'the text ends with the quotation mark, but “"y"” follows'),
    ("a: [sic] he said", "1:10 S024", "the value ends with “]”, but “he said” follows"),
    ("a: [sic]: he said", "1:9 S024", "the value ends with “]”, but “: he said” follows"),
    ("a: [x]y", "1:7 S024", "the value ends with “]”, but “y” follows"),
    ("a: [b]]", "1:7 S024", "the value ends with “]”, but “]” follows"),
    ('a: "x', "1:4 S025", 'the quotation mark that opens “"x” is not closed'),
    ('a: "x\nb: c', "1:4 S025", 'the quotation mark that opens “"x” is not closed'),
    ("a: 'x", "1:4 S025", "the quotation mark that opens “'x” is not closed"),
    (
        'a: "multi\n  line": b',
        "1:4 S025",
        'the quotation mark that opens “"multi” is closed on line 2, where more follows',
    ),
    ('a: "b\n---\nc"', "1:4 S025", 'the quotation mark that opens “"b” is not closed'),
    ('a: "é\n', "1:4 S025", 'the quotation mark that opens “"é” is not closed'),
    ('a: [ "b ]', "1:6 S025", 'the quotation mark that opens “"b ]” is not closed'),
    ('a: "c\nd: "e"', "1:4 S025", 'the quotation mark that opens “"c” is closed on line 2, where more follows'),
    ('"', "1:1 S025", 'the quotation mark that opens “"” is not closed'),
    ("a: 'x\n  y: z'w", "1:4 S025", "the quotation mark that opens “'x” is closed on line 2, where more follows"),
    ('a: "x\nb: y\nc: "z" w', "1:4 S025", 'the quotation mark that opens “"x” is closed on line 3, where more follows'),
    ("a: {en: b", "1:4 S026", "the bracket that opens “{en: b” is not closed"),
    ("a: [b, c", "1:4 S026", "the bracket that opens “[b, c” is not closed"),
    ("a: {en: b]", "1:10 S026", "“]” does not close the bracket that opens “{en: b]”"),
    ("a: [b}", "1:6 S026", "“}” does not close the bracket that opens “[b}”"),
    ("a: {b: c\nd: e", "1:4 S026", "the bracket that opens “{b: c” is not closed"),
    ("a: {b: c # x}\nd: e", "1:4 S026", "the bracket that opens “{b: c # x}” is not closed"),
    ("{", "1:1 S026", "the bracket that opens “{” is not closed"),
    ("[", "1:1 S026", "the bracket that opens “[” is not closed"),
    ("a: [x\nb: [y]", "1:4 S026", "the bracket that opens “[x” is not closed"),
    ("a: [b, , c]", "1:8 S027", "nothing stands before this comma"),
    ("a: {b: c,, d: e}", "1:10 S027", "nothing stands before this comma"),
    ("a: [,]", "1:5 S027", "nothing stands before this comma"),
    ("a: b\n  c: d", "2:3 S028", "this line is indented under “a: b”, where the value is complete"),
    ("a:\n    b: c\n  d: e", "3:3 S028", "“d: e” begins in a column in which nothing above it begins"),
    ("a:\n  b: c\n   d: e", "3:4 S028", "this line is indented under “b: c”, where the value is complete"),
    ("a:\n  b: c\n d: e", "3:2 S028", "“d: e” begins in a column in which nothing above it begins"),
    ("a: b\n  c\n  d: e", "3:3 S028", "this line is indented under “a: b”, where the value is complete"),
    ('a: "x"\n  y: z', "2:3 S028", "“y: z” begins in a column in which nothing above it begins"),
    ('a: b\n"c" d\ne: f', "2:1 S029", 'no colon follows “"c" d”, so it is not a key'),
    (" a: b\nc: d", "2:1 S028", "“c: d” begins in a column in which nothing above it begins"),
    ("a: b\nhttps://example.org/", "2:1 S029", "no colon follows “https://example.org/”, so it is not a key"),
    ("a: b\nc\nd: e", "2:1 S029", "no colon follows “c”, so it is not a key"),
    ("a\nb: c", "1:1 S029", "no colon follows “a”, so it is not a key"),
    ("a:b\nc: d", "1:2 S029", "a space is missing after this colon"),
    ('"a":b', "1:4 S029", "a space is missing after this colon"),
    ("xxx: aaaa\nyyyy zzzz\n", "2:1 S029", "no colon follows “yyyy zzzz”, so it is not a key"),
    ("a: {a:}", "1:6 S029", "a space is missing after this colon"),
    ('a: {en: "x":y}', "1:12 S029", "a space is missing after this colon"),
    ("a: [a::]", "1:7 S029", "a space is missing after this colon"),
    ("a:\nb", "2:1 S029", "no colon follows “b”, so it is not a key"),
    ("a: - x", "1:4 S030", "the list “- x” cannot begin on the line of its key"),
    ("- a\nb: c", "2:1 S030", "“b: c” stands among the entries of a list, but is none"),
    ("a: b\n- c", "2:1 S030", "the list entry “- c” stands where a key is expected"),
    ("a:\n  - b\n  c: d", "3:3 S030", "“c: d” stands among the entries of a list, but is none"),
    ("a: [- b]", "1:5 S030", "entries between brackets have no dashes"),
    ("a: {a: - b}", "1:8 S030", "entries between brackets have no dashes"),
    ("- a\n-b\n", "2:1 S030", "a space is missing after the dash of “-b”"),
    ("a: [b,\n- c]", "2:1 S030", "entries between brackets have no dashes"),
    ("a:\n- b\n-c\nd: e", "3:1 S030", "a space is missing after the dash of “-c”"),
    ("a: - b\n  - c", "1:4 S030", "the list “- b” cannot begin on the line of its key"),
    ("a: |x\n  text", "1:4 S031", "the text of a block begins on the line after its sign, not as in “|x”"),
    ("a: | text\n  text", "1:4 S031", "the text of a block begins on the line after its sign, not as in “| text”"),
    ("a: > text", "1:4 S031", "the text of a block begins on the line after its sign, not as in “> text”"),
    ("a: >text", "1:4 S031", "the text of a block begins on the line after its sign, not as in “>text”"),
    (
        "a: |\n  \n   x\n  y",
        "4:3 S031",
        "this line is indented less than the text of the block of line 1, but more than its key",
    ),
    (
        "a: |\n     \n  x",
        "3:3 S031",
        "this line is indented less than the text of the block of line 1, but more than its key",
    ),
    (
        "a: |\n  x\n b: c",
        "3:2 S031",
        "this line is indented less than the text of the block of line 1, but more than its key",
    ),
    (
        "a: >-\n  b: c\n d",
        "3:2 S031",
        "this line is indented less than the text of the block of line 1, but more than its key",
    ),
    ('a: "\\q"', "1:5 S032", "the escape “\\q” does not stand for text"),
    ('a: "\\xZZ"', "1:5 S032", "the escape “\\x” does not stand for text"),
    ('a: "\\uD800"', "1:5 S032", "the escape “\\uD800” does not stand for text"),
    ('a: "\\U00110000"', "1:5 S032", "the escape “\\U00110000” does not stand for text"),
]
"""What an author can write that is not YAML, the place and code of the finding, and its message."""

STOPPED = "; the rest of the file is not read"


@pytest.mark.usefixtures("_either_parser")
@pytest.mark.parametrize(("text", "place_and_code", "message"), TROUBLES)
def test_trouble_is_told_in_words_for_its_author(text: str, place_and_code: str, message: str) -> None:
    document, findings = read_document("a.yaml", text.encode())
    assert [(f"{each.at.line}:{each.at.column} {each.code}", each.message) for each in findings] == [
        (place_and_code, message + STOPPED)
    ]
    assert not document.complete


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        (
            "title: {en: Arrest: a report}",
            f"{QUOTE_IT}; better, give the text a line or a block of its own instead of braces",
        ),
        (
            "title: {en: Arrest, a report}",
            'between braces, text with a comma needs quotes: {en: "one, two"}; a key needs a colon, a space and a value',
        ),
        (
            "title: {en: An [alleged] arrest}",
            f"{QUOTE_IT}; better, give the text a line or a block of its own instead of braces",
        ),
        ("title: Arrest: a report", f"{QUOTE_IT}; a key of its own begins on a line of its own"),
        ("title: @example", QUOTE_IT),
        ("title: `code`", QUOTE_IT),
        ("title: %20", QUOTE_IT),
        ("title: *An* arrest", f"if it is a reference, write the value out here; {QUOTE_IT}"),
        ("title: *An", f"if it is a reference, write the value out here; {QUOTE_IT}"),
        ("title: & sons", f"if it is a name, leave it out; {QUOTE_IT}"),
        ("title: &Sons ltd", f"if it is a name, leave it out; {QUOTE_IT}"),
        ("title: !Important", f"if it is a type, leave it out; {QUOTE_IT}"),
        ("title: [sic] arrest", QUOTE_IT),
        ("title: {sic: x} arrest", QUOTE_IT),
        (
            'title: "Arrest" they said',
            "put the whole text in quotes, with “ ” or « » for those inside, or in a block that begins with >-",
        ),
        (
            "title: 'l'arrestation'",
            "put the whole text in double quotes; between single quotes, an apostrophe is written twice",
        ),
    ],
)
def test_the_hint_says_what_to_write(text: str, hint: str) -> None:
    _, findings = read_document("a.yaml", text.encode())
    assert [each.hint for each in findings] == [hint]


def test_a_long_text_is_shown_by_its_beginning() -> None:
    _, findings = read_document("a.yaml", b"title: Arrest: " + b"x" * 500)
    assert findings[0].message == "“Arrest: " + "x" * 31 + "…” holds a colon, so it needs quotes" + STOPPED


def test_what_no_rule_knows_still_has_its_place(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(diagnosis, "RULES", ())
    _, findings = read_document("a.yaml", b"a: b: c\n")
    assert [(str(each.at), each.code, each.message) for each in findings] == [
        ("a.yaml:1:5", "S020", f"this is not YAML at “: c”{STOPPED}")
    ]
    _, findings = read_document("a.yaml", b'a: "b\n')
    assert [(str(each.at), each.code, each.message) for each in findings] == [
        ("a.yaml:2:1", "S020", f"the file ends too early to be YAML{STOPPED}")
    ]
