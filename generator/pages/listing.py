"""Long lists over several pages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from generator.artifact import Artifact
from generator.language import translations
from generator.pages.templating import render

if TYPE_CHECKING:
    from collections.abc import Sequence

ENTRIES_PER_PAGE = 200
NEIGHBOURS = 2
"""How many pages before and after the present one are linked, besides the first and the last."""


@dataclass(frozen=True, slots=True)
class PageLink:
    """A page of the list, and where it is as seen from the present one; `follows` where it comes right after the one before."""

    number: int
    link: str
    is_present: bool
    follows: bool


@dataclass(frozen=True, slots=True)
class ListPage:
    """One page of a long list."""

    number: int
    total: int
    entries: tuple[Any, ...]
    root: str
    links: tuple[PageLink, ...]


@dataclass(frozen=True, slots=True)
class LongList:
    """A list across all cases: its section of the site, which names its template too, and its title, a message."""

    section: str
    title: str

    def write(self, entries: Sequence[Any], number: int, total: int, language: str) -> Artifact:
        """One page of the list; the title is translated here, so that every page of it carries the number."""
        say = translations(language).gettext
        name = say(self.title)
        if total > 1:
            name = say("%(title)s, page %(number)s of %(total)s") % {"title": name, "number": number, "total": total}
        page = ListPage(number, total, tuple(entries), "../", tuple(_list_links(self.section, number, total)))
        anchors = tuple(anchor for entry in page.entries if (anchor := getattr(entry, "anchor", "")))
        return Artifact(
            path=path_of(self.section, number),
            content=render(self.section, language, {}, page=page, title=name),
            title=name,
            anchors=anchors,
            kind=self.section,
        )


def path_of(section: str, number: int) -> str:
    """The path of a page of a list: the first at `section/index.md`, the others at `section-2.md` and so on."""
    return f"{section}/index.md" if number == 1 else f"{section}-{number}.md"


def _list_links(section: str, number: int, total: int) -> list[PageLink]:
    """Links to the first page, the last, and those around the present one: the same number however long the list is."""
    near = range(max(1, number - NEIGHBOURS), min(total, number + NEIGHBOURS) + 1)
    numbers = sorted({1, *near, total})
    return [
        PageLink(
            other,
            f"../{section if other == 1 else f'{section}-{other}'}/",
            is_present=other == number,
            follows=other == 1 or other - 1 in numbers,
        )
        for other in numbers
    ]
