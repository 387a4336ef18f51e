"""The docs tree that frames are made from: a function of what people wrote and of the kinds of page, never of the facts."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from generator.site.engine import Edition
from generator.site.sample import Sample, write_samples, write_stub
from generator.site.writer import DocsTree, Tree

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from generator.artifact import PageKind
    from generator.finding import Finding

_TARGET = re.compile(r"\]\(\s*<?([^)\s>]+)|^ {0,3}\[[^\]\n]+\]:\s*<?([^\s>]+)", re.MULTILINE)
_PAGE = re.compile(r"[\w./-]+\.md")


@dataclass(frozen=True, slots=True, kw_only=True)
class FrameEdition:
    """The site in one language as people wrote it: its configuration, where it goes, and their pages and assets."""

    language: str
    config: Path
    prefix: str = ""
    hand_written: tuple[Tree, ...] = ()


@dataclass(frozen=True, slots=True)
class FrameDocs:
    """The docs tree that the frames of one edition are made from; `stubs` are the files in it that only links lead to."""

    edition: Edition
    samples: tuple[Sample, ...]
    stubs: tuple[str, ...]
    findings: tuple[Finding, ...]


def write_frame_docs(folder: Path, edition: FrameEdition, kinds: Sequence[PageKind], root: Path) -> FrameDocs:
    """Write what people wrote, the samples, and a stub for whatever else of the generator's their pages lead to."""
    docs = folder / "docs" / edition.language
    tree = DocsTree(docs, root=root)
    tree.take_hand_written(edition.hand_written)
    written = {path.relative_to(docs).as_posix(): path for path in sorted(files_below(docs))}
    wanted = _targets_of(written)
    configuration = edition.config.read_text(encoding="utf-8") if edition.config.is_file() else ""
    named = [path for path in dict.fromkeys(_PAGE.findall(configuration)) if path not in written]
    samples = tuple(write_samples(kinds, wanted, named))
    for sample in samples:
        tree.take(sample.artifact)
    there = {*written, *(sample.artifact.path for sample in samples)}
    folders = {kind.path.partition("/")[0] for kind in kinds if "/" in kind.path}
    stubs = [path for path in wanted if path not in there and path.partition("/")[0] in folders]
    for path in stubs:
        tree.take(write_stub(path, wanted[path]))
    done = tree.finish()
    engine_edition = Edition(
        language=edition.language, config=edition.config, docs=docs, prefix=edition.prefix, sources=done.sources
    )
    return FrameDocs(engine_edition, samples, tuple(stubs), done.findings)


def _targets_of(written: Mapping[str, Path]) -> dict[str, set[str]]:
    """The files that pages written by hand lead to, each with the places in it, as far as Markdown's syntax shows them."""
    targets: dict[str, set[str]] = {}
    for page, file in written.items():
        if not page.endswith(".md"):
            continue
        for found in _TARGET.finditer(file.read_text(encoding="utf-8", errors="replace")):
            address = urlsplit(found[1] or found[2])
            path = posixpath.normpath(posixpath.join(posixpath.dirname(page), unquote(address.path)))
            if address.path and not address.scheme and not address.netloc and not path.startswith((".", "/")):
                targets.setdefault(path, set()).update({address.fragment} - {""})
    return targets


def files_below(folder: Path) -> Iterable[Path]:
    """The files in a folder and in those below it."""
    return (path for path in folder.rglob("*") if path.is_file())
