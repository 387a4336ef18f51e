"""Rendered prose means the same inside any Markdown, and shows exactly its words."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import escape
from pathlib import Path

import lxml.html
import markdown
import pyromark
import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st
from lxml.html import HtmlElement

from generator.facts.prose import parse_prose, plain_text, replace_unshowable
from generator.views.rendering import markdown_escape, render_html, render_plain

PYTHON_MARKDOWN = markdown.Markdown(extensions=["attr_list", "toc", "tables"])
WITH_EVERY_EXTENSION = markdown.Markdown(
    extensions=[
        *("attr_list", "toc", "tables", "abbr", "admonition", "codehilite", "def_list", "fenced_code", "footnotes"),
        *("md_in_html", "meta", "sane_lists", "wikilinks", "pymdownx.details", "pymdownx.emoji", "pymdownx.snippets"),
        *("pymdownx.caret", "pymdownx.mark", "pymdownx.tilde", "pymdownx.magiclink", "pymdownx.tasklist"),
    ]
)
COMMONMARK = pyromark.Markdown(options=pyromark.Options.ENABLE_TABLES | pyromark.Options.ENABLE_HEADING_ATTRIBUTES)
Engine = Callable[[str], str]
ENGINES: dict[str, Engine] = {
    "python-markdown": lambda text: PYTHON_MARKDOWN.reset().convert(text),
    "python-markdown with extensions": lambda text: WITH_EVERY_EXTENSION.reset().convert(text),
    "commonmark": COMMONMARK.html,
}
ALLOWED = {
    "p": set(),
    "br": set(),
    "em": set(),
    "strong": set(),
    "ul": set(),
    "ol": set(),
    "li": set(),
    "a": {"href", "rel", "class"},
}

HOSTILE = (
    "<script>alert(1)</script>",
    "</script><script src=//e.org/x.js></script>",
    "<b onclick=alert(1)>x",
    "<img src=x onerror=alert(1)>",
    "<img src=x onerror=alert(1)",
    "<svg/onload=alert(1)>",
    "</div>",
    "</div></div></p><div class='x'>",
    "</div",
    "<div",
    "<",
    "<!-- x",
    "<!-- x --> y",
    "--> x",
    "<![CDATA[ x ]]>",
    "<!DOCTYPE html>",
    "<?php echo 1 ?>",
    "<style>body{display:none}</style>",
    "<textarea>",
    "<title>",
    "<plaintext>",
    "<a href='javascript:alert(1)'>x</a>",
    "<https://e.org>",
    "<javascript:alert(1)>",
    "{: onclick=alert(1)}",
    "x {: #id .class onclick=alert(1) }",
    "{#id} {.class} {% raw %} {{ config }} ${x}",
    "[x]: javascript:alert(1)",
    '[x]: https://e.org "t"',
    "[^1]: note",
    "*[abbr]: x",
    "--8<-- 'secret.txt'",
    ';--8<-- "secret.txt"',
    "[TOC]",
    "!!! danger 'x'",
    "??? note",
    "# heading",
    "heading\u00a0#",
    "> quote",
    "```x",
    "~~~",
    "`code`",
    "| a | b |",
    ":--- | ---:",
    "![x](https://e.org/x.png)",
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](data:text/html;base64,PHNjcmlwdD4=)",
    '[x](https://e.org "onclick=x")',
    '[x](https://e.org/"onclick=alert(1))',
    "[x][y] [y][]",
    "[a](https://e.org [b] c",
    "&lt;script&gt; &#x3c;b&#62; &amp;amp; &nbsp;",
    "&#0; &#x110000; &bogus; &",
    "\x00\x01\x02\x03klzzwxh:0000\x03 \x02amp\x03 \x02wzxhzdk:0\x03",
    "a\x1bb\x7fc\x85d\x9be\ud800f\ufffeg\ufeffh",
    "a\u2028b\u2029c\x0bd\x0ce\rf",
    "abc\u202efed\u202c",
    "\u2067\u05d0\u05d1",
    "C:\\dir\\name \\\\",
    "3 * 4 * 5 _a b_c",
    "**x __y",
    ":smile: ==x== ^^y^^ ~~z~~ $$q$$ ++k++",
    "https://e.org www.e.org mailto:a@e.org @user #1",
    "--- title: x ---",
    "x" * 5000 + "<b>",
    "[" * 3000,
    "<" * 3000,
    "🕵\u200d♀️ é e\u0301 ﷽ \u00a0\u2003",
)
FRAGMENTS = (
    *"ab 1.-+*_[]()<>&!`{}|#~=@;:,\\/\n\"'?^$",
    *(
        "\n\n",
        "  \n",
        "- ",
        "\n- ",
        "\n  - ",
        "1. ",
        "\n2. ",
        "**",
        "[[a-b]]",
        "[[c/d|w <b>]]",
        "[@s]",
        "[@s, p. 3; @t, <i>]",
    ),
    *(
        "[w](https://e.org/?a&b)",
        "[*w*](https://e.org)",
        "</div>",
        "<script>",
        "<!--",
        "&amp;",
        "&#x3c;",
        "{: onclick=x}",
        "é",
    ),
    *("\x00", "\x02", "\x03", "\r", "\u2028", "\u202e", "\ud800", "\xa0", "\U0001f600"),
)
TEXTS = st.one_of(st.text(), st.lists(st.sampled_from(FRAGMENTS), max_size=24).map("".join))


class Surroundings:
    """Mentions as links, citations as nothing, so that what is left are the words."""

    def mention(self, record: str, words: str | None) -> str:
        return f'<a class="record" href="#{record}">{escape(words or self.mention_words(record), quote=False)}</a>'

    def mention_words(self, record: str) -> str:
        return f"<{record}>"

    def citation(self, source: str, at: str | None) -> str:  # noqa: ARG002 - it shows none
        return ""


class Citing(Surroundings):
    def mention_words(self, record: str) -> str:
        return record

    def mention(self, record: str, words: str | None) -> str:
        return f'<a href="#{record}">{words or record}</a>'

    def citation(self, source: str, at: str | None) -> str:
        return f"<cite>{source}{', ' + at if at else ''}</cite>"


def read_page(html: str) -> HtmlElement:
    """The only `div` of a page, and nothing beside it."""
    page = lxml.html.fragment_fromstring(html, create_parent="section")
    (division,) = page
    assert division.tag == "div"
    assert not (page.text or "").strip()
    assert not (division.tail or "").strip()
    return division


def read_words(element: HtmlElement) -> str:
    """What a reader sees of an element, one line to a block."""
    parts = [element.text or ""]
    for child in element:
        edge = "\n" if child.tag in {"p", "br", "ul", "ol", "li"} else ""
        parts += [edge, read_words(child), edge, child.tail or ""]
    return "".join(parts)


def lines(text: str) -> list[str]:
    return [line.strip() for line in text.split("\n") if line.strip()]


def assert_safe(element: HtmlElement) -> None:
    for inner in element.iterdescendants():
        assert inner.tag in ALLOWED
        assert set(inner.attrib) <= ALLOWED[inner.tag]
        assert re.match(r"https?://|#[a-z]|$", inner.get("href", ""))


@pytest.mark.parametrize("engine", ENGINES.values(), ids=ENGINES)
@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_words_come_through_to_the_letter(engine: Engine, text: str) -> None:
    html = render_html(parse_prose(text), Surroundings())
    assert "\n" not in html
    division = read_page(engine(f"<div>{html}</div>"))
    assert_safe(division)
    assert division.text_content() == replace_unshowable(text).replace("\\\\", "\\").strip()
    assert [child.tag for child in division.iterdescendants()] == ["p"]


@pytest.mark.parametrize("engine", ENGINES.values(), ids=ENGINES)
@given(text=TEXTS)
@settings(max_examples=300, deadline=None)
@example(text="*0  \n0*")
@example(text="- a\n\n  b\n- [[c]] *d*\n\n  e\\\nf")
def test_any_text_shows_its_words_and_nothing_else(engine: Engine, text: str) -> None:
    prose = parse_prose(text)
    words = lines(plain_text(prose, Surroundings().mention_words))
    rendered = render_html(prose, Surroundings())
    assert "\n" not in rendered
    division = read_page(
        engine(f"Before\n\n<div>{rendered}</div>\n\nAfter").replace("<p>Before</p>", "").replace("<p>After</p>", "")
    )
    assert_safe(division)
    assert lines(read_words(division)) == words
    assert lines(render_plain(prose, Surroundings())) == words


@given(
    st.lists(
        st.sampled_from(
            ["*", "**", "_", "__", "a", "b ", " ", ".", "é", r"\*", "[c](https://e.org)", "\\\n", "  \n", "\n"]
        )
    )
)
@settings(max_examples=400, deadline=None)
def test_subset_agrees_with_commonmark(parts: list[str]) -> None:
    text = "x" + "".join(parts) + "x"
    theirs = COMMONMARK.html(text).strip()
    assume(re.search("<(?:hr|pre|ul)", theirs) is None)  # outside the subset, or compared below
    ours = render_html(parse_prose(text), Surroundings()).replace(' rel="noopener noreferrer external"', "")
    assert ours == theirs.replace("<br />\n", "<br>").replace("</p>\n", "</p>").replace("\n", " ")


@given(
    st.lists(
        st.sampled_from(
            ["- a", "* b", "+ c", "1. d", "2. e", "1) f", "", "  - g", "   h", "    - i", "j", "  k", "  1. l"]
        ),
        min_size=1,
    )
)
@settings(max_examples=400, deadline=None)
def test_lists_agree_with_commonmark(written: list[str]) -> None:
    text = "\n".join(written)
    theirs = COMMONMARK.html(text)
    assume("start=" not in theirs)  # a list begins with 1
    assume("<pre" not in theirs)  # code blocks are outside the subset
    ours = lxml.html.fragment_fromstring(render_html(parse_prose(text), Surroundings()), create_parent="div")
    theirs = lxml.html.fragment_fromstring(theirs, create_parent="div")
    outlines = [
        [(inner.tag, "".join(inner.text_content().split())) for inner in page.iterdescendants() if inner.tag != "p"]
        for page in (ours, theirs)
    ]
    assert outlines[0] == outlines[1]


def test_blocks_and_lines() -> None:
    prose = parse_prose("*a* [[b]] [@c, p. 1]\n\nd\\\ne\n\n1. f\n   - g\n2. h\n\n   i")
    assert render_html(prose, Citing()) == (
        '<p><em>a</em> <a href="#b">b</a><cite>c, p. 1</cite></p><p>d<br>e</p>'
        "<ol><li>f<ul><li>g</li></ul></li><li><p>h</p><p>i</p></li></ol>"
    )
    assert render_plain(prose, Citing()) == "a b\nd\ne\nf\ng\nh\ni"


def test_address_is_escaped_in_its_attribute() -> None:
    html = render_html(parse_prose("[a](https://e.org/?b=1&copy=2'x)"), Surroundings())
    (link,) = lxml.html.fragment_fromstring(html)
    assert link.get("href") == "https://e.org/?b=1&copy=2'x"
    assert link.get("rel") == "noopener noreferrer external"


def place_in_heading(engine: Engine, words: str) -> HtmlElement:
    page = lxml.html.fragment_fromstring(engine(f"# {words}\n\nAfter"), create_parent="section")
    heading, after = page
    assert (heading.tag, after.text_content()) == ("h1", "After")
    assert set(heading.attrib) <= {"id"}
    return heading


def place_in_cell(engine: Engine, words: str) -> HtmlElement:
    page = lxml.html.fragment_fromstring(
        engine(f"| a | b |\n| --- | --- |\n| {words} | z |\n"), create_parent="section"
    )
    cell, other = page.findall(".//tbody/tr/td")
    assert other.text_content() == "z"
    assert not cell.attrib
    return cell


def place_in_paragraph(engine: Engine, words: str) -> HtmlElement:
    page = lxml.html.fragment_fromstring(engine(f"Before\n\n{words}\n\nAfter"), create_parent="section")
    _, paragraph, _ = page
    assert (paragraph.tag, dict(paragraph.attrib)) == ("p", {})
    return paragraph


def place_in_item(engine: Engine, words: str) -> HtmlElement:
    page = lxml.html.fragment_fromstring(engine(f"- {words}\n- z\n"), create_parent="section")
    item, other = page.findall("./ul/li")
    assert other.text_content() == "z"
    assert not item.attrib
    return item


Place = Callable[[Engine, str], HtmlElement]
PLACES: list[Place] = [place_in_heading, place_in_cell, place_in_paragraph, place_in_item]


@pytest.mark.parametrize("engine", ENGINES.values(), ids=ENGINES)
@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize(
    "text",
    [*HOSTILE, "1986. That year", "1)", "- a", "-", "===", "a\nb", " a ", "\ta\t", "a  ", "#", "x #", "\\", "x\\", "?"],
)
def test_escaped_words_come_through_to_the_letter(engine: Engine, place: Place, text: str) -> None:
    element = place(engine, markdown_escape(text))
    assert len(element) == 0
    assert element.text_content() == replace_unshowable(text).replace("\n", " ")


@pytest.mark.parametrize("engine", ENGINES.values(), ids=ENGINES)
@pytest.mark.parametrize("place", PLACES)
@given(text=TEXTS.filter(str.strip))
@settings(max_examples=150, deadline=None)
def test_any_escaped_words_come_through_to_the_letter(engine: Engine, place: Place, text: str) -> None:
    element = place(engine, markdown_escape(text))
    assert len(element) == 0
    assert element.text_content() == replace_unshowable(text).replace("\n", " ")


def test_ordinary_words_are_not_escaped() -> None:
    for words in (
        "L'affaire Dupont-Durand (2017), p. 3/4; 5 % ?",
        "2017 was « l’année » – voilà.",
        "It ended in 2017.",
    ):
        assert markdown_escape(words) == words


GUIDE = (Path(__file__).parents[2] / "docs" / "text.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"```(markdown|refused)\n(.*?)\n```\n\n```(html|finding)\n(.*?)\n```", GUIDE, re.DOTALL)


@pytest.mark.parametrize(("kind", "text", "answer", "shown"), EXAMPLES)
def test_guide_for_authors_is_true(kind: str, text: str, answer: str, shown: str) -> None:
    prose = parse_prose(text)
    if kind == "markdown":
        assert (answer, prose.problems) == ("html", ())
        assert render_html(prose, Citing()) == shown
    else:
        assert answer == "finding"
        assert [f"{problem.message}: {problem.hint}" for problem in prose.problems] == [shown]


def test_every_example_of_the_guide_is_checked() -> None:
    assert GUIDE.count("\n```") == 4 * len(EXAMPLES) > 40
