"""What follows from the code: the explanations of all codes, the schema that editors complete from, the manual's pages."""

from __future__ import annotations

from generator import case, evidence, imports, site, syntax
from generator.facts import decoder
from generator.facts.manual import write_manual
from generator.facts.schema import write_schema
from generator.report import gather_explanations, write_checks_page

EXPLANATIONS = gather_explanations(
    syntax.EXPLANATIONS,
    decoder.EXPLANATIONS,
    case.EXPLANATIONS,
    evidence.EXPLANATIONS,
    imports.EXPLANATIONS,
    site.EXPLANATIONS,
)
"""What each code means that is not a check's: its title and its explanation."""


def write_manuals() -> dict[str, str]:
    """Every such file by its path in the project."""
    return {
        "schema/case.json": write_schema(),
        "docs/facts.md": write_manual(),
        "docs/checks.md": write_checks_page(EXPLANATIONS),
    }
