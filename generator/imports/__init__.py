"""Imports: other formats turned into YAML facts, ready to be read over and pasted; one module to a format.

To add one: write its module with a function from text to YAML and findings, and add it to `IMPORTS`. An importer
writes what the other format says and guesses nothing: what only an editor can know is left for the editor to write.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.imports import csl_json

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from generator.finding import Finding

IMPORTS: Mapping[str, Callable[[str], tuple[str, tuple[Finding, ...]]]] = {"csl-json": csl_json.read_csl_json}
"""The importers by the name of their format: each gives the YAML of records for a text, and what it could not take over."""

EXPLANATIONS: dict[str, tuple[str, str]] = {**csl_json.EXPLANATIONS}
"""For each code of a finding: its title, and what an author should know about it."""
