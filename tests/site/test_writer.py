from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.artifact import Artifact
from generator.finding import Severity
from generator.site.writer import MARKER, Tree
from tests.site.example import write_docs

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


def artifacts(files: Mapping[str, str | bytes]) -> list[Artifact]:
    return [Artifact(path=path, content=content) for path, content in files.items()]


def contents(folder: Path) -> dict[str, bytes]:
    """Every file below a folder but the marker; folders without one, too, as they should not be there."""
    return {
        path.relative_to(folder).as_posix(): b"" if path.is_dir() else path.read_bytes()
        for path in folder.rglob("*")
        if (path.is_file() and path.name != MARKER) or (path.is_dir() and not any(path.iterdir()))
    }


def test_the_tree_holds_what_was_handed_in(tmp_path: Path) -> None:
    target = tmp_path / "build/docs/en"
    written = write_docs(artifacts({"index.md": "# Été\n", "cases/x.json": b"{}"}), [], target, root=tmp_path)
    assert (written.written, written.unchanged, written.removed, written.findings) == (2, 0, 0, ())
    assert contents(target) == {"index.md": "# Été\n".encode(), "cases/x.json": b"{}"}


def test_what_is_as_it_should_be_is_not_touched(tmp_path: Path) -> None:
    target = tmp_path / "docs"
    write_docs(artifacts({"a.md": "same", "b.md": "old", "c/d.md": "gone"}), [], target, root=tmp_path)
    for name in ("a.md", "b.md"):
        os.utime(target / name, (1, 1))
    written = write_docs(artifacts({"a.md": "same", "b.md": "new"}), [], target, root=tmp_path)
    assert (written.written, written.unchanged, written.removed) == (1, 1, 1)
    assert (target / "a.md").stat().st_mtime == 1
    assert (target / "b.md").stat().st_mtime > 1
    assert contents(target) == {"a.md": b"same", "b.md": b"new"}


def test_hand_written_trees_are_copied_and_named_as_sources(tmp_path: Path) -> None:
    for path, text in {
        "content/en/about.md": "# About\n",
        "content/en/.draft.md": "no",
        "content/en/about.md~": "no",
        "content/assets/img/a.svg": "<svg/>",
    }.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text)
    trees = [Tree(tmp_path / "content/assets", "assets"), Tree(tmp_path / "content/en")]
    written = write_docs(artifacts({"index.md": "#"}), trees, tmp_path / "docs", root=tmp_path)
    assert contents(tmp_path / "docs") == {"index.md": b"#", "about.md": b"# About\n", "assets/img/a.svg": b"<svg/>"}
    assert written.sources == {"about.md": "content/en/about.md", "assets/img/a.svg": "content/assets/img/a.svg"}
    promised = {promise.path: promise.digest is None for promise in written.promises}
    assert promised == {"index.md": True, "about.md": True, "assets/img/a.svg": False}


def test_a_path_written_by_hand_and_generated_is_neither(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    (tmp_path / "content/about.md").write_text("mine")
    files = artifacts({"about.md": "theirs", "index.md": "#"})
    written = write_docs(files, [Tree(tmp_path / "content")], tmp_path / "docs", root=tmp_path)
    assert [(finding.code, str(finding.at)) for finding in written.findings] == [("W001", "docs/about.md:1:1")]
    assert "content/about.md" in written.findings[0].message
    assert written.findings[0].severity is Severity.ERROR
    assert contents(tmp_path / "docs") == {"index.md": b"#"}
    assert [promise.path for promise in written.promises] == ["index.md"]


@pytest.mark.parametrize(("other", "code"), [("a.md", "W002"), ("A.md", "W003"), ("a/index.md", "W005")])
def test_two_artifacts_in_each_others_way_are_not_written(tmp_path: Path, other: str, code: str) -> None:
    files = [Artifact(path="a.md", content="1"), Artifact(path=other, content="2"), Artifact(path="b.md", content="3")]
    written = write_docs(files, [], tmp_path / "docs", root=tmp_path)
    assert [finding.code for finding in written.findings] == [code]
    assert contents(tmp_path / "docs") == {"b.md": b"3"}


@pytest.mark.parametrize(
    "path", ["../out.md", "/srv/out.md", "a/../../out.md", "a\\..\\out.md", "nul", "x\0.md", "a" * 300]
)
def test_a_path_that_leads_astray_writes_nothing(tmp_path: Path, path: str) -> None:
    written = write_docs(artifacts({path: "evil", "b.md": "3"}), [], tmp_path / "docs", root=tmp_path)
    assert [(finding.code, finding.at.path) for finding in written.findings] == [("W006", "docs")]
    assert contents(tmp_path) == {"docs/b.md": b"3"}


def test_links_among_the_hand_written_are_refused(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.mkdir()
    (secret / "key.md").write_text("secret")
    content = tmp_path / "content"
    content.mkdir()
    (content / "file.md").symlink_to(secret / "key.md")
    (content / "folder").symlink_to(secret)
    (content / "nowhere.md").symlink_to(tmp_path / "missing")
    os.mkfifo(content / "pipe.md")
    (content / "fine.md").write_text("fine")
    (tmp_path / "linked").symlink_to(content)
    trees = [Tree(content), Tree(tmp_path / "linked"), Tree(tmp_path / "missing")]
    written = write_docs([], trees, tmp_path / "docs", root=tmp_path)
    assert [(finding.code, finding.at.path) for finding in written.findings] == [
        ("W007", "content/file.md"),
        ("W007", "content/folder"),
        ("W007", "content/nowhere.md"),
        ("W007", "content/pipe.md"),
        ("W007", "linked"),
        ("W009", "missing"),
    ]
    assert contents(tmp_path / "docs") == {"fine.md": b"fine"}


def test_no_link_in_the_target_is_followed(tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    for name in ("file.md", "kept.md"):
        (outside / name).write_text("untouched")
    target = tmp_path / "docs"
    write_docs(artifacts({"cases/x.md": "x", "y.md": "untouched"}), [], target, root=tmp_path)
    (target / "cases/x.md").unlink()
    (target / "cases").rmdir()
    (target / "cases").symlink_to(outside)
    (target / "y.md").unlink()
    (target / "y.md").symlink_to(outside / "file.md")
    (target / "orphan").symlink_to(outside)
    written = write_docs(artifacts({"cases/x.md": "x", "y.md": "untouched"}), [], target, root=tmp_path)
    assert written.findings == ()
    assert {path.name: path.read_text() for path in outside.iterdir()} == {
        "file.md": "untouched",
        "kept.md": "untouched",
    }
    assert not (target / "y.md").is_symlink()
    assert not (target / "cases").is_symlink()
    assert contents(target) == {"cases/x.md": b"x", "y.md": b"untouched"}


def test_a_hard_link_in_the_target_is_replaced_and_not_written_through(tmp_path: Path) -> None:
    outside = tmp_path / "outside.md"
    outside.write_text("untouched")
    target = tmp_path / "docs"
    write_docs([], [], target, root=tmp_path)
    (target / "a.md").hardlink_to(outside)
    write_docs(artifacts({"a.md": "new"}), [], target, root=tmp_path)
    assert outside.read_text() == "untouched"
    assert (target / "a.md").read_text() == "new"


def test_folders_and_files_change_places(tmp_path: Path) -> None:
    target = tmp_path / "docs"
    write_docs(artifacts({"a": "file", "b/c/d.md": "deep"}), [], target, root=tmp_path)
    write_docs(artifacts({"a/x.md": "deep", "b": "file"}), [], target, root=tmp_path)
    assert contents(target) == {"a/x.md": b"deep", "b": b"file"}


def test_what_a_killed_run_left_goes(tmp_path: Path) -> None:
    target = tmp_path / "docs"
    write_docs(artifacts({"a/x.md": "x"}), [], target, root=tmp_path)
    (target / "a/.being-written").write_text("hal")
    written = write_docs(artifacts({"a/x.md": "y"}), [], target, root=tmp_path)
    assert written.written == 1
    assert contents(target) == {"a/x.md": b"y"}


def test_a_killed_write_leaves_the_old_file_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "docs"
    write_docs(artifacts({"a.md": "old"}), [], target, root=tmp_path)

    def die(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(os, "replace", die)
        with pytest.raises(KeyboardInterrupt):
            write_docs(artifacts({"a.md": "new"}), [], target, root=tmp_path)
    assert (target / "a.md").read_text() == "old"
    write_docs(artifacts({"a.md": "new"}), [], target, root=tmp_path)
    assert contents(target) == {"a.md": b"new"}


@pytest.mark.parametrize("kind", ["files", "file", "link", "forged marker"])
def test_a_folder_of_somebody_elses_is_left_alone(tmp_path: Path, kind: str) -> None:
    target = tmp_path / "docs"
    if kind == "file":
        target.write_text("mine")
    elif kind == "link":
        (tmp_path / "elsewhere").mkdir()
        target.symlink_to(tmp_path / "elsewhere")
    else:
        target.mkdir()
        (target / "mine.md").write_text("mine")
        if kind == "forged marker":
            (target / MARKER).symlink_to(target / "mine.md")
    before = contents(tmp_path)
    written = write_docs(artifacts({"a.md": "x"}), [], target, root=tmp_path)
    assert [(finding.code, finding.at.path) for finding in written.findings] == [("W008", "docs")]
    assert written.promises == ()
    assert contents(tmp_path) == before


@given(st.dictionaries(st.from_regex(r"[ab]{1,2}(/[ab]{1,2}){0,2}\.(md|json)", fullmatch=True), st.binary(max_size=4)))
def test_the_second_run_writes_nothing(tmp_path_factory: pytest.TempPathFactory, files: dict[str, bytes]) -> None:
    root = tmp_path_factory.mktemp("writer")
    first = write_docs(artifacts(files), [], root / "docs", root=root)
    second = write_docs(artifacts(files), [], root / "docs", root=root)
    assert second.findings == first.findings
    if not first.findings:
        assert (second.written, second.removed) == (0, 0)
    expected = {promise.path: files[promise.path] for promise in first.promises}
    assert contents(root / "docs") == expected
