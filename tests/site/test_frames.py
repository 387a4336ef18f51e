"""Frames: what they depend on, what becomes of pages written by hand, and what the engine says while they are made."""

from __future__ import annotations

import json
import subprocess
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from generator.artifact import Artifact, PageKind
from generator.pages import PAGE_KINDS
from generator.site import (
    DocsTree,
    Edition,
    FrameEdition,
    Tree,
    build_html,
    engine,
    frames_key,
    load_frames,
    make_frames,
    start_frames,
)
from generator.site.frames import EPOCH
from generator.site.promise import address_of
from tests.site.both_ways import copy_hand_written, frame_editions
from tests.site.page_tree import canonical

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

KINDS = (
    PageKind(name="case", path="cases/{}.md", meta=("description",)),
    PageKind(name="cases", path="cases/index.md", has_sections=False),
)
CASE = Artifact(
    path="cases/x.md",
    content='---\ndescription: "D"\n---\n\n# The case & so on { #case }\n\n## Claims { #claims }\n\n<p id="claim-a">A</p>\n\n### B { #b }\n',
    kind="case",
    meta={"description": "D"},
)
LIST = Artifact(path="cases/index.md", content="# Cases\n\n<p>All of them.</p>\n", kind="cases")
FILE = Artifact(path="cases/x.json", content="{}")
CONFIG = {
    "site_name": "Plain & simple",
    "site_url": "https://example.org/",
    "theme": {"name": "mkdocs"},
    "plugins": [],
    "nav": [{"Home": "index.md"}, {"Cases": "cases/index.md"}],
    "not_in_nav": "/cases/\n",
    "markdown_extensions": ["attr_list", {"toc": {"permalink": True}}],
    "validation": {"links": {"not_found": "warn", "anchors": "warn"}},
}


def plain(root: Path, text: str = "# Home\n", **settings: object) -> FrameEdition:
    """An edition with the engine's own theme, and one page written by hand."""
    (root / "content").mkdir()
    (root / "content/index.md").write_text(text)
    (root / "mkdocs.yml").write_text(json.dumps({**CONFIG, **settings}))
    return FrameEdition(language="en", config=root / "mkdocs.yml", hand_written=(Tree(root / "content"),))


def whole(root: Path, edition: FrameEdition, artifacts: Sequence[Artifact]) -> Path:
    tree = DocsTree(root / "docs", root=root)
    tree.take_hand_written(edition.hand_written)
    for artifact in artifacts:
        tree.take(artifact)
    tree.finish()
    site = root / "whole"
    site.mkdir()
    built = Edition(language="en", config=edition.config, docs=root / "docs")
    assert build_html([built], site, root=root, epoch=EPOCH) == ()
    return site


def assert_both_ways_alike(
    root: Path, edition: FrameEdition, artifacts: Sequence[Artifact] = (CASE, LIST, FILE)
) -> None:
    site = whole(root, edition, artifacts)
    frames = root / "frames"
    assert make_frames(frames, [edition], KINDS, root=root) == ()
    stamper = load_frames(frames, "en")
    for artifact in artifacts:
        if artifact.is_page:
            built = (site / address_of(artifact.path)).read_bytes()
            assert canonical(stamper.stamp(artifact)) == canonical(built), artifact.path
    assert (frames / "site/index.html").read_bytes() == (site / "index.html").read_bytes()
    assert not (frames / "site/cases").exists()


@pytest.mark.parametrize("theme", ["mkdocs", "material"])
def test_the_engines_own_themes(tmp_path: Path, theme: str) -> None:
    assert_both_ways_alike(tmp_path, plain(tmp_path, theme={"name": theme}))


@pytest.mark.parametrize("depth", [1, 2, 3, 6])
def test_contents_as_deep_as_the_settings_say(tmp_path: Path, depth: int) -> None:
    extensions = ["attr_list", {"toc": {"toc_depth": depth, "permalink": "#"}}]
    edition = plain(tmp_path, theme={"name": "material"}, markdown_extensions=extensions)
    deep = replace(CASE, content=str(CASE.content) + "\n#### C { #c }\n\n##### D\n\n## E\n\n#### F\n\n### G\n")
    assert_both_ways_alike(tmp_path, edition, [deep, LIST])


def test_links_of_pages_written_by_hand(tmp_path: Path) -> None:
    text = (
        "# Home\n\n[A claim](cases/x.md#claim-a), [all](cases/index.md), [data](cases/x.json), [one more][case].\n\n"
        "[case]: cases/x.md#b\n"
    )
    assert_both_ways_alike(tmp_path, plain(tmp_path, text))


def test_a_case_that_the_navigation_names_has_a_frame_of_its_own(tmp_path: Path) -> None:
    nav = [{"Home": "index.md"}, {"The case": "cases/x.md"}, {"Cases": "cases/index.md"}]
    edition = plain(tmp_path, nav=nav, theme={"name": "material"})
    other = replace(CASE, path="cases/y.md")
    assert_both_ways_alike(tmp_path, edition, [CASE, other, LIST])


def test_a_site_without_an_address(tmp_path: Path) -> None:
    assert_both_ways_alike(tmp_path, plain(tmp_path, site_url=""))


def test_a_link_to_nothing_is_found_in_the_authors_file(tmp_path: Path) -> None:
    edition = plain(tmp_path, "# Home\n\n[No page](nowhere.md)\n")
    [finding] = make_frames(tmp_path / "frames", [edition], KINDS, root=tmp_path)
    assert (finding.code, str(finding.at)) == ("B001", "content/index.md:3:11")
    assert not (tmp_path / "frames").exists()


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        ({"nav": [{"Home": "index.md"}, "cases/index.md"]}, "shows words of a page"),
        ({"theme": {"name": "mkdocs", "custom_dir": "theme"}}, "takes a mark"),
        ({"theme": {"name": "readthedocs"}}, "a page's title where"),
    ],
    ids=["navigation without titles", "a value changed by the theme", "a value within a script"],
)
def test_what_cannot_be_stamped_is_said(tmp_path: Path, settings: dict[str, object], words: str) -> None:
    (tmp_path / "theme").mkdir()
    (tmp_path / "theme/main.html").write_text(
        '{% extends "base.html" %}{% block htmltitle %}{{ page.title|upper }}{% endblock %}'
    )
    edition = plain(tmp_path, **settings)
    [finding] = make_frames(tmp_path / "frames", [edition], KINDS, root=tmp_path)
    assert finding.code == "B008"
    assert words in finding.message
    assert not (tmp_path / "frames").exists()


def test_a_symbolic_link_among_hand_written_files_is_found_before_the_engine_runs(tmp_path: Path) -> None:
    edition = plain(tmp_path)
    (tmp_path / "content/link.md").symlink_to(tmp_path / "content/index.md")
    [finding] = make_frames(tmp_path / "frames", [edition], KINDS, root=tmp_path)
    assert finding.code == "W007"


def test_an_unknown_engine(tmp_path: Path) -> None:
    [finding] = make_frames(tmp_path / "frames", [plain(tmp_path)], KINDS, root=tmp_path, engine="hugo")
    assert finding.code == "B004"


def test_an_interrupted_run_leaves_no_engine_running(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[subprocess.Popen[bytes]] = []
    real = subprocess.Popen

    def start(*args: object, **kwargs: object) -> object:
        process = real(*args, **kwargs)  # type: ignore[call-overload]
        started.append(process)
        return process

    monkeypatch.setattr(engine.subprocess, "Popen", start)
    with pytest.raises(KeyboardInterrupt), start_frames(tmp_path / "frames", [plain(tmp_path)], KINDS, root=tmp_path):
        raise KeyboardInterrupt
    assert [process.poll() is None for process in started] == [False]
    assert not (tmp_path / "frames/docs").exists()


def write_something(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(path.read_text() + "\n" if path.exists() else "x")


@pytest.mark.parametrize(
    "change",
    [
        lambda root: write_something(root / "content/en/about.md"),
        lambda root: write_something(root / "content/en/new.md"),
        lambda root: write_something(root / "content/assets/new.svg"),
        lambda root: write_something(root / "mkdocs.yml"),
        lambda root: write_something(root / "generator/site/theme/main.html"),
    ],
    ids=["page", "new page", "asset", "settings", "theme"],
)
def test_the_key_changes_with_what_frames_are_made_of(tmp_path: Path, change: Callable[[Path], None]) -> None:
    editions = frame_editions(tmp_path, copy_hand_written(tmp_path))
    before = frames_key(editions, PAGE_KINDS, root=tmp_path)
    change(tmp_path)
    assert frames_key(editions, PAGE_KINDS, root=tmp_path) != before


def test_the_key_changes_with_what_is_asked_for(tmp_path: Path) -> None:
    editions = frame_editions(tmp_path, copy_hand_written(tmp_path))
    keys = {
        frames_key(editions, PAGE_KINDS, root=tmp_path),
        frames_key(editions[:1], PAGE_KINDS, root=tmp_path),
        frames_key(editions, PAGE_KINDS[1:], root=tmp_path),
        frames_key(editions, PAGE_KINDS, root=tmp_path, engine="properdocs"),
        frames_key(editions, PAGE_KINDS, root=tmp_path, site_url="https://elsewhere.example/"),
        frames_key(editions, PAGE_KINDS, root=tmp_path, overrides={"extra": {"source_repository": "x"}}),
    }
    assert len(keys) == 6


def test_the_key_does_not_change_with_the_facts_or_the_folder(tmp_path: Path) -> None:
    here, there = tmp_path / "here", tmp_path / "there"
    for root in (here, there):
        root.mkdir()
    editions = frame_editions(here, copy_hand_written(here))
    before = frames_key(editions, PAGE_KINDS, root=here)
    write_something(here / "dossiers/x/case.yaml")
    write_something(here / "build/site/index.html")
    assert frames_key(editions, PAGE_KINDS, root=here) == before
    assert frames_key(frame_editions(there, copy_hand_written(there)), PAGE_KINDS, root=there) == before
