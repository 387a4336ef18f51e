"""The whole program on the project's own facts: the site is built, verified, and read in a real browser."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING

import pytest

from tests.end_to_end.project import TODAY, copy_project, run_dossier

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser, Page

PAGES = (
    "",
    "cases/",
    "cases/jardemalie/",
    "cases/dreyfus/",
    "cases/dreyfus/as-of-1898-01-13/",
    "people/",
    "sources/",
    "timeline/",
    "changes/",
    "method/",
    "glossary/",
    "proofs/",
)
"""One page of every kind, as seen from the root of a language."""

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("site")]


def test_a_second_build_writes_nothing_and_gives_the_same_bytes(project: Path) -> None:
    site = project / "build" / "site"
    before = {path.relative_to(site): path.read_bytes() for path in site.rglob("*") if path.is_file()}
    done = run_dossier(project, "build", "--today", TODAY)
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stderr.startswith("0 files written")
    after = {path.relative_to(site): path.read_bytes() for path in site.rglob("*") if path.is_file()}
    assert after == before


def test_every_case_is_in_both_languages(project: Path) -> None:
    for case in (project / "dossiers").iterdir():
        if case.name != "shared" and (case / "case.yaml").exists():
            assert (project / "build/site/cases" / case.name / "index.html").is_file()
            assert (project / "build/site/fr/cases" / case.name / "index.html").is_file()


def test_a_reader_finds_the_case_from_home(page: Page) -> None:
    page.goto("")
    page.get_by_role("link", name="Cases", exact=True).first.click()
    page.locator(".case-card a").first.click()
    assert page.locator("h1").inner_text().strip()
    assert page.locator("#at-a-glance").is_visible()


def test_a_citation_opens_its_source_in_place_by_hover_focus_and_tap(page: Page) -> None:
    page.goto("cases/jardemalie/")
    cite, card = page.locator("article a.cite").first, page.locator("#cite-card")
    assert not card.is_visible()
    cite.hover()
    card.wait_for(state="visible")
    page.mouse.move(0, 0)
    card.wait_for(state="hidden")
    cite.focus()
    card.wait_for(state="visible")
    assert "La Libre" in card.inner_text()
    assert cite.get_attribute("aria-describedby") == "cite-card"
    page.keyboard.press("Escape")
    card.wait_for(state="hidden")
    assert page.url.endswith("cases/jardemalie/")


def test_the_first_tap_on_a_citation_opens_it_and_the_second_leads_to_the_list(browser: Browser, address: str) -> None:
    context = browser.new_context(has_touch=True, viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.goto(f"{address}cases/jardemalie/")
    cite, card = page.locator("article a.cite").first, page.locator("#cite-card")
    cite.tap()
    card.wait_for(state="visible")
    assert page.url.endswith("cases/jardemalie/")
    cite.tap()
    page.wait_for_url("**/cases/jardemalie/#source-*")
    context.close()


def test_a_citation_leads_to_the_list_of_sources_without_scripts(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}cases/jardemalie/")
    cite = page.locator("article a.cite").first
    target = cite.get_attribute("href") or ""
    cite.click()
    assert page.url.endswith(f"cases/jardemalie/{target}")
    assert page.locator(f"ol.sources {target}").is_visible()
    context.close()


def test_the_switch_of_language_keeps_the_page(page: Page) -> None:
    page.goto("cases/jardemalie/")
    target = page.locator("a[hreflang=fr]").first.get_attribute("href")
    page.goto(f"{page.url}{target}")
    assert page.locator("html").get_attribute("lang") == "fr"
    assert "/fr/cases/jardemalie/" in page.url


@pytest.mark.parametrize("language", ["", "fr/"])
def test_everything_is_readable_without_scripts(browser: Browser, address: str, language: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}{language}cases/jardemalie/")
    assert page.locator("ol.timeline > li").count() > 3
    assert page.locator("figure.quote blockquote").count() > 0
    page.locator("details.why > summary").first.click()
    assert page.locator("details.why[open] .voice").first.is_visible()
    context.close()


@pytest.mark.parametrize("width", [360, 768, 1440])
def test_nothing_is_wider_than_the_screen(browser: Browser, address: str, width: int) -> None:
    context = browser.new_context(viewport={"width": width, "height": 900})
    page = context.new_page()
    for path in PAGES:
        page.goto(address + path)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
    context.close()


def test_no_page_asks_another_host(page: Page) -> None:
    for path in PAGES:
        page.goto(path)


@pytest.mark.parametrize(
    ("language", "link", "proved", "refused"),
    [("", "Check this yourself", "Proved:", "Not proved:"), ("fr/", "Vérifier soi-même", "Prouvé :", "Non prouvé :")],
)
def test_a_reader_checks_a_quote_in_the_browser(
    page: Page, language: str, link: str, proved: str, refused: str
) -> None:
    page.goto(f"{language}cases/jardemalie/")
    page.locator("#quote-gps-trackers").locator("xpath=..").get_by_role("link", name=link).click()
    verdict = page.locator(".proof-verdict")
    page.locator(".proof-verdict[data-verdict=holds]").wait_for()
    assert verdict.inner_text().startswith(proved)
    words = page.locator(".proof-checker textarea")
    words.fill(words.input_value().replace("can only express", "can express"))
    page.locator(".proof-checker button").click()
    page.locator(".proof-verdict[data-verdict=quote-changed]").wait_for()
    assert verdict.inner_text().startswith(refused)


def test_a_proof_that_was_tampered_with_fails_in_the_browser(page: Page, project: Path) -> None:
    raw = (project / "build/site/cases/jardemalie/proofs/gps-trackers.json").read_text(encoding="utf-8")
    salt = json.loads(raw)["spans"][0]["salts"][3]
    tampered = raw.replace(salt, "0" * 32)
    page.route("**/proofs/gps-trackers.json", lambda route: route.fulfill(body=tampered))
    page.goto("proofs/?case=jardemalie&quote=gps-trackers#check")
    page.locator(".proof-verdict[data-verdict=broken]").wait_for()


@pytest.mark.parametrize("query", ["", "?case=jardemalie&quote=..%2Fx", "?case=%3Cb%3E&quote=x", "?quote=target"])
def test_an_address_that_names_no_quote(page: Page, query: str) -> None:
    page.goto(f"proofs/{query}")
    page.locator(".proof-verdict").wait_for()
    assert page.locator(".proof-checker textarea").count() == 0


def test_only_the_page_of_proofs_loads_their_script(project: Path) -> None:
    loading = {
        path.relative_to(project / "build/site").as_posix()
        for path in (project / "build/site").rglob("*.html")
        if "verify-quote.js" in path.read_text(encoding="utf-8")
    }
    assert loading == {"proofs/index.html", "fr/proofs/index.html"}


def test_a_failed_build_leaves_the_site_as_it_was(tmp_path: Path, project: Path) -> None:
    root = copy_project(tmp_path / "broken")
    shutil.copytree(project / "build" / "site", root / "build" / "site")
    (root / "dossiers/jardemalie/case.yaml").write_text("case: [\n", encoding="utf-8")
    before = (root / "build/site/index.html").read_bytes()
    done = run_dossier(root, "build", "--today", TODAY)
    assert done.returncode == 1
    assert "dossiers/jardemalie/case.yaml:" in done.stdout
    assert (root / "build/site/index.html").read_bytes() == before
