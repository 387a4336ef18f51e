"""What the tests of the exports share: a case in which every party plays every part, and every file made of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.exports import CASE_EXPORTS, INDEX_EXPORTS
from generator.views.case_page import view_case
from generator.views.indexes import gather_indexes, view_entries
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
    indexes = gather_indexes([view_entries(case, language)], language)
    artifacts = [
        *(one.write(case, view) for one in CASE_EXPORTS),
        *(one.write(indexes, SITE) for one in INDEX_EXPORTS),
    ]
    return {artifact.path: artifact for artifact in artifacts}
