"""What an export is: a file that stands beside a page, written from what the page shows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.artifact import Artifact
from generator.language import translations

if TYPE_CHECKING:
    from collections.abc import Callable

    from generator.case import Case
    from generator.views.case_page import CaseView
    from generator.views.indexes import Indexes
    from generator.views.site import SiteContext


@dataclass(frozen=True, slots=True)
class CaseExport:
    """A file of one case in one format; `title` is what readers are offered, a message of the catalogues."""

    name: str
    media_type: str
    title: str
    render: Callable[[Case, CaseView], str]

    def label(self, language: str) -> str:
        """What readers of a language are offered."""
        return translations(language).gettext(self.title)

    def write(self, case: Case, view: CaseView) -> Artifact:
        """The file of `case`, in the language of its `view`."""
        return Artifact(path=f"cases/{case.id}/{self.name}", content=self.render(case, view))


@dataclass(frozen=True, slots=True)
class IndexExport:
    """A file across all cases in one format."""

    path: str
    media_type: str
    render: Callable[[Indexes, SiteContext], str]

    def write(self, indexes: Indexes, site: SiteContext) -> Artifact:
        """The file, in the language of the `indexes`."""
        return Artifact(path=self.path, content=self.render(indexes, site))
