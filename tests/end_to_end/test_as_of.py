"""How a dossier stood on a day, as a reader sees it: by the script for any day, by a page of its own for the editors' days."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from generator.facts.claim import Claim
from generator.reading import read_project
from tests.end_to_end.project import ROOT

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

    from generator.case import Case

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("site")]

BORDEREAU = "#claim-bordereau-dreyfus"
SHOWN = """() => Object.fromEntries([...document.querySelectorAll("section.claim")]
  .filter((one) => !one.hidden && !one.closest("[hidden]"))
  .map((one) => [one.querySelector("h3").id, one.querySelector(".stands")])
  .map(([anchor, stands]) => [
    anchor,
    [stands.querySelector(".standing").className.match(/standing-([a-z-]+)/)[1],
     ...[...stands.querySelectorAll(".standing-note")].map((note) => note.textContent)].join(" + "),
  ]))"""
"""The standing and the notes of every claim that the page shows, by its anchor."""


@pytest.fixture(scope="module")
def case() -> Case:
    return read_project(ROOT).library.cases["dreyfus"]


def expect_claims(case: Case, day: date) -> dict[str, str]:
    """What a page must show on a day, from the facts alone."""
    expected = {}
    for claim in case.of_kind(Claim):
        standing = case.standing(claim, day)
        notes = ["contested"] * standing.is_contested + ["what it rests on has fallen"] * bool(standing.fallen)
        if standing.rung.value != "unsupported":
            expected[claim.anchor] = " + ".join((standing.rung.value, *notes))
    return expected


def test_stepping_through_the_days(page: Page, case: Case) -> None:
    page.goto("cases/dreyfus/")
    links = page.locator(".as-of .moments a")
    assert links.count() == len(case.record.moments) == 8
    seen = []
    for number, moment in enumerate(case.record.moments):
        links.nth(number).click()
        assert page.url.endswith(f"?as-of={moment.on.isoformat()}")
        assert page.evaluate(SHOWN) == expect_claims(case, moment.on), moment.on
        assert links.nth(number).get_attribute("aria-current") == "true"
        seen.append(page.locator(f"section.claim:has({BORDEREAU}) .stands .standing").first.inner_text().strip())
    assert seen[0] == "found by a court"
    assert seen[5] == "overturned"
    assert seen[6] == "found by a court"
    assert seen[7] == "overturned"


def test_the_pages_of_the_days_show_the_same_without_scripts(browser: Browser, address: str, case: Case) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}cases/dreyfus/")
    assert not page.locator(".as-of-form").is_visible()
    paths = [link.get_attribute("href") for link in page.locator(".as-of .moments a").all()]
    assert len(paths) == len(case.record.moments)
    context.close()
    # The same pages are then read by a script of the test's own, which a page without scripts would not run.
    reading = browser.new_context()
    page = reading.new_page()
    for path, moment in zip(paths, case.record.moments, strict=True):
        page.goto(f"{address}cases/dreyfus/{path}")
        assert page.evaluate(SHOWN) == expect_claims(case, moment.on), moment.on
        assert page.locator("[aria-current=page]").count() == 1
    reading.close()


def test_any_day_and_every_change(page: Page, case: Case) -> None:
    page.goto("cases/dreyfus/")
    turning = sorted(
        {period.start for claim in case.of_kind(Claim) for period in case.histories[claim.key] if period.start}
    )
    days = sorted({one + timedelta(days=shift) for one in turning for shift in (-1, 0)})
    for day in days[::6]:
        page.locator("input[name=as-of]").fill(day.isoformat())
        assert page.evaluate(SHOWN) == expect_claims(case, day), day


def test_the_buttons_go_from_change_to_change_and_back_to_today(page: Page, case: Case) -> None:
    page.goto("cases/dreyfus/")
    before = page.locator(".claims").inner_html()
    first = min(period.start for claim in case.of_kind(Claim) for period in case.histories[claim.key] if period.start)
    page.locator("input[name=as-of]").fill(first.isoformat())
    days = [first.isoformat()]
    for _ in range(12):
        page.get_by_role("button", name="Later change").click()
        days.append(page.locator("input[name=as-of]").input_value())
    assert days == sorted(set(days))
    for day in reversed(days[:-1]):
        page.get_by_role("button", name="Earlier change").click()
        assert page.locator("input[name=as-of]").input_value() == day
    assert "statements had been made by then" in page.locator(".as-of-told").inner_text()
    page.get_by_role("button", name="Back to today").click()
    assert "as-of" not in page.url
    assert page.locator(".claims").inner_html() == before
    assert page.locator(".summary").is_visible()


def test_an_address_with_a_day_opens_on_that_day(page: Page, case: Case) -> None:
    page.goto("cases/dreyfus/?as-of=1897-06-01")
    assert page.evaluate(SHOWN) == expect_claims(case, date(1897, 6, 1))
    assert not page.locator(".summary").is_visible()
    page.goto("cases/dreyfus/?as-of=yesterday")
    assert page.locator(".summary").is_visible()


def test_what_had_happened_but_was_not_on_record_is_said_so(page: Page) -> None:
    page.goto("cases/dreyfus/?as-of=1895-01-05")
    assert page.locator("li.event.unrecorded:visible").count() > 0
    assert page.locator("li.event.unrecorded:visible .stands").first.inner_text().startswith("Not on record by then")
    later = page.locator("li.event[data-date^='1906']")
    assert later.count() > 0
    assert not later.first.is_visible()


def test_the_picture_has_a_row_for_every_claim_and_a_table_behind_it(page: Page, case: Case) -> None:
    page.goto("cases/dreyfus/#over-time")
    claims = case.of_kind(Claim)
    assert page.locator(".history-rows > li").count() == len(claims)
    page.locator(".history-table > summary").click()
    rows = page.locator(".history-table tbody")
    assert rows.count() == len(claims)
    assert rows.first.locator("tr").count() == len(case.histories[claims[0].key])
    for name in page.locator(".history-rows svg[role=img]").evaluate_all("all => all.map((one) => one.ariaLabel)"):
        assert name
