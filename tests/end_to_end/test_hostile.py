"""Text written to do harm, in every field that takes a line: the site shows it as it was written, and nothing runs."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from lxml import html

ROOT = Path(__file__).parent.parent.parent

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("hostile")]

HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "</title></head><svg onload=alert(1)>",
    "a](javascript:alert(1)) [b",
    "[x]: javascript:alert(1)",
    "{{ 7 * 7 }} {% raw %} {# no #}",
    "{: onclick=alert(1) } { #other-id .class }",
    '--8<-- "mkdocs.yml"',
    "*[HTML]: an abbreviation",
    "!!! danger",
    "`code` *star* _under_ ~~gone~~ ==mark== ^up^",
    "&lt;b&gt; &amp; &#x3c;i&#x3e;",
    "\" autofocus onfocus=alert(1) x='",
    "${jndi:ldap://x} $(touch here)",
    "--> <!-- ]]> <![CDATA[",
    "$&$1 \\1 \\n %s %(x)s {0}",
]


def write_case(root: Path, words: str) -> None:
    word = json.dumps(words)
    (root / "dossiers" / "hostile").mkdir(parents=True)
    (root / "dossiers" / "hostile" / "case.yaml").write_text(
        f"""case:
  title: {word}
  summary: What the paper says [@paper].
  languages: [en]
  topics: [{word}]
  places: [{word}]
  key_facts: [event, figure]
organisations:
  maker: {{name: {word}, roles: [{word}], aliases: [{word}], names: {{ru: {word}}}}}
people:
  person: {{shown_as: {word}, why: {word}}}
sources:
  paper:
    type: article-newspaper
    title: {word}
    maker: maker
    author: {{literal: {word}, role: {word}}}
    container-title: {word}
    publisher: {word}
    number: {word}
    issued: {{edtf: 2020-01-01, as_written: {word}, inferred: {word}}}
    seen: original
    rights: {word}
    note: Of [[maker]] and [[person]].
events:
  event: {{date: {{edtf: 2019, as_written: {word}, inferred: {word}}}, title: {word}, where: {word}, cite: {{source: paper, at: {word}}}, who: [{{party: person, role: {word}}}]}}
claims:
  claim:
    title: {word}
    text: Something is so.
    assertions: [{{by: maker, act: states, cite: paper, words: {word}}}]
quotes:
  quote: {{text: {word}, language: en, speaker: maker, cite: paper, translations: [{{text: {word}, language: fr, by: {word}}}]}}
quantities:
  figure: {{value: 2, qualifier: about, unit: {word}, of: {word}, cite: paper}}
relations:
  tie: {{subject: maker, kind: other, title: {word}, object: person, cite: paper}}
""",
        encoding="utf-8",
    )


@pytest.fixture(scope="module", params=range(0, len(HOSTILE), 4), ids=lambda start: f"strings {start} to {start + 3}")
def words_and_site(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, Path]:
    words = " ".join(HOSTILE[request.param : request.param + 4])
    root = tmp_path_factory.mktemp("hostile")
    for name in ("mkdocs.yml", "mkdocs.fr.yml", "content", "generator/site/theme"):
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, root / name)
        else:
            shutil.copy(source, root / name)
    write_case(root, words)
    command = [sys.executable, "-m", "generator", "--root", str(root), "build", "--today", "2026-01-20"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return words, root / "build" / "site"


def test_the_words_are_shown_as_they_were_written(words_and_site: tuple[str, Path]) -> None:
    words, site = words_and_site
    page = html.fromstring((site / "cases/hostile/index.html").read_bytes())
    shown = " ".join(words.split())

    def text_of(element: html.HtmlElement) -> str:
        return " ".join(str(element.text_content()).split())

    assert text_of(page.find(".//h1")).startswith(shown)
    assert text_of(page.get_element_by_id("event-event")) == shown
    assert shown in text_of(page.get_element_by_id("claim-claim"))
    (quote, *_) = page.xpath("//figure[contains(@class, 'quote')]//blockquote/p")
    assert text_of(quote) == shown


def test_nothing_of_it_became_markup(words_and_site: tuple[str, Path]) -> None:
    _, site = words_and_site
    for file in site.rglob("*.html"):
        page = html.fromstring(file.read_bytes())
        assert page.xpath("//article//script | //img[@onerror] | //svg[@onload] | //*[@onclick] | //*[@onfocus]") == []
        assert not [link for link in page.xpath("//a/@href") if link.strip().lower().startswith("javascript")]


def test_a_browser_runs_nothing(browser: object, words_and_site: tuple[str, Path]) -> None:
    _, site = words_and_site
    ran: list[str] = []
    context = browser.new_context()  # type: ignore[attr-defined]
    page = context.new_page()
    page.on("dialog", lambda dialog: (ran.append(dialog.message), dialog.dismiss()))
    for name in ("cases/hostile", "people", "sources", "timeline", "cases"):
        page.goto((site / name / "index.html").as_uri())
        page.wait_for_timeout(100)
    context.close()
    assert ran == []
