"""The engine that turns docs trees into HTML, as a program of its own: nothing here imports it."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass, field
from typing import IO, TYPE_CHECKING

from generator.finding import Finding, Position, Severity
from generator.site.log import printable, read_log

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

EXPLANATIONS: dict[str, tuple[str, str]] = {
    "B001": (
        "The engine found something wrong",
        (
            "The engine builds in strict mode: whatever it warns of stops the site. Most often, a link in a page "
            "written by hand leads nowhere."
        ),
    ),
    "B002": (
        "The engine broke off",
        "The engine ended without saying what is wrong in a page. Its last lines are shown.",
    ),
    "B003": ("The engine took too long", "The engine was stopped at its time limit. The published site is as it was."),
    "B004": (
        "No such engine",
        (
            "The engine is not known, not installed, or cannot be used to publish. Zensical is not supported yet: it "
            "cannot be told where to put the site, and writes another search index than the verifier reads."
        ),
    ),
    "B005": (
        "Two languages in one place",
        "A language's site goes into a folder of the main one, and the main one already has something by that name.",
    ),
}

COMMANDS: dict[str, tuple[str, ...]] = {
    "mkdocs": ("mkdocs", "build", "--strict", "--config-file", "-"),
    "properdocs": ("properdocs", "build", "--strict", "--config-file", "-"),
}
"""The module and arguments of each engine that can publish; the configuration comes on its standard input."""

AT_ONCE = 2
"""How many languages are built at once: each takes a processor to itself."""

LAST_LINES = 12
QUOTED = re.compile(r"'([^'\n]+)'")


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """The site in one language: its configuration, its docs tree, and the folder of the whole site that it goes into.

    `prefix` is empty for the main language, else the folder (`fr`). `sources` names the author's own file for the
    paths of the docs tree that people wrote, so that what is wrong with one is said of the file they know.
    """

    language: str
    config: Path
    docs: Path
    prefix: str = ""
    sources: Mapping[str, str] = field(default_factory=dict)


def build_html(
    editions: Sequence[Edition],
    staging: Path,
    *,
    root: Path,
    epoch: int,
    engine: str = "mkdocs",
    site_url: str = "",
    overrides: Mapping[str, object] | None = None,
    environment: Mapping[str, str] | None = None,
    limit: float = 1800,
) -> tuple[Finding, ...]:
    """Build every edition, two at a time, and put them together in `staging`, an empty folder.

    The engine sees only the environment made here, so that the same docs trees give the same bytes. Relative paths in a
    configuration are relative to `root`. With an error among the findings, `staging` stays empty.

    `epoch` (seconds) is the date the engine puts into what it dates
    (https://reproducible-builds.org/specs/source-date-epoch/). `site_url` is the address of the whole site, and
    `overrides` are further settings over the configuration's own. `environment` is what the engine needs of the
    machine's, beyond nothing at all. `limit` is in seconds.
    """
    build = start_build(
        editions,
        staging,
        root=root,
        epoch=epoch,
        engine=engine,
        site_url=site_url,
        overrides=overrides,
        environment=environment,
    )
    try:
        return build.finish(limit)
    finally:
        build.end()


def start_build(
    editions: Sequence[Edition],
    staging: Path,
    *,
    root: Path,
    epoch: int,
    engine: str = "mkdocs",
    site_url: str = "",
    overrides: Mapping[str, object] | None = None,
    environment: Mapping[str, str] | None = None,
) -> Build:
    """Set the engine to work as `build_html` does, and come back at once; the first two editions are begun."""
    surroundings = {
        **(environment or {}),
        "DISABLE_MKDOCS_2_WARNING": "true",
        "NO_MKDOCS_2_WARNING": "1",
        "PYTHONHASHSEED": "0",
        "PYTHONUTF8": "1",
        "SOURCE_DATE_EPOCH": str(epoch),
    }
    parts = staging.with_name(f"{staging.name}.parts")
    shutil.rmtree(parts, ignore_errors=True)
    build = Build(engine, root, surroundings, staging, parts)
    if engine in COMMANDS:
        for edition in editions:
            settings = _settings(edition, parts / edition.language, site_url, overrides or {})
            build.waiting.append((edition, settings))
    try:
        build.go_on()
    except BaseException:
        build.end()
        raise
    return build


@dataclass(slots=True)
class Build:
    """The engine at work on editions; whoever started it calls `finish`, and `end` whatever happens."""

    engine: str
    root: Path
    environment: Mapping[str, str]
    staging: Path
    parts: Path
    waiting: list[tuple[Edition, Mapping[str, object]]] = field(default_factory=list)
    begun: list[Edition] = field(default_factory=list)
    runs: list[_Run] = field(default_factory=list)

    def go_on(self) -> None:
        """Begin the next editions, as many as are built at once."""
        for edition, settings in self.waiting[:AT_ONCE]:
            self.runs.append(_Run.start(self.engine, edition, settings, root=self.root, environment=self.environment))
            self.begun.append(edition)
        del self.waiting[:AT_ONCE]

    @property
    def is_done(self) -> bool:
        """Whether every edition is built, or failed: `finish` has nothing to wait for."""
        return not self.waiting and all(run.process.poll() is not None for run in self.runs)

    def finish(self, limit: float = 1800) -> tuple[Finding, ...]:
        """Wait until every edition is built, and put them together; with an error, the staging folder stays empty."""
        if self.engine not in COMMANDS:
            unknown = f"the engine `{self.engine}` cannot be used to publish"
            return (Finding("B004", unknown, Position("mkdocs.yml"), hint=f"use {' or '.join(COMMANDS)}"),)
        findings: list[Finding] = []
        while self.runs:
            for run in self.runs:
                findings += run.finish(limit, self.root)
            self._end_runs()
            self.go_on()
        if not any(finding.severity is Severity.ERROR for finding in findings):
            findings += _assemble(self.begun, self.parts, self.staging)
        return tuple(findings)

    def end(self) -> None:
        """Make sure that nothing is left running, nor of what it made on the way."""
        self._end_runs()
        shutil.rmtree(self.parts, ignore_errors=True)

    def _end_runs(self) -> None:
        for run in self.runs:
            run.end()
        self.runs.clear()


def _settings(edition: Edition, site: Path, site_url: str, overrides: Mapping[str, object]) -> dict[str, object]:
    """The configuration that inherits the edition's own and says where things are."""
    # The engine would take these from its own folder; they are ours, and so from where this runs.
    places = {"INHERIT": edition.config, "docs_dir": edition.docs, "site_dir": site}
    settings = {**overrides, **{name: str(place.absolute()) for name, place in places.items()}}
    if site_url:
        settings["site_url"] = f"{site_url.rstrip('/')}/{edition.prefix}/" if edition.prefix else site_url
    return settings


def _assemble(editions: Sequence[Edition], parts: Path, staging: Path) -> Iterator[Finding]:
    """Move the editions into one site, the main one first; a place already taken is a finding."""
    for edition in sorted(editions, key=lambda edition: edition.prefix):
        place = staging / edition.prefix
        if edition.prefix and place.exists():
            message = f"the main site has something at `{edition.prefix}/`, where its {edition.language} edition goes"
            yield Finding(
                "B005", message, Position(edition.config.name), hint="rename the page or folder in the main site"
            )
            continue
        if not edition.prefix:
            staging.rmdir()
        place.parent.mkdir(parents=True, exist_ok=True)
        (parts / edition.language).rename(place)


@dataclass(slots=True)
class _Run:
    """The engine at work on one edition."""

    edition: Edition
    engine: str
    process: subprocess.Popen[bytes]
    output: IO[bytes]

    @classmethod
    def start(
        cls,
        engine: str,
        edition: Edition,
        settings: Mapping[str, object],
        *,
        root: Path,
        environment: Mapping[str, str],
    ) -> _Run:
        output = tempfile.TemporaryFile()  # noqa: SIM115  (closed by `end`)
        with tempfile.TemporaryFile() as configuration:
            # JSON is YAML, and needs no library to be written safely.
            configuration.write(json.dumps(settings).encode())
            configuration.seek(0)
            process = subprocess.Popen(  # noqa: S603
                # -P: a file beside the configuration must not pass for a module of the engine's.
                [sys.executable, "-P", "-m", *COMMANDS[engine]],
                stdin=configuration,
                stdout=output,
                stderr=subprocess.STDOUT,
                cwd=root,
                env=environment,
            )
        return cls(edition, engine, process, output)

    def finish(self, limit: float, root: Path) -> Iterator[Finding]:
        """Wait for the engine's end, and tell what it found."""
        config = Position(self.edition.config.name)
        try:
            code = self.process.wait(limit)
        except subprocess.TimeoutExpired:
            message = f"{self.engine} was not done with the {self.edition.language} site after {limit:g} seconds"
            yield Finding("B003", message, config, hint="build fewer pages at once, or on a faster machine")
            return
        self.output.seek(0)
        log = self.output.read().decode(errors="replace")
        if f"No module named {self.engine}" in log:
            yield Finding("B004", f"{self.engine} is not installed", config, hint="run `make` again to install it")
            return
        found = [
            Finding("B001", message, self._place(message, root), Severity.ERROR if code else Severity.WARNING)
            for message in dict.fromkeys(read_log(log))
        ]
        yield from found
        if code and (not found or "Traceback (most recent call last)" in log):
            lines = [printable(line) for line in log.splitlines() if line.strip()][-LAST_LINES:]
            message = f"{self.engine} broke off on the {self.edition.language} site:\n" + "\n".join(lines)
            yield Finding("B002", message, config)

    def end(self) -> None:
        """Make sure that nothing of it is left running."""
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()
        self.output.close()

    def _place(self, message: str, root: Path) -> Position:
        """The document that a message names first, and in it the line of what it names next."""
        names = QUOTED.findall(message)
        document = next((name for name in names if (self.edition.docs / name).is_file()), "")
        if not document:
            return Position(self.edition.config.name)
        docs = self.edition.docs
        generated = (docs.relative_to(root) if docs.is_relative_to(root) else docs) / document
        path = self.edition.sources.get(document, generated.as_posix())
        wanted = [name for name in names if name != document]
        lines = (docs / document).read_text(encoding="utf-8", errors="replace").splitlines() if wanted else []
        for number, line in enumerate(lines, start=1):
            if (column := line.find(wanted[0])) >= 0:
                return Position(path, number, column + 1)
        return Position(path)
