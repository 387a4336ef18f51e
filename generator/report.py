"""Findings as people and machines read them: text, JSON, GitHub annotations and SARIF; and what each code means.

Findings quote what contributors wrote, so every form makes sure that their text stays text: it can forge no annotation,
give no command to the machine that runs the build, and play no tricks on a terminal. Lines of findings that must not be
repeated, and names on the maintainers' private list, are printed in no form.
"""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from collections import Counter
from dataclasses import dataclass, replace
from enum import Enum
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from generator import __version__
from generator.checks import CHECKS
from generator.checks.check import EXAMPLE_DAY
from generator.checks.protection import protect_names
from generator.finding import Finding, Severity
from generator.syntax.nodes import split_lines

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from generator.checks import Check

Explanations = dict[str, tuple[str, str]]
"""For each code, its title and what an author should know about it."""


class Format(Enum):
    """How findings are written."""

    TEXT = "text"
    JSON = "json"
    GITHUB = "github"
    SARIF = "sarif"


@dataclass(frozen=True, slots=True)
class _Entry:
    """A finding that may be printed, and the line it stands on, None where there is none or it may not be shown."""

    finding: Finding
    title: str
    line: str | None


def write_findings(
    findings: Iterable[Finding],
    form: Format,
    sources: Mapping[str, str],
    *,
    explanations: Mapping[str, tuple[str, str]] | None = None,
    protected_names: frozenset[str] = frozenset(),
    colour: bool = False,
) -> str:
    """Findings in one of the formats, in the order of the files, each once.

    `sources` has the text of the files by path, for the lines that the text form shows; `explanations` (of
    `gather_explanations`) the titles of codes and the help in SARIF; `protected_names` what is never printed; `colour`
    says that the text goes to a terminal.
    """
    entries = _prepare(findings, sources, explanations or {}, protected_names)
    if form is Format.JSON:
        return _write_json(entries)
    if form is Format.GITHUB:
        return _write_github(entries)
    if form is Format.SARIF:
        return _write_sarif(entries, explanations or {})
    return _write_text(entries, colour=colour)


def _prepare(
    findings: Iterable[Finding],
    sources: Mapping[str, str],
    explanations: Mapping[str, tuple[str, str]],
    protected_names: frozenset[str],
) -> list[_Entry]:
    protection = protect_names(protected_names)
    ordered = sorted(dict.fromkeys(findings), key=lambda finding: (finding.order, finding.severity.value, finding.hint))
    hidden = {(finding.at.path, finding.at.line) for finding in ordered if not finding.excerpt}
    lines = {path: split_lines(sources[path]) for path in {finding.at.path for finding in ordered} if path in sources}
    entries = []
    for finding in ordered:
        at, line = finding.at, None
        if (at.path, at.line) not in hidden and 1 <= at.line <= len(lines.get(at.path, ())):
            line = lines[at.path][at.line - 1]
            line = line if protection.conceal(line) == line else None
        printed = replace(
            finding,
            message=protection.conceal(finding.message),
            hint=protection.conceal(finding.hint),
            at=replace(at, path=protection.conceal(at.path)),
        )
        entries.append(_Entry(printed, explanations.get(finding.code, ("", ""))[0], line))
    return entries


# Text. What cannot be seen, or would move the words around it, is shown by its number.

_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
_COMMAND = re.compile(r"##(?=\w*\[)")
_WIDTH, _BEFORE_CARET = 100, 60
_COLOURS = {Severity.ERROR: "31", Severity.WARNING: "33", Severity.NOTE: "36"}


def _show(text: str) -> str:
    """The text on one line, with everything invisible made visible."""
    if text.isprintable():
        return text
    return "".join(_show_character(character) for character in text)


def _show_character(character: str) -> str:
    if character in "\t\n":
        return " " if character == "\t" else "⏎"
    return f"‹U+{ord(character):04X}›" if unicodedata.category(character) in _UNSEEN else character


def _defuse(line: str) -> str:
    """The line without what the machines that run builds take for a command: `::` at its beginning, `##[` anywhere."""
    line = _COMMAND.sub("# #", line)
    return line.replace("::", ": :", 1) if line.lstrip().startswith("::") else line


def _write_text(entries: Sequence[_Entry], *, colour: bool) -> str:
    def paint(text: str, style: str) -> str:
        return f"\x1b[{style}m{text}\x1b[0m" if colour else text

    blocks = []
    for entry in entries:
        finding = entry.finding
        label = f"{finding.severity.value} {finding.code}"
        place = _defuse(_show(str(finding.at)))
        block = [f"{place}: {paint(label, _COLOURS[finding.severity])}: {_show(finding.message)}"]
        if entry.line is not None:
            gutter = str(finding.at.line).rjust(6)
            shown, caret = _excerpt(entry.line, finding.at.column)
            block += [f"{gutter} | {shown}", f"{'':6} | {caret}{paint('^', _COLOURS[finding.severity])}"]
        if finding.hint:
            block.append(f"{'':6} = {_show(finding.hint)}")
        blocks.append("\n".join(map(_defuse, block)))
    return "\n\n".join([*blocks, paint(_summarise(entries), "1")]) + "\n"


def _excerpt(line: str, column: int) -> tuple[str, str]:
    """The part of a line around a column as it is shown, and the spaces that bring a caret below that column."""
    shown, caret = _show(line), len(_show(line[: max(column - 1, 0)]))
    if len(shown) > _WIDTH:
        first = max(0, caret - _BEFORE_CARET)
        cut = shown[first : first + _WIDTH]
        caret += bool(first) - first
        shown = "…" * bool(first) + cut + "…" * (first + _WIDTH < len(shown))
    return shown, " " * sum(map(_measure, shown[:caret]))


def _measure(character: str) -> int:
    """How many columns of a terminal a character takes (UAX #11)."""
    if unicodedata.combining(character) or unicodedata.category(character) in {"Mn", "Me"}:
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def _summarise(entries: Sequence[_Entry]) -> str:
    if not entries:
        return "No findings."
    counts = Counter(entry.finding.severity for entry in entries)
    listed = [
        f"{counts[severity]} {severity.value}{'s' * (counts[severity] != 1)}"
        for severity in Severity
        if counts[severity]
    ]
    files = len({entry.finding.at.path for entry in entries})
    return f"{', '.join(listed)} in {files} file{'s' * (files != 1)}."


# JSON.

JSON_SCHEMA: Mapping[str, Any] = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "title": "Findings",
    "type": "object",
    "required": ["version", "counts", "findings"],
    "additionalProperties": False,
    "properties": {
        "version": {"const": 1, "description": "It grows when a key changes its meaning or is taken out."},
        "counts": {
            "type": "object",
            "required": [severity.value for severity in Severity],
            "additionalProperties": False,
            "properties": {severity.value: {"type": "integer", "minimum": 0} for severity in Severity},
        },
        "findings": {
            "type": "array",
            "description": "In the order of the files.",
            "items": {
                "type": "object",
                "required": ["code", "title", "severity", "path", "line", "column", "message", "hint"],
                "additionalProperties": False,
                "properties": {
                    "code": {"type": "string", "pattern": "^[A-Z][0-9]{3}$"},
                    "title": {"type": "string", "description": "What the code is called."},
                    "severity": {"enum": [severity.value for severity in Severity]},
                    "path": {"type": "string", "description": "Relative to the project, with forward slashes."},
                    "line": {"type": "integer", "minimum": 1},
                    "column": {"type": "integer", "minimum": 1, "description": "Counted in characters."},
                    "message": {"type": "string", "description": "What is wrong."},
                    "hint": {"type": "string", "description": "What to write instead; may be empty."},
                },
            },
        },
    },
}
"""The form of `Format.JSON`, as JSON Schema."""


def _write_json(entries: Sequence[_Entry]) -> str:
    counts = Counter(entry.finding.severity for entry in entries)
    return _dump(
        {
            "version": 1,
            "counts": {severity.value: counts[severity] for severity in Severity},
            "findings": [
                {
                    "code": entry.finding.code,
                    "title": entry.title,
                    "severity": entry.finding.severity.value,
                    "path": entry.finding.at.path,
                    "line": entry.finding.at.line,
                    "column": entry.finding.at.column,
                    "message": entry.finding.message,
                    "hint": entry.finding.hint,
                }
                for entry in entries
            ],
        }
    )


def _dump(data: Mapping[str, Any]) -> str:
    """JSON in ASCII, in which no string can look like a command to the machine that runs a build."""
    return _COMMAND.sub(r"#\\u0023", json.dumps(data, indent=2)) + "\n"


# GitHub's annotations: https://docs.github.com/actions/reference/workflow-commands-for-github-actions

_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}


def _write_github(entries: Sequence[_Entry]) -> str:
    lines = []
    for entry in entries:
        finding = entry.finding
        title = f"{finding.code} {entry.title}".strip()
        message = f"{finding.message}\n{finding.hint}" if finding.hint else finding.message
        properties = f"file={_escape_property(finding.at.path)},line={finding.at.line},col={finding.at.column}"
        lines.append(
            f"::{_LEVELS[finding.severity]} {properties},title={_escape_property(title)}::{_escape_data(message)}"
        )
    return "\n".join([*lines, _summarise(entries)]) + "\n"


def _escape_data(text: str) -> str:
    """The text as the data of a command: per cent signs and line ends escaped, everything else invisible shown."""
    escaped = text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    return _COMMAND.sub("# #", _show(escaped))


def _escape_property(text: str) -> str:
    """The text as a property of a command, in which colons and commas have a meaning too."""
    return _escape_data(text).replace(":", "%3A").replace(",", "%2C")


# SARIF 2.1.0: https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html

_SARIF_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "note"}


def _write_sarif(entries: Sequence[_Entry], explanations: Mapping[str, tuple[str, str]]) -> str:
    codes = sorted({entry.finding.code for entry in entries})
    driver = {
        "name": "dossier",
        "version": __version__,
        "rules": [_describe_rule(code, *explanations.get(code, (code, ""))) for code in codes],
    }
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_describe_result(entry.finding, codes.index(entry.finding.code)) for entry in entries],
    }
    return _dump({"$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0", "runs": [run]})


def _describe_rule(code: str, title: str, explanation: str) -> dict[str, Any]:
    return {
        "id": code,
        "shortDescription": {"text": title},
        "fullDescription": {"text": title},
        "help": {"text": explanation or title, "markdown": explanation or title},
    }


def _describe_result(finding: Finding, rule: int) -> dict[str, Any]:
    message = f"{finding.message}\n{finding.hint}" if finding.hint else finding.message
    identity = f"{finding.code}\0{finding.at.path}\0{finding.message}"
    return {
        "ruleId": finding.code,
        "ruleIndex": rule,
        "level": _SARIF_LEVELS[finding.severity],
        # Brackets would begin a link (§3.11.6) that the author of the file chose.
        "message": {"text": re.sub(r"[\\\[\]]", r"\\\g<0>", message)},
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": {
                        "uri": quote(finding.at.path.encode(errors="replace")),
                        "uriBaseId": "%SRCROOT%",
                    },
                    "region": {"startLine": finding.at.line, "startColumn": finding.at.column},
                }
            }
        ],
        "partialFingerprints": {"finding/v1": hashlib.sha256(identity.encode(errors="replace")).hexdigest()},
    }


# What codes mean.


def gather_explanations(*tables: Mapping[str, tuple[str, str]]) -> Explanations:
    """The explanations of all stages in one table, those of the checks among them, in the order of the codes."""
    gathered = {check.code: (check.title, _explain_check(check)) for check in CHECKS}
    for table in tables:
        gathered.update(table)
    return dict(sorted(gathered.items()))


def explain(code: str, explanations: Mapping[str, tuple[str, str]]) -> str | None:
    """What a code means, for a terminal; None where there is no such code."""
    found = explanations.get(code.strip().upper())
    return f"{code.strip().upper()}: {found[0]}\n\n{found[1].strip()}\n" if found else None


def list_codes(explanations: Mapping[str, tuple[str, str]]) -> str:
    """Every code with its title, one to a line."""
    return "".join(f"{code}  {title}\n" for code, (title, _) in explanations.items())


_STOPS = {
    Severity.ERROR: "An error: the site is not built.",
    Severity.WARNING: "A warning: the site is built, unless warnings are to stop it (`--strict`).",
    Severity.NOTE: "A note: it never stops the site.",
}


def _explain_check(check: Check) -> str:
    told = check.explanation
    return (
        f"{told.question}\n\n{told.why}\n\n{_STOPS[check.severity]}\n\n"
        f"This passes:\n\n```yaml\n{told.passes.text}```\n\nThis fails:\n\n```yaml\n{told.fails.text}```"
    )


def write_checks_page(explanations: Mapping[str, tuple[str, str]] | None = None) -> str:
    """The page of all checks in Markdown; with `explanations`, the codes of the other stages stand after them."""
    introduction = (
        "# Checks\n\nThis page is written from the checks themselves: do not edit it. Every example is a whole dossier"
        " in one file, and a test reads it. Where a check asks what day it is, the examples are read on "
        f"{EXAMPLE_DAY.isoformat()}. In those that fail, the first line says at which line and column.\n"
    )
    parts = [introduction]
    parts += [f"## {check.code} {check.title}\n\n{_explain_check(check)}\n" for check in CHECKS]
    own = {check.code for check in CHECKS}
    others = [(code, *told) for code, told in (explanations or {}).items() if code not in own]
    if others:
        parts.append("## Other findings\n")
        parts += [f"### {code} {title}\n\n{text.strip()}\n" for code, title, text in others]
    return "\n".join(parts)
