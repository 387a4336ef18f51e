"""The command line: arguments and exit codes; the only reader of the clock and of the environment.

Exit codes: 0 clean, 1 findings, 2 a wrong command or a machine that could not do it.
"""

from __future__ import annotations

import argparse
import gc
import os
import sys
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from generator import __version__, keeping, link_report, linking, pipeline
from generator.checks import Context
from generator.checks.protection import parse_names
from generator.evidence.links import AGAIN_AFTER
from generator.evidence.manifest import AUTHORITIES
from generator.evidence.store import Store
from generator.evidence.visitor import PAUSE, Manners, name_agent
from generator.evidence.wayback import Archive, Credentials, NotSaved
from generator.facts.reference import is_id
from generator.facts.skeleton import write_skeleton
from generator.facts.source import Source
from generator.facts.text import is_language
from generator.finding import Severity
from generator.imports import IMPORTS
from generator.manuals import EXPLANATIONS, write_manuals
from generator.proving import Proving, prove_project, verify_project
from generator.reading import Reading, keep_quiet, put_in_order, read_project
from generator.report import Format, explain, list_codes, write_findings
from generator.site.server import Outcome as Preview
from generator.site.server import serve
from generator.site.settings import read_settings

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from generator.finding import Finding
    from generator.site.settings import Settings

CLEAN, FINDINGS, TROUBLE = 0, 1, 2
MOST_MINUTES = 350


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

    _add_links(commands)
    _add_proofs(commands)
    _add_timestamp(commands)

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


def _add_proofs(commands: Any) -> None:  # noqa: ANN401  (argparse's own class is private)
    verify = commands.add_parser(
        "verify",
        help="hold quotes against the documents they are from",
        description="Hold every quote against the snapshot of its source, for whoever has these; check the time-stamps.",
    )
    verify.set_defaults(run=_run_verify)
    prove = commands.add_parser(
        "prove",
        help="make the proofs of quotes",
        description="Make the proof of every quote that stands in its document, for whoever has the snapshots.",
    )
    prove.add_argument("--write", action="store_true", help="write the proofs, and what source records need")
    prove.set_defaults(run=_run_prove)
    for command in (verify, prove):
        command.add_argument("cases", nargs="*", metavar="CASE", help="only these cases (default: all)")
        command.add_argument(
            "--format",
            choices=[form.value for form in Format],
            default="text",
            help="how to say findings (default: text)",
        )


def _add_timestamp(commands: Any) -> None:  # noqa: ANN401  (argparse's own class is private)
    stamping = commands.add_parser(
        "timestamp",
        help="have an authority say by when the facts were there; --check: what it said holds",
        description="Ask a time-stamping authority (RFC 3161) to stamp a list of the files of each case; or check its stamps.",
    )
    stamping.add_argument("cases", nargs="*", metavar="CASE", help="only these cases (default: all)")
    stamping.add_argument("--authority", default="", metavar="URL", help="the authority's address, http:// or https://")
    stamping.add_argument("--check", action="store_true", help="ask nobody; check the stamps that there are")
    stamping.add_argument(
        "--ca", type=Path, metavar="FILE", help=f"the authority's certificates in PEM (default: {AUTHORITIES})"
    )
    stamping.add_argument("--policy", default="", metavar="OID", help="accept only stamps under this policy")
    stamping.add_argument(
        "--hash", choices=("sha256", "sha512"), default="sha256", help="what it is sent (default: sha256)"
    )
    stamping.add_argument(
        "--format", choices=[form.value for form in Format], default="text", help="how to say findings (default: text)"
    )
    stamping.set_defaults(run=_run_timestamp)


def _add_links(commands: Any) -> None:  # noqa: ANN401  (argparse's own class is private)
    links = commands.add_parser(
        "links",
        help="ask whether the sources' addresses still answer and still hold the quoted words",
        description="Ask the addresses of sources whether they still answer and still hold the words quoted from them.",
    )
    links.add_argument("cases", nargs="*", metavar="CASE", help="only these cases (default: all)")
    links.add_argument(
        "--format",
        choices=[*(form.value for form in Format), "markdown"],
        default="text",
        help="how to say it (default: text); markdown is for an issue",
    )
    links.add_argument("--strict", action="store_true", help="exit with 1 for notes too")
    links.add_argument("--again", action="store_true", help="ask again even what was asked in the last six days")
    links.add_argument(
        "--state", type=Path, default=None, metavar="FILE", help="what was asked when (default: build/links.json)"
    )
    links.add_argument(
        "--minutes", type=_read_minutes, default=25.0, help="how long it may take altogether (default: 25)"
    )
    links.add_argument(
        "--save",
        metavar="CASE/SOURCE",
        help="instead, have the Wayback Machine keep this source's page; needs DOSSIER_WAYBACK_KEY and _SECRET",
    )
    # For the tests, whose hosts are on this machine.
    links.add_argument("--loopback", action="store_true", help=argparse.SUPPRESS)
    links.add_argument("--stand-in", default="", help=argparse.SUPPRESS)
    links.set_defaults(run=_run_links)


def _read_minutes(text: str) -> float:
    try:
        minutes = float(text)
    except ValueError:
        minutes = 0.0
    if not 0 < minutes <= MOST_MINUTES:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number of minutes up to {MOST_MINUTES}")
    return minutes


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
    _require_cases(options)
    with _Progress() as progress:
        reading = pipeline.check_project(
            options.root,
            _make_context(options),
            set(options.cases),
            processes=_count_processors(),
            progress=progress.show,
        )
    _print_findings(reading, options.format)
    return _count_findings(reading.findings, strict=options.strict)


def _count_findings(findings: Sequence[Finding], *, strict: bool) -> int:
    counted = {Severity.ERROR, Severity.WARNING} | ({Severity.NOTE} if strict else set())
    return FINDINGS if any(finding.severity in counted for finding in findings) else CLEAN


def _require_cases(options: argparse.Namespace) -> None:
    _read_project_settings(options.root)
    for case in options.cases:
        if not (options.root / "dossiers" / case).is_dir():
            raise TroubleError(f"there is no case {case!r} below {options.root / 'dossiers'}")


def _run_verify(options: argparse.Namespace) -> int:
    _require_cases(options)
    return _tell_proving(options, verify_project(options.root, _find_evidence(options), set(options.cases)))


def _run_prove(options: argparse.Namespace) -> int:
    _require_cases(options)
    evidence = _find_evidence(options)
    return _tell_proving(options, prove_project(options.root, evidence, set(options.cases), write=options.write))


def _tell_proving(options: argparse.Namespace, outcome: Proving) -> int:
    _print_findings(outcome, options.format)
    for line in outcome.told:
        print(line, file=sys.stdout if options.format == "text" else sys.stderr)
    counted = {Severity.ERROR, Severity.WARNING}
    return FINDINGS if any(finding.severity in counted for finding in outcome.findings) else CLEAN


def _find_evidence(options: argparse.Namespace) -> Path:
    """Where the store of snapshots is: where `DOSSIER_EVIDENCE` points, else `evidence/` below the root."""
    chosen = os.environ.get("DOSSIER_EVIDENCE", "")
    root: Path = options.root
    return Path(chosen) if chosen else root / "evidence"


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


def _run_links(options: argparse.Namespace) -> int:
    settings = _read_project_settings(options.root)
    agent = name_agent(settings.repository)
    if options.save:
        return _save_page(options, agent)
    _require_cases(options)
    manners = Manners(
        agent=agent,
        most_time=options.minutes * 60,
        allow_loopback=options.loopback,
        pause=0.0 if options.loopback else PAUSE,
    )
    with _Progress() as progress:
        done = linking.check_links(
            options.root,
            options.cases,
            manners,
            datetime.now(tz=UTC),
            state=options.state or options.root / "build" / "links.json",
            again_after=timedelta(0) if options.again else AGAIN_AFTER,
            tell=lambda number, total: progress.show("links", number, total),
        )
    if options.format in {"json", "markdown"}:
        write = link_report.write_json if options.format == "json" else link_report.write_markdown
        print(write(done, EXPLANATIONS, _read_protected_names()), end="")
    else:
        _print_findings(done, options.format)
        print(link_report.summarise(done), end="", file=sys.stderr)
    return _count_findings(done.findings, strict=options.strict)


def _save_page(options: argparse.Namespace, agent: str) -> int:
    key, secret = (os.environ.get(f"DOSSIER_WAYBACK_{name}", "") for name in ("KEY", "SECRET"))
    if not key or not secret:
        raise TroubleError(
            "saving a page needs an account: set DOSSIER_WAYBACK_KEY and DOSSIER_WAYBACK_SECRET, from archive.org/account/s3.php"
        )
    archive = Archive(credentials=Credentials(key, secret), agent=agent)
    if options.stand_in.startswith("http://127.0.0.1:"):
        archive = replace(archive, base=options.stand_in, allow_loopback=True)
    saved = linking.save_source(options.root, options.save, archive)
    if isinstance(saved, NotSaved):
        raise TroubleError(saved.words)
    print(saved.write_yaml(), end="")
    return CLEAN


def _run_timestamp(options: argparse.Namespace) -> int:
    from generator import stamping  # noqa: PLC0415  (the libraries for it take a fifth of the time that starting takes)

    if options.check == bool(options.authority):
        raise TroubleError("say whom to ask with --authority URL, or --check what there is")
    root: Path = options.root
    _require_cases(options)
    asking = stamping.Asking(address=options.authority, imprint=options.hash, policy=options.policy, trusted=options.ca)
    reading = read_project(root)
    try:
        cases, findings = stamping.choose_cases(reading, options.cases)
        for lines, found in stamping.stamp_cases(() if findings else cases, root, asking):
            findings += found
            for line in lines if options.format == "text" else ():
                print(line, flush=True)
    except stamping.StampingError as error:
        raise TroubleError(str(error)) from error
    if findings or options.format != "text":
        _print_findings(replace(reading, findings=put_in_order(findings)), options.format)
    return FINDINGS if any(finding.severity is not Severity.NOTE for finding in findings) else CLEAN


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
    store = Store(_find_evidence(options))
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


def _write(outcome: Reading | Proving | pipeline.Outcome | linking.Round, form: str, *, colour: bool = False) -> str:
    sources = {path: document.text for path, document in outcome.documents.items()}
    names = _read_protected_names()
    return write_findings(
        outcome.findings, Format(form), sources, explanations=EXPLANATIONS, protected_names=names, colour=colour
    )


def _print_findings(outcome: Reading | Proving | pipeline.Outcome | linking.Round, form: str) -> None:
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
