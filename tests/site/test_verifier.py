from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from generator.site.address import resolve
from generator.site.inspector import inspect_file
from generator.site.page_report import pack
from generator.site.promise import Promise
from generator.site.tally import EXAMPLES
from generator.site.verifier import verify_site
from tests.site.example import ADDRESS, Built

if TYPE_CHECKING:
    from pathlib import Path

    from generator.finding import Finding

CASE = "cases/x/index.html"


def change(file: Path, old: str, new: str) -> None:
    text = file.read_text()
    assert old in text
    file.write_text(text.replace(old, new, 1))


def verify(site: Path, built: Built, **changes: object) -> list[tuple[str, str]]:
    """The codes of what is found and the files it is found in; `changes` are made to what the case's page promises."""
    return [(finding.code, finding.at.path) for finding in findings(site, built, **changes)]


def findings(site: Path, built: Built, **changes: object) -> tuple[Finding, ...]:
    promises = {
        prefix: [replace(one, **changes) if (prefix, one.path) == ("", "cases/x.md") else one for one in promised]
        for prefix, promised in built.promises.items()
    }
    return verify_site(site, promises, site_url=ADDRESS)


def test_a_site_as_promised(built: Built) -> None:
    assert findings(built.site, built) == ()


def test_a_page_is_missing(copy: Path, built: Built) -> None:
    (copy / "about/index.html").unlink()
    [finding, *rest] = [one for one in findings(copy, built) if one.code == "V001"]
    assert finding.at.path == "about/index.html"
    assert "content/en/about.md" in finding.message
    assert rest == []


def test_an_anchor_is_missing(copy: Path, built: Built) -> None:
    change(copy / CASE, 'id="note"', 'id="notes"')
    assert verify(copy, built) == [("V002", CASE)]


def test_an_anchor_stands_twice(copy: Path, built: Built) -> None:
    change(copy / CASE, "<details", '<p id="note">x</p><details')
    [finding] = findings(copy, built)
    assert (finding.code, finding.at.path) == ("V018", CASE)
    assert '<details id="note"' in (copy / CASE).read_text().splitlines()[finding.at.line - 1]


def test_a_title_is_missing(built: Built) -> None:
    assert verify(built.site, built, title="The case of Y") == [("V003", CASE)]


@pytest.mark.parametrize(
    "old_new",
    [
        ("July 2017", "July  2018"),
        ("A quote’s", "A quote's"),
        ("<em>no</em>", "<em>some</em>"),
        ("went on<br>", "went on"),
    ],
)
def test_words_are_missing(copy: Path, built: Built, old_new: tuple[str, str]) -> None:
    change(copy / CASE, *old_new)
    assert verify(copy, built) == [("V004", CASE)]


def test_words_in_the_frame_do_not_count(built: Built) -> None:
    assert "Skip to content" in (built.site / CASE).read_text()
    assert verify(built.site, built, passages=("Skip to content",)) == [("V004", CASE)]


def test_which_words_are_missing_is_said(built: Built) -> None:
    [finding] = findings(built.site, built, passages=("July 2017", "never\n said"))
    assert "“never said”" in finding.message


@pytest.mark.parametrize("anchor", ["note", "the-case-of-x", "nothing"])
def test_the_search_does_not_find_it(built: Built, anchor: str) -> None:
    assert verify(built.site, built, findable=(anchor,)) == [("V005", CASE)]


def block_of(site: Path, page: str) -> Path:
    """The file of the search that has the records of a page."""
    return next(file for file in site.glob("search/0/r*.js") if json.dumps(page) in file.read_text())


def test_each_language_has_its_own_search(copy: Path, built: Built) -> None:
    block = block_of(copy / "fr", "cases/x/")
    change(
        block,
        block.read_text(),
        'searchPart("0/r0",[["cases/x/","X"],["","X","","case","",""],["event-first","","","","",""]]);\n',
    )
    assert verify(copy, built) == [("V005", "fr/" + CASE)] * 2


def test_the_search_index_is_missing_or_broken(copy: Path, built: Built) -> None:
    index = copy / "search/index.js"
    index.write_text("[]")
    assert ("V015", "search/index.js") in verify(copy, built, findable=())
    index.unlink()
    assert verify(copy, built, findable=()) == [("V015", "search/index.js")]


@pytest.mark.parametrize(
    "change_of", [('["cases/x/"', '["cases/y/"'), ('["event-first"', '["gone"'), ('["cases/x/"', '["../../x"')]
)
def test_the_search_leads_to_what_is_not_there(copy: Path, built: Built, change_of: tuple[str, str]) -> None:
    change(block_of(copy, "cases/x/"), *change_of)
    assert {code for code, _ in verify(copy, built, findable=())} == {"V015"}


@pytest.mark.parametrize(
    "address",
    [
        "../nothing/",
        "nothing.html",
        "../x",
        "../../../index.html",
        "/dossier/nothing/",
        "/elsewhere/",
        ADDRESS + "gone/",
    ],
)
def test_a_link_to_nothing(copy: Path, built: Built, address: str) -> None:
    change(copy / CASE, "July 2017", f'July 2017 <a href="{address}">x</a>')
    [finding] = findings(copy, built)
    assert (finding.code, finding.at.path) == ("V006", CASE)
    assert f"`{address}`" in finding.message


@pytest.mark.parametrize(
    "address", ["#gone", "../x/#gone", "../../#gone", "../../fr/cases/x/#gone", "../x.json#gone", ADDRESS + "#gone"]
)
def test_a_link_to_no_place_in_a_page(copy: Path, built: Built, address: str) -> None:
    change(copy / CASE, "July 2017", f'July 2017 <a href="{address}">x</a>')
    assert verify(copy, built) == [("V007", CASE)]


@pytest.mark.parametrize(
    "address",
    [
        "",
        "#top",
        "#event-first",
        "?q=1#note",
        "../x/",
        "./",
        "../x.json",
        "../../fr/cases/x/#note",
        "/dossier/fr/cases/x/",
        ADDRESS,
        ADDRESS + "cases/x/#note",
        "https://example.com/dossier/nothing",
        "#note:~:text=more",
        "../%78/#no%74e",
    ],
)
def test_a_link_to_something(copy: Path, built: Built, address: str) -> None:
    change(copy / CASE, "July 2017", f'July 2017 <a href="{address}">x</a>')
    assert verify(copy, built) == []


def test_a_file_is_missing_or_changed(copy: Path, built: Built) -> None:
    (copy / "cases/x.json").write_text('{"id": "y"}\n')
    (copy / "fr/cases/x.json").unlink()
    assert verify(copy, built) == [("V008", "cases/x.json"), ("V008", "fr/cases/x.json")]


def test_files_that_nobody_promised(copy: Path, built: Built) -> None:
    (copy / "cases/old").mkdir()
    (copy / "cases/old/index.html").write_bytes((copy / CASE).read_bytes())
    (copy / "fr/notes.txt").write_text("x")
    (copy / "CNAME").write_text("x")
    (copy / "link").symlink_to(copy / "cases")
    (copy / "broken.html").symlink_to(copy / "nowhere")
    assert verify(copy, built) == [
        ("V009", "CNAME"),
        ("V009", "broken.html"),
        ("V009", "cases/old/index.html"),
        ("V009", "fr/notes.txt"),
        ("V009", "link"),
    ]


@pytest.mark.parametrize(
    ("markup", "code"),
    [
        ("<iframe></iframe>", "V010"),
        ('<p style="color: red">x</p>', "V011"),
        ('<a href="javascript:alert(1)">x</a>', "V012"),
        ('<img src="https://example.com/x.png" alt="">', "V013"),
        ('<img srcset="../../assets/mark.svg 1x, https://example.com/x.png 2x" alt="">', "V013"),
        ("<!-- x -->", "V017"),
    ],
)
def test_what_an_article_may_not_hold(copy: Path, built: Built, markup: str, code: str) -> None:
    change(copy / CASE, "<p>In short", f"{markup}<p>In short")
    assert verify(copy, built) == [(code, CASE)]


@pytest.mark.parametrize(
    "markup",
    [
        '<script src="https://example.com/x.js"></script>',
        '<link rel="stylesheet" href="https://example.com/x.css">',
        '<link rel="preconnect" href="https://example.com">',
        '<link rel="icon" href="https://example.com/x.ico">',
        '<link href="https://example.com/x" rel="prefetch">',
    ],
)
def test_what_the_frame_may_not_load(copy: Path, built: Built, markup: str) -> None:
    change(copy / "index.html", "</head>", f"{markup}</head>")
    assert verify(copy, built) == [("V013", "index.html")]


def test_a_style_sheet_that_loads_from_outside(copy: Path, built: Built) -> None:
    [sheet] = (copy / "assets/stylesheets").glob("main.*.css")
    sheet.write_text(sheet.read_text() + "@import 'https://example.com/x.css';")
    assert verify(copy, built) == [("V013", sheet.relative_to(copy).as_posix())]


def test_a_repository_link_that_asks_the_forge(copy: Path, built: Built) -> None:
    change(copy / "index.html", "</header>", '<a class="md-source" href="https://example.com/x/y">x</a></header>')
    assert verify(copy, built) == [("V013", "index.html")]


def test_a_script_that_is_not_the_themes(copy: Path, built: Built) -> None:
    change(copy / CASE, "</body>", "<script>alert(1)</script></body>")
    change(copy / "fr/index.html", "__md_hash", "__md_other")
    assert verify(copy, built) == [("V014", CASE), ("V014", "fr/index.html")]


def test_a_picture_that_runs(copy: Path, built: Built) -> None:
    picture = copy / "assets/other.svg"
    picture.write_text('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>')
    assert verify(copy, built) == [("V011", "assets/other.svg")]


def test_what_repeats_itself_is_told_in_short(copy: Path, built: Built) -> None:
    change(
        copy / CASE,
        "July 2017",
        "July 2017" + '<a href="nowhere">x</a>' + "".join(f'<a href="n{n}">x</a>' for n in range(9)),
    )
    found = findings(copy, built)
    assert [finding.code for finding in found] == ["V006"] * (EXAMPLES + 1)
    assert found[-1].message == "… and 5 more of this kind in this file"
    assert "more" not in found[-2].message


def test_the_same_link_is_told_once(copy: Path, built: Built) -> None:
    change(copy / CASE, "July 2017", "July 2017" + '<a href="nowhere">x</a>' * 7)
    assert verify(copy, built) == [("V006", CASE)]


@pytest.mark.parametrize(
    ("page", "address", "target"),
    [
        ("index.html", "a/", ("a/index.html", "")),
        ("index.html", ".", ("index.html", "")),
        ("a/b/index.html", "..", ("a/index.html", "")),
        ("a/b/index.html", "../..#x", ("index.html", "x")),
        ("a/index.html", "c.json", ("a/c.json", "")),
        ("a/index.html", "../%C3%A9/#%C3%A9", ("é/index.html", "é")),
        ("404.html", "/top/a/", ("a/index.html", "")),
        ("404.html", "/other/a/", ("/other/a/", "")),
        ("404.html", "/top/", ("index.html", "")),
        ("a/index.html", "https://example.org/top/b/#c", ("b/index.html", "c")),
        ("a/index.html", "https://example.org/topper/", None),
        ("a/index.html", "http://[", None),
        ("index.html", "../x", ("../x", "")),
    ],
)
def test_where_an_address_leads(page: str, address: str, target: tuple[str, str] | None) -> None:
    assert resolve(page, address, "https://example.org/top/") == target


def test_a_site_with_nothing_in_it(tmp_path: Path) -> None:
    promised = {"": [Promise(path="index.md"), Promise(path="a.json", digest=b"")]}
    assert [(one.code, one.at.path) for one in verify_site(tmp_path, promised)] == [
        ("V008", "a.json"),
        ("V001", "index.html"),
        ("V015", "search/index.js"),
    ]


def reports_of(site: Path, built: Built) -> list[bytes]:
    """The reports of all pages, each made where its promise is known, two to a pack."""
    promised = {
        f"{prefix}/{one.address}".lstrip("/"): one for prefix, several in built.promises.items() for one in several
    }
    paths = sorted(str(path.relative_to(site)) for path in site.rglob("*.html"))
    reports = [inspect_file(path, (site / path).read_bytes(), promised.get(path), site_url=ADDRESS) for path in paths]
    return [pack(reports[place : place + 2]) for place in range(0, len(reports), 2)]


def verify_reported(site: Path, built: Built) -> list[tuple[str, str, str, int]]:
    """What is found when every page is known from its report and every other file as written."""
    files = {
        f"{prefix}/{one.address}".lstrip("/"): one for prefix, several in built.promises.items() for one in several
    }
    found = verify_site(
        site,
        dict.fromkeys(built.promises, ()),
        site_url=ADDRESS,
        reports=reports_of(site, built),
        written=[path for path, one in files.items() if one.digest is not None],
    )
    return [(finding.code, finding.message, finding.at.path, finding.at.line) for finding in found]


def test_pages_that_were_inspected_before(built: Built) -> None:
    assert verify_reported(built.site, built) == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("July 2017", '<a href="nowhere">x</a>' + "".join(f'<a href="n{n}">x</a>' for n in range(9))),
        (
            "July 2017",
            'July 2017 <a href="#gone">x</a><a href="../../fr/cases/x/#gone">x</a><a href="../x.json#a">x</a>',
        ),
        ("July 2017", 'July 2017 <a href="../x/#no%00te">x</a><a href="../x/#note%00">x</a>'),
        ("July 2017", 'July 2017 <img src="https://example.com/x.png" alt=""><iframe></iframe>'),
        ("</body>", "<script>alert(1)</script></body>"),
        ('id="note"', 'id="notes"'),
        ("<em>no</em>", "<em>some</em>"),
    ],
)
def test_reports_find_what_reading_finds(copy: Path, built: Built, old: str, new: str) -> None:
    change(copy / CASE, old, new)
    read = [(one.code, one.message, one.at.path, one.at.line) for one in findings(copy, built)]
    assert read != []
    assert verify_reported(copy, built) == read


def test_a_page_that_was_inspected_is_missing(copy: Path, built: Built) -> None:
    reports = reports_of(copy, built)
    (copy / CASE).unlink()
    (copy / "cases/x.json").unlink()
    found = verify_site(copy, built.promises, site_url=ADDRESS, reports=reports)
    assert {(one.code, one.at.path) for one in found if one.at.path in {CASE, "cases/x.json"}} == {
        ("V001", CASE),
        ("V008", "cases/x.json"),
    }
    found = verify_site(copy, {"": (), "fr": ()}, site_url=ADDRESS, reports=reports, written=["cases/x.json"])
    missing = [(one.code, one.message) for one in found if one.at.path in {CASE, "cases/x.json"}]
    assert missing == [
        ("V008", "the file cases/x.json is missing"),
        ("V001", "the page made from cases/x.md is missing"),
    ]
