"""Long lists over several pages: every entry on one page, and every link right from each of them."""

from __future__ import annotations

import re
from dataclasses import replace

from generator.cache import Cache
from generator.listings import pack_entries
from generator.pages import LISTS
from generator.pages.listing import ENTRIES_PER_PAGE
from generator.production import write_lists
from generator.reading import read_project
from generator.views.indexes import view_entries
from tests.pages.test_golden import GOLDEN, SITE


def write_many(times: int) -> dict[str, str]:
    """The lists of one case, as if there were so many of it."""
    case = read_project(GOLDEN).library.cases["harbour"]
    entries = [
        replace(entry, anchor=f"{entry.anchor}-{number}", sort=f"{entry.sort}-{number:04}")
        for entry in view_entries(case, "en")
        for number in range(times)
    ]
    cache = Cache()
    cache.replace_entries("harbour", pack_entries(entries, "en"))
    return {one.path: str(one.content) for one in write_lists(cache, SITE, "en") if one.path.endswith(".md")}


def test_a_full_page_needs_no_other() -> None:
    assert [path for path in write_many(ENTRIES_PER_PAGE) if path.startswith("cases")] == ["cases/index.md"]


def test_every_entry_is_on_one_page() -> None:
    pages = write_many(ENTRIES_PER_PAGE + 1)
    cases = [path for path in pages if path.startswith("cases")]
    assert cases == ["cases/index.md", "cases-2.md"]
    assert [pages[path].count('class="case-card"') for path in cases] == [ENTRIES_PER_PAGE, 1]


def test_links_are_the_same_from_every_page_of_a_list() -> None:
    """Pages of a list lie side by side below the root, so a link that is right on the first is right on the others."""
    pages = write_many(ENTRIES_PER_PAGE + 1)
    for one in LISTS:
        for path, content in pages.items():
            if path.startswith(one.section) and not path.startswith("people/"):
                for link in re.findall(r'href="([^"#:]+)', content):
                    assert link.startswith("../"), (path, link)


def test_a_page_links_to_the_first_the_last_and_those_around_it() -> None:
    (cases,) = (one for one in LISTS if one.section == "cases")
    content = str(cases.write((), 9, 400, "en").content)
    navigation = content[content.index("<nav") :]
    assert re.findall(r">(\d+)<", navigation) == ["1", "7", "8", "9", "10", "11", "400"]
    assert navigation.count("… ") == 2
    assert 'href="../cases/"' in navigation
    assert 'href="../cases-400/"' in navigation
    assert '<span aria-current="page">9</span>' in navigation
