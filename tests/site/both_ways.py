"""Sites built both ways: whole, by the engine, and from frames."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from generator.pages import PAGE_KINDS
from generator.production import write_pages
from generator.reading import read_project
from generator.site import (
    DocsTree,
    Edition,
    FrameEdition,
    Stamper,
    Tree,
    build_html,
    load_frames,
    make_frames,
)
from generator.site.exhibits import read_exhibits
from generator.site.promise import address_of
from generator.site.settings import read_settings
from generator.views.site import SiteContext

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from generator.artifact import Artifact
    from generator.site.settings import Settings

ROOT = Path(__file__).parent.parent.parent
EPOCH = 1_769_000_000


@dataclass(frozen=True)
class BothWays:
    """A project's site built whole, and its frames; and the generated files of each language, by its folder."""

    root: Path
    artifacts: dict[str, list[Artifact]]
    stampers: dict[str, Stamper]

    @property
    def whole(self) -> Path:
        return self.root / "whole"

    @property
    def frames(self) -> Path:
        return self.root / "frames"

    def pages(self) -> Iterator[tuple[str, Artifact]]:
        for prefix, artifacts in self.artifacts.items():
            yield from ((prefix, artifact) for artifact in artifacts if artifact.is_page)

    def built(self, prefix: str, path: str) -> bytes:
        return (self.whole / prefix / address_of(path)).read_bytes()


def copy_hand_written(root: Path) -> Settings:
    """All that the project's site is made of but the facts, in a folder of its own."""
    for name in ("mkdocs.yml", "mkdocs.fr.yml"):
        shutil.copy(ROOT / name, root / name)
    shutil.copytree(ROOT / "content", root / "content")
    shutil.copytree(ROOT / "generator/site/theme", root / "generator/site/theme")
    settings, findings = read_settings(root)
    assert findings == ()
    assert settings is not None
    return settings


def hand_written(root: Path, language: str) -> tuple[Tree, ...]:
    return (Tree(root / "content" / language), Tree(root / "content/assets", "assets"))


def frame_editions(root: Path, settings: Settings) -> list[FrameEdition]:
    return [
        FrameEdition(
            language=one.language,
            config=one.config,
            prefix=one.prefix,
            hand_written=hand_written(root, one.language),
        )
        for one in settings.editions
    ]


def build_both_ways(root: Path, project: Path, odd: Sequence[Artifact] = ()) -> BothWays:
    """The facts of `project` with the real content and theme, built in `root`; `odd` are further pages."""
    settings = copy_hand_written(root)
    reading = read_project(project)
    assert not reading.findings
    site = SiteContext(
        name=settings.name,
        languages=tuple(one.language for one in settings.editions),
        address=settings.address,
        repository=settings.repository,
    )
    exhibits = [one for case in reading.library.cases.values() for one in read_exhibits(case, project)]
    editions, artifacts = [], {}
    for one in settings.editions:
        docs = root / "docs" / one.language
        tree = DocsTree(docs, root=root)
        tree.take_hand_written(hand_written(root, one.language))
        artifacts[one.prefix] = [*write_pages(reading.library, site, one.language), *odd]
        for artifact in (*artifacts[one.prefix], *exhibits):
            tree.take(artifact)
        done = tree.finish()
        assert done.findings == ()
        editions.append(
            Edition(language=one.language, config=one.config, docs=docs, prefix=one.prefix, sources=done.sources)
        )
    how = {"root": root, "site_url": settings.address, "overrides": {"extra": {"source_repository": site.repository}}}
    whole, frames = root / "whole", root / "frames"
    whole.mkdir()
    assert build_html(editions, whole, epoch=EPOCH, **how) == ()
    assert make_frames(frames, frame_editions(root, settings), PAGE_KINDS, **how) == ()
    stampers = {one.prefix: load_frames(frames, one.language) for one in settings.editions}
    return BothWays(root, artifacts, stampers)
