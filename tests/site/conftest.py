"""The small project, built once by the real engine: tests that break the site copy it."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from generator.site import build_html
from tests.site.example import EPOCH, Built, write_project, write_search

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    root = tmp_path_factory.mktemp("project")
    editions, promises = write_project(root)
    site = root / "site"
    site.mkdir()
    assert build_html(editions, site, root=root, epoch=EPOCH) == ()
    write_search(site, promises)
    return Built(root, site, promises)


@pytest.fixture
def copy(built: Built, tmp_path: Path) -> Path:
    """A copy of the built site, to be broken."""
    return shutil.copytree(built.site, tmp_path / "site")
