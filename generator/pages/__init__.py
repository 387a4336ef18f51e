"""Pages: views turned into Markdown, one module and one template for each kind of page.

To add a page: write its module with a `write` function, or a `LIST`, and its template, and add it to one of the tuples. A case
page is written for every case, a page of a day for each day that a case's editors chose, a page of a party for each one in
several cases; a list across all cases, over as many pages as it needs, once for each language.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

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
