"""The strict reader held against the parser: it may leave a page to it, and never reads one otherwise than it."""

from __future__ import annotations

import re
from random import Random
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.site.grammar import DOCUMENT, NOTHING, Inside
from generator.site.page import read_page
from generator.site.strict_page import read_strictly
from tests.site.test_page import article

if TYPE_CHECKING:
    from tests.site.example import Built

ARTICLE = DOCUMENT.elements["html"].elements["body"]

ATTRIBUTES = [
    ' class="a b"',
    ' class="md-source" href="../x/"',
    ' class="mermaid"',
    " hidden",
    ' id="a"',
    ' id="b"',
    ' id="c&amp;d"',
    ' title="a &quot;b&quot; c"',
    ' title="id=&#34;x&#34; href="',
    ' href="#a"',
    ' href="../x/y.json"',
    ' href="https://example.com/?a=1&amp;b=2"',
    ' href="javascript:alert(1)"',
    ' href="//example.com"',
    ' href="&#106;avascript:x"',
    ' src="a.png"',
    ' src="https://example.com/a.png"',
    ' srcset="a.png 1x, b.png 2x"',
    ' viewBox="0 0 1 1"',
    ' data-x="a"',
    ' data-md-component="a"',
    ' onclick="x()"',
    ' style="x"',
    ' type="checkbox"',
    ' type="file"',
    ' fill="url(#a)"',
    ' fill="url(x#a)"',
    ' rel="next"',
    " id=a",
    " id='a'",
    '\nid="e"',
    ' ID="f"',
]
HARMLESS = [
    ' class="a b"',
    " hidden",
    ' title="a &quot;b&quot; c"',
    ' data-x="id="',
    ' lang="fr"',
    '\naria-label="&lt;"',
]
WORDS = ["", "", " ", "a", "one two\n three", "&amp;", "&lt;b&gt;", "&#34;", "&para;", "“é”", "\u00a0", "&nbsp;", "𝒂"]
ODDITIES = [
    *("<", ">", "&", '"', "'", "/", "=", "!", "\0", "\r", "\f", "\t", "\x1b", "\x85", "\ufffe", "\ufeff", "`", "]]>"),
    *(
        "&amp",
        "&lt",
        "&lt;script>",
        "&#60;",
        "&#x3c;",
        "&#0;",
        "&#150;",
        "&apos;",
        "&notin;",
        "<!-- x -->",
        "<!>",
        "<?x?>",
    ),
    *(
        "<p>",
        "</p>",
        "<p/>",
        "<div>",
        "</div>",
        "<a>",
        "</a>",
        "<li>",
        "<br>",
        "</br>",
        "<td>",
        "<tr>",
        "<table>",
        "<dd>",
    ),
    *("<script>", "</script>", "<style>", "<title>", "</title>", "<textarea>", "<svg>", "</svg>", "<math>", "<desc>"),
    *(
        "<select>",
        "<option>",
        "<template>",
        "<form>",
        "</form>",
        "<button>",
        "<h1>",
        "</h1>",
        "<article>",
        "</article>",
    ),
    *(
        "<P>",
        "<image>",
        "<body>",
        "</body>",
        "<html>",
        "<head>",
        "<plaintext>",
        "<iframe>",
        "<noscript>",
        "<rt>",
        "<ruby>",
    ),
    *(
        "<![CDATA[x]]>",
        '<p id="a">',
        '<p id="a"',
        '"><img src=x onerror=alert(1)>',
        "<a href='x'>",
        "<a href=x>",
        "<b><i></b></i>",
    ),
]


def write_elements(choice: Random, inside: Inside = ARTICLE, depth: int = 5) -> str:
    """What may stand inside an element, as the grammar has it, with any attributes."""
    parts = []
    for _ in range(choice.choice((0, 1, 1, 2, 3)) if depth and inside.elements else 0):
        name = choice.choice([*inside.elements])
        attributes = "".join(
            choice.sample(ATTRIBUTES if choice.random() < 0.02 else HARMLESS, choice.choice((0, 0, 1, 2)))
        )
        within = inside.elements[name]
        if within is NOTHING:
            parts.append(f"<{name.rstrip('/')}{attributes}{'/' if name.endswith('/') else ''}>")
        elif name != "script":
            parts.append(f"<{name}{attributes}>{write_elements(choice, within, depth - 1)}</{name}>")
        if inside.refused is None:
            parts.append(choice.choice(WORDS))
    return "".join(parts)


def break_html(choice: Random, html: str) -> str:
    """The same with something put into it, taken out of it or moved about in it."""
    for _ in range(choice.choice((1, 1, 2, 3))):
        place = choice.randint(0, len(html))
        html = html[:place] + choice.choice(["", *ODDITIES]) + html[place + choice.choice((0, 0, 0, 1, 4, 12)) :]
    pieces = re.findall("<[^<>]*>|[^<>]+|[<>]", html)
    if pieces and choice.random() < 0.3:
        moved = pieces.pop(choice.randrange(len(pieces)))
        pieces.insert(choice.randint(0, len(pieces)), moved)
    return "".join(pieces)


def agree(content: bytes) -> bool:
    """Whether the page was read strictly; then the parser must have read the same, and no fault."""
    strict = read_strictly(content)
    if strict is None:
        return False
    page = read_page(content)
    assert page.faults == []
    assert strict.anchors == page.anchors
    assert strict.links == {(link.address, link.loaded) for link in page.links}
    assert strict.scripts == [program for program, _ in page.scripts]
    assert strict.titles == page.titles
    assert strict.text == page.text
    return True


# Pages are made from a number: each draws hundreds of times, which would be slow one by one.
@settings(max_examples=1000)
@given(st.integers(0, 2**32))
def test_it_reads_what_the_parser_reads(number: int) -> None:
    agree(frame(write_elements(Random(number))).encode())


@settings(max_examples=1000)
@given(st.integers(0, 2**32))
def test_it_never_accepts_what_the_parser_refuses(number: int) -> None:
    choice = Random(number)
    agree(frame(break_html(choice, write_elements(choice))).encode())


def test_most_of_what_the_grammar_has_is_read() -> None:
    """Else the two tests above would say little."""
    read = [agree(frame(write_elements(Random(number))).encode()) for number in range(200)]
    assert sum(read) > 100


@given(st.integers(0, 2**30), st.sampled_from(["", *ODDITIES]), st.sampled_from([0, 1, 4, 12, 40]))
def test_a_frame_with_anything_anywhere(place: int, oddity: str, taken: int) -> None:
    page = frame("<p>x</p>")
    place %= len(page)
    agree((page[:place] + oddity + page[place + taken :]).encode())


def frame(content: str) -> str:
    """A page as the theme makes it."""
    head = (
        '<meta charset="utf-8"><title>T &amp; t - Site</title><link rel="stylesheet" href="../a.css">'
        '<script>e=(a<<5)-1,s=new URL("..",location)</script><script type="application/ld+json">{"a": "\\u003c"}</script>'
    )
    return (
        f'<!doctype html>\n<html lang="en" class="no-js"><head>{head}</head>\n<body dir="ltr"><header data-md-component="header">'
        '<label for="__search"><svg viewBox="0 0 1 1"><path d="M0 0"/></svg></label><form name="search"><input id="__search" type="text" required></form>'
        f'</header><main><article class="md-content__inner md-typeset">{content}</article></main>'
        '<script src="../a.js" defer></script></body>\n</html>\n'
    )


def test_a_page_of_the_themes_is_read() -> None:
    assert agree(frame('<h1 id="a">T &amp; t<a href="#a">&para;</a></h1><p>One<br>two</p>').encode())


@pytest.mark.parametrize(
    "content",
    [
        "<p>a<p>b</p>",
        "<p><div>a</div></p>",
        "<p><details><summary>a</summary></details></p>",
        "<ul><li>a<li>b</ul>",
        "<ul><div>a</div></ul>",
        "<dl><dd><div><dt>a</dt></div></dd></dl>",
        "<dl><dt><dl><dd>a</dd></dl></dt></dl>",
        "<address><ul><li>a</li></ul></address>",
        '<svg><a href="#a"><title>a</title></a></svg>',
        "<table><tr><td>a</td></tr></table>",
        "<table>a<tbody></tbody></table>",
        "<table><tbody><tr>a<td>b</td></tr></tbody></table>",
        "<a href='x'>a</a>",
        "<a href=x>a</a>",
        '<a href="x"><em><a href="y">a</a></em></a>',
        "<button><span><button>a</button></span></button>",
        "<form><div><form></form></div></form>",
        "<b><i>a</b></i>",
        "<b>a",
        "a</b>",
        "</article><p>a</p><article>",
        "<svg><p>a</p></svg>",
        "<svg><desc><p>a</p></desc></svg>",
        "<svg><title>&lt;p></title></svg>",
        "<svg><title><p>a</p></title></svg>",
        "<svg><script>a</script></svg>",
        "<div/>",
        "<br></br>",
        "<p>a &copy b</p>",
        "<p>a & b</p>",
        "<p>a > b</p>",
        "<p title='a'>b</p>",
        '<p title="a > b">c</p>',
        '<p title="a"id="b">c</p>',
        '<p id="a" ID="b">c</p>',
        "<P>a</P>",
        "<p>a</p >",
        "<p\t>a</p>",
        "<p>a\0b</p>",
        "<p>a\rb</p>",
        "<p>a\ufffeb</p>",
        "<ruby>a<rt>b</rt></ruby>",
        "<select><option>a</option></select>",
        "<title>a</title>",
        "<!-- a -->",
        "<div>" * 101 + "</div>" * 101,
    ],
)
def test_what_is_left_to_the_parser(content: str) -> None:
    assert read_strictly(frame(content).encode()) is None
    assert read_strictly(article(content)) is None


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("<!doctype html>", ""),
        ("<!doctype html>", "<!DOCTYPE html PUBLIC>"),
        ("<!doctype html>", "a<!doctype html>"),
        ("</body>", "</body><p>a</p>"),
        ("<head>", "<body></body><head>"),
        ("</html>", "</html><html></html>"),
        ("</head>", "a</head>"),
        ("</head>", "<p>a</p></head>"),
        ("</head>", "<!-- a --></head>"),
        ("</head>", '<meta name="a" content="<script>"></head>'),
        ("</head>", '<meta http-equiv="refresh" content="0; url=a"></head>'),
        ("</head>", "<noscript></noscript></head>"),
        ("</head>", "<script>a<!--b</script></head>"),
        ("</head>", "<script>a</b</script></head>"),
        ("</head>", "<script>a</script ></head>"),
        ("</head>", '<script type="application/json">{</script></head>'),
        ("<title>", "<title><script>a</script>"),
        ("<main>", '<main><article class="a"></article>'),
        ("<main>", "<main><script>'<article class=\"md-content__inner\">'"),
        ("</main>", "</main></div>"),
        ("<p>x</p>", "<p>\xff</p>"),
    ],
)
def test_what_of_a_frame_is_left_to_the_parser(old: str, new: str) -> None:
    page = frame("<p>x</p>")
    assert old in page
    assert read_strictly(page.replace(old, new, 1).encode("latin-1")) is None


def test_words_are_found_where_elements_part_them() -> None:
    page = read_strictly(
        frame("<p title='x'>".replace("'", '"') + "One &amp; <em>two</em>\nthree</p><p>four</p>").encode()
    )
    assert page is not None
    assert page.says("One & two three four")
    assert page.says("One &")
    assert not page.says("x")
    assert not page.says("three  four")
    assert page.bears("T & t")
    assert not page.bears("One")


@pytest.mark.parametrize("path", ["index.html", "cases/x/index.html", "fr/cases/x/index.html"])
def test_pages_as_the_engine_makes_them_need_no_parser(built: Built, path: str) -> None:
    assert agree((built.site / path).read_bytes())
