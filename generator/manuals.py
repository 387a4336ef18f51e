"""The files that follow from the code: the schema that editors complete from, and the pages of the manual."""

from __future__ import annotations

from generator.facts.manual import write_manual
from generator.facts.schema import write_schema
from generator.report import write_checks_page


def write_manuals() -> dict[str, str]:
    """Every such file by its path in the project."""
    return {
        "schema/case.json": write_schema(),
        "docs/facts.md": write_manual(),
        "docs/checks.md": write_checks_page(),
    }
