"""Where what is written in one language goes: into its docs tree, and, where there are frames, into the site as well."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from generator.site.inspector import inspect_file
from generator.site.promise import address_of, bytes_of, promise_of
from generator.site.stamper import load_frames
from generator.site.writer import Folder

if TYPE_CHECKING:
    from pathlib import Path

    from generator.artifact import Artifact
    from generator.site.page_report import PageReport
    from generator.site.promise import Promise
    from generator.site.stamper import Stamper


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """The docs tree of a language, and the folder of the whole site while it is built, with that of the frames of its pages.

    `prefix` is the folder of the language in the site, and `site_url` the address of the whole site. Without a `site`,
    the engine builds it from the docs tree later.
    """

    language: str
    docs: Path
    site: Path | None = None
    frames: Path | None = None
    prefix: str = ""
    site_url: str = ""

    def address(self, path: str) -> str:
        """Where a file of the docs tree is in the whole site."""
        return f"{self.prefix}/{address_of(path)}" if self.prefix else address_of(path)

    @property
    def is_ready(self) -> bool:
        """Whether what is put here can go into the site, if there is one: pages need their frames."""
        return self.frames is None or self.frames.joinpath(f"frames.{self.language}.json").exists()

    def put(self, artifact: Artifact) -> Put:
        """Write a file where it belongs; a page is stamped and inspected on its way into the site."""
        content = bytes_of(artifact)
        promise = promise_of(artifact)
        is_new = Folder(self.docs).write(artifact.path, content)
        if self.site is None:
            return Put(artifact.path, promise, is_new)
        address = self.address(artifact.path)
        if artifact.is_page:
            assert self.frames is not None  # noqa: S101  (a site that pages are put into has frames)
            content = _load_frames(self.frames, self.language).stamp(artifact)
        report = inspect_file(address, content, promise, site_url=self.site_url)
        Folder(self.site).write(address, content)
        return Put(artifact.path, promise, is_new, report, len(content))


@dataclass(frozen=True, slots=True)
class Put:
    """A file that was put in its place: its path in the docs tree, what it promises, and whether that tree had it before.

    `report` and `size` are of what went into the site, if anything did.
    """

    path: str
    promise: Promise
    is_new: bool
    report: PageReport | None = None
    size: int = -1


@lru_cache(maxsize=4)
def _load_frames(folder: Path, language: str) -> Stamper:
    return load_frames(folder, language)
