"""The commands for documents and quotes: snapshot, verify, prove, timestamp, links."""

from __future__ import annotations

import sys
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from generator import keeping, link_report, linking
from generator.cli.exits import CLEAN, FINDINGS, TroubleError
from generator.cli.surroundings import (
    find_evidence,
    read_project_settings,
    read_protected_names,
    read_wayback_credentials,
    require_cases,
    tell_time,
)
from generator.cli.terminal import Progress, count_findings, print_findings, say_findings
from generator.evidence.links import AGAIN_AFTER
from generator.evidence.store import Store
from generator.evidence.visitor import PAUSE, Manners, name_agent
from generator.evidence.wayback import Archive, NotSaved
from generator.facts.source import Source
from generator.finding import Severity
from generator.manuals import EXPLANATIONS
from generator.proving import Proving, prove_project, verify_project
from generator.reading import put_in_order, read_project

if TYPE_CHECKING:
    import argparse


def run_verify(options: argparse.Namespace) -> int:
    """Hold quotes against the documents they are from."""
    require_cases(options)
    return _tell_proving(options, verify_project(options.root, find_evidence(options), set(options.cases)))


def run_prove(options: argparse.Namespace) -> int:
    """Make the proofs of quotes."""
    require_cases(options)
    evidence = find_evidence(options)
    return _tell_proving(options, prove_project(options.root, evidence, set(options.cases), write=options.write))


def _tell_proving(options: argparse.Namespace, outcome: Proving) -> int:
    print_findings(outcome.findings, options.format, options.root)
    for line in outcome.told:
        print(line, file=sys.stdout if options.format == "text" else sys.stderr)
    counted = {Severity.ERROR, Severity.WARNING}
    return FINDINGS if any(finding.severity in counted for finding in outcome.findings) else CLEAN


def run_links(options: argparse.Namespace) -> int:
    """Ask whether the sources' addresses still hold the quoted words, or have one kept."""
    settings = read_project_settings(options.root)
    agent = name_agent(settings.repository)
    if options.save:
        return _save_page(options, agent)
    require_cases(options)
    manners = Manners(
        agent=agent,
        most_time=options.minutes * 60,
        allow_loopback=options.loopback,
        pause=0.0 if options.loopback else PAUSE,
    )
    with Progress() as progress:
        done = linking.check_links(
            options.root,
            options.cases,
            manners,
            tell_time(),
            state=options.state or options.root / "build" / "links.json",
            again_after=timedelta(0) if options.again else AGAIN_AFTER,
            tell=lambda number, total: progress.show("links", number, total),
        )
    if options.format in {"json", "markdown"}:
        write = link_report.write_json if options.format == "json" else link_report.write_markdown
        print(write(done, EXPLANATIONS, read_protected_names()), end="")
    else:
        print_findings(done.findings, options.format, options.root)
        print(link_report.summarise(done), end="", file=sys.stderr)
    return count_findings(done.findings, strict=options.strict)


def _save_page(options: argparse.Namespace, agent: str) -> int:
    credentials = read_wayback_credentials()
    if credentials is None:
        raise TroubleError(
            "saving a page needs an account: set DOSSIER_WAYBACK_KEY and DOSSIER_WAYBACK_SECRET, from archive.org/account/s3.php"
        )
    archive = Archive(credentials=credentials, agent=agent)
    if options.stand_in.startswith("http://127.0.0.1:"):
        archive = replace(archive, base=options.stand_in, allow_loopback=True)
    saved = linking.save_source(options.root, options.save, archive)
    if isinstance(saved, NotSaved):
        raise TroubleError(saved.words)
    print(saved.write_yaml(), end="")
    return CLEAN


def run_timestamp(options: argparse.Namespace) -> int:
    """Have the facts stamped, or check their stamps."""
    from generator import stamping  # noqa: PLC0415  (the libraries for it take a fifth of the time that starting takes)

    if options.check == bool(options.authority):
        raise TroubleError("say whom to ask with --authority URL, or --check what there is")
    root: Path = options.root
    require_cases(options)
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
        print_findings(put_in_order(findings), options.format, root)
    return FINDINGS if any(finding.severity is not Severity.NOTE for finding in findings) else CLEAN


def run_snapshot(options: argparse.Namespace) -> int:
    """Keep a file or a page, or read the store through."""
    store = Store(find_evidence(options))
    if options.check:
        if options.source is not None:
            raise TroubleError("--check reads through the whole store: it goes with no source and no file")
        return say_findings(
            tuple(store.examine()), said=f"{sum(1 for _ in store.digests())} files are kept in {store.root}"
        )
    if options.subject is None:
        raise TroubleError("name a source and a file or an address: dossier snapshot CASE/SOURCE-ID FILE|URL")
    source = _find_source(options)
    when = tell_time()
    if "://" in options.subject:
        kept = keeping.keep_page(store, source, options.subject, when, allow_loopback=options.allow_loopback)
    else:
        kept = keeping.keep_file(store, source, Path(options.subject), when)
    if kept.entry is not None:
        print(keeping.write_block(source, kept.entry), end="")
    for remark in kept.remarks:
        print(f"dossier: {remark}", file=sys.stderr)
    return say_findings(kept.findings)


def _find_source(options: argparse.Namespace) -> Source:
    read_project_settings(options.root)
    case, _, identifier = options.source.partition("/")
    record = read_project(options.root).library.records.get(case, {}).get(identifier)
    if not isinstance(record, Source):
        raise TroubleError(
            f"there is no source {options.source!r}, or it has mistakes that `dossier check` tells; write CASE/ID"
        )
    return record
