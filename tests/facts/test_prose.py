"""Prose is parsed, not filtered: what is in the subset becomes a tree, the rest stays words and is spoken of."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from generator.facts import prose as prose_module
from generator.facts.prose import (
    LONGEST,
    Block,
    BulletList,
    CitationMark,
    Emphasis,
    HardBreak,
    Inline,
    Link,
    Mention,
    OrderedList,
    Paragraph,
    ProseProblem,
    Strong,
    Words,
    check_line,
    list_paragraphs,
    parse_prose,
    plain_text,
)
from generator.facts.prose_markup import DEEPEST, read_markup

FRAGMENTS = (
    *"ab 1.-+*_[]()<>&!`{}|#~=@;:,\\/\n\t\"'?^",
    *(
        "\n\n",
        "  ",
        "  \n",
        "- ",
        "\n- ",
        "\n  - ",
        "1. ",
        "\n2. ",
        "1986. ",
        "**",
        "[[a-b]]",
        "[[c/d|w w]]",
        "[@s]",
        "[@s, p. 3; @t]",
    ),
    *(
        "[w](https://e.org)",
        "[w](javascript:x)",
        "<b>",
        "&amp;",
        "```",
        "# ",
        "> ",
        "é",
        "»",
        "\xa0",
        "\u2003",
        "\r",
        "\x00",
        "\u2028",
    ),
    *("\u202e", "\u2067", "\u2069", "\ud800", "\U0001f600"),
)
HOSTILE_TEXTS = st.one_of(
    st.text(), st.lists(st.sampled_from(FRAGMENTS), max_size=24).map("".join), st.text(alphabet=" \n\xa0ab1.-")
)


def paragraph(*children: Inline | str) -> tuple[Block, ...]:
    return (Paragraph(tuple(Words(child) if isinstance(child, str) else child for child in children)),)


@pytest.mark.parametrize(
    ("text", "blocks"),
    [
        ("", ()),
        (" \n ", ()),
        ("She moved.", paragraph("She moved.")),
        (" She\nmoved. \n", paragraph("She moved.")),
        ("One.\n\n \nTwo.", paragraph("One.") + paragraph("Two.")),
        ("*One*.\n\xa0\nTwo.", paragraph(Emphasis((Words("One"),)), ".") + paragraph("Two.")),
        ("One.  \nTwo.\\\nThree.", paragraph("One.", HardBreak(), "Two.", HardBreak(), "Three.")),
        ("a *b* __c__ d", paragraph("a ", Emphasis((Words("b"),)), " ", Strong((Words("c"),)), " d")),
        ("*a **b***", paragraph(Emphasis((Words("a "), Strong((Words("b"),)))))),
        ("3 * 4 * 5, a_b_c, 5*", paragraph("3 * 4 * 5, a_b_c, 5*")),
        (r"\*a\* \[[b]] \[@c] C:\dir", paragraph(r"*a* [[b]] [@c] C:\dir")),
        ("- a\n- *b*", (BulletList((paragraph("a"), paragraph(Emphasis((Words("b"),))))),)),
        ("1. a\n1. b\n3. c", (OrderedList((paragraph("a"), paragraph("b"), paragraph("c"))),)),
        ("1) a\n2) b", (OrderedList((paragraph("a"), paragraph("b"))),)),
        (
            "Two:\n- a\n  - b\n\n  c",
            (*paragraph("Two:"), BulletList(((*paragraph("a"), BulletList((paragraph("b"),)), *paragraph("c")),))),
        ),
        ("1986. That year.", paragraph("1986. That year.")),
        ("In\n1986. That year.", paragraph("In 1986. That year.")),
        ("- a\n1986. b", (BulletList((paragraph("a"),)), *paragraph("1986. b"))),
        ("2017\n\n01. a", paragraph("2017") + paragraph("01. a")),
        ("[[a-b]], [[c/d|the *d*]]", paragraph(Mention("a-b", None, 0), ", ", Mention("c/d", "the *d*", 9))),
        ("[[a|two\n  words]]", paragraph(Mention("a", "two words", 0))),
        ("Yes [@a].", paragraph("Yes", CitationMark("a", None, 5), ".")),
        (
            "Yes [@a, p. 1, l. 2 ;@x/b; @c ,  § 4\n 5] [@d]",
            paragraph(
                "Yes",
                CitationMark("a", "p. 1, l. 2", 5),
                CitationMark("x/b", None, 21),
                CitationMark("c", "§ 4 5", 27),
                CitationMark("d", None, 42),
            ),
        ),
        ("*x [@a]*", paragraph(Emphasis((Words("x"), CitationMark("a", None, 4))))),
        (
            "[the *b*](https://e.org/x_(y)?a=b&c=d#e)",
            paragraph(Link("https://e.org/x_(y)?a=b&c=d#e", (Words("the "), Emphasis((Words("b"),))))),
        ),
        ("[a](HTTP://[::1]:80) b", paragraph(Link("HTTP://[::1]:80", (Words("a"),)), " b")),
        ("[a](https://пример.example/вики)", paragraph(Link("https://пример.example/вики", (Words("a"),)))),
        ("https://e.org and www.e.org", paragraph("https://e.org and www.e.org")),
        ("a\tb", paragraph("a b")),
    ],
)
def test_subset_becomes_a_tree(text: str, blocks: tuple[Block, ...]) -> None:
    prose = parse_prose(text)
    assert prose.blocks == blocks
    assert prose.problems == ()
    assert prose.text == text


@pytest.mark.parametrize(
    "text",
    [
        *(
            "R&D; R&D, AT&T;",
            "a < b > c, a<b, <3",
            "{turnover} {...} { #x }",
            "[sic] […] [a][b] [^ ]",
            "#1, a # b",
            "5 > 4",
        ),
        *(
            "a | b",
            "-5 °C",
            "–",
            "– Non.",
            "!!! ??? !",
            "it`s",
            ":smile: ::: :x:",
            "~~x~~ ^x^ ==x== $x$",
            "(c) ... -- 'a'",
        ),
        *("*[x] y", "[Dupont]: oui", "x@e.org", "--8 <--", "\u2067\u05d0\u2069", "[a] (b)", "@a", "[ @a]", "]("),
    ],
)
def test_what_means_nothing_is_words(text: str) -> None:
    prose = parse_prose(text)
    assert prose.blocks == paragraph(text)
    assert prose.problems == ()


@pytest.mark.parametrize(
    ("text", "offset", "message", "hint"),
    [
        ("Yes.\n\n## No", 6, "no headings", "as a sentence"),
        ("- a\n- # b", 6, "no headings", "as a sentence"),
        ("a\n===", 2, "no lines across", "empty line"),
        ("- - -", 0, "no lines across", "empty line"),
        ("a\n\n * * *", 4, "no lines across", "empty line"),
        ("a\n> b", 2, "no block quotes", "[[quote-id]]"),
        ("```\nx\n```", 0, "no code blocks", "without the fence"),
        ("~~~", 0, "no code blocks", "without the fence"),
        ("a `x` b", 2, "no code", "without backticks"),
        ("a ``x`y`` b", 2, "no code", "without backticks"),
        ("| a | b |", 0, "no tables", "quantities:"),
        ("a | b\n--|--", 6, "no tables", "quantities:"),
        ("[x]: https://e.org", 0, "no link definitions", "at the link"),
        ("a\n\n[x]: javascript:alert(1)", 3, "no link definitions", "at the link"),
        ("*[HTML]: x", 0, "no abbreviation definitions", "in the sentence"),
        ("!!! note", 0, "no boxes", "as a paragraph"),
        ("???+ note", 0, "no boxes", "as a paragraph"),
        ('--8<-- "x"', 0, "other files", "words themselves"),
        ("a <b>c", 2, "no HTML", "*emphasis*"),
        ("a </div >", 2, "no HTML", "*emphasis*"),
        ("a <img src=x\nonerror=y>", 2, "no HTML", "*emphasis*"),
        ("a <!-- b", 2, "no HTML", "*emphasis*"),
        ("<!DOCTYPE x", 0, "no HTML", "*emphasis*"),
        ("<https://e.org>", 0, "angle brackets", "[words](https://…)"),
        ("<a@e.org>", 0, "angle brackets", "[words](https://…)"),
        ("a &lt; b", 2, "no character codes", "character itself"),
        ("a &#x3C; b", 2, "no character codes", "character itself"),
        ("![a](https://e.org/b.png)", 0, "no images", "exhibits:"),
        ("a {: onclick=x}", 2, "no attribute lists", "take it out"),
        ("a {#b}", 2, "no attribute lists", "take it out"),
        ("a [^1]", 2, "no footnotes", "[@source-id, page 3]"),
        ("[a](javascript:alert(1))", 0, "“javascript:alert(1)” is not a web address", "https://"),
        ("[a](data:text/html,x)", 0, "not a web address", "https://"),
        ("[a](mailto:a@e.org)", 0, "not a web address", "https://"),
        ("[a](//e.org)", 0, "not a web address", "https://"),
        ("[a](/b)", 0, "not a web address", "https://"),
        ("[a](#b)", 0, "not a web address", "https://"),
        ("[a](&#106;avascript:x)", 0, "not a web address", "https://"),
        ("[a]()", 0, "not a web address", "https://"),
        ("[a](https://)", 0, "characters that no web address holds", "percent-encode"),
        ("[a](https://u:p@e.org)", 0, "user name", "before an @"),
        ("[a](https://e.org\\@f.org)", 0, "characters that no web address holds", "percent-encode"),
        ("[a](https://e.org/\u200b)", 0, "characters that no web address holds", "percent-encode"),
        ("[a](https://e.org:x)", 0, "characters that no web address holds", "percent-encode"),
        ("[a](https://ｅ.org)", 0, "stand for others", "as browsers show it"),
        ("[a](<https://e.org>)", 0, "not a web address", "https://"),
        ('[a](https://e.org "b")', 0, "more than an address", "nothing else"),
        ("[a](https://e.org", 0, "not closed", "nothing else"),
        ("[ ](https://e.org)", 0, "no words", "[words](https://…)"),
        ("[a [b] c](https://e.org)", 8, "hold square brackets", "beside the link"),
        ("[a [^b]](https://e.org)", 7, "hold square brackets", "beside the link"),
        ("a [[B]]", 2, "no record's id follows", "[[record-id]]"),
        ("a [[b| ]]", 2, "no record's id follows", "[[record-id]]"),
        ("a [[b]", 2, "no record's id follows", "[[record-id]]"),
        ("a [[b/c/d]]", 2, "no record's id follows", "[[record-id]]"),
        ("a [@B]", 3, "begins a citation", "[@source-id]"),
        ("a [@b page 3]", 3, "begins a citation", "[@source-id]"),
        ("a [@b; c]", 6, "begins a citation", "[@source-id]"),
        ("a [@b,]", 3, "begins a citation", "[@source-id]"),
        ("a [@b", 3, "begins a citation", "[@source-id]"),
        ("1. a\n1986. b", 5, "after item 1 of the list comes item 1986", r"1986\."),
        ("a\n\n-\n- b", 3, "item without words", "backslash"),
        ("a\x00b", 1, "cannot be shown (U+0000)", "take it out"),
        ("a\rb", 1, "cannot be shown (U+000D)", "take it out"),
        ("a\u2028b", 1, "cannot be shown (U+2028)", "take it out"),
        ("a\ud800b", 1, "cannot be shown (U+D800)", "take it out"),
        ("a\u202eb\u202c", 1, "reverses the words after it (U+202E)", "in the order"),
        ("a\u2067b\nc\u2069", 1, "not closed on its line", "U+2069"),
        ("a\u202ab\u2069", 1, "not closed on its line", "U+202C"),
        ("a\u2069", 1, "nothing opened", "take it out"),
    ],
)
def test_what_was_meant_otherwise_stays_words_and_is_reported(text: str, offset: int, message: str, hint: str) -> None:
    prose = parse_prose(text)
    assert not any(
        isinstance(node, Link | Mention | CitationMark) for line in list_paragraphs(prose.blocks) for node in line
    )
    assert any(p.offset == offset and message in p.message and hint in p.hint for p in prose.problems), prose.problems


@pytest.mark.parametrize(
    "text",
    [
        r"\# a",
        r"\> a",
        r"\| a |",
        r"\<b>",
        r"\&amp;",
        r"\[^1]",
        r"\{: a}",
        r"\!!! note",
        r"\---",
        r"1\. a",
        r"\- a",
        r"\`a`",
    ],
)
def test_backslash_lets_it_stand(text: str) -> None:
    prose = parse_prose(text)
    assert prose.problems == ()
    assert plain_text(prose) == text.replace("\\", "", 1)


@pytest.mark.parametrize("text", ["a <b title=*c*>", "`*c*` d", "![*c*](x)", "{: *c* }", "[*c*](data:x)", "a [^*c*]"])
def test_literal_stretches_hold_no_markup(text: str) -> None:
    assert plain_text(parse_prose(text)) == text


def test_offsets_reach_through_lists_and_continued_lines() -> None:
    text = "Text\n\n- one\n  lazy [@a]\n   - [[b]]\n\n     x\n     y [@c,\n  p. 1; @d] &amp;"
    prose = parse_prose(text)
    assert [mention.offset for mention in prose.mentions] == [text.index("[[b")]
    assert [mark.offset for mark in prose.citations] == [text.index("@a"), text.index("@c"), text.index("@d")]
    assert [problem.offset for problem in prose.problems] == [text.index("&amp;")]


def test_plain_text_takes_a_label_for_mentions() -> None:
    prose = parse_prose("*See* [[a]] and [[b|the B]] [@c].\n\n- x\\\n  y\n- [z](https://e.org)")
    assert plain_text(prose) == "See a and the B.\nx\ny\nz"
    assert plain_text(prose, {"a": "the A"}.__getitem__) == "See the A and the B.\nx\ny\nz"


def test_too_deep_text_is_words_and_a_problem() -> None:
    def nest(levels: int) -> str:
        return "\n".join("  " * level + "- x" for level in range(levels))

    assert parse_prose(nest(DEEPEST)).problems == ()
    for text in (nest(DEEPEST + 1), nest(200), "- " * 500 + "x", "*a **b " * 30 + "c** d*" * 30):
        prose = parse_prose(text)
        assert prose.blocks == paragraph(" ".join(text.split()))
        assert any("nested deeper" in problem.message for problem in prose.problems)


def test_too_long_text_is_words_and_a_problem() -> None:
    assert parse_prose("*a* " * (LONGEST // 4)).problems == ()
    prose = parse_prose("*a*\n\n" * LONGEST)
    assert prose.blocks == paragraph("*a*") * LONGEST
    assert prose.problems == (
        ProseProblem(LONGEST, "the text is longer than 100,000 characters", "divide it between records"),
    )


@pytest.mark.parametrize(
    "unit",
    [
        "[",
        "![",
        "[[",
        "[@",
        "[a](",
        "[a](https://b(",
        "*a_",
        "**a ",
        "<a ",
        "<a",
        "`",
        "`a",
        "&a",
        "\\",
        "\\[",
        " ",
        "\t",
        "- ",
        "-\n",
        "- a\n",
        "|",
        "| ",
        "](https:",
        "\n",
        "{:",
        "1. ",
        "-- ",
        "\xa0\n",
    ],
)
def test_longest_hostile_texts_are_read(unit: str) -> None:
    for text in (
        (unit * LONGEST)[:LONGEST],
        "[[a|" + unit * 20_000,
        "[a](" + unit * 20_000,
        "[" + unit * 20_000 + "](https://e.org)",
    ):
        plain_text(parse_prose(text))


def test_texts_without_markup_take_the_short_way(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(prose_module, "read_markup", lambda text: pytest.fail(f"not taken by {text!r}"))
    for text in ("She moved in 2017: why? “Nobody – not one.”", "2017 was the year.\nIt rained.\n\nMore (5 %)."):
        parse_prose.__wrapped__(text)


@given(HOSTILE_TEXTS)
@settings(max_examples=600, deadline=None)
@example("2. # x")
@example(" \n\xa0\n b")
def test_short_way_gives_what_the_long_way_gives(text: str) -> None:
    assert parse_prose.__wrapped__(text) == read_markup(text)


ELEMENTS = [
    *(
        "word",
        " ",
        "é",
        "2017",
        ". ",
        ", ",
        "!",
        "(",
        ")",
        "“",
        "—",
        "\xa0",
        "*",
        "**",
        "_",
        "[",
        "](",
        "\\",
        "&amp;",
        "|",
    ),
    *("[@a]", "[@a, p. 3]", "[@a; @b/c, x*y]", "[@a,]", "[[r]]", "[[r|two words]]", "[[r| ]]", "[[r|a*b]]"),
    *("*em*", " *em* ", " *two words*", " **st** ", " *a*b* ", "***x***", " *«x»*"),
]


@given(st.lists(st.sampled_from(ELEMENTS), min_size=1, max_size=9).map("".join))
@settings(max_examples=1000, deadline=None)
@example("word *em* word [@a, p. 3]; [[r|two words]].")
def test_sentences_are_read_as_by_the_library(text: str) -> None:
    assert parse_prose.__wrapped__(text) == read_markup(text)
    assert parse_prose.__wrapped__(text.strip()) == read_markup(text.strip())


def test_sentences_with_citations_and_links_take_the_short_way(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(prose_module, "read_markup", lambda text: pytest.fail(f"not taken by {text!r}"))
    for text in (
        "She *moved* in 2017 [@a, p. 3; @b].",
        "“No”, said [[ada]] to [[shared/eda|his **wife**]] [@c]: **no**!",
    ):
        parse_prose.__wrapped__(text)


@given(HOSTILE_TEXTS)
@settings(max_examples=400, deadline=None)
@example("\n\xa0\n[[0]]")
@example("- \xa0\n  [@0]")
def test_offsets_lead_back_to_what_was_written(text: str) -> None:
    prose = parse_prose(text)
    assert all(text.startswith(f"[[{mention.record}", mention.offset) for mention in prose.mentions)
    assert all(text.startswith(f"@{mark.source}", mark.offset) for mark in prose.citations)
    assert all(0 <= problem.offset <= len(text) for problem in prose.problems)
    assert all(problem.message and problem.hint for problem in prose.problems)
    assert list(prose.problems) == sorted(prose.problems)


@given(st.lists(st.sampled_from("abc é.,;:?%'\"()/"), max_size=30).map("".join), st.sampled_from(["\n", "\n\n", " "]))
@settings(deadline=None)
def test_words_without_markup_are_kept_to_the_letter(words: str, between: str) -> None:
    text = between.join(["x", words, "y"])
    assert plain_text(parse_prose(text)).split() == text.split()


@pytest.mark.parametrize(
    ("text", "offset", "message"),
    [
        ("a\nb", 1, "there is a line break in a text of one line"),
        ("a\u2029b", 1, "there is a line break in a text of one line"),
        ("a\tb", 1, "there is a tab in a text of one line"),
        ("ab\x1b", 2, "there is a character that cannot be shown (U+001B)"),
        ("\ufeffa", 0, "there is a character that cannot be shown (U+FEFF)"),
        ("\u202da", 0, "there is a character that reverses the words after it (U+202D)"),
        ("\u2068a", 0, "U+2068 changes the direction of the text and is not closed on its line"),
        ("\u2067a\u202c\u2069", 2, "U+202C closes a direction that nothing opened"),
    ],
)
def test_bad_lines_are_reported(text: str, offset: int, message: str) -> None:
    (problem,) = check_line(text)
    assert (problem.offset, problem.message) == (offset, message)
    assert problem.hint


@pytest.mark.parametrize(
    "text", ["", "*a* [@b] <c> # d", "\u2067\u05d0 \u202ab\u202c\u2069", "l’été\xa0: « ça »", "👩\u200d⚖️"]
)
def test_good_lines_are_left_alone(text: str) -> None:
    assert check_line(text) == ()
