"""The commands for whoever writes facts: new, check, schema, import, explain."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from generator import pipeline
from generator.cli.exits import CLEAN, FINDINGS, TroubleError
from generator.cli.surroundings import find_workforce, make_context, require_cases, tell_moment, today
from generator.cli.terminal import Progress, count_findings, print_findings
from generator.facts.reference import is_id
from generator.facts.text import is_language
from generator.report import Format, explain, list_codes, write_findings

if TYPE_CHECKING:
    import argparse


def run_new(options: argparse.Namespace) -> int:
    """Begin a case."""
    from generator.facts.skeleton import write_skeleton  # noqa: PLC0415  (here and below: what `check` does not need)

    if not is_id(options.case) or options.case == "shared":
        raise TroubleError(f"{options.case!r} cannot be a case's id: write small letters, digits and single hyphens")
    if not is_language(options.language):
        raise TroubleError(f"{options.language!r} is not a language tag such as en or fr")
    folder = options.root / "dossiers" / options.case
    if folder.exists():
        raise TroubleError(f"{folder} is there already")
    title = options.title or options.case.replace("-", " ").capitalize()
    for path, text in write_skeleton(options.case, title, options.language, today(options)).items():
        target = options.root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")
        print(f"wrote {path}")
    print(f"Fill it in, then run: dossier check {options.case}")
    return CLEAN


def run_check(options: argparse.Namespace) -> int:
    """Read the facts and say what is wrong."""
    require_cases(options)
    with Progress() as progress:
        chosen = pipeline.Options(
            context=make_context(options),
            now=tell_moment(),
            caches=options.cache,
            workforce=find_workforce(options),
            progress=progress.show,
        )
        findings = pipeline.check_project(options.root, chosen, set(options.cases))
    print_findings(findings, options.format, options.root)
    return count_findings(findings, strict=options.strict)


def run_schema(options: argparse.Namespace) -> int:
    """Write the schema and the pages of the manual that follow from the code."""
    from generator.manuals import write_manuals  # noqa: PLC0415

    for path, text in write_manuals().items():
        target = options.root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        before = target.read_text(encoding="utf-8") if target.exists() else None
        if before != text:
            target.write_text(text, encoding="utf-8")
        print(f"{'wrote' if before != text else 'unchanged'} {path}")
    return CLEAN


def run_import(options: argparse.Namespace) -> int:
    """Print another format's records as YAML."""
    from generator.imports import IMPORTS  # noqa: PLC0415
    from generator.manuals import EXPLANATIONS  # noqa: PLC0415

    text = options.file.read_text(encoding="utf-8")
    records, findings = IMPORTS[options.format](text)
    print(records, end="")
    if findings:
        print(write_findings(findings, Format.TEXT, {}, explanations=EXPLANATIONS), file=sys.stderr, end="")
    return FINDINGS if findings else CLEAN


def run_explain(options: argparse.Namespace) -> int:
    """Explain a finding's code, or list them all."""
    from generator.manuals import EXPLANATIONS  # noqa: PLC0415

    if options.code is None:
        print(list_codes(EXPLANATIONS))
        return CLEAN
    explanation = explain(options.code.upper(), EXPLANATIONS)
    if explanation is None:
        raise TroubleError(f"there is no code {options.code!r}; `dossier explain` lists them all")
    print(explanation)
    return CLEAN
