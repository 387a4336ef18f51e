"""A party that several cases share: one entry in the list, and one page that tells of every case."""

from __future__ import annotations

from generator.production import write_pages
from tests.builders import library_from
from tests.pages.test_golden import SITE

SHARED = """
organisations:
  gazette: {name: The Gazette, kind: media}
people:
  judge: {name: Ada Example, sort_as: "Example, Ada", naming: named, why: an invented person}
"""
CASE = """
case: {title: %s, summary: A summary., languages: [en]}
sources:
  article: {type: article-newspaper, title: null, maker: shared/gazette, issued: 2020-01-01, seen: original}
claims:
  late: {title: %s, text: The judge came late., about: shared/judge, cite: article}
people:
  clerk: {name: Bob Example, naming: named, why: an invented person}
"""


def write(*titles: tuple[str, str]) -> dict[str, str]:
    files = {"dossiers/shared/parties.yaml": SHARED}
    files |= {f"dossiers/case-{number}/case.yaml": CASE % title for number, title in enumerate(titles)}
    artifacts = write_pages(library_from(files), SITE, "en")
    return {artifact.path: str(artifact.content) for artifact in artifacts}


def test_a_person_in_two_cases_has_one_page_with_both() -> None:
    pages = write(("The first case", "Late at first"), ("The second case", "Late again"))
    page = pages["people/shared--judge.md"]
    assert "Appears in 2 cases." in page
    assert page.index("## The first case") < page.index("## The second case")
    assert '<a href="../../cases/case-0/#claim-late">Late at first</a>' in page
    assert '<a href="../../cases/case-1/#claim-late">Late again</a>' in page
    listed = pages["people/index.md"]
    assert listed.count('id="person-shared--judge"') == 1
    assert '<a href="../people/shared--judge/">Example, Ada</a>' in listed


def test_who_is_in_one_case_has_no_page_of_its_own() -> None:
    pages = write(("The first case", "Late"))
    assert not any(path.startswith("people/shared--") for path in pages)
    assert '<span class="name">Example, Ada</span>' in pages["people/index.md"]


def test_people_come_before_organisations_and_letter_by_letter() -> None:
    listed = write(("The first case", "Late"))["people/index.md"]
    assert listed.index("## People") < listed.index("### B") < listed.index("### E")
    assert listed.index("### E") < listed.index("## Organisations and authorities") < listed.index("### T")


def test_two_records_whose_names_join_to_one_stay_two() -> None:
    """`a` and `b-c` written together are what `a-b` and `c` are: two people must never become one."""
    person = "\npeople:\n  {}: {{name: {}, naming: named, why: an invented person}}\n"
    head = "case: {title: A case, summary: A summary., languages: [en]}\n"
    files = {
        "dossiers/a/case.yaml": head + person.format("b-c", "Ada Example"),
        "dossiers/a-b/case.yaml": head + person.format("c", "Bob Sample"),
    }
    pages = {one.path: str(one.content) for one in write_pages(library_from(files), SITE, "en")}
    listed = pages["people/index.md"]
    assert "Ada Example" in listed
    assert "Bob Sample" in listed
    assert 'id="person-a--b-c"' in listed
    assert 'id="person-a-b--c"' in listed
