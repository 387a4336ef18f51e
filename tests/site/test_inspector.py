from __future__ import annotations

import pytest

from generator.site.inspector import inspect_file, inspect_page
from generator.site.page_report import PageReport, pack, unpack
from generator.site.promise import Promise
from tests.site.test_strict_page import frame

PATH = "cases/x/index.html"
ADDRESS = "https://example.org/dossier"


def inspect(content: str, promise: Promise | None = None) -> PageReport:
    return inspect_page(PATH, frame(content).encode(), promise, site_url=ADDRESS)


def codes(report: PageReport) -> list[str]:
    return [finding.code for finding in report.findings]


COMMENT = "<!-- what only the parser reads -->"


@pytest.mark.parametrize("more", ["", COMMENT], ids=["strictly", "by the parser"])
def test_a_page_is_reported_alike_however_it_is_read(more: str) -> None:
    content = frame(
        '<h1 id="case">T &amp; t</h1><p id="a"><a href="#case">x</a><a href="#top">x</a><a href="../y/#b">x</a><a href="">x</a></p>'
        '<p><a href="../y/">x</a><a href="../y/#c">x</a><a href="x.json">x</a><a href="https://example.com/">x</a></p>'
        f'<p><a href="#gone">x</a><a href="{ADDRESS}/z/#top">x</a><a href="../x/#a">x</a></p>'
    ).replace("</head>", f"{more}</head>")
    promise = Promise(path="cases/x.md", title="T & t", anchors=("case", "b"), passages=("x x", "xx", "no\n such"))
    report = inspect_page(PATH, content.encode(), promise, site_url=ADDRESS)
    assert [(finding.code, finding.message) for finding in report.findings] == [
        ("V002", "the page made from cases/x.md has no anchor `b`"),
        ("V004", "the page made from cases/x.md does not say “no such”"),
    ]
    assert report.anchors == {"case", "a", "__search"}
    assert report.links == {
        "cases/a.css": frozenset(),
        "cases/a.js": frozenset(),
        "cases/y/index.html": {"b", "c"},
        "cases/x/x.json": frozenset(),
        "cases/x/index.html": {"gone"},
        "z/index.html": frozenset(),
    }
    assert len(report.scripts) == 1
    assert report.origin == "cases/x.md"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        ("<iframe></iframe>", "V010"),
        ('<p onclick="x">x</p>', "V011"),
        ('<a href="javascript:x">x</a>', "V012"),
        ('<img src="https://example.com/x.png" alt="">', "V013"),
        ('<pre class="mermaid">x</pre>', "V013"),
        (COMMENT, "V017"),
        ('<p id="a"></p><p id="a"></p>', "V018"),
    ],
)
def test_what_is_wrong_in_a_page(content: str, code: str) -> None:
    assert codes(inspect(content)) == [code]


def test_a_title_that_stands_nowhere() -> None:
    assert codes(inspect("<h1>An  other</h1>", Promise(path="a.md", title="An other"))) == []
    assert codes(inspect("<p>An other</p>", Promise(path="a.md", title="An other"))) == ["V003"]


def test_programs_are_told_apart_but_for_the_depth_of_their_page() -> None:
    deep = frame("").replace('new URL("..",location)', 'new URL("../../..",location)').encode()
    other = frame("").replace("a<<5", "a<<6").encode()
    assert inspect("").scripts == inspect_page(PATH, deep).scripts
    assert inspect("").scripts != inspect_page(PATH, other).scripts


@pytest.mark.parametrize(
    ("path", "content", "found"),
    [
        ("a.svg", b'<svg xmlns="http://www.w3.org/2000/svg" onload="x"/>', ["V011"]),
        ("a.css", b"@import 'https://example.com/x.css';", ["V013"]),
        ("a.css", b"p{}", []),
        ("a.js", b"<script>", []),
        ("a.html", frame("<b>").encode(), []),
        ("a.html", frame("<xmp></xmp>").encode(), ["V010"]),
    ],
)
def test_files_of_each_kind(path: str, content: bytes, found: list[str]) -> None:
    report = inspect_file(path, content, Promise(path="a", source="content/a"))
    assert codes(report) == found
    assert (report.path, report.origin) == (path, "content/a")


def test_reports_are_packed_and_unpacked() -> None:
    reports = (
        inspect('<p id="é\n1"><a href="../y/#%00b">x</a><iframe></iframe></p>', Promise(path="a.md", title="T")),
        inspect(""),
        PageReport("a.svg"),
    )
    assert unpack(pack(reports)) == reports
    assert pack(reports) == pack(unpack(pack(reports)))
    assert unpack(pack([])) == ()


@pytest.mark.parametrize("packed", [b"", b"x", pack([])[:-4], b"x\x9c\x03\x00\x00\x00\x00\x01"])
def test_what_is_no_pack(packed: bytes) -> None:
    with pytest.raises(ValueError):
        unpack(packed)
