"""Long lists over several pages: every entry on one page, and every link right from each of them."""

from __future__ import annotations

import re

import pytest

from generator.pages import INDEX_PAGES
from generator.pages.listing import ENTRIES_PER_PAGE, paginate
from generator.reading import read_project
from generator.views.case_page import view_case
from generator.views.indexes import gather_indexes, view_entries
from tests.pages.test_golden import GOLDEN, SITE


@pytest.mark.parametrize(
    ("count", "pages"), [(0, 1), (1, 1), (ENTRIES_PER_PAGE, 1), (ENTRIES_PER_PAGE + 1, 2), (ENTRIES_PER_PAGE * 3, 3)]
)
def test_every_entry_is_on_one_page(count: int, pages: int) -> None:
    listed = list(paginate("cases", tuple(range(count))))
    assert len(listed) == pages
    assert [entry for _, page in listed for entry in page.entries] == list(range(count))
    assert [path for path, _ in listed] == ["cases/index.md", *(f"cases-{number}.md" for number in range(2, pages + 1))]


def test_links_are_the_same_from_every_page_of_a_list() -> None:
    """Pages of a list lie side by side below the root, so a link that is right on the first is right on the others."""
    case = read_project(GOLDEN).library.cases["harbour"]
    view = view_case(case, SITE, "en")
    assert view.id == "harbour"
    entries = [view_entries(case, "en")] * (ENTRIES_PER_PAGE + 1)
    for write in INDEX_PAGES:
        for artifact in write(gather_indexes(entries, "en")):
            for link in re.findall(r'href="([^"#:]+)', str(artifact.content)):
                assert link.startswith("../"), (artifact.path, link)
