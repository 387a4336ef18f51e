"""Long lists over several pages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

from generator.artifact import Artifact
from generator.language import translations
from generator.pages.templating import render

if TYPE_CHECKING:
    from collections.abc import Iterator

T = TypeVar("T")

ENTRIES_PER_PAGE = 200


@dataclass(frozen=True, slots=True)
class PageLink:
    """A page of the list, and where it is as seen from the present one."""

    number: int
    link: str
    is_present: bool


@dataclass(frozen=True, slots=True)
class ListPage(Generic[T]):
    """One page of a long list."""

    number: int
    total: int
    entries: tuple[T, ...]
    root: str
    links: tuple[PageLink, ...]


def paginate(section: str, entries: tuple[T, ...]) -> Iterator[tuple[str, ListPage[T]]]:
    """The pages of a list with their paths: the first at `section/index.md`, the others at `section-2.md` and so on."""
    total = max(1, -(-len(entries) // ENTRIES_PER_PAGE))
    for number in range(1, total + 1):
        some = entries[(number - 1) * ENTRIES_PER_PAGE : number * ENTRIES_PER_PAGE]
        links = tuple(
            PageLink(other, f"../{section if other == 1 else f'{section}-{other}'}/", other == number)
            for other in range(1, total + 1)
        )
        path = f"{section}/index.md" if number == 1 else f"{section}-{number}.md"
        yield path, ListPage(number, total, some, "../", links)


def write_list(section: str, template: str, title: str, language: str, entries: tuple[T, ...]) -> Iterator[Artifact]:
    """The pages of a list, of the kind that their template is named for.

    The title is translated here, so that every page of it carries the number.
    """
    say = translations(language).gettext
    for path, page in paginate(section, entries):
        name = say(title)
        if page.total > 1:
            name = say("%(title)s, page %(number)s of %(total)s") % {
                "title": name,
                "number": page.number,
                "total": page.total,
            }
        content = render(template, language, {}, page=page, title=name)
        anchors = tuple(anchor for entry in page.entries if (anchor := getattr(entry, "anchor", "")))
        yield Artifact(path=path, content=content, title=name, anchors=anchors, kind=template)
