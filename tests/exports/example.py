"""What the tests of the exports share: a case in which every party plays every part, and every file made of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.exports import CASE_EXPORTS, INDEX_EXPORTS
from generator.views.case_page import view_case
from generator.views.changes import ChangeView
from generator.views.indexes import CaseCard, Indexes, view_entries
from generator.views.site import SiteContext
from tests.builders import case_from

if TYPE_CHECKING:
    from generator.artifact import Artifact
    from generator.case import Case
    from generator.exports.export import CaseExport

SITE = SiteContext(
    name="Example",
    languages=("en", "fr"),
    address="https://site.example/",
    repository="https://forge.example/team/dossier",
)


def export(export: CaseExport, yaml: str | Case, language: str = "en") -> str:
    """What one export makes of a case."""
    case = case_from(yaml) if isinstance(yaml, str) else yaml
    content = export.write(case, view_case(case, SITE, language)).content
    assert isinstance(content, str)
    return content


def export_all(case: Case, language: str) -> dict[str, Artifact]:
    """Every export of a library of one case, by path."""
    view = view_case(case, SITE, language)
    indexes = index(case, language)
    artifacts = [
        *(one.write(case, view) for one in CASE_EXPORTS),
        *(one.write(indexes, SITE) for one in INDEX_EXPORTS),
    ]
    return {artifact.path: artifact for artifact in artifacts}


def index(case: Case, language: str) -> Indexes:
    """What the files across all cases are made of where there is but one."""
    views = [entry.view for entry in sorted(view_entries(case, language), key=lambda entry: entry.sort)]
    return Indexes(
        language,
        cases=tuple(view for view in views if isinstance(view, CaseCard)),
        changes=tuple(view for view in views if isinstance(view, ChangeView)),
    )
