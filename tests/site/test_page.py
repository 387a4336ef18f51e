from __future__ import annotations

import pytest

from generator.site.markup import address_fault, is_absolute, loaded_by
from generator.site.page import read_page, read_picture


def article(content: str) -> bytes:
    """A page of the theme's, with that in its article."""
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>T - Site</title></head><body>'
        f'<main><article class="md-content__inner md-typeset">{content}</article></main></body></html>'
    ).encode()


def codes(content: bytes) -> list[str]:
    return [fault.code for fault in read_page(content).faults]


@pytest.mark.parametrize(
    "content",
    [
        '<p id="a" class="b" lang="fr" dir="ltr" title="c" tabindex="0" aria-label="d">x</p>',
        '<a href="https://example.com/" rel="nofollow" hreflang="en">x</a><a href="HTTP://example.com">x</a>',
        '<a href="../x/#y">x</a><a href="#y">x</a><a href="">x</a><a href="?q=1">x</a><a href="a%3Ab">x</a>',
        '<details open name="n"><summary>s</summary><time datetime="2017">t</time></details>',
        '<svg viewBox="0 0 1 1" role="img"><title>a &amp; b</title><path d="M0 0" fill="url(#g)"/></svg>',
        '<form method="get" action=""><label for="q">q</label><input id="q" type="search" name="q"><button>b</button></form>',
        '<img src="../a.png" srcset="../a.png 1x, ../b.png 2x" alt="a" width="1" height="1" loading="lazy">',
        '<button popovertarget="p" type="button">x</button><div id="p" popover>y</div>',
        '<ol start="2" reversed><li value="3">x</li></ol><table><tr><th scope="col" colspan="2">x</th></tr></table>',
        "<p>a < b & c > d \"e\" 'f'</p>",
    ],
)
def test_what_may_stand_in_an_article(content: str) -> None:
    assert read_page(article(content)).faults == []


@pytest.mark.parametrize(
    ("content", "code"),
    [
        ("<script>alert(1)</script>", "V010"),
        ("<style>p{}</style>", "V010"),
        ('<iframe src="x"></iframe>', "V010"),
        ('<object data="x"></object>', "V010"),
        ('<embed src="x">', "V010"),
        ('<base href="https://example.com/">', "V010"),
        ('<link rel="stylesheet" href="x">', "V010"),
        ('<meta http-equiv="refresh" content="0; url=x">', "V010"),
        ("<math><mi>x</mi></math>", "V010"),
        ("<template><p>x</p></template>", "V010"),
        ("<noscript><p>x</p></noscript>", "V010"),
        ("<textarea>x</textarea>", "V010"),
        ("<plaintext>x", "V010"),
        ("<image src=x>", "V010"),
        ("<svg><foreignObject><p>x</p></foreignObject></svg>", "V010"),
        ('<svg><use href="#x"/></svg>', "V010"),
        ("<svg><animate/></svg>", "V010"),
        ("<title>x</title>", "V010"),
        ("<marquee>x</marquee>", "V010"),
        ('<p style="color:red">x</p>', "V011"),
        ('<p onclick="x()">x</p>', "V011"),
        ('<p ONMOUSEOVER="x()">x</p>', "V011"),
        ('<img src="x" onerror="alert(1)" alt="">', "V011"),
        ("<p/onclick=x>x</p>", "V011"),
        ('<a href="x" ping="https://example.com/">x</a>', "V011"),
        ('<p data-md-component="search">x</p>', "V011"),
        ('<form name="location"></form>', "V011"),
        ('<button formaction="x">x</button>', "V011"),
        ('<svg><a xlink:href="javascript:x">x</a></svg>', "V011"),
        ('<p contenteditable="">x</p>', "V011"),
        ('<td background="x">', "V011"),
        ('<a href="javascript:alert(1)">x</a>', "V012"),
        ('<a href=" JaVa\tScript:alert(1)">x</a>', "V012"),
        ('<a href="&#106;avascript:alert(1)">x</a>', "V012"),
        ('<a href="\x01javascript:alert(1)">x</a>', "V012"),
        ('<a href="data:text/html,x">x</a>', "V012"),
        ('<a href="vbscript:x">x</a>', "V012"),
        ('<a href="mailto:a@example.com">x</a>', "V012"),
        ('<a href="file:///etc/passwd">x</a>', "V012"),
        ('<a href="//example.com/">x</a>', "V012"),
        (r'<a href="/\example.com/">x</a>', "V012"),
        (r'<a href="https:\\example.com">x</a>', "V012"),
        ('<img src="data:image/png;base64,AAAA" alt="">', "V012"),
        ('<img srcset="a.png 1x, javascript:x 2x" alt="">', "V012"),
        ('<q cite="javascript:x">x</q>', "V012"),
        ('<form method="post"></form>', "V012"),
        ('<form action="javascript:x"></form>', "V012"),
        ('<input type="file">', "V012"),
        ('<input type="password">', "V012"),
        ('<svg><rect fill="url(https://example.com/x.svg#g)"/></svg>', "V012"),
        ('<pre class="mermaid">x</pre>', "V013"),
        ("<!-- x -->", "V017"),
        ("<!--><img src=x onerror=alert(1)>-->", "V017"),
        ("<![CDATA[ > <p>x</p> ]]>", "V017"),
        ("<?php x ?>", "V017"),
        ("<svg><title><img src=x onerror=alert(1)></title></svg>", "V017"),
        ("<div>" * 300 + "</div>" * 300 + "<script></script>", "V017"),
        ('<p id="a"></p><p id="a"></p>', "V018"),
    ],
)
def test_what_may_not_stand_in_an_article(content: str, code: str) -> None:
    assert code in codes(article(content))


def test_a_page_whose_letters_are_not_utf8() -> None:
    assert codes(article("x").replace(b"x", b"\xff")) == ["V017"]


@pytest.mark.parametrize(
    ("head", "code"),
    [
        ('<base href="https://example.com/">', "V010"),
        ("<style>p{}</style>", "V010"),
        ('<noscript><p title="</noscript><img src=x onerror=alert(1)>"></noscript>', "V010"),
        ('<meta http-equiv="refresh" content="0; url=https://example.com/">', "V012"),
        ('<meta http-equiv="refresh" content="0; url=javascript:x">', "V012"),
        ('<meta http-equiv="refresh" content="0">', "V012"),
        ('<meta http-equiv="set-cookie" content="x">', "V011"),
        ('<script onload="x" src="x.js"></script>', "V011"),
        ('<script src="data:text/javascript,x"></script>', "V012"),
        ('<script type="application/ld+json">{"a": </script>', "V014"),
        ("<!-- <script> -->", "V017"),
    ],
)
def test_what_may_not_stand_around_an_article(head: str, code: str) -> None:
    assert code in codes(article("x").replace(b"</head>", head.encode() + b"</head>"))


def test_what_the_frame_needs_may_stand_there() -> None:
    head = (
        '<meta name="description" content="url(https://example.com/)"><link rel="canonical" href="https://example.org/">'
        '<link rel="stylesheet" href="a.css"><script src="a.js"></script><!-- theme -->'
        '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'">'
        '<script type="application/ld+json">{"a": "\\u003c/script>"}</script>'
    )
    assert read_page(article("x").replace(b"</head>", head.encode() + b"</head>")).faults == []


def test_which_links_are_loaded() -> None:
    head = (
        '<link rel="canonical" href="a"><link rel="alternate " href="b"><link rel="stylesheet" href="c">'
        '<link rel="alternate stylesheet" href="d"><link rel="preconnect" href="e"><link href="f"><script src="g"></script>'
        '<meta http-equiv="refresh" content="0; url=h">'
    )
    content = article('<a href="i">x</a><img src="j" srcset="k 1x, l 2x" alt="">').replace(
        b"</head>", head.encode() + b"</head>"
    )
    loaded = {link.address: link.loaded for link in read_page(content).links}
    assert {address for address, is_loaded in loaded.items() if is_loaded} == {"c", "d", "e", "g", "j", "k", "l"}
    assert set(loaded) == set("abcdefghijkl")


def test_the_words_of_an_article() -> None:
    content = '<h1>Title<a class="headerlink">¶</a></h1><p>One<br>two<em>th</em>ree\n  four</p><p>five</p><ul><li>a</li><li>b</li></ul>'
    page = read_page(article(content).replace(b"<main>", b"<main>not in it"))
    assert page.text == "Title¶ One twothree four five a b"
    assert page.titles == ("T - Site", "Title¶")


def test_a_page_without_an_article_is_read_whole() -> None:
    page = read_page(b"<html><head><title>T</title></head><body><p id=a>x</p></body></html>")
    assert (page.text, page.anchors, page.faults) == ("T x", {"a"}, [])
    assert read_page(b"").text == ""


def test_scripts_are_told_apart_but_for_the_depth_of_their_page() -> None:
    def script(depth: str, rest: str) -> str:
        page = read_page(f'<html><body><script>s=new URL("{depth}",location),{rest}</script></body></html>'.encode())
        return page.scripts[0][0]

    assert script("../..", "a") == script("/dossier/", "a")
    assert script("..", "a") != script("..", "b")
    assert script('x",location);alert(1);new URL("', "a") != script("..", "a")


@pytest.mark.parametrize(
    ("picture", "codes"),
    [
        (
            '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><!-- c --><title>a</title><path d="M0 0"/></svg>',
            [],
        ),
        ('<?xml version="1.0" encoding="utf-8"?><svg xmlns="http://www.w3.org/2000/svg"/>', []),
        ('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>', ["V010"]),
        ('<svg xmlns="http://www.w3.org/2000/svg"><foreignObject/></svg>', ["V010"]),
        ('<svg xmlns="http://www.w3.org/2000/svg" onload="x"/>', ["V011"]),
        (
            '<svg xmlns="http://www.w3.org/2000/svg" xmlns:x="http://www.w3.org/1999/xlink"><path x:href="a"/></svg>',
            ["V011"],
        ),
        ('<svg xmlns="http://www.w3.org/2000/svg"><path fill="url(https://example.com/)"/></svg>', ["V012"]),
        ('<html xmlns="http://www.w3.org/1999/xhtml"/>', ["V010"]),
        ('<?xml-stylesheet href="x"?><svg xmlns="http://www.w3.org/2000/svg"/>', ["V017"]),
        ('<!DOCTYPE svg [<!ENTITY a "b">]><svg xmlns="http://www.w3.org/2000/svg"/>', ["V017"]),
        ("<svg", ["V017"]),
        ("", ["V017"]),
    ],
)
def test_a_picture_of_its_own(picture: str, codes: list[str]) -> None:
    assert [fault.code for fault in read_picture(picture.encode())] == codes


@pytest.mark.parametrize(
    ("stylesheet", "loaded"),
    [
        ("p{background:url(a.png)}@import 'b.css';", []),
        ("/* https://example.com/ */p{} /*# sourceMappingURL=https://example.com/x.map */", []),
        ("p{mask:url(\"data:image/svg+xml;utf8,<svg xmlns='http://www.w3.org/2000/svg'/>\")}", []),
        ("p{background:url(data:image/png;base64,//8A)}", []),
        ("p{background:url(https://example.com/a.png)}", ["https://example.com/a.png"]),
        ("p{background:url( '//example.com/a.png' )}", ["//example.com/a.png"]),
        ("@import 'http://example.com/a.css';", ["http://example.com/a.css"]),
        ("p{background:image-set('https://example.com/a.png' 1x)}", ["https://example.com/a.png"]),
    ],
)
def test_what_a_style_sheet_loads(stylesheet: str, loaded: list[str]) -> None:
    assert list(loaded_by(stylesheet)) == loaded


def test_addresses() -> None:
    assert [address for address in ("a", "#b", "/c", "?d", "./e:f", "") if is_absolute(address)] == []
    assert address_fault("x:y") == "an address may not begin with `x:`"
    assert address_fault("https://example.com/") == ""
