"""A check asked of a dossier in one file, as its tests write them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generator.case import Case
from generator.checks import CHECKS, Check, Context, compare_likenesses, list_likenesses
from generator.checks.check import EXAMPLE_DAY
from generator.finding import Severity
from tests.builders import library_from, read_library

if TYPE_CHECKING:
    from collections.abc import Mapping

    from generator.finding import Finding

NAME = "a"
"""The case's name: no part of any word that is looked for."""

HEAD = "case: {title: A case, summary: A case., languages: [en]}\n"
"""The first line of most dossiers here."""

CHECKS_BY_CODE: dict[str, Check] = {check.code: check for check in CHECKS}


def ask(code: str, text: str, *names: str) -> list[Finding]:
    """What the check finds in a case, with names on the private list."""
    context = Context(EXAMPLE_DAY, frozenset(names))
    return list(CHECKS_BY_CODE[code].examine(read_case(text), context))


def read_case(text: str) -> Case:
    """The case that `text` writes, even where the resolver says that nothing supports a statement of it."""
    library, findings = read_library({f"dossiers/{NAME}/case.yaml": text})
    errors = {finding for finding in findings if finding.severity is Severity.ERROR and finding.code != "R009"}
    assert not errors, errors
    if NAME in library.cases:
        return library.cases[NAME]
    records = dict(library.records[NAME])
    return Case(NAME, records.pop("case"), records, library)


def ask_library(code: str, files: Mapping[str, str], *names: str) -> list[Finding]:
    """What the check finds in several cases and in what they share."""
    library, check, context = library_from(files), CHECKS_BY_CODE[code], Context(EXAMPLE_DAY, frozenset(names))
    found = list(check.examine_shared(library, context)) if check.examine_shared else []
    for case in library.cases.values():
        found += check.examine(case, context)
    if code == "C013":
        likenesses = [*list_likenesses(library.shared.values())]
        for case in library.cases.values():
            likenesses += list_likenesses(case.records.values(), case)
        documents = {record.path: record.document for case in library.records.values() for record in case.values()}
        found += compare_likenesses(likenesses, lambda path, place: documents[path].position(*place))
    return found


def places(findings: list[Finding]) -> list[tuple[int, int]]:
    """Where findings are: lines and columns, in order."""
    return sorted((finding.at.line, finding.at.column) for finding in findings)


def words_at(text: str, findings: list[Finding]) -> list[str]:
    """What stands where the findings are, up to the end of the value, in the order of the text."""
    lines = text.split("\n")
    return [re.split(r"[,}\]]", lines[line - 1][column - 1 :])[0] for line, column in places(findings)]
