"""The arguments of every command, and what its help says."""

from __future__ import annotations

import argparse
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from generator import __version__

if TYPE_CHECKING:
    from collections.abc import Callable

MOST_MINUTES = 350

# What is only named here is not brought in for it: `--version` and `--help` answer at once. A test holds these against the
# code that they are from.
FORMATS = ("text", "json", "github", "sarif")
IMPORTED_FORMATS = ("csl-json",)
AUTHORITIES = "dossiers/authorities.pem"


def _defer(module: str, name: str) -> Callable[[argparse.Namespace], int]:
    """A command that is brought in when it is run, with all that it needs and no other command does."""

    def run(options: argparse.Namespace) -> int:
        return cast("int", getattr(import_module(f"generator.cli.{module}"), name)(options))

    return run


run_new, run_check, run_explain, run_import, run_schema = (
    _defer("authoring", f"run_{name}") for name in ("new", "check", "explain", "import", "schema")
)
run_build, run_serve = (_defer("publishing", f"run_{name}") for name in ("build", "serve"))
run_links, run_prove, run_snapshot, run_timestamp, run_verify = (
    _defer("preserving", f"run_{name}") for name in ("links", "prove", "snapshot", "timestamp", "verify")
)


def make_parser() -> argparse.ArgumentParser:
    """The parser of all arguments; the options it gives name in `run` the function that runs the command."""
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

    _add_authoring(commands)
    _add_publishing(commands)
    _add_snapshot(commands)
    _add_proofs(commands)
    _add_timestamp(commands)
    _add_links(commands)
    return parser


def _add_authoring(commands: Any) -> None:  # noqa: ANN401  (argparse's own class is private)
    new = commands.add_parser(
        "new", help="begin a case", description="Begin a case: write a file that explains itself."
    )
    new.add_argument("case", help="the case's id: small letters, digits and hyphens")
    new.add_argument("--title", default="", help="its title")
    new.add_argument("--language", default="en", help="the language it is written in (default: en)")
    new.set_defaults(run=run_new)

    check = commands.add_parser(
        "check", help="read the facts and say what is wrong", description="Read and check the facts."
    )
    _add_cases(check)
    _add_format(check)
    check.add_argument("--strict", action="store_true", help="exit with 1 for notes too")
    _add_work(check)
    _add_day(check)
    check.set_defaults(run=run_check)

    explaining = commands.add_parser(
        "explain", help="explain a finding's code", description="Explain a finding's code."
    )
    explaining.add_argument("code", nargs="?", help="such as C001; without one, all codes are listed")
    explaining.set_defaults(run=run_explain)

    importing = commands.add_parser(
        "import",
        help="turn another format's records into YAML",
        description="Print the YAML of the records in a file of another format, ready to be read over and pasted.",
    )
    importing.add_argument("format", choices=IMPORTED_FORMATS, help="the format: csl-json is what Zotero exports")
    importing.add_argument("file", type=Path, help="the file")
    importing.set_defaults(run=run_import)

    schema = commands.add_parser(
        "schema",
        help="write the schema and the pages of the manual that follow from the code",
        description="Write schema/case.json, docs/facts.md and docs/checks.md from the code.",
    )
    schema.set_defaults(run=run_schema)


def _add_publishing(commands: Any) -> None:  # noqa: ANN401  (argparse's own class is private)
    build = commands.add_parser(
        "build", help="build the site", description="Check the facts, write the pages, build the site."
    )
    build.add_argument("--strict", action="store_true", help="let warnings stop the build")
    build.add_argument("--engine", default="mkdocs", help="mkdocs or properdocs (default: mkdocs)")
    build.add_argument("--pages-only", action="store_true", help="write the Markdown in build/docs and stop there")
    build.add_argument(
        "--whole", action="store_true", help="send every page through the engine; slow, and the same site"
    )
    build.add_argument(
        "--no-downloads", dest="downloads", action="store_false", help="pages and feeds only, no files to download"
    )
    build.add_argument("--no-search", dest="search", action="store_false", help="leave out the search")
    _add_work(build)
    _add_format(build)
    _add_day(build)
    build.set_defaults(run=run_build)

    preview = commands.add_parser(
        "serve", help="show the site while you write", description="Show the site while you write."
    )
    preview.add_argument("--port", type=int, default=8000, help="the port on this machine (default: 8000; 0: any)")
    _add_day(preview)
    preview.set_defaults(run=run_serve)


def _add_snapshot(commands: Any) -> None:  # noqa: ANN401  (argparse's own class is private)
    snapshot = commands.add_parser(
        "snapshot",
        help="keep a file or a page as the snapshot of a source",
        description="Keep a file, or the page at an address, in the store outside of git, and print the snapshot's YAML.",
    )
    snapshot.add_argument("source", nargs="?", metavar="SOURCE", help="the source: CASE/SOURCE-ID")
    snapshot.add_argument("subject", nargs="?", metavar="FILE|URL", help="a file, or an address to fetch")
    snapshot.add_argument("--check", action="store_true", help="instead, read through everything in the store")
    snapshot.add_argument("--allow-loopback", action="store_true", help="let this machine itself be asked (for tests)")
    snapshot.set_defaults(run=run_snapshot)


def _add_proofs(commands: Any) -> None:  # noqa: ANN401  (argparse's own class is private)
    verify = commands.add_parser(
        "verify",
        help="hold quotes against the documents they are from",
        description="Hold every quote against the snapshot of its source, for whoever has these; check the time-stamps.",
    )
    verify.set_defaults(run=run_verify)
    prove = commands.add_parser(
        "prove",
        help="make the proofs of quotes",
        description="Make the proof of every quote that stands in its document, for whoever has the snapshots.",
    )
    prove.add_argument("--write", action="store_true", help="write the proofs, and what source records need")
    prove.set_defaults(run=run_prove)
    for command in (verify, prove):
        _add_cases(command)
        _add_format(command)


def _add_timestamp(commands: Any) -> None:  # noqa: ANN401  (argparse's own class is private)
    stamping = commands.add_parser(
        "timestamp",
        help="have an authority say by when the facts were there; --check: what it said holds",
        description="Ask a time-stamping authority (RFC 3161) to stamp a list of the files of each case; or check its stamps.",
    )
    _add_cases(stamping)
    stamping.add_argument("--authority", default="", metavar="URL", help="the authority's address, http:// or https://")
    stamping.add_argument("--check", action="store_true", help="ask nobody; check the stamps that there are")
    stamping.add_argument(
        "--ca", type=Path, metavar="FILE", help=f"the authority's certificates in PEM (default: {AUTHORITIES})"
    )
    stamping.add_argument("--policy", default="", metavar="OID", help="accept only stamps under this policy")
    stamping.add_argument(
        "--hash", choices=("sha256", "sha512"), default="sha256", help="what it is sent (default: sha256)"
    )
    _add_format(stamping)
    stamping.set_defaults(run=run_timestamp)


def _add_links(commands: Any) -> None:  # noqa: ANN401  (argparse's own class is private)
    links = commands.add_parser(
        "links",
        help="ask whether the sources' addresses still answer and still hold the quoted words",
        description="Ask the addresses of sources whether they still answer and still hold the words quoted from them.",
    )
    _add_cases(links)
    _add_format(links, "markdown")
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
    links.set_defaults(run=run_links)


def _read_minutes(text: str) -> float:
    try:
        minutes = float(text)
    except ValueError:
        minutes = 0.0
    if not 0 < minutes <= MOST_MINUTES:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number of minutes up to {MOST_MINUTES}")
    return minutes


def _add_cases(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("cases", nargs="*", metavar="CASE", help="only these cases (default: all)")


def _add_format(parser: argparse.ArgumentParser, *more: str) -> None:
    forms = [*FORMATS, *more]
    said = "how to say findings (default: text)"
    parser.add_argument(
        "--format", choices=forms, default="text", help=f"{said}; markdown is for an issue" if more else said
    )


def _add_work(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--no-cache", dest="cache", action="store_false", help="use nothing that was made before, and make it anew"
    )
    parser.add_argument(
        "--scheduler", default="", metavar="URL", help="have a Dask cluster do the work, such as tcp://host:8786"
    )


def _add_day(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--today", type=_read_day, default=None, metavar="DAY", help="the day to count as today (default: today)"
    )


def _read_day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not a day such as 2025-01-30") from None
