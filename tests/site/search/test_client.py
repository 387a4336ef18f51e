"""The search in a browser, held against what a reading of the records without any index finds."""

from __future__ import annotations

import functools
import http.server
import random
import shutil
import threading
from typing import TYPE_CHECKING

import pytest

from generator.artifact import SearchRecord
from generator.site.search import index_page, write_index
from generator.site.search.words import common_words, fold, split_words, stem_words
from tests.conftest import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

POLICY = "default-src 'none'; script-src 'self'"
HTML = """<!doctype html><html lang="en"><meta charset="utf-8"><title>Test</title><body>
<button data-search="/search/" title="Search" aria-label="Search" hidden>?</button><input id="other">
<script src="/search.js"></script>"""

VOCABULARY = [
    *(
        "judge",
        "judges",
        "judged",
        "bordereau",
        "bordereaux",
        "study",
        "studies",
        "studying",
        "accuse",
        "accusé",
        "accusés",
    ),
    *("procès", "proces", "harbour", "harbours", "Œuvre", "Straße", "1894", "жардемали", "the", "of", "quay"),
    *("ship", "ships", "shipping"),
]
STANDINGS = ("", "found", "alleged")
NAMES = ("Zoé Ünal", "Ana Harbour", "a keeper")


def make_pages(count: int) -> dict[str, list[SearchRecord]]:
    rng = random.Random("search")

    def say(most: int) -> str:
        return " ".join(rng.choices(VOCABULARY, k=rng.randint(1, most)))

    pages = {}
    for number in range(count):
        records = [SearchRecord(anchor="", title=f"Affair {say(2)} {number}", text=say(4), kind="case", language="en")]
        for index in range(rng.randint(1, 6)):
            kind = rng.choice(("claim", "event"))
            records.append(
                SearchRecord(
                    anchor=f"{kind}-{index}",
                    title=say(6),
                    text=say(9),
                    kind=kind,
                    standing=rng.choice(STANDINGS),
                    parties=tuple(rng.sample(NAMES, rng.randint(0, 2))),
                    year=rng.choice(("", "1894", "1899", "2017")),
                    language=rng.choice(("en", "fr")),
                )
            )
        pages[f"cases/c-{number}/"] = records
    return pages


PAGES = make_pages(700)
"""Enough for two segments."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    indexed = {page: index_page(page, records[0].title, records, "en") for page, records in PAGES.items()}
    write_index(folder / "search", "en", indexed, indexed.__getitem__)
    shutil.copy(ROOT / "generator/site/theme/assets/search.js", folder)
    for place in ("", "cases/c-7/"):
        (folder / place).mkdir(parents=True, exist_ok=True)
        (folder / place / "index.html").write_text(HTML, encoding="utf-8")
    return folder


class Handler(http.server.SimpleHTTPRequestHandler):
    def end_headers(self) -> None:
        self.send_header("Content-Security-Policy", POLICY)
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Say nothing."""


@pytest.fixture(scope="module")
def address(folder: Path) -> Iterator[str]:
    handler = functools.partial(Handler, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
        thread.join()


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    """A page under a strict policy, with the search open; whatever it asks for and logs is kept."""
    context = browser.new_context(base_url=address)
    page = context.new_page()
    wrong: list[str] = []
    page.on("console", lambda message: wrong.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.goto("")
    page.keyboard.press("/")
    yield page
    context.close()
    assert [one for one in wrong if "favicon" not in one and "404" not in one] == []


def ask(page: Page, query: str, **choices: str) -> tuple[int, list[str]]:
    """How many records are found, and the places of the first ten."""
    dialog = page.get_by_role("dialog", name="Search")
    if choices:
        dialog.locator("details").evaluate("one => { one.open = true; }")
    for select, value in choices.items():
        if select in {"Kind", "Standing"}:
            dialog.get_by_role("combobox", name=select).select_option(value)
        else:
            dialog.get_by_role("textbox", name=select).fill(value)
    dialog.get_by_role("searchbox").fill(query)
    dialog.get_by_role("searchbox").press("Enter")
    status = dialog.get_by_role("status")
    page.wait_for_function("one => !one.textContent.startsWith('Searching')", arg=status.element_handle())
    text = status.inner_text()
    count = int(text.removeprefix("Found: ").replace(",", "")) if text.startswith("Found") else 0
    return count, [link.get_attribute("href") or "" for link in dialog.locator("ol a").all()]


@functools.cache
def is_form_of(word: str, query: str, *, may_go_on: bool) -> bool:
    same = [one for one in {split_words(known)[0] for known in VOCABULARY} if fold(one) == fold(query)]
    by_stem = set(stem_words([word], "en")) & set(stem_words(same, "en"))
    return fold(word) == fold(query) or bool(by_stem) or (may_go_on and fold(word).startswith(fold(query)))


def find(query: str) -> set[str]:
    """The places of all records that have every word of the query, in their own words or in their page's title."""
    words = [word for word in split_words(query) if word not in common_words("en")]
    found = set()
    for page, records in PAGES.items():
        for record in records:
            own = [word for text in (record.title, record.text, *record.parties) for word in split_words(text)]
            title = split_words(records[0].title)
            hits = [
                (
                    any(is_form_of(one, word, may_go_on=query.endswith(word)) for one in own),
                    any(is_form_of(one, word, may_go_on=query.endswith(word)) for one in title),
                )
                for word in words
            ]
            if all(map(any, hits)) and any(in_record for in_record, _ in hits):
                found.add(f"/{page}#{record.anchor}".removesuffix("#"))
    return found


@pytest.mark.parametrize(
    "query",
    [
        "judge", "judged ", "jud", "bordereaux", "studies ", "studying ", "accuse ", "accusé ", "accusés ", "proces ", "procès",
        "oeuvre", "STRASSE", "1894 ", "жардемали", "the harbour ", "judge quay ", "ships harbours ", "affair 12 ", "Ünal ",
        "unal judge", "shi", "quay bordereau 1894 ",
    ],
)  # fmt: skip
def test_it_finds_what_the_records_say(page: Page, query: str) -> None:
    expected = find(query)
    count, places = ask(page, query)
    assert expected
    assert count == len(expected)
    assert len(places) == min(10, count)
    assert set(places) <= expected


def test_words_in_quotation_marks_stand_as_they_are_and_in_this_order(page: Page) -> None:
    def has(record: SearchRecord, phrase: list[str]) -> bool:
        return any(
            phrase == [fold(word) for word in words[start : start + len(phrase)]]
            for words in map(split_words, (record.title, record.text, *record.parties))
            for start in range(len(words))
        )

    for phrase in ("judge harbour", "proces quay", "ships 1894"):
        expected = sum(has(record, phrase.split()) for records in PAGES.values() for record in records)
        assert expected
        assert ask(page, f"“{phrase}”")[0] == expected
    # A word too common to be looked for keeps its place.
    assert ask(page, '"judge the quay"')[0] == sum(
        any(words[at : at + 3 : 2] == ["judge", "quay"] for words in texts for at in range(len(words)))
        for records in PAGES.values()
        for record in records
        for texts in [[split_words(text) for text in (record.title, record.text)]]
    )


def test_a_form_that_nothing_has_leads_to_those_of_its_stem(page: Page) -> None:
    assert ask(page, "judging ")[0] == ask(page, "judge ")[0] > 0
    assert ask(page, "shipped ")[0] == ask(page, "ship ")[0] > 0


def test_filters_narrow_and_work_alone(page: Page) -> None:
    every = [record for records in PAGES.values() for record in records]
    assert ask(page, "", Standing="found")[0] == sum(record.standing == "found" for record in every)
    found = [one for one in every if one.standing == "found"]
    assert ask(page, "", Kind="event")[0] == sum(one.kind == "event" for one in found)
    assert ask(page, "", Year="1894–1899")[0] == sum(
        one.kind == "event" and one.year in {"1894", "1899"} for one in found
    )
    assert ask(page, "", Person="ünal zoe")[0] == sum(
        one.kind == "event" and one.year in {"1894", "1899"} and NAMES[0] in one.parties for one in found
    )


def test_a_case_is_chosen_by_the_words_of_its_title(page: Page) -> None:
    count, places = ask(page, "", Case="affair 31")
    titles = {page: split_words(records[0].title) for page, records in PAGES.items()}
    fits = {page for page, words in titles.items() if any(word.startswith("31") for word in words)}
    assert count == sum(len(PAGES[page]) for page in fits)
    assert all(place.removeprefix("/").partition("#")[0] in fits for place in places)


def test_on_the_page_of_a_case_one_can_search_it_alone(page: Page, address: str) -> None:
    page.goto("cases/c-7/")
    page.keyboard.press("Control+k")
    dialog = page.get_by_role("dialog", name="Search")
    dialog.locator("summary").click()
    dialog.get_by_label("Only in this case").check()
    count, places = ask(page, "")
    assert count == len(PAGES["cases/c-7/"])
    assert all(place.startswith("/cases/c-7/") for place in places)


def test_the_best_comes_first(page: Page) -> None:
    """A word in the title weighs more than one in the text, and the word itself more than another form of it."""
    _, places = ask(page, "bordereau ")
    records = {f"/{page}#{one.anchor}".removesuffix("#"): one for page, records in PAGES.items() for one in records}
    assert all("bordereau" in split_words(records[place].title) for place in places)


def test_nothing_found_is_said_and_what_was_typed_goes_nowhere(page: Page) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    assert ask(page, "zzyzx quay <b>") == (0, [])
    assert page.get_by_role("status").inner_text() == "Nothing found for: zzyzx quay <b>"
    assert not any("zzyzx" in url or "quay" in url for url in [*asked, page.url])


def test_the_keyboard_is_enough(page: Page) -> None:
    ask(page, "harbour ")
    focused = "document.activeElement"
    assert page.evaluate(f"{focused}.closest('li') === document.querySelector('dialog li')")
    page.keyboard.press("ArrowDown")
    assert page.evaluate(f"[...document.querySelectorAll('dialog li')].indexOf({focused}.closest('li'))") == 1
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    assert page.evaluate(f"{focused}.type") == "search"
    page.get_by_role("button", name="Show more").press("Enter")
    page.wait_for_function("() => document.querySelectorAll('dialog li').length === 20")
    assert page.evaluate(f"[...document.querySelectorAll('dialog li')].indexOf({focused}.closest('li'))") == 10
    page.keyboard.press("Escape")
    assert not page.get_by_role("dialog").is_visible()
    page.locator("#other").press("/")
    assert not page.get_by_role("dialog").is_visible()
    page.keyboard.press("Control+k")
    assert page.get_by_role("dialog", name="Search").is_visible()
    assert page.evaluate(f"{focused}.type") == "search"


def test_what_was_found_is_marked_and_never_read_as_markup(page: Page) -> None:
    ask(page, "accuse ")
    marks = {fold(mark.inner_text().lower()) for mark in page.locator("dialog mark").all()}
    assert marks
    assert marks <= {"accuse", "accuses"}


def test_a_site_without_an_index_has_no_button_once_it_was_tried(
    browser: Browser, folder: Path, tmp_path: Path
) -> None:
    (tmp_path / "index.html").write_text(HTML.replace('"/search', '"search').replace('"/search.js', '"search.js'))
    shutil.copy(folder / "search.js", tmp_path)
    page = browser.new_page()
    page.goto((tmp_path / "index.html").as_uri())
    page.locator("[data-search]").click()
    page.locator("[data-search]").wait_for(state="hidden")
    page.close()
