"""The site renewed: what an edit gives is what a build from nothing gives, and no more is touched than the edit changes."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from generator.finding import Finding, Position, Severity
from generator.memory import Memory
from tests.made import ROOT, build, make_project, read_inodes, read_site, replace, write

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

pytestmark = pytest.mark.slow

CASES = 5


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = make_project(tmp_path_factory.mktemp("built"), CASES)
    assert build(root).is_published
    return root


@pytest.fixture
def project(built: Path, tmp_path: Path) -> Path:
    return shutil.copytree(built, tmp_path / "project")


def build_anew(root: Path) -> dict[str, bytes]:
    """The site that is built of the same facts from nothing."""
    fresh = root.with_name("fresh")
    shutil.rmtree(fresh, ignore_errors=True)
    shutil.copytree(root, fresh, ignore=shutil.ignore_patterns("build"))
    assert build(fresh).is_published
    return read_site(fresh)


def tell_difference(one: dict[str, bytes], other: dict[str, bytes]) -> list[str]:
    return sorted(path for path in one.keys() | other.keys() if one.get(path) != other.get(path))


def renew(root: Path) -> set[str]:
    """Build again; the files that were replaced, added or taken away."""
    before = read_inodes(root)
    assert build(root).is_published
    after = read_inodes(root)
    return {path for path in before.keys() | after.keys() if before.get(path) != after.get(path)}


def test_nothing_changed_nothing_touched(project: Path) -> None:
    assert renew(project) == set()


def test_one_fact_edited_touches_its_page_and_the_index_of_the_search(project: Path) -> None:
    replace(project, "case-2", "    text: ", "    text: Edited. ")
    touched = renew(project)
    assert {path for path in touched if not path.startswith("search/")} == {"cases/case-2/index.html"}
    assert b"Edited." in read_site(project)["cases/case-2/index.html"]
    assert tell_difference(read_site(project), build_anew(project)) == []


def edit_title(root: Path) -> None:
    replace(root, "case-3", "  title: ", "  title: Another ")


def delete_case(root: Path) -> None:
    shutil.rmtree(root / "dossiers" / "case-4")


def rename_case(root: Path) -> None:
    (root / "dossiers" / "case-2").rename(root / "dossiers" / "moved")
    replace(root, "moved", "case:\n", "case:\n  formerly: [case-2]\n")


def add_case(root: Path) -> None:
    text = (root / "dossiers" / "case-1" / "case.yaml").read_text(encoding="utf-8")
    for old, new in (
        ("Gazette 1", "Gazette 99"),
        (" 1-1\n", " 99-1\n"),
        (" 1-2\n", " 99-2\n"),
        ("1\n    roles", "99\n    roles"),
    ):
        text = text.replace(old, new)
    write(root, "case-99", text)


def lean_on_another(root: Path) -> None:
    replace(root, "case-2", "    looked_in: [", "    looked_in: [case-5/source-1, ")


@pytest.mark.parametrize("change", [edit_title, delete_case, rename_case, add_case, lean_on_another])
def test_a_renewed_site_is_the_one_built_from_nothing(project: Path, change: Callable[[Path], None]) -> None:
    change(project)
    renew(project)
    assert tell_difference(read_site(project), build_anew(project)) == []


def test_a_case_taken_away_and_brought_back_leaves_no_trace(project: Path) -> None:
    before = read_site(project)
    shutil.move(project / "dossiers" / "case-3", project / "aside")
    renew(project)
    gone = read_site(project)
    assert "cases/case-3/index.html" not in gone
    assert not (project / "build" / "docs" / "en" / "cases" / "case-3.md").exists()
    assert not any(
        b"cases/case-3/" in content for path, content in gone.items() if path.endswith((".html", ".xml", ".js"))
    )
    shutil.move(project / "aside", project / "dossiers" / "case-3")
    renew(project)
    assert tell_difference(read_site(project), before) == []


def test_a_shared_person_touches_exactly_the_pages_that_show_them(project: Path) -> None:
    replace(project, "shared", "Ada Example", "Ada Exemplar")
    pages = {path for path in renew(project) if path.startswith("cases/case-")}
    assert pages == {f"cases/case-{number}/index.html" for number in range(1, CASES + 1, 2)}
    assert tell_difference(read_site(project), build_anew(project)) == []


def test_a_shared_person_whom_no_page_shows_touches_no_case(project: Path) -> None:
    replace(project, "shared", "Bob Sample", "Bob Simple")
    assert {path for path in renew(project) if path.startswith("cases/case-")} == set()


def test_a_build_that_fails_leaves_the_site_and_the_next_one_takes_it_up(project: Path) -> None:
    before = read_site(project)
    replace(project, "case-1", "    text: ", "    text: Good. ")
    replace(project, "case-2", "cite: {source: source-", "cite: {source: sauce-")
    outcome = build(project)
    assert not outcome.is_published
    errors = {finding.at.path for finding in outcome.findings if finding.severity is Severity.ERROR}
    assert errors == {"dossiers/case-2/case.yaml"}
    assert read_site(project) == before
    replace(project, "case-2", "cite: {source: sauce-", "cite: {source: source-")
    renew(project)
    assert tell_difference(read_site(project), build_anew(project)) == []


def cut_off(cache: Path) -> None:
    cache.write_bytes(cache.read_bytes()[: cache.stat().st_size // 2])


def make_foreign(cache: Path) -> None:
    cache.unlink()
    with sqlite3.connect(cache) as database:
        database.execute("CREATE TABLE theirs (x)")


def poison(cache: Path) -> None:
    with sqlite3.connect(cache) as database:
        database.execute("UPDATE kept SET head = head || 'x', body = body || 'x'")


def poison_entries(cache: Path) -> None:
    with sqlite3.connect(cache) as database:
        database.execute("UPDATE entries SET view = view || 'x'")


@pytest.mark.parametrize("harm", [cut_off, make_foreign, poison, poison_entries])
def test_a_cache_that_came_to_harm_is_noticed_and_made_anew(project: Path, harm: Callable[[Path], None]) -> None:
    before = read_site(project)
    harm(project / "build" / "cache.sqlite")
    replace(project, "case-1", "  title: ", "  title: Other ")
    replace(project, "case-1", "  title: Other ", "  title: ")
    replace(project, "case-2", "    title: ", "    title: Other ")
    assert build(project).is_published
    replace(project, "case-2", "    title: Other ", "    title: ")
    assert build(project).is_published
    assert tell_difference(read_site(project), before) == []


def test_a_page_that_somebody_took_out_of_the_site_comes_back(project: Path) -> None:
    before = read_site(project)
    (project / "build" / "site" / "cases" / "case-1" / "index.html").unlink()
    renew(project)
    assert read_site(project) == before


@pytest.mark.parametrize("lost", ["site", "docs", "frames", "cache.sqlite"])
def test_whatever_is_missing_in_build_is_made_again(project: Path, lost: str) -> None:
    before = read_site(project)
    path = project / "build" / lost
    shutil.rmtree(path) if path.is_dir() else path.unlink()
    assert build(project).is_published
    assert tell_difference(read_site(project), before) == []
    assert (project / "build" / "docs" / "en" / "cases" / "case-1.md").is_file()


def run(code: str, root: Path) -> str:
    """What a program of its own prints: the test runner has threads, and would not fork."""
    done = subprocess.run(
        [sys.executable, "-c", code, str(root)], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


PROCESSES = """
import sys
from pathlib import Path
import generator.making
from generator.parallel import Workforce
from tests.made import build
generator.making.SHARE_BYTES = 1
print(build(Path(sys.argv[1]), workforce=Workforce(3)).is_published)
"""


def test_the_number_of_processes_changes_nothing(project: Path) -> None:
    before = read_site(project)
    shutil.rmtree(project / "build")
    assert run(PROCESSES, project) == "True"
    assert tell_difference(read_site(project), before) == []


DYING = """
import os, sys
from pathlib import Path
import generator.making, generator.production
from generator.parallel import Workforce
from tests.made import build
generator.making.SHARE_BYTES = 1
mark, write = Path(sys.argv[1]) / "died", generator.production.write_case
def write_or_die(case, *arguments, **options):
    written = write(case, *arguments, **options)
    if case.id == "case-3" and not mark.exists():
        mark.touch()
        os._exit(1)
    return written
generator.production.write_case = write_or_die
print(build(Path(sys.argv[1]), workforce=Workforce(2)).is_published, mark.exists())
"""


def test_a_worker_that_dies_mid_build_is_made_up_for(project: Path) -> None:
    before = read_site(project)
    shutil.rmtree(project / "build")
    assert run(DYING, project) == "True True"
    assert tell_difference(read_site(project), before) == []


CLUSTER = """
import sys
from pathlib import Path
from distributed import LocalCluster
from generator.parallel import Workforce
from tests.made import build
if __name__ == "__main__":
    with LocalCluster(n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None, host="127.0.0.1") as cluster:
        workforce = Workforce(scheduler=cluster.scheduler_address)
        print(build(Path(sys.argv[1]), workforce=workforce).is_published)
"""


def test_a_cluster_builds_the_same_site(project: Path) -> None:
    before = read_site(project)
    shutil.rmtree(project / "build")
    script = project.with_name("cluster.py")
    script.write_text(CLUSTER, encoding="utf-8")
    environment = {"PYTHONPATH": str(ROOT), "PATH": "/usr/bin:/bin", "HOME": str(project)}
    done = subprocess.run(
        [sys.executable, str(script), str(project)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        env=environment,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == "True"
    assert tell_difference(read_site(project), before) == []


def test_what_is_remembered_gives_what_looking_anew_gives(project: Path) -> None:
    """The preview: the first build looks at everything, the next ones only at what is said to have changed."""
    memory = Memory()
    assert build(project, memory=memory).is_published
    replace(project, "case-2", "    text: ", "    text: Edited. ")
    outcome = build(project, memory=memory, changed=frozenset({"case-2"}), defers_search=True)
    assert (outcome.is_published, outcome.is_behind) == (True, True)
    assert b"Edited." in read_site(project)["cases/case-2/index.html"]
    shutil.rmtree(project / "dossiers" / "case-4")
    replace(project, "shared", "Ada Example", "Ada Exemplar")
    assert build(project, memory=memory, changed=frozenset({"case-4", "shared"}), defers_search=True).is_published
    assert build(project, memory=memory, changed=frozenset()).is_published
    assert tell_difference(read_site(project), build_anew(project)) == []


def test_what_waited_for_a_mistake_to_be_mended_is_not_forgotten(project: Path) -> None:
    memory = Memory()
    assert build(project, memory=memory).is_published
    replace(project, "case-1", "    text: ", "    text: Good. ")
    replace(project, "case-2", "cite: {source: source-", "cite: {source: sauce-")
    assert not build(project, memory=memory, changed=frozenset({"case-1", "case-2"})).is_published
    replace(project, "case-2", "cite: {source: sauce-", "cite: {source: source-")
    assert build(project, memory=memory, changed=frozenset({"case-2"})).is_published
    assert tell_difference(read_site(project), build_anew(project)) == []


def test_a_memory_is_not_trusted_after_another_program_has_built(project: Path) -> None:
    memory = Memory()
    assert build(project, memory=memory).is_published
    replace(project, "case-1", "    text: ", "    text: By another. ")
    assert build(project).is_published
    replace(project, "case-2", "    text: ", "    text: By this one. ")
    assert build(project, memory=memory, changed=frozenset({"case-2"})).is_published
    assert tell_difference(read_site(project), build_anew(project)) == []


def test_an_index_whose_segments_were_parted_anew_in_a_build_that_failed(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What a failed build planned for the search is not taken for what the published one is."""
    monkeypatch.setattr("generator.site.search.segment.PAGES_PER_SEGMENT", 4)
    replace(project, "case-1", "    text: ", "    text: Good. ")

    def find_fault(*_: object) -> list[Finding]:
        return [Finding("V006", "a link leads nowhere", Position("x"))]

    with monkeypatch.context() as patch:
        patch.setattr("generator.renewal.hold_patch", find_fault)
        assert not build(project).is_published
    renew(project)
    assert tell_difference(read_site(project), build_anew(project)) == []
