"""Pages: views turned into Markdown, one module and one template for each kind of page.

To add a page: write its module with a `write` function, or a `LIST`, and its template, and add it to one of the tuples. A case
page is written for every case, a page of a day for each day that a case's editors chose, a page of a party for each one in
several cases; a list across all cases, over as many pages as it needs, once for each language.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.artifact import PageKind
from generator.pages import case, cases, changes, glossary, method, moment, party, people, retired, sources, timeline

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from generator.artifact import Artifact
    from generator.pages.download import Download
    from generator.pages.listing import LongList
    from generator.views.case_page import CaseView
    from generator.views.indexes import PartyEntry
    from generator.views.method import MethodView
    from generator.views.moment import MomentView

CASE_PAGES: tuple[Callable[[CaseView, tuple[Download, ...]], Iterator[Artifact]], ...] = (case.write, retired.write)
"""The pages written for each case."""

MOMENT_PAGES: tuple[Callable[[MomentView], Iterator[Artifact]], ...] = (moment.write,)
"""The pages written for each day at which a case can be read as it stood then."""

LISTS: tuple[LongList, ...] = (cases.LIST, people.LIST, sources.LIST, timeline.LIST, changes.LIST)
"""The lists across all cases, each written once for a language."""

PARTY_PAGES: tuple[Callable[[PartyEntry, str], Artifact], ...] = (party.write,)
"""The pages written for each party that appears in several cases."""

METHOD_PAGES: tuple[Callable[[MethodView], Iterator[Artifact]], ...] = (method.write, glossary.write)
"""The pages written once for a language, from the rules in force."""

PAGE_KINDS: tuple[PageKind, ...] = (
    PageKind(name="case", path="cases/{}.md", meta=("description", "edit_url", "jsonld")),
    PageKind(name="case", path="cases/{}.md", meta=("edit_url", "jsonld"), has_sections=True),
    PageKind(name="moment", path="cases/{}/{}.md", meta=("description",)),
    PageKind(name="retired", path="cases/{}.md", meta=("moved_to",), has_sections=False),
    PageKind(name="party", path="people/{}.md", meta=("description",), has_sections=True),
    *(
        PageKind(name=name, path=path, has_sections=has_sections)
        for name, has_sections in (
            ("cases", False),
            ("people", True),
            ("sources", True),
            ("timeline", True),
            ("changes", False),
        )
        for path in (f"{name}/index.md", f"{name}-{{}}.md")
    ),
    PageKind(name="glossary", path="glossary.md", has_sections=True),
    PageKind(name="method", path="method.md", has_sections=True),
)
"""What there is of pages before any fact is read: every kind, wherever its pages are and whatever they say of themselves.

A case whose summary is nothing but citations has no description, which makes it a second kind of case.
"""
