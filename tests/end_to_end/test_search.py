"""The search on the project's own site, as a reader uses it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from generator.site.search import read_places

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser, Locator, Page

pytestmark = [pytest.mark.slow, pytest.mark.browser, pytest.mark.xdist_group("site")]


def look_for(page: Page, words: str, name: str = "Search") -> list[Locator]:
    """What the dialog of that name shows for some words."""
    dialog = page.get_by_role("dialog", name=name)
    dialog.get_by_role("searchbox").fill(words)
    dialog.get_by_role("searchbox").press("Enter")
    page.wait_for_function(
        "() => /^(Found|Trouvé|Nothing|Rien)/.test(document.querySelector('dialog [role=status]').textContent)"
    )
    return dialog.locator("ol a").all()


def test_the_index_leads_to_every_record_of_a_case(project: Path) -> None:
    for prefix in ("", "fr/"):
        places = set(read_places(project / f"build/site/{prefix}search"))
        assert ("", "") in places
        assert ("cases/jardemalie/", "") in places
        kinds = {anchor.partition("-")[0] for page, anchor in places if page == "cases/dreyfus/"}
        assert {"claim", "event", "quote", "person", "source", "question", "correction"} <= kinds
        assert not any("as-of" in page for page, _ in places)


@pytest.mark.parametrize(
    ("path", "words", "place", "told"),
    [
        ("", "botagoz jardemalie", "cases/jardemalie/", "case"),
        ("", "comte de voilemont", "#person-esterhazy", "person · The Dreyfus affair"),
        ("", "bordereaux hand", "cases/dreyfus/#", "The Dreyfus affair"),
        ("", "degrad", "#event-dreyfus-degraded", "event · corroborated · 1895"),
        ("", '"secret file"', "cases/dreyfus/#", "The Dreyfus affair"),
        ("", "privacy", "privacy/", "page"),
        ("", "corroborated", "glossary/#", "word explained"),
        ("fr/", "degrade publiquement", "#event-dreyfus-degraded", "événement · corroboré · 1895"),
        ("fr/", "harcelements", "cases/jardemalie/#", "L’affaire Botagoz Jardemalie"),
        ("fr/", "« pièce secrète »", "cases/dreyfus/#", "L’affaire Dreyfus"),
    ],
)
def test_a_reader_finds(page: Page, path: str, words: str, place: str, told: str) -> None:
    name = "Rechercher" if path else "Search"
    page.goto(path)
    page.get_by_role("button", name=name).click()
    shown = [(link.get_attribute("href") or "", link.inner_text()) for link in look_for(page, words, name)]
    assert any(place in address and told in text for address, text in shown), shown


def test_a_result_leads_to_its_record_from_any_depth(page: Page) -> None:
    for path in ("", "cases/", "cases/jardemalie/", "method/"):
        page.goto(path)
        page.keyboard.press("/")
        look_for(page, "dreyfus is publicly degraded")[0].click()
        page.wait_for_url("**/cases/dreyfus/#event-dreyfus-degraded")
        assert page.locator("#event-dreyfus-degraded").is_visible()
        assert not page.get_by_role("dialog").is_visible()


def test_the_search_works_from_a_disk(browser: Browser, project: Path) -> None:
    page = browser.new_page()
    page.goto((project / "build/site/fr/cases/jardemalie/index.html").as_uri())
    page.keyboard.press("Control+k")
    assert look_for(page, "dégradé", "Rechercher")
    page.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_the_dialog_fits_the_screen(browser: Browser, address: str, width: int, scheme: str) -> None:
    context = browser.new_context(viewport={"width": width, "height": 700}, color_scheme=scheme, base_url=address)  # type: ignore[arg-type]
    page = context.new_page()
    page.goto("cases/dreyfus/")
    page.keyboard.press("/")
    look_for(page, "bordereau")
    page.get_by_text("Narrow down").click()
    box = page.get_by_role("dialog").bounding_box()
    assert box
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= width
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.evaluate("(one => one.scrollWidth <= one.clientWidth)(document.querySelector('dialog'))")
    for control in page.get_by_role("dialog").locator("input, select, button").all():
        if control.is_visible():
            assert (control.bounding_box() or {"height": 0})["height"] >= 12
    context.close()
