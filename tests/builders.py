"""Whole cases from a few lines of YAML, through the real reader, decoder and resolver."""

from __future__ import annotations

from textwrap import dedent
from typing import TYPE_CHECKING

from generator.case import resolve
from generator.facts.decoder import decode_case
from generator.finding import Severity
from generator.syntax import read_document

if TYPE_CHECKING:
    from collections.abc import Mapping

    from generator.case import Case, Library
    from generator.facts.decoder import Facts
    from generator.finding import Finding

CASE = "\ncase: {title: An example, summary: An example., languages: [en]}\n"
"""What is added, at the end, to YAML that has no case of its own."""


def facts_from(yaml: str, case: str = "example") -> Facts:
    """The facts that `yaml` writes, which must be free of mistakes as far as they go."""
    facts, findings = _read_case(case, {f"dossiers/{case}/case.yaml": yaml})
    assert not findings, _show(findings)
    return facts


def case_from(yaml: str, case: str = "example") -> Case:
    """The case that `yaml` writes, which must be free of errors."""
    return library_from({f"dossiers/{case}/case.yaml": yaml}).cases[case]


def library_from(files: Mapping[str, str]) -> Library:
    """The library of the cases in `files` (`dossiers/<case>/<name>.yaml` to YAML), which must be free of errors."""
    library, findings = read_library(files)
    errors = [finding for finding in findings if finding.severity is Severity.ERROR]
    assert not errors, _show(errors)
    return library


def findings_from(yaml: str | Mapping[str, str], case: str = "example") -> tuple[Finding, ...]:
    """Everything that reading, decoding and resolving find in one file, or in `files` as `library_from` takes them."""
    return read_library({f"dossiers/{case}/case.yaml": yaml} if isinstance(yaml, str) else yaml)[1]


def read_library(files: Mapping[str, str]) -> tuple[Library, tuple[Finding, ...]]:
    """The library and all findings, whatever they are."""
    by_case: dict[str, dict[str, str]] = {}
    for path, yaml in files.items():
        by_case.setdefault(path.split("/")[-2], {})[path] = yaml
    facts, findings, broken = [], [], set()
    for case, of_case in by_case.items():
        decoded, found = _read_case(case, of_case)
        facts.append(decoded)
        findings += found
        if any(finding.severity is Severity.ERROR for finding in found):
            broken.add(case)
    library, found = resolve(facts, broken)
    return library, (*findings, *found)


def _read_case(case: str, files: Mapping[str, str]) -> tuple[Facts, list[Finding]]:
    texts = {path: dedent(yaml) for path, yaml in files.items()}
    if case != "shared" and not any(text.startswith("case:") or "\ncase:" in text for text in texts.values()):
        path = next(iter(texts))
        texts[path] += CASE
    documents, findings = [], []
    for path, text in texts.items():
        document, mistakes = read_document(path, text.encode())
        documents.append(document)
        findings += mistakes
    facts, mistakes = decode_case(case, documents)
    return facts, [*findings, *mistakes]


def _show(findings: list[Finding]) -> str:
    return "\n".join(f"{finding.at}: {finding.code} {finding.message} ({finding.hint})" for finding in findings)
