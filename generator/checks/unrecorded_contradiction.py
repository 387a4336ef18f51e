"""Is every contradiction recorded as a dispute, so that readers see both sides together?

A contradiction is: a statement with support and opposition, or about which courts differ; voices on one statement
that give it different periods; claims that name each other as contrary; two quantities of the same thing in the same
unit with different figures. A dispute that lists the statement (or both) is all that is asked; it decides nothing.

passes:

```yaml
case: {title: A case, summary: A case., languages: [en]}
sources:
  gazette: {type: article-newspaper, title: Verdict, seen: original}
quantities:
  first: {value: 181000, qualifier: more-than, unit: photographs, of: on the telephone, cite: gazette}
  second: {value: 120000, qualifier: about, unit: photographs, of: on the telephone, cite: gazette}
disputes:
  photographs: {title: How many photographs?, between: [first, second]}
```

fails:

```yaml
# expect: 7:19
case: {title: A case, summary: A case., languages: [en]}
sources:
  gazette: {type: article-newspaper, title: Verdict, seen: original}
quantities:
  first: {value: 181000, qualifier: more-than, unit: photographs, of: on the telephone, cite: gazette}
  second: {value: 120000, qualifier: about, unit: photographs, of: on the telephone, cite: gazette}
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.case import Rung
from generator.checks.folding import fold_words
from generator.facts.claim import Claim
from generator.facts.dispute import Dispute
from generator.facts.quantity import Quantity
from generator.facts.statement import Act
from generator.finding import Finding, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.case import Case, Standing
    from generator.checks.check import Context
    from generator.facts.statement import Statement
    from generator.facts.value import Location

CODE = "C010"
TITLE = "Contradiction that nobody recorded as a dispute"
SEVERITY = Severity.WARNING

_AGAINST = frozenset({Act.DENIES, Act.DISPUTES})
_DISPUTED = {
    Rung.DISPUTED: "is supported by some and opposed by others",
    Rung.DISPUTED_BETWEEN_COURTS: "was decided differently by courts of which none is above the other",
}


def examine(case: Case, _context: Context) -> Iterator[Finding]:
    """A finding for each contradiction, within a statement or between two, that no dispute of the case lists."""
    disputes = [
        frozenset(case.find(reference, start=dispute).key for reference in dispute.between)
        for dispute in case.of_kind(Dispute)
    ]
    recorded = frozenset().union(*disputes)
    for statement in case.statements:
        if statement.key not in recorded and _may_be_contradicted(statement):
            yield from _examine_statement(statement, case.standing(statement))
    for first, second, location, why in (*_list_contrary(case), *_list_figures(case)):
        if not any(first.key in dispute and second.key in dispute for dispute in disputes):
            hint = f"add a dispute with between: [{first.id}, {second.id}]"
            message = f"{second.id!r} {why} {first.id!r}, and no dispute shows them together"
            yield Finding(CODE, message, second.at(*location), SEVERITY, hint)


def _may_be_contradicted(statement: Statement) -> bool:
    """Whether a voice is against it, or several give it a period; for the rest no standing is worked out."""
    periods = 0
    for assertion in statement.assertions:
        if assertion.act in _AGAINST or not assertion.holds:
            return True
        periods += assertion.period is not None
    return periods > 1


def _examine_statement(statement: Statement, standing: Standing) -> Iterator[Finding]:
    hint = f"add a dispute with between: [{statement.id}]"
    what = f"the {statement.ANCHOR} {statement.id!r}"
    if standing.rung in _DISPUTED:
        message = f"{what} {_DISPUTED[standing.rung]}, and no dispute shows it"
        yield Finding(CODE, message, statement.at(*_locate_opposition(statement, standing)), SEVERITY, hint)
    counting = [voice.assertion for voice in standing.voices]
    periods: set[tuple[str, str, str, str]] = set()
    for index, assertion in enumerate(statement.assertions):
        if assertion.period is not None and any(assertion is other for other in counting):
            periods.add(assertion.period.meaning)
            if len(periods) > 1:
                message = f"voices on {what} give it different periods, and no dispute shows them"
                yield Finding(CODE, message, statement.at("assertions", index, "period"), SEVERITY, hint)
                return


def _locate_opposition(statement: Statement, standing: Standing) -> Location:
    against = [voice.assertion for voice in standing.voices if not voice.holds] + [
        voice.assertion for voice in standing.opposing
    ]
    for index, assertion in enumerate(statement.assertions):
        if any(assertion is other for other in against):
            return ("assertions", index, "act")
    return ()


def _list_contrary(case: Case) -> Iterator[tuple[Statement, Statement, Location, str]]:
    done: set[frozenset[str]] = set()
    for claim in case.of_kind(Claim):
        for index, reference in enumerate(claim.contrary):
            other = case.find(reference, start=claim)
            pair = frozenset({claim.key, other.key})
            if isinstance(other, Claim) and pair not in done:
                done.add(pair)
                yield other, claim, ("contrary", index), "cannot be true together with"


def _list_figures(case: Case) -> Iterator[tuple[Statement, Statement, Location, str]]:
    first: dict[tuple[str, tuple[str, ...], tuple[str, ...]], Quantity] = {}
    for quantity in case.of_kind(Quantity):
        for language in quantity.of.languages(case.first_language):
            unit = quantity.unit.choose(language, case.first_language)[1]
            what = quantity.of.choose(language, case.first_language)[1]
            other = first.setdefault((language, fold_words(unit), fold_words(what)), quantity)
            if (other.value, other.to) != (quantity.value, quantity.to):
                yield other, quantity, ("value",), "gives another figure than"
                break
