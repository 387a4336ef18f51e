"""The checks: questions asked of whole cases, one module to a question.

To add one: write its module, with `CODE`, `TITLE`, `SEVERITY`, `examine(case, context)`, where shared records matter
`examine_shared(library, context)`, and a docstring that holds the question, the reason, an example that passes and
one that fails; and add it to `CHECKS`. Its explanation, its page and the test of its examples follow from the
docstring. What several checks need (`check`, `passage`, `sentence`, `certainty`, `folding`, `protection`,
`web_address`) is no check.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.checks import (
    altering_archive,
    due_recheck,
    expectation,
    finality,
    future_day,
    impossible_date,
    lookalikes,
    mismatched_archive,
    missing_archive,
    missing_language,
    open_reply,
    personal_data,
    protected_name,
    stale_translation,
    unchained_quote,
    uncited_prose,
    uncited_statement,
    unexplained_date,
    unmentioned_party,
    unplaced_decision,
    unqualified_quantity,
    unrecorded_contradiction,
    unreviewed_case,
    unused_source,
    wording,
    written_name,
)
from generator.checks.check import Check, Context, read_check
from generator.checks.lookalikes import Likeness, compare_likenesses, list_likenesses

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.case import Case, Library
    from generator.finding import Finding

__all__ = [
    "CHECKS",
    "Check",
    "Context",
    "Likeness",
    "compare_likenesses",
    "examine_case",
    "examine_shared",
    "list_likenesses",
]

CHECKS: tuple[Check, ...] = tuple(
    read_check(module)
    for module in (
        uncited_statement,
        unused_source,
        unchained_quote,
        wording,
        impossible_date,
        protected_name,
        written_name,
        finality,
        stale_translation,
        unrecorded_contradiction,
        unqualified_quantity,
        unexplained_date,
        lookalikes,
        expectation,
        missing_archive,
        altering_archive,
        mismatched_archive,
        open_reply,
        unplaced_decision,
        unmentioned_party,
        missing_language,
        due_recheck,
        unreviewed_case,
        future_day,
        personal_data,
        uncited_prose,
    )
)
"""Every check, in the order of the codes."""


def examine_case(case: Case, context: Context) -> tuple[Finding, ...]:
    """The findings of all checks on one case, in the order of the files."""
    return _put_in_order(finding for check in CHECKS for finding in check.examine(case, context))


def examine_shared(library: Library, context: Context) -> tuple[Finding, ...]:
    """The findings of all checks on the records that cases share, in the order of the files."""
    return _put_in_order(
        finding for check in CHECKS if check.examine_shared for finding in check.examine_shared(library, context)
    )


def _put_in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    return tuple(sorted(dict.fromkeys(findings), key=lambda finding: finding.order))
