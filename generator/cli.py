"""The command line: arguments and exit codes; the only reader of the clock and of the environment.

Exit codes: 0 clean, 1 findings, 2 a wrong command or a machine that could not do it.
"""

from __future__ import annotations

import argparse
import gc
import os
import sys
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Self

from generator import __version__, keeping, pipeline
from generator.checks import Context
from generator.checks.protection import parse_names
from generator.evidence.store import Store
from generator.facts.reference import is_id
from generator.facts.skeleton import write_skeleton
from generator.facts.source import Source
from generator.facts.text import is_language
from generator.finding import Severity
from generator.imports import IMPORTS
from generator.manuals import EXPLANATIONS, write_manuals
from generator.reading import Reading, keep_quiet, read_project
from generator.report import Format, explain, list_codes, write_findings
from generator.site.server import Outcome as Preview
from generator.site.server import serve
from generator.site.settings import read_settings

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from generator.finding import Finding
    from generator.site.settings import Settings

CLEAN, FINDINGS, TROUBLE = 0, 1, 2


class TroubleError(Exception):
    """What keeps the program from doing what it was asked, for whoever asked."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit code."""
    parser = _make_parser()
    options = parser.parse_args(arguments)
    # Facts and pages hold few circles, and a collector that looks for them as often as it likes takes a quarter of the time.
    gc.set_threshold(100_000, 50, 100)
    try:
        result: int = options.run(options)
    except TroubleError as trouble:
        print(f"dossier: {trouble}", file=sys.stderr)
        return TROUBLE
    except BlockingIOError:
        print("dossier: another build of this site is running; wait for it to end", file=sys.stderr)
        return TROUBLE
    except OSError as error:
        print(f"dossier: {error}", file=sys.stderr)
        return TROUBLE
    except KeyboardInterrupt:
        return TROUBLE
    return result


def _make_parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="dossier", description="Turns YAML facts about a case into a site in which every statement can be traced."
    )
    parser.add_argument("--version", action="version", version=f"dossier {__version__}")
    parser.add_argument(
        "--root",
        type=Path,
        default=Path(),
        help="the project's folder, which holds mkdocs.yml and dossiers/ (default: here)",
    )
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")

    new = commands.add_parser(
        "new", help="begin a case", description="Begin a case: write a file that explains itself."
    )
    new.add_argument("case", help="the case's id: small letters, digits and hyphens")
    new.add_argument("--title", default="", help="its title")
    new.add_argument("--language", default="en", help="the language it is written in (default: en)")
    new.set_defaults(run=_run_new)

    check = commands.add_parser(
        "check", help="read the facts and say what is wrong", description="Read and check the facts."
    )
    check.add_argument("cases", nargs="*", metavar="CASE", help="only these cases (default: all)")
    check.add_argument(
        "--format", choices=[form.value for form in Format], default="text", help="how to say it (default: text)"
    )
    check.add_argument("--strict", action="store_true", help="exit with 1 for notes too")
    _add_day(check)
    check.set_defaults(run=_run_check)

    build = commands.add_parser(
        "build", help="build the site", description="Check the facts, write the pages, build the site."
    )
    build.add_argument("--strict", action="store_true", help="let warnings stop the build")
    build.add_argument("--engine", default="mkdocs", help="mkdocs or properdocs (default: mkdocs)")
    build.add_argument("--pages-only", action="store_true", help="write the Markdown in build/docs and stop there")
    build.add_argument(
        "--format", choices=[form.value for form in Format], default="text", help="how to say findings (default: text)"
    )
    _add_day(build)
    build.set_defaults(run=_run_build)

    preview = commands.add_parser(
        "serve", help="show the site while you write", description="Show the site while you write."
    )
    preview.add_argument("--port", type=int, default=8000, help="the port on this machine (default: 8000; 0: any)")
    _add_day(preview)
    preview.set_defaults(run=_run_serve)

    schema = commands.add_parser(
        "schema",
        help="write the schema and the pages of the manual that follow from the code",
        description="Write schema/case.json, docs/facts.md and docs/checks.md from the code.",
    )
    schema.set_defaults(run=_run_schema)

    importing = commands.add_parser(
        "import",
        help="turn another format's records into YAML",
        description="Print the YAML of the records in a file of another format, ready to be read over and pasted.",
    )
    importing.add_argument("format", choices=sorted(IMPORTS), help="the format: csl-json is what Zotero exports")
    importing.add_argument("file", type=Path, help="the file")
    importing.set_defaults(run=_run_import)

    snapshot = commands.add_parser(
        "snapshot",
        help="keep a file or a page as the snapshot of a source",
        description="Keep a file, or the page at an address, in the store outside of git, and print the snapshot's YAML.",
    )
    snapshot.add_argument("source", nargs="?", metavar="SOURCE", help="the source: CASE/SOURCE-ID")
    snapshot.add_argument("subject", nargs="?", metavar="FILE|URL", help="a file, or an address to fetch")
    snapshot.add_argument("--check", action="store_true", help="instead, read through everything in the store")
    snapshot.add_argument("--allow-loopback", action="store_true", help="let this machine itself be asked (for tests)")
    snapshot.set_defaults(run=_run_snapshot)

    explaining = commands.add_parser(
        "explain", help="explain a finding's code", description="Explain a finding's code."
    )
    explaining.add_argument("code", nargs="?", help="such as C001; without one, all codes are listed")
    explaining.set_defaults(run=_run_explain)
    return parser


def _add_day(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--today", type=_read_day, default=None, metavar="DAY", help="the day to count as today (default: today)"
    )


def _read_day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not a day such as 2025-01-30") from None


def _run_new(options: argparse.Namespace) -> int:
    if not is_id(options.case) or options.case == "shared":
        raise TroubleError(f"{options.case!r} cannot be a case's id: write small letters, digits and single hyphens")
    if not is_language(options.language):
        raise TroubleError(f"{options.language!r} is not a language tag such as en or fr")
    folder = options.root / "dossiers" / options.case
    if folder.exists():
        raise TroubleError(f"{folder} is there already")
    title = options.title or options.case.replace("-", " ").capitalize()
    for path, text in write_skeleton(options.case, title, options.language, _today(options)).items():
        target = options.root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")
        print(f"wrote {path}")
    print(f"Fill it in, then run: dossier check {options.case}")
    return CLEAN


def _run_check(options: argparse.Namespace) -> int:
    _read_project_settings(options.root)
    for case in options.cases:
        if not (options.root / "dossiers" / case).is_dir():
            raise TroubleError(f"there is no case {case!r} below {options.root / 'dossiers'}")
    with _Progress() as progress:
        reading = pipeline.check_project(
            options.root,
            _make_context(options),
            set(options.cases),
            processes=_count_processors(),
            progress=progress.show,
        )
    _print_findings(reading, options.format)
    counted = {Severity.ERROR, Severity.WARNING} | ({Severity.NOTE} if options.strict else set())
    return FINDINGS if any(finding.severity in counted for finding in reading.findings) else CLEAN


def _run_build(options: argparse.Namespace) -> int:
    settings = _read_project_settings(options.root)
    with _Progress() as progress:
        outcome = _build(options, settings, progress.show)
    _print_findings(outcome, options.format)
    if options.format == "text":
        print(
            f"{outcome.written} files written, {outcome.unchanged} unchanged, {outcome.removed} removed in build/docs",
            file=sys.stderr,
        )
        if outcome.is_published:
            print(f"The site is in {options.root / 'build' / 'site'}", file=sys.stderr)
        elif not options.pages_only:
            print("No new site was published; the one before, if any, stands as it was.", file=sys.stderr)
    done = outcome.is_published or (options.pages_only and not pipeline.stops(outcome.findings, strict=options.strict))
    return CLEAN if done else FINDINGS


def _build(
    options: argparse.Namespace,
    settings: Settings,
    progress: Callable[[str, int, int], None],
    *,
    strict: bool | None = None,
) -> pipeline.Outcome:
    chosen = pipeline.Options(
        context=_make_context(options),
        strict=options.strict if strict is None else strict,
        engine=getattr(options, "engine", "mkdocs"),
        epoch=_read_epoch(),
        environment={name: os.environ[name] for name in ("PATH", "HOME", "TMPDIR", "SYSTEMROOT") if name in os.environ},
        pages_only=getattr(options, "pages_only", False),
        processes=_count_processors(),
        progress=progress,
    )
    return pipeline.build_project(options.root, settings, chosen)


def _run_serve(options: argparse.Namespace) -> int:
    settings = _read_project_settings(options.root)
    root: Path = options.root

    def rebuild() -> Preview:
        outcome = _build(options, settings, keep_quiet, strict=False)
        said = _write(outcome, "text") if outcome.findings else ""
        return Preview(is_published=outcome.is_published, findings=tuple(said.split("\n\n")) if said else ())

    watched = [root / "dossiers", root / "content", *sorted(root.glob("mkdocs*.yml")), Path(__file__).parent]
    serve(
        root / "build" / "site", rebuild, watched=watched, say=lambda words: print(words, flush=True), port=options.port
    )
    return CLEAN


def _run_schema(options: argparse.Namespace) -> int:
    for path, text in write_manuals().items():
        target = options.root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        before = target.read_text(encoding="utf-8") if target.exists() else None
        if before != text:
            target.write_text(text, encoding="utf-8")
        print(f"{'wrote' if before != text else 'unchanged'} {path}")
    return CLEAN


def _run_import(options: argparse.Namespace) -> int:
    text = options.file.read_text(encoding="utf-8")
    records, findings = IMPORTS[options.format](text)
    print(records, end="")
    if findings:
        print(write_findings(findings, Format.TEXT, {}, explanations=EXPLANATIONS), file=sys.stderr, end="")
    return FINDINGS if findings else CLEAN


def _run_snapshot(options: argparse.Namespace) -> int:
    store = _open_store(options)
    if options.check:
        if options.source is not None:
            raise TroubleError("--check reads through the whole store: it goes with no source and no file")
        return _say_findings(
            tuple(store.examine()), said=f"{sum(1 for _ in store.digests())} files are kept in {store.root}"
        )
    if options.subject is None:
        raise TroubleError("name a source and a file or an address: dossier snapshot CASE/SOURCE-ID FILE|URL")
    source = _find_source(options)
    when = datetime.now(tz=UTC)
    if "://" in options.subject:
        kept = keeping.keep_page(store, source, options.subject, when, allow_loopback=options.allow_loopback)
    else:
        kept = keeping.keep_file(store, source, Path(options.subject), when)
    if kept.entry is not None:
        print(keeping.write_block(source, kept.entry), end="")
    for remark in kept.remarks:
        print(f"dossier: {remark}", file=sys.stderr)
    return _say_findings(kept.findings)


def _open_store(options: argparse.Namespace) -> Store:
    """The store of snapshots: where `DOSSIER_EVIDENCE` points, else `evidence/` below the root."""
    place = os.environ.get("DOSSIER_EVIDENCE", "")
    return Store(Path(place) if place else options.root / "evidence")


def _find_source(options: argparse.Namespace) -> Source:
    _read_project_settings(options.root)
    case, _, identifier = options.source.partition("/")
    record = read_project(options.root).library.records.get(case, {}).get(identifier)
    if not isinstance(record, Source):
        raise TroubleError(
            f"there is no source {options.source!r}, or it has mistakes that `dossier check` tells; write CASE/ID"
        )
    return record


def _say_findings(findings: Sequence[Finding], said: str = "") -> int:
    """Print findings, or what is to be said without any; the exit code."""
    if findings:
        names = _read_protected_names()
        print(
            write_findings(findings, Format.TEXT, {}, explanations=EXPLANATIONS, protected_names=names),
            file=sys.stderr,
            end="",
        )
    elif said:
        print(said)
    return FINDINGS if any(finding.severity is not Severity.NOTE for finding in findings) else CLEAN


def _run_explain(options: argparse.Namespace) -> int:
    if options.code is None:
        print(list_codes(EXPLANATIONS))
        return CLEAN
    explanation = explain(options.code.upper(), EXPLANATIONS)
    if explanation is None:
        raise TroubleError(f"there is no code {options.code!r}; `dossier explain` lists them all")
    print(explanation)
    return CLEAN


def _read_project_settings(root: Path) -> Settings:
    settings, findings = read_settings(root)
    if settings is None:
        raise TroubleError("; ".join(f"{finding.message} ({finding.hint})" for finding in findings))
    return settings.override(
        address=os.environ.get("DOSSIER_SITE_URL", ""), repository=os.environ.get("DOSSIER_SOURCE_REPOSITORY", "")
    )


def _today(options: argparse.Namespace) -> date:
    chosen: date | None = getattr(options, "today", None)
    return chosen or datetime.now(tz=UTC).date()


def _make_context(options: argparse.Namespace) -> Context:
    return Context(_today(options), _read_protected_names())


def _read_protected_names() -> frozenset[str]:
    path = os.environ.get("DOSSIER_PROTECTED_NAMES", "")
    if not path:
        return frozenset()
    return parse_names(Path(path).read_text(encoding="utf-8"))


def _count_processors() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _read_epoch() -> int | None:
    text = os.environ.get("SOURCE_DATE_EPOCH", "")
    return int(text) if text.isdigit() else None


def _write(outcome: Reading | pipeline.Outcome, form: str, *, colour: bool = False) -> str:
    sources = {path: document.text for path, document in outcome.documents.items()}
    names = _read_protected_names()
    return write_findings(
        outcome.findings, Format(form), sources, explanations=EXPLANATIONS, protected_names=names, colour=colour
    )


def _print_findings(outcome: Reading | pipeline.Outcome, form: str) -> None:
    report = _write(outcome, form, colour=form == "text" and sys.stdout.isatty())
    if report:
        print(report, end="" if report.endswith("\n") else "\n")


class _Progress:
    """A line on a terminal that tells how far long work is; nothing elsewhere."""

    def __init__(self) -> None:
        self.is_shown = sys.stderr.isatty()

    def __enter__(self) -> Self:
        return self

    def show(self, stage: str, done: int, total: int) -> None:
        """Tell how far a stage is."""
        if self.is_shown and (done == total or done % 25 == 0):
            print(f"\r\x1b[K{stage}: {done} of {total}", end="", file=sys.stderr, flush=True)

    def __exit__(self, *_: object) -> None:
        if self.is_shown:
            print("\r\x1b[K", end="", file=sys.stderr, flush=True)
