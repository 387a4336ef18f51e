"""Exports: what the pages show, as files for other programs; one module to a format.

To add one: write its module with an `EXPORT`, and add it to one of the tuples. Names of parties come from
`generator.views.naming` or from the view, never from the party itself: a protected name must not reach a file.
`docs/exports.md` describes every format.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.exports import (
    cases_json,
    changes_atom,
    claims_csv,
    events_csv,
    facts_json,
    sources_bibtex,
    sources_csl,
    sources_ris,
    standings_csv,
)

if TYPE_CHECKING:
    from generator.exports.export import CaseExport, IndexExport

CASE_EXPORTS: tuple[CaseExport, ...] = (
    facts_json.EXPORT,
    events_csv.EXPORT,
    claims_csv.EXPORT,
    standings_csv.EXPORT,
    sources_csl.EXPORT,
    sources_bibtex.EXPORT,
    sources_ris.EXPORT,
)
"""The files written for each case, in the order in which readers are offered them."""

INDEX_EXPORTS: tuple[IndexExport, ...] = (cases_json.EXPORT, changes_atom.EXPORT)
"""The files written once for a language, across all cases."""
