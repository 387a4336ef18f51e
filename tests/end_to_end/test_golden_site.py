"""The invented case with one record of every kind, built whole: the sections, the redirect, the corrections."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from lxml import html

ROOT = Path(__file__).parent.parent.parent

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("golden")]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("golden")
    for name in ("mkdocs.yml", "mkdocs.fr.yml"):
        shutil.copy(ROOT / name, root / name)
    for source, name in (
        (ROOT / "content", "content"),
        (ROOT / "generator/site/theme", "generator/site/theme"),
        (ROOT / "tests/golden/dossiers", "dossiers"),
    ):
        shutil.copytree(source, root / name)
    command = [sys.executable, "-m", "generator", "--root", str(root), "build", "--today", "2026-01-20"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return root / "build" / "site"


@pytest.mark.parametrize("prefix", ["", "fr/"])
def test_every_section_is_there(site: Path, prefix: str) -> None:
    page = html.fromstring((site / f"{prefix}cases/harbour/index.html").read_bytes())
    sections = {heading.get("id") for heading in page.xpath("//article//h2")}
    assert sections == {
        "at-a-glance",
        "timeline",
        "claims",
        "figures",
        "disputes",
        "proceedings",
        "quotes",
        "people",
        "organisations",
        "relations",
        "exhibits",
        "unknown",
        "replies",
        "retractions",
        "corrections",
        "sources",
        "cite",
    }


def test_a_former_address_leads_on(site: Path) -> None:
    page = html.fromstring((site / "cases/quay-three/index.html").read_bytes())
    (refresh,) = page.xpath("//meta[@http-equiv='refresh']/@content")
    assert refresh == "0; url=../harbour/"
    assert page.xpath("//article//a[@href='../harbour/']")


def test_a_party_that_is_not_named_is_shown_by_role_in_both_languages(site: Path) -> None:
    for prefix, words in (("", "the permit official"), ("fr/", "le fonctionnaire des permis")):
        page = html.fromstring((site / f"{prefix}people/index.html").read_bytes())
        assert words in page.text_content()


def test_every_download_that_is_offered_is_there(site: Path) -> None:
    page = html.fromstring((site / "cases/harbour/index.html").read_bytes())
    offered = page.xpath("//ul[@class='downloads']/li/a/@href")
    assert len(offered) >= 5
    for name in offered:
        assert (site / "cases/harbour" / name).is_file()
