"""A stamped case through the real engine and the verifier: what readers download is what the authority signed."""

from __future__ import annotations

import html
import re
import shlex
import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest

from tests.end_to_end.test_site import copy_project, run_dossier
from tests.evidence.authorities import pki, serve_honestly

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("stamps")]

CASE = "jardemalie"


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    root = copy_project(tmp_path_factory.mktemp("stamped"))
    (root / "dossiers" / "authorities.pem").write_bytes(pki().root)
    with serve_honestly() as server:
        done = run_dossier(root, "timestamp", CASE, "--authority", server.address)
    assert done.returncode == 0, done.stdout + done.stderr
    done = run_dossier(root, "build", "--today", "2026-11-22")
    assert done.returncode == 0, done.stdout + done.stderr
    yield root
    shutil.rmtree(root)


@pytest.mark.parametrize("prefix", ["", "fr/"])
def test_the_downloads_are_what_was_stamped(project: Path, prefix: str) -> None:
    below = project / "build" / "site" / f"{prefix}cases/{CASE}"
    (folder,) = (project / "dossiers" / CASE / "timestamps").iterdir()
    links = re.findall(r'href="?(timestamps/[^" >]+)', (below / "index.html").read_text(encoding="utf-8"))
    assert sorted(link.rpartition("/")[2] for link in links) == ["manifest.sha256", "response.tsr"]
    for link in links:
        assert (below / link).read_bytes() == (folder / link.rpartition("/")[2]).read_bytes()


def test_the_two_commands_on_the_page_check_it(project: Path) -> None:
    page = (project / "build/site/cases" / CASE / "index.html").read_text(encoding="utf-8")
    commands = re.findall(r"<code>((?:sha256sum|openssl) [^<]+)</code>", page)
    assert len(commands) == 2
    (project / "authority.pem").write_bytes(pki().root)
    for command in commands:
        done = subprocess.run(
            shlex.split(html.unescape(command)), cwd=project, check=False, capture_output=True, text=True
        )
        assert done.returncode == 0, done.stderr
