from __future__ import annotations

from typing import TYPE_CHECKING

from generator.site.promise import Promise
from generator.site.search import index_hand_written, read_sections
from generator.site.search.index import PART

if TYPE_CHECKING:
    from pathlib import Path

HTML = """<!doctype html><html><body><header><h2 id="frame">Frame</h2></header>
<article class="md-content__inner md-typeset">
<a class="md-icon" href="e"><svg viewBox="0 0 1 1"><path d="M0 0"/></svg></a>
<h1 id="about">About <em>us</em><a class="headerlink" href="#about">¶</a></h1>
<p>Who un<b>believ</b>ably<br>writes.</p><!-- a remark --><script>let hidden;</script>
<div><h2 id="money">Who <code>pays</code><a class="headerlink" href="#money">¶</a></h2></div><ul><li>No</li><li>body</li></ul>
<h3>No id</h3><p>Goes on.</p>
</article><footer>Foot</footer></body></html>"""


def test_each_heading_with_an_id_begins_a_section() -> None:
    page, money = read_sections(HTML.encode(), "en")
    assert (page.anchor, page.title, page.text) == ("", "About us", "Who unbelievably writes.")
    assert (money.anchor, money.title) == ("money", "Who pays")
    assert money.text == "No body No id Goes on."
    assert (money.kind, money.language) == ("page", "en")


def test_a_page_without_an_article_has_none() -> None:
    assert read_sections(b"<html><body><h1>404</h1></body></html>", "en") == ()


def test_only_pages_written_by_hand_are_read(tmp_path: Path) -> None:
    (tmp_path / "about").mkdir()
    (tmp_path / "about/index.html").write_text(HTML)
    promises = [
        Promise(path="about.md", source="content/en/about.md"),
        Promise(path="assets/mark.svg", source="content/assets/mark.svg"),
        Promise(path="cases/x.md"),
    ]
    ((page, content),) = index_hand_written(tmp_path, promises, "en")
    assert page == "about/"
    assert "pays" in content.decode().split(PART)[1].split("\n")
