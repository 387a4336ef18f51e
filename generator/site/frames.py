"""Frames made: the engine builds what people wrote, and one sample page for each kind of page that the facts can give."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import sysconfig
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Self

from generator.finding import Finding, Position, Severity
from generator.site.casting import UncastableError, cut_frame, cut_headings, cut_sitemap
from generator.site.engine import start_build
from generator.site.frame import Contents, Frames, Mould, write_frames
from generator.site.frame_docs import files_below, write_frame_docs
from generator.site.promise import address_of
from generator.site.sample import SIGN, has_mark

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from types import TracebackType

    from generator.artifact import PageKind
    from generator.site.engine import Build
    from generator.site.frame_docs import FrameDocs, FrameEdition

EXPLANATIONS: dict[str, tuple[str, str]] = {
    "B008": (
        "A theme that pages cannot be stamped with",
        (
            "Generated pages are set into frames that the engine made of sample pages. The theme, or the navigation, makes "
            "something of a page that this cannot follow: a navigation that takes its words from a generated page, for "
            "instance, in place of saying them itself. Build the site whole, or change what is named."
        ),
    ),
}

SITE = "site"
"""The folder, below that of the frames, which holds what the engine made of what people wrote."""

EPOCH = 981_158_400
"""The date that frames are built at, in seconds. A site's own date stands in its sitemap alone, which is stamped."""

_CUSTOM = re.compile(r"^\s+custom_dir:\s*(\S+)", re.MULTILINE)


def frames_key(
    editions: Sequence[FrameEdition],
    kinds: Sequence[PageKind],
    *,
    root: Path,
    engine: str = "mkdocs",
    site_url: str = "",
    overrides: Mapping[str, object] | None = None,
) -> str:
    """A text that changes with anything that frames are made of: hand-written files, theme, settings, engine, and this code."""
    configurations = sorted({*root.glob("mkdocs*.yml"), *(edition.config for edition in editions)})
    themes = {
        root / found[1].strip("\"'")
        for path in configurations
        if path.is_file()
        for found in _CUSTOM.finditer(path.read_text(encoding="utf-8", errors="replace"))
    }
    hand_written = [tree.source for edition in editions for tree in edition.hand_written]
    files = [
        *sorted(Path(__file__).parent.glob("*.py")),
        *configurations,
        *(path for folder in (*sorted(themes), *hand_written) for path in sorted(files_below(folder))),
    ]
    told = [
        *(
            f"{one.language} {one.config.name} {one.prefix} {[tree.under for tree in one.hand_written]}"
            for one in editions
        ),
        repr(tuple(kinds)),
        engine,
        site_url,
        json.dumps(overrides or {}, sort_keys=True),
        # The folders that packages are described in are named for their versions.
        *sorted(folder.name for folder in Path(sysconfig.get_path("purelib")).glob("*.dist-info")),
    ]
    digest = hashlib.sha256("\n".join(told).encode())
    for path in files:
        name = path.relative_to(root).as_posix() if path.is_relative_to(root) else path.name
        content = path.read_bytes() if path.is_file() else b""
        digest.update(f"\n{name} {len(content)}\n".encode() + content)
    return digest.hexdigest()


def make_frames(
    folder: Path,
    editions: Sequence[FrameEdition],
    kinds: Sequence[PageKind],
    *,
    root: Path,
    engine: str = "mkdocs",
    site_url: str = "",
    overrides: Mapping[str, object] | None = None,
    environment: Mapping[str, str] | None = None,
    limit: float = 1800,
) -> tuple[Finding, ...]:
    """Make the frames of every edition in `folder`, and wait for them."""
    with start_frames(
        folder,
        editions,
        kinds,
        root=root,
        engine=engine,
        site_url=site_url,
        overrides=overrides,
        environment=environment,
    ) as run:
        return run.finish(limit)


def start_frames(
    folder: Path,
    editions: Sequence[FrameEdition],
    kinds: Sequence[PageKind],
    *,
    root: Path,
    engine: str = "mkdocs",
    site_url: str = "",
    overrides: Mapping[str, object] | None = None,
    environment: Mapping[str, str] | None = None,
) -> FrameRun:
    """Set the engine to work on the frames of every edition, and come back at once.

    `folder` is for this alone, and emptied first. After the run it holds the frames of each language, which
    `stamper.load_frames` reads, and in `site/` the pages that people wrote and the files that pages need.
    """
    shutil.rmtree(folder, ignore_errors=True)
    site = folder / SITE
    site.mkdir(parents=True)
    run = FrameRun(folder, [write_frame_docs(folder, edition, kinds, root) for edition in editions])
    if not run.findings:
        run.build = start_build(
            [one.edition for one in run.editions],
            site,
            root=root,
            epoch=EPOCH,
            engine=engine,
            site_url=site_url,
            overrides=overrides,
            environment=environment,
        )
    return run


@dataclass(slots=True)
class FrameRun:
    """The engine at work on frames. As a context it makes sure that nothing is left running."""

    folder: Path
    editions: Sequence[FrameDocs]
    build: Build | None = None

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What is wrong with the files that people wrote, before any engine sees them."""
        return tuple(finding for one in self.editions for finding in one.findings)

    @property
    def is_done(self) -> bool:
        """Whether the engine has ended, so that nobody has to wait for it."""
        return self.build is None or self.build.is_done

    def finish(self, limit: float = 1800) -> tuple[Finding, ...]:
        """Wait for the engine, and cut the frames from what it built; with an error, there are none."""
        if self.build is None:
            return self.findings
        findings = list(self.build.finish(limit))
        if not any(finding.severity is Severity.ERROR for finding in findings):
            findings += self._cut()
        if any(finding.severity is Severity.ERROR for finding in findings):
            shutil.rmtree(self.folder)
        return tuple(findings)

    def _cut(self) -> Iterator[Finding]:
        for one in self.editions:
            try:
                _keep_frames(self.folder, one)
            except UncastableError as problem:
                message = f"pages cannot be stamped with this theme: {problem}"
                yield Finding("B008", message, Position(one.edition.config.name))
                return
        yield from _find_marks(self.folder / SITE)

    def end(self) -> None:
        """Make sure that nothing is left running, nor of what it was made from."""
        if self.build is not None:
            self.build.end()
        shutil.rmtree(self.folder / "docs", ignore_errors=True)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.end()


def _keep_frames(folder: Path, one: FrameDocs) -> None:
    """Cut the frames of an edition and keep them, and leave in its site what people wrote alone."""
    site = folder / SITE / one.edition.prefix
    frames: dict[str, Mould] = {}
    headings: dict[int, Mould] = {}
    contents: Contents | None = None
    for sample in one.samples:
        file = site / address_of(sample.artifact.path)
        if not file.is_file():
            raise UncastableError(f"it leaves out a page that is needed ({sample.frame})")
        page = file.read_text(encoding="utf-8")
        frames[sample.frame], found = cut_frame(page, sample.url)
        headings |= cut_headings(page)
        if found and contents and found != contents:
            raise UncastableError("it writes the table of contents in different ways on different pages")
        contents = contents or found
    sitemap = site / "sitemap.xml"
    example = next(sample.url for sample in one.samples if SIGN in sample.url)
    date = datetime.fromtimestamp(EPOCH, UTC).date().isoformat()
    mould = cut_sitemap(sitemap.read_text(encoding="utf-8"), example, date) if sitemap.is_file() else None
    for path in (*(sample.artifact.path for sample in one.samples), *one.stubs):
        _remove(site, address_of(path))
    for path in ("sitemap.xml", "sitemap.xml.gz"):
        (site / path).unlink(missing_ok=True)
    pages = tuple(path for path in one.edition.sources if path.endswith(".md"))
    kept = Frames(frames=frames, headings=headings, contents=contents, sitemap=mould, pages=pages)
    write_frames(folder, one.edition.language, kept)


def _find_marks(site: Path) -> Iterator[Finding]:
    """Pages written by hand that show something of a sample page, as a navigation does that names no title."""
    for path in sorted(files_below(site)):
        if path.suffix in {".html", ".json", ".xml"} and has_mark(path.read_text(encoding="utf-8")):
            name = path.relative_to(site).as_posix()
            hint = "give every page that the navigation names its title there"
            yield Finding(
                "B008", f"{name} shows words of a page that is yet to be made", Position("mkdocs.yml"), hint=hint
            )
            return


def _remove(site: Path, path: str) -> None:
    """Remove a file, and the folders that only it was in."""
    file = site / path
    file.unlink()
    for parent in file.parents:
        if parent == site or any(parent.iterdir()):
            return
        parent.rmdir()
