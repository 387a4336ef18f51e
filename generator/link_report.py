"""What came of asking the addresses, as JSON for programs and as Markdown for an issue; findings alone are `report`'s."""

from __future__ import annotations

import json
import unicodedata
from collections import Counter
from typing import TYPE_CHECKING, Any

from generator.checks.protection import protect_names
from generator.evidence.memory import Outcome
from generator.finding import Severity
from generator.report import Format, write_findings

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from generator.finding import Finding
    from generator.linking import Place, Round

MOST_CHARACTERS = 60_000
"""A little less than an issue on GitHub holds."""
_WIDEST = 500

_TOLD = {
    Outcome.HOLDS: "alive, with all words that are quoted from it",
    Outcome.CHANGED: "alive, without words that are quoted from it",
    Outcome.SHORT: "alive, perhaps without its whole text",
    Outcome.UNREAD: "alive, but words cannot be looked for in it",
    Outcome.GONE: "gone",
    Outcome.ROBOTS: "forbidden to programs",
    Outcome.SILENT: "silent",
    Outcome.REFUSES: "refused to us",
    Outcome.CERTIFICATE: "with a bad certificate",
    Outcome.NOT_OURS: "not to be asked",
    Outcome.LATER: "left for the next run",
}


def summarise(done: Round) -> str:
    """How many addresses there are, and what became of them, on a line each."""
    counts = Counter(answer.outcome for answer in done.answers.values())
    lines = [f"{counts[outcome]} {words}" for outcome, words in _TOLD.items() if counts[outcome]]
    total = len(done.answers)
    return "\n".join([f"{total} address{'es' * (total != 1)}", *lines]) + "\n"


def write_json(
    done: Round, explanations: Mapping[str, tuple[str, str]], protected_names: frozenset[str] = frozenset()
) -> str:
    """The findings as `report` writes them, and under `addresses` what each address gave."""
    conceal = protect_names(protected_names).conceal
    written = json.loads(
        write_findings(done.findings, Format.JSON, {}, explanations=explanations, protected_names=protected_names)
    )
    written["addresses"] = [_describe(address, done, conceal) for address in sorted(done.answers)]
    # A string that looks like a command to the machine that runs this is not one in ASCII with its signs escaped.
    return json.dumps(written, indent=2).replace("##", "#\\u0023") + "\n"


def _describe(address: str, done: Round, conceal: Callable[[str], str]) -> dict[str, Any]:
    answer = done.answers[address]
    return {
        "address": conceal(address),
        "outcome": answer.outcome.value,
        "status": answer.status or None,
        "asked": answer.asked.isoformat(timespec="seconds"),
        "detail": conceal(answer.words),
        "moved_to": conceal(answer.moved_to) or None,
        "places": [_describe_place(place, answer.missing, conceal) for place in done.places[address]],
    }


def _describe_place(place: Place, missing: tuple[str, ...], conceal: Callable[[str], str]) -> dict[str, Any]:
    return {
        "source": place.source,
        "path": conceal(place.at.path),
        "line": place.at.line,
        "column": place.at.column,
        "quotes": {
            "looked_for": list(place.compared),
            "missing": [key for key in place.compared if key in missing],
            "in_another_language": list(place.uncompared),
        },
    }


def write_markdown(
    done: Round, explanations: Mapping[str, tuple[str, str]], protected_names: frozenset[str] = frozenset()
) -> str:
    """A report that fits into an issue: what wants looking at first, then the notes.

    What comes from the facts or from other hosts stands in code spans, in which nothing is a link, a mention or a command.
    """
    conceal = protect_names(protected_names).conceal
    total, *lines = summarise(done).splitlines()
    parts = [f"# Links\n\n{done.now.date()}: {total}.\n\n" + "".join(f"* {line}\n" for line in lines)]
    graves = [one for one in done.findings if one.severity is not Severity.NOTE]
    notes = [one for one in done.findings if one.severity is Severity.NOTE]
    if not done.findings:
        parts.append("\nNothing wants looking at.\n")
    left = MOST_CHARACTERS - len(parts[0]) - 200
    for title, findings in (("What wants looking at", graves), ("Notes", notes)):
        if not findings:
            continue
        section = [f"\n## {title}\n\n"]
        for number, finding in enumerate(findings):
            item = _write_item(finding, explanations, conceal)
            left -= len(item)
            if left < 0:
                section.append(f"* … and {len(findings) - number} more.\n")
                break
            section.append(item)
        parts += section
    return "".join(parts)


def _write_item(finding: Finding, explanations: Mapping[str, tuple[str, str]], conceal: Callable[[str], str]) -> str:
    title = explanations.get(finding.code, (finding.code, ""))[0]
    hint = f"  \n  {_quote(conceal(finding.hint))}" if finding.hint else ""
    place = _quote(conceal(str(finding.at)))
    return f"* **{finding.code}** {title}, {place}  \n  {_quote(conceal(finding.message))}{hint}\n"


def _quote(text: str) -> str:
    """The text as a code span on one line (CommonMark §6.1), everything invisible made visible."""
    shown = "".join(
        f"‹U+{ord(one):04X}›" if unicodedata.category(one) in {"Cc", "Cf", "Cs", "Zl", "Zp"} else one for one in text
    )
    shown = shown if len(shown) <= _WIDEST else shown[:_WIDEST] + "…"
    return f"`{shown.replace('`', 'ˋ')}`"
