from __future__ import annotations

import itertools
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from generator.site.publisher import patch, publish, stage

OLD = {"index.html": "old", "cases/x/index.html": "old x", "gone/index.html": "old"}
NEW = {"index.html": "new", "cases/x/index.html": "new x", "fr/index.html": "neuf"}


def fill(folder: Path, files: dict[str, str]) -> None:
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text)


def contents(folder: Path) -> dict[str, str]:
    return {path.relative_to(folder).as_posix(): path.read_text() for path in folder.rglob("*") if path.is_file()}


def test_the_staged_site_takes_the_place_of_the_published_one(tmp_path: Path) -> None:
    site = tmp_path / "build/site"
    for files in (OLD, NEW):
        with stage(site) as staging:
            assert list(staging.iterdir()) == []
            fill(staging, files)
            publish(site)
        assert contents(site) == files
    assert sorted(path.name for path in site.parent.iterdir()) == ["site", "site.lock"]


def test_what_is_staged_and_not_published_goes(tmp_path: Path) -> None:
    site = tmp_path / "site"
    fill(site, OLD)
    with stage(site) as staging:
        fill(staging, NEW)
    assert contents(tmp_path) == {**{f"site/{path}": text for path, text in OLD.items()}, "site.lock": ""}


def test_one_at_a_time(tmp_path: Path) -> None:
    site = tmp_path / "site"
    with stage(site):
        with pytest.raises(BlockingIOError):
            stage(site).__enter__()
        assert (tmp_path / "site.staging").is_dir()
    with stage(site) as staging:
        assert staging.is_dir()


class Killed(BaseException):
    """The process is gone: nothing after this runs."""


def test_killed_at_any_step_the_next_run_finds_the_old_site_or_the_new(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every change that publishing makes on the disk is made the last one in turn."""
    outcomes = []
    for step in itertools.count():
        site = tmp_path / str(step) / "site"
        fill(site, OLD)
        survived = _publish_until(step, site, monkeypatch)
        kept = contents(site) if site.exists() else None
        assert kept in (OLD, NEW, None)
        with stage(site):
            assert contents(site) in (OLD, NEW)
            outcomes.append(contents(site) == NEW)
        assert sorted(path.name for path in site.parent.iterdir()) == ["site", "site.lock"]
        if survived:
            break
    assert outcomes == sorted(outcomes)
    assert not outcomes[0]
    assert outcomes[-1]
    assert len(outcomes) > 5


def _publish_until(step: int, site: Path, monkeypatch: pytest.MonkeyPatch) -> bool:
    """Stage and publish, but be killed before the change of that number; whether it came to the end before."""
    left = iter(range(step))

    def counting(function: object) -> object:
        def call(*args: object, **kwargs: object) -> object:
            if next(left, None) is None:
                raise Killed
            return function(*args, **kwargs)  # type: ignore[operator]

        return call

    # Put together by hand: a killed process runs no `finally` either.
    staging = site.with_name("site.staging")
    fill(staging, NEW)
    with monkeypatch.context() as patch:
        for name in ("rename", "unlink", "rmdir"):
            patch.setattr(os, name, counting(getattr(os, name)))
        patch.setattr(Path, "rename", counting(Path.rename))
        try:
            publish(site)
        except Killed:
            return False
    return True


BOTH = {"index.html": "new", "cases/x/index.html": "new x", "fr/index.html": "neuf", "kept.txt": "kept"}


def test_a_patch_puts_files_in_and_takes_others_out(tmp_path: Path) -> None:
    site = tmp_path / "site"
    fill(site, {**OLD, "kept.txt": "kept"})
    with stage(site) as staging:
        fill(staging, NEW)
        patch(site, ["gone/index.html", "never/was.html"])
    assert contents(site) == BOTH
    assert not (site / "gone").exists()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["site", "site.lock"]


def test_a_patch_that_was_killed_at_any_step_is_brought_to_its_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun = []
    old = {**OLD, "kept.txt": "kept"}
    for step in itertools.count():
        site = tmp_path / str(step) / "site"
        fill(site, old)
        left = iter(range(step))

        def counting(function: object, left: object = left) -> object:
            def call(*args: object, **kwargs: object) -> object:
                if next(left, None) is None:  # type: ignore[call-overload]
                    raise Killed
                return function(*args, **kwargs)  # type: ignore[operator]

            return call

        fill(site.with_name("site.staging"), NEW)
        survived = True
        with monkeypatch.context() as mocked:
            for name in ("rename", "unlink", "rmdir", "replace"):
                mocked.setattr(os, name, counting(getattr(os, name)))
            for name in ("rename", "unlink"):
                mocked.setattr(Path, name, counting(getattr(Path, name)))
            try:
                patch(site, ["gone/index.html"])
            except Killed:
                survived = False
        with stage(site):
            assert contents(site) in (old, BOTH)
            begun.append(contents(site) == BOTH)
        assert sorted(path.name for path in site.parent.iterdir()) == ["site", "site.lock"]
        if survived:
            break
    assert begun == sorted(begun)
    assert not begun[0]
    assert len(begun) > 5


def test_killed_while_mending_the_next_run_mends(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    site = tmp_path / "site"
    fill(tmp_path / "site.previous", OLD)
    fill(tmp_path / "site.staging", NEW)

    def die(*_: object) -> None:
        raise Killed

    with monkeypatch.context() as patch:
        patch.setattr(shutil, "rmtree", die)
        with pytest.raises(Killed), stage(site):
            pass
    assert contents(site) == OLD
    with stage(site):
        assert contents(site) == OLD


def test_the_lock_goes_with_a_killed_process(tmp_path: Path) -> None:
    program = (
        "import os, pathlib, sys\n"
        "from generator.site.publisher import stage\n"
        "with stage(pathlib.Path(sys.argv[1])) as staging:\n"
        "    (staging / 'index.html').write_text('half')\n"
        "    os._exit(9)\n"
    )
    site = tmp_path / "site"
    fill(site, OLD)
    root = Path(__file__).parents[2]
    done = subprocess.run([sys.executable, "-c", program, str(site)], cwd=root, check=False)
    assert done.returncode == 9
    assert (tmp_path / "site.staging/index.html").exists()
    with stage(site) as staging:
        assert list(staging.iterdir()) == []
        assert contents(site) == OLD
