"""The languages of a site, as a build needs to know them: where each is written, from what, and what its pages are told."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from generator.site.writer import Tree
from generator.views.site import SiteContext

if TYPE_CHECKING:
    from pathlib import Path

    from generator.making import Making
    from generator.site.settings import EditionSettings, Settings

_EPOCH = date(1970, 1, 1)


def docs_of(root: Path, edition: EditionSettings) -> Path:
    """The docs tree of a language."""
    return root / "build" / "docs" / edition.language


def hand_written_of(root: Path, edition: EditionSettings) -> tuple[Tree, ...]:
    """What people wrote for a language: its pages, and the assets of all."""
    content = root / "content"
    assets = (Tree(content / "assets", "assets"),) if (content / "assets").is_dir() else ()
    return (Tree(content / edition.language), *assets)


def describe_site(settings: Settings) -> SiteContext:
    """The site as its pages need to know it."""
    return SiteContext(
        name=settings.name,
        languages=tuple(edition.language for edition in settings.editions),
        address=settings.address,
        repository=settings.repository,
        branch=settings.branch,
        edit_pattern=settings.edit_pattern,
        report_pattern=settings.report_pattern,
    )


def date_build(making: Making) -> int:
    """The date of a build is that of its facts, so that the same facts give the same bytes: the last review, in seconds."""
    newest = max((made.reviewed for made in making.cases.values() if made.reviewed), default="")
    return (date.fromisoformat(newest) - _EPOCH).days * 86400 if newest else 0
