from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from generator.finding import Position, Severity
from generator.syntax import EXPLANATIONS, Document, Mapping, Sequence, read_document
from generator.syntax.characters import LARGEST_FILE, NOT_TEXT
from generator.syntax.refusal import MOST_NODES

INVALID = Path(__file__).parents[1] / "invalid"
FIXTURES = sorted(INVALID.glob("S*/*.yaml"))
HOLDS_ONLY_BYTES = {"S001", "S002", "S003", "S006", "S008"}  # mistakes that no small text file can hold
OF_THE_TREE = {code for code in EXPLANATIONS if code >= "S040"}

pytestmark = pytest.mark.usefixtures("_either_parser")


def read(text: str | bytes) -> tuple[Document, list[tuple[str, str]]]:
    raw = text if isinstance(text, bytes) else text.encode()
    document, findings = read_document("dossiers/a/b.yaml", raw)
    return document, [(f"{each.at.line}:{each.at.column} {each.code}", each.message) for each in findings]


def read_well(text: str) -> Document:
    document, found = read(text)
    assert found == []
    assert document.complete
    return document


# What is read


def test_every_scalar_without_quotes_stays_the_text_it_is() -> None:
    words = ["NO", "yes", "true", "010", "0x1F", "1_000", "1e3", "12:30", "2017-07-01", "2017", "3.10", ".inf", "="]
    assert read_well("a:\n" + "".join(f"  - {word}\n" for word in words)).data["a"] == words


def test_nothing_is_none_only_without_quotes() -> None:
    document = read_well("a: [null, Null, NULL, ~, 'null', \"~\", '', nUll, '~ ']\nb:\nc: {d: }\n")
    assert document.data == {
        "a": [None, None, None, None, "null", "~", "", "nUll", "~ "],
        "b": None,
        "c": {"d": None},
    }


def test_text_in_every_style() -> None:
    document = read_well(
        "plain: one\n  two\nsingle: 'it''s'\ndouble: \"a \\\"b\\\" \\u2019\"\nfolded: >-\n  one\n  two\n\n  three\n"
        "literal: |\n  one\n   two\nquestion: {en: Who did it?, fr: Qui ?}\naddress: {url: https://example.org/?q=1#x}\n"
    )
    assert document.data == {
        "plain": "one two",
        "single": "it's",
        "double": 'a "b" ’',
        "folded": "one two\nthree",
        "literal": "one\n two\n",
        "question": {"en": "Who did it?", "fr": "Qui ?"},
        "address": {"url": "https://example.org/?q=1#x"},
    }


@pytest.mark.parametrize("text", ["", "\n\n", "# only a comment", "---\n", "---\n# a comment\n...\n", "~\n"])
def test_a_file_that_says_nothing_is_empty_and_well(text: str) -> None:
    document = read_well(text)
    assert document.data == {}
    assert document.position("events") == Position("dossiers/a/b.yaml")


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_places_do_not_depend_on_line_ends(end: str) -> None:
    document = read_well(end.join(["a: b", "c:", "  d: |", "    é x", "", "  f: [g, h]", ""]))
    assert document.data == {"a": "b", "c": {"d": "é x\n", "f": ["g", "h"]}}
    assert document.position("c", "f", 1) == Position("dossiers/a/b.yaml", 6, 10)
    assert document.lines[3] == "    é x"
    assert document.lines[5] == "  f: [g, h]"


def test_columns_count_characters_whatever_their_bytes() -> None:
    document = read_well("a: {é: x, 😀: ü, Қазақ: y}\n")
    assert document.position("a", "Қазақ").column == 24
    assert document.position("a", "Қазақ", key=True).column == 17


def test_tabs_may_separate_and_stand_in_quotes() -> None:
    assert read_well('a:\tb\t# comment\nc: {d:\te\t,\tf: "x\ty"}\ng: one\ttwo\n').data == {
        "a": "b",
        "c": {"d": "e", "f": "x\ty"},
        "g": "one\ttwo",
    }


# What is found: the smallest file of each kind of mistake


@pytest.mark.parametrize("path", FIXTURES, ids=[path.relative_to(INVALID).as_posix() for path in FIXTURES])
def test_the_smallest_broken_file_gives_its_finding_and_no_other(path: Path) -> None:
    raw = path.read_bytes()
    expected = re.match(rb"# expect: (\d+:\d+ S\d\d\d)\n", raw)
    assert expected is not None
    assert path.parent.name == expected[1].decode().split()[1]
    _, findings = read_document(path.name, raw)
    assert [f"{each.at.line}:{each.at.column} {each.code}" for each in findings] == [expected[1].decode()]
    assert all(each.hint and each.severity is Severity.ERROR for each in findings)


def test_every_code_has_a_broken_file() -> None:
    assert {path.parent.name for path in FIXTURES} | HOLDS_ONLY_BYTES | OF_THE_TREE == set(EXPLANATIONS)


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        (b"a: b\n# caf\xe9\n", [("2:6 S001", "the byte 0xE9 on line 2 is not UTF-8")]),
        ("a: é ".encode() + b"\xc3\n", [("1:6 S001", "the byte 0xC3 on line 1 is not UTF-8")]),
        (b"\xef\xbb\xbfa: b\n", [("1:1 S002", "the file begins with a byte order mark")]),
        (
            "a: b\n".encode("utf-16"),
            [
                ("1:1 S001", "the byte 0xFF on line 1 is not UTF-8"),
                ("1:4 S003", "the file holds a NUL byte, so it is not a text file; nothing in it is read"),
            ],
        ),
        (
            b"a: b\nc: \0\n",
            [("2:4 S003", "the file holds a NUL byte, so it is not a text file; nothing in it is read")],
        ),
        (b"a: b\x07\n", [("1:5 S004", "an invisible control character, U+0007, stands here")]),
        ("a: b\x85c".encode(), [("1:5 S004", "an invisible control character, U+0085, stands here")]),
        (
            "a: b\ufeff\nc: \x7f\x1b\nd: e\ng: \u2029".encode(),
            [("1:5 S004", "an invisible control character, U+FEFF, stands here (also on lines 2, 4)")],
        ),
        (b"#" * (LARGEST_FILE + 1), [("1:1 S006", "the file is larger than 1 MiB; nothing in it is read")]),
    ],
)
def test_characters_that_are_no_text(raw: bytes, expected: list[tuple[str, str]]) -> None:
    assert read(raw)[1] == expected


def test_after_a_wrong_byte_or_character_the_rest_is_read() -> None:
    document, found = read(b"\xef\xbb\xbfa: caf\xe9\nb: x\x0c\na: again\n")
    assert [place for place, _ in found] == ["1:1 S002", "1:7 S001", "2:5 S004", "3:1 S009"]
    assert document.data == {"a": "caf\ufffd", "b": "x\ufffd"}
    assert document.text == "a: caf\ufffd\nb: x\x0c\na: again\n"
    assert document.complete


def test_a_file_that_is_no_text_gives_no_data_but_a_line_to_show() -> None:
    document, _ = read(b"a: b\n\0")
    assert document.data == {}
    assert not document.complete
    assert document.lines == ["a: b", "\0"]


def test_the_largest_file_is_read() -> None:
    raw = b"a: " + b"x" * (LARGEST_FILE - 4) + b"\n"
    assert len(read_well(raw.decode()).data["a"] or "") == LARGEST_FILE - 4


# What is found: YAML that facts do not have


@pytest.mark.parametrize(
    ("text", "expected", "data"),
    [
        (
            "a: one\nb: x\na: two\n",
            [("3:1 S009", "the key “a” is given twice; the first stands on line 1, column 1")],
            {"a": "one", "b": "x"},
        ),
        (
            "a: {k: one, k: two, k: three}\n",
            [
                ("1:13 S009", "the key “k” is given twice; the first stands on line 1, column 5"),
                ("1:21 S009", "the key “k” is given twice; the first stands on line 1, column 5"),
            ],
            {"a": {"k": "one"}},
        ),
        (
            "a:\n  k: {x: 1}\na:\n  k: {y: 2}\n  l: {z: 3}\n",
            [
                ("3:1 S009", "the key “a” is given twice; the first stands on line 1, column 1"),
                ("4:3 S009", "the key “k” is given twice; the first stands on line 2, column 3"),
            ],
            {"a": {"k": {"x": "1"}, "l": {"z": "3"}}},
        ),
        (
            "a:\na: b\n",
            [("2:1 S009", "the key “a” is given twice; the first stands on line 1, column 1")],
            {"a": "b"},
        ),
        ("~: x\nb: c\n", [("1:1 S010", "a key is text, not nothing")], {"b": "c"}),
        ('"null": x\n"~": y\n', [], {"null": "x", "~": "y"}),
        ("? [a, {b: b}]\n: c\nd: e\n", [("1:3 S010", "a key is text, not a list")], {"d": "e"}),
        ("{a: b}: {c: d}\ne: f\n", [("1:1 S010", "a key is text, not a map")], {"e": "f"}),
        ("? a\n: b\n", [], {"a": "b"}),
        (
            "a: &x text\nb: *x\n",
            [
                ("1:4 S012", "“&” at the start makes this a name to refer to, which facts do not have"),
                ("2:4 S011", "“*” at the start makes this a reference to another place, which facts do not have"),
            ],
            {"a": "text", "b": "text"},
        ),
        (
            "a: &x {b: c}\nd: *x\n",
            [
                ("1:4 S012", "“&” at the start makes this a name to refer to, which facts do not have"),
                ("2:4 S011", "“*” at the start makes this a reference to another place, which facts do not have"),
            ],
            {"a": {"b": "c"}, "d": None},
        ),
        (
            "*x : b\nc: d\n",
            [("1:1 S011", "“*” at the start makes this a reference to another place, which facts do not have")],
            {"c": "d"},
        ),
        (
            "a: !!str 1\nb: !x {c: d}\n",
            [
                ("1:4 S013", "“!” at the start makes this a type, which facts do not have"),
                ("2:4 S013", "“!” at the start makes this a type, which facts do not have"),
            ],
            {"a": "1", "b": {"c": "d"}},
        ),
        (
            "a:\n  <<: {b: c, b: d}\n  e: f\n",
            [
                ("2:3 S014", "“<<” would copy another map into this one, which facts do not have"),
                ("2:14 S009", "the key “b” is given twice; the first stands on line 2, column 8"),
            ],
            {"a": {"e": "f"}},
        ),
        ('"<<": x\na: <<\n', [], {"<<": "x", "a": "<<"}),
        (
            "%YAML 1.2\n---\na: b\n",
            [
                (
                    "1:1 S015",
                    "“%” at the start of a line makes it an instruction to the YAML reader, which facts do not need",
                )
            ],
            {"a": "b"},
        ),
        (
            "- a\n",
            [("1:1 S017", "the file does not begin with a map from kinds of record to records; nothing in it is read")],
            {},
        ),
        (
            "a: {en: one, two, fr: trois}\n",
            [("1:14 S018", "“two” stands as an entry of its own, without a value")],
            {"a": {"en": "one", "fr": "trois"}},
        ),
        (
            "a: {en: see, https://example.org}\n",
            [("1:14 S018", "“https://example.org” stands as an entry of its own, without a value")],
            {"a": {"en": "see"}},
        ),
        ("a: {en:one}\n", [("1:7 S029", "a space is missing after this colon")], {"a": {}}),
        ("a: {b, c: }\n", [("1:5 S018", "“b” stands as an entry of its own, without a value")], {"a": {"c": None}}),
        (
            "a: Case #3\nb: Case # 3\nc: 'Case #3'\nd: >-\n  Case #3\n",
            [("1:9 S019", "from “#” on, this is a comment and not part of the text")],
            {"a": "Case", "b": "Case", "c": "Case #3", "d": "Case #3"},
        ),
        (
            'a: "x\\u0000"\nb: "y\\r"\nc: "\\x07"\nd: "\\n\\t\\\\ \\u00e9\\U0001F600"\n',
            [
                ("1:6 S032", "the escape “\\u0000” does not stand for text"),
                ("2:6 S032", "the escape “\\r” does not stand for text"),
                ("3:5 S032", "the escape “\\x07” does not stand for text"),
            ],
            {"a": "x\0", "b": "y\r", "c": "\x07", "d": "\n\t\\ é😀"},
        ),
    ],
)
def test_what_facts_do_not_have_is_found_and_the_rest_is_read(
    text: str, expected: list[tuple[str, str]], data: object
) -> None:
    document, found = read(text)
    assert found == expected
    assert document.data == data
    assert document.complete


def test_tabs_are_one_finding_and_the_rest_is_read() -> None:
    document, found = read("a:\n\tb: c\n\te:\n\t\tf: g\nh: i\nh: j\n")
    assert found == [
        ("2:1 S005", "this line is indented with a tab (also on lines 3, 4)"),
        ("6:1 S009", "the key “h” is given twice; the first stands on line 5, column 1"),
    ]
    assert document.data == {"a": {"b": "c", "e": {"f": "g"}}, "h": "i"}
    assert document.position("a", "e", "f") == Position("dossiers/a/b.yaml", 4, 6)


def test_where_tabs_leave_the_structure_open_one_finding_says_both() -> None:
    document, found = read("a:\n    b: c\n\td: e\nf: g\n")
    assert found == [("3:1 S005", "this line is indented with a tab; the rest of the file is not read")]
    assert not document.complete


def test_a_mistake_before_the_tabs_is_its_own() -> None:
    _, found = read("a: b: c\n\td: e\n")
    assert [place for place, _ in found] == ["1:5 S021", "2:1 S005"]


def test_tabs_do_not_hide_what_else_ends_reading() -> None:
    _, found = read("a:\n\tb: c\n---\nd: e\n")
    assert [place for place, _ in found] == ["2:1 S005", "3:1 S016"]
    assert [message for _, message in found if message.endswith("is not read")] == [found[1][1]]
    assert [place for place, _ in read("a:\n\t" + "[" * 30)[1]] == ["2:1 S005", "2:31 S007"]


def test_many_lines_with_tabs_are_not_all_listed() -> None:
    assert read("a:\n" + "\t- b\n" * 12)[1] == [
        ("2:1 S005", "this line is indented with a tab (also on lines 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, …)")
    ]


# Where reading stops


def test_the_records_before_a_syntax_error_are_kept_and_the_broken_one_is_not() -> None:
    document, found = read(
        "sources:\n  one: {title: One}\nevents:\n  two:\n    title: Two\n  three:\n    date: 2017\n    title: x: y\n"
        "  four: {title: Four}\n"
    )
    assert found == [("8:13 S021", "“x: y” holds a colon, so it needs quotes; the rest of the file is not read")]
    assert document.data == {"sources": {"one": {"title": "One"}}, "events": {"two": {"title": "Two"}}}
    events = document.data["events"]
    assert isinstance(events, Mapping)
    assert list(events.marks) == ["two"]
    assert not document.complete
    assert document.lines[8] == "  four: {title: Four}"


def test_mistakes_before_a_syntax_error_are_found_too() -> None:
    _, found = read("a: b\na: c\nd: @e\n")
    assert [place for place, _ in found] == ["2:1 S009", "3:4 S022"]


def test_a_second_document_is_not_read() -> None:
    document, found = read("a: b\n---\nc: d\nc: d\n")
    message = (
        "a second document begins here; a line of dashes or dots ended the first; the rest of the file is not read"
    )
    assert found == [("2:1 S016", message)]
    assert document.data == {"a": "b"}
    assert not document.complete


def nest(depth: int) -> str:
    return "a: " + "[" * (depth - 1) + "]" * (depth - 1) + "\n"


def test_thirty_levels_are_read_and_the_next_is_not() -> None:
    assert read_well(nest(30)).data["a"]
    document, found = read("x: {y: {z: 1}}\n" + nest(31))
    assert found == [
        ("2:33 S007", "maps and lists stand more than 30 deep in one another here; the rest of the file is not read")
    ]
    assert document.data["x"] == {"y": {"z": "1"}}


def test_fifty_thousand_nodes_are_read_and_the_next_is_not() -> None:
    filling = "a: [" + "x," * (MOST_NODES - 3) + "]"
    assert len(read_well(filling).data["a"] or "") == MOST_NODES - 3
    _, found = read("a: [" + "x," * (MOST_NODES - 3) + "\n  y]")
    message = "the file holds more than 50,000 keys, values, maps and lists; the rest of the file is not read"
    assert found == [("2:3 S008", message)]
    _, found = read("a: [" + "x," * (MOST_NODES - 3) + "\n  {}]")
    assert found == [("2:3 S008", message)]


BOMBS = {
    "brackets": "[" * 100_000,
    "braces": "{" * 100_000,
    "dashes": "- " * 100_000,
    "questions": "? " * 100_000,
    "pairs": "[a, " * 100_000,
    "indentation": "".join(" " * depth + "a:\n" for depth in range(1_000)),
    "aliases": "a: &a [x,x,x,x,x,x,x,x,x]\n"
    + "".join(f"{chr(98 + n)}: &{chr(98 + n)} [{f'*{chr(97 + n)},' * 9}]\n" for n in range(20)),
    "quote": 'a: "' + "x\n" * 500_000,
    "escapes": 'a: ["' + '\\a", "' * 100_000,
    "lines": "a\n" * 500_000,
    "duplicates": "a: b\n" * 200_000,
    "colons": ":" * 1_000_000,
    "tags": "!" * 1_000_000,
}


@pytest.mark.parametrize("text", BOMBS.values(), ids=BOMBS)
def test_bombs_end_in_findings(text: str) -> None:
    document, found = read(text)
    assert found
    assert count_values(document.data) <= MOST_NODES


def count_values(value: object) -> int:
    if isinstance(value, dict):
        return 1 + sum(1 + count_values(each) for each in value.values())
    if isinstance(value, list):
        return 1 + sum(count_values(each) for each in value)
    return 1


# Whatever is written


def is_text(text: str) -> bool:
    return NOT_TEXT.search(text) is None and "\r" not in text


texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=30).filter(is_text)
hostile_texts = st.text(" \n'\"-?:,[]{}#&*!|>%@`\\abé0~", max_size=12)
scalars = st.one_of(
    st.none(), texts, hostile_texts, st.sampled_from(["NO", "010", "12:30", "2017-07-01", "<<", "null"])
)
values = st.recursive(
    scalars,
    lambda inner: st.one_of(
        st.lists(inner, max_size=4), st.dictionaries(st.one_of(texts, hostile_texts), inner, max_size=4)
    ),
    max_leaves=12,
)
roots = st.dictionaries(texts, values, max_size=4)


@given(roots, st.sampled_from([True, False, None]), st.booleans(), st.sampled_from([20, 80, 10_000]))
def test_what_is_dumped_is_read_back_with_its_places(
    root: object, flow: bool | None, unicode: bool, width: int
) -> None:
    text = yaml.safe_dump(root, default_flow_style=flow, allow_unicode=unicode, width=width, sort_keys=False)
    document = read_well(text)
    assert document.data == root
    oracle = yaml.compose(text, Loader=yaml.SafeLoader)
    check_places(document.data, oracle, document.lines)


def check_places(value: object, node: yaml.Node, lines: list[str]) -> None:
    if isinstance(value, Mapping):
        assert value.at == place_of(node)
        assert list(value) == [key.value for key, _ in node.value]
        for key_node, value_node in node.value:
            assert value.marks[key_node.value] == (*place_of(key_node), *place_of(value_node))
            check_text(key_node.value, place_of(key_node), lines)
            check_places(value[key_node.value], value_node, lines)
    elif isinstance(value, Sequence):
        assert value.at == place_of(node)
        assert value.marks == [place_of(item) for item in node.value]
        for item, item_node in zip(value, node.value, strict=True):
            check_places(item, item_node, lines)
    else:
        check_text("null" if value is None else value, place_of(node), lines)


def place_of(node: yaml.Node) -> tuple[int, int]:
    return node.start_mark.line + 1, node.start_mark.column + 1


def check_text(text: object, place: tuple[int, int], lines: list[str]) -> None:
    assert isinstance(text, str)
    there = lines[place[0] - 1][place[1] - 1 :]
    assert there[:1] in ("'", '"', "|", ">") or there.startswith(text.split(" ")[0].split("\n")[0])


@given(st.binary(max_size=200))
def test_no_bytes_are_too_much(raw: bytes) -> None:
    check_findings(raw)


@given(st.text(" \n\n\t\r'\"-?:,[]{}#&*!|>%@`\\abxué0~<\x07\ufeff\u2028", max_size=40))
def test_no_text_is_too_much(text: str) -> None:
    check_findings(text.encode())


def check_findings(raw: bytes) -> None:
    document, findings = read_document("a.yaml", raw)
    lines = document.lines
    for finding in findings:
        assert finding.code in EXPLANATIONS
        assert finding.at.path == "a.yaml"
        assert 1 <= finding.at.line <= len(lines)
        assert 1 <= finding.at.column <= len(lines[finding.at.line - 1]) + 1
        assert finding.message
        assert "\n" not in finding.message
        assert finding.hint
    assert list(findings) == sorted(findings, key=lambda finding: finding.order)
    assert document.complete or findings
