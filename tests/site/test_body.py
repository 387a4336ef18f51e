"""A page's Markdown as HTML: read by this program and by the engine's own renderer, with the same result."""

from __future__ import annotations

from typing import TYPE_CHECKING

import markdown
import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.site.body import Heading, plain_words_of, render_body
from generator.site.frame import Mould, Slot
from generator.views.rendering import markdown_escape
from tests.site.page_tree import canonical

if TYPE_CHECKING:
    from collections.abc import Iterator

ENGINE = markdown.Markdown(extensions=["attr_list", "tables", "toc"], extension_configs={"toc": {"permalink": True}})
ID, INNER = Slot("id", "raw"), Slot("heading", "html")
MOULDS = {
    level: Mould(
        (f'<h{level} id="', '">', '<a class="headerlink" href="#', f'" title="Permanent link">&para;</a></h{level}>'),
        (ID, INNER, ID),
    )
    for level in range(1, 7)
}


def ours(text: str) -> bytes:
    return render_body(text.encode(), "page.md", MOULDS).html


def theirs(text: str) -> bytes:
    return ENGINE.reset().convert(text).encode()


def headings(text: str) -> tuple[Heading, ...]:
    return render_body(text.encode(), "page.md", MOULDS).headings


def tokens(tree: list[dict[str, object]]) -> Iterator[Heading]:
    for one in tree:
        yield Heading(int(str(one["level"])), str(one["id"]), str(one["name"]))
        yield from tokens(one["children"])  # type: ignore[arg-type]


def as_page(html: bytes) -> str:
    return canonical(b"<html><head><meta charset=utf-8></head><body>" + html + b"</body></html>")


WORDS = st.text(
    st.characters(exclude_categories=["Cs", "Cc"], include_characters="\t")
    | st.sampled_from("#*_`<&>[](){}!\\:.-^1é «»ق"),
    min_size=1,
).filter(str.strip)


@given(words=WORDS, identifier=st.sampled_from(["", " { #an-id }"]), level=st.integers(1, 6))
def test_a_heading_of_any_words(words: str, identifier: str, level: int) -> None:
    text = f"# Title {{ #title }}\n\n{'#' * level} {markdown_escape(words)}{identifier}\n\n<p>x</p>\n"
    assert as_page(ours(text)) == as_page(theirs(text))
    read = [(one.level, one.id, plain_words_of(one.words)) for one in headings(text)]
    told = [(one.level, one.id, plain_words_of(one.words)) for one in tokens(ENGINE.toc_tokens)]  # type: ignore[attr-defined]
    assert read == told


@given(words=WORDS)
def test_a_paragraph_of_any_words(words: str) -> None:
    text = f"# Title\n\n{markdown_escape(words)}\n\n<div><p>x</p></div>\n\n{markdown_escape(words)}\n"
    assert as_page(ours(text)) == as_page(theirs(text))


@given(titles=st.lists(st.sampled_from(["a", "A", "a_1", "a_2", "a b", "ق", "-", "ä!", "b"]), min_size=1, max_size=9))
def test_ids_for_headings_without_one(titles: list[str]) -> None:
    text = "".join(f"## {markdown_escape(title)}\n\n" for title in titles) + "## Given { #a }\n"
    theirs(text)
    assert [one.id for one in headings(text)] == [one.id for one in tokens(ENGINE.toc_tokens)]  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n\n\n",
        "<div>\n<p>one</p>\n</div>\n\n\n\n<p>two</p>",
        "# Title\ntext right below it\n",
        "# Title { #x }\n<div>\n<p>HTML right below it</p>\n</div>\n",
        "Words\n\n<p>HTML</p>\n\nmore words\n\n## And { #and }\n\nwords",
        "- a list\n- of two\n\n<ul>\n<li>HTML</li>\n</ul>",
        "## A `coded` and *stressed* heading { #x }",
        "| a | b |\n| --- | --- |\n| 1 | 2 |",
        "<div>a\ttab</div>",
        "<!-- a remark -->\n\n<div>x</div>",
    ],
)
def test_markdown_that_pages_may_have(text: str) -> None:
    assert as_page(ours(text)) == as_page(theirs(text))


@pytest.mark.parametrize(
    ("path", "target", "address"),
    [
        ("cases/x.md", "index.md", "../"),
        ("cases/x.md", "x.md", "./"),
        ("cases/x.md", "y.md#a", "../y/#a"),
        ("cases/x.md", "x/as-of.md", "as-of/"),
        ("cases/x.md", "../index.md", "../../"),
        ("cases/x.md", "../people/p.md", "../../people/p/"),
        ("cases/x.md", "cases.json", "../cases.json"),
        ("index.md", "cases/x.md", "cases/x/"),
        ("index.md", "index.md", "./"),
        ("cases/index.md", "x.md", "x/"),
        ("cases/index.md", "https://e.org/a.md", "https://e.org/a.md"),
        ("cases/index.md", "mailto:a@e.org", "mailto:a@e.org"),
        ("cases/index.md", "#here", "#here"),
        ("cases/index.md", "/root.md", "/root.md"),
    ],
)
def test_a_link_leads_to_where_the_page_is_built(path: str, target: str, address: str) -> None:
    body = render_body(f"[x]({target}) ![y]({target})".encode(), path, MOULDS)
    assert f'href="{address}"'.encode() in body.html
    assert f'src="{address}"'.encode() in body.html
