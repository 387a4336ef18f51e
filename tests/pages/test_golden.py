"""The generated files of an invented case with one record of every kind, byte for byte; `--regenerate` writes them anew."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from generator.facts import RECORD_KINDS
from generator.pages import LISTS, PAGE_KINDS
from generator.pages.templating import write_front_matter
from generator.production import write_pages
from generator.reading import read_project
from generator.views.site import SiteContext

if TYPE_CHECKING:
    from generator.artifact import Artifact
    from generator.pages.listing import LongList

GOLDEN = Path(__file__).parent.parent / "golden"
SITE = SiteContext(
    name="Example",
    languages=("en", "fr"),
    address="https://site.example/",
    repository="https://forge.example/team/dossier",
)


def write_golden(language: str) -> list[Artifact]:
    reading = read_project(GOLDEN)
    assert [str(finding.at) + finding.message for finding in reading.findings] == []
    return list(write_pages(reading.library, SITE, language))


def test_the_invented_case_has_every_kind_of_record() -> None:
    case = read_project(GOLDEN).library.cases["harbour"]
    have = {record.KIND for record in case.records.values()} | {case.record.KIND}
    assert have == {kind.KIND for kind in RECORD_KINDS}


@pytest.mark.parametrize("language", SITE.languages)
def test_generated_files(language: str, regenerate: bool) -> None:
    expected = GOLDEN / "expected" / language
    artifacts = {artifact.path: artifact for artifact in write_golden(language)}
    if regenerate:
        for old in expected.rglob("*"):
            if old.is_file():
                old.unlink()
    for path, artifact in artifacts.items():
        file = expected / path
        content = artifact.content.encode() if isinstance(artifact.content, str) else artifact.content
        if regenerate:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content)
        assert file.read_bytes() == content, path
    assert {file.relative_to(expected).as_posix() for file in expected.rglob("*") if file.is_file()} == set(artifacts)


def test_both_languages_have_the_same_pages_and_promise_the_same_anchors() -> None:
    english, french = write_golden("en"), write_golden("fr")
    assert [(one.path, sorted(one.anchors)) for one in english] == [(one.path, sorted(one.anchors)) for one in french]


def test_the_same_facts_give_the_same_bytes() -> None:
    assert write_golden("fr") == write_golden("fr")


@pytest.mark.parametrize("language", SITE.languages)
def test_html_blocks_have_no_blank_line(language: str) -> None:
    """A CommonMark HTML block ends at the first blank line: everything between two must open and close its elements."""
    for artifact in write_golden(language):
        if artifact.is_page:
            assert isinstance(artifact.content, str)
            for block in artifact.content.split("\n\n"):
                if block.lstrip().startswith("<"):
                    assert block.count("<div") == block.count("</div>"), (artifact.path, block[:80])
                    assert block.count("<section") == block.count("</section>"), (artifact.path, block[:80])


def test_a_former_case_id_leads_to_the_case() -> None:
    pages = {artifact.path: artifact for artifact in write_golden("en")}
    assert "harbour.md" in str(pages["cases/quay-three.md"].content)


def test_a_former_id_keeps_its_anchor() -> None:
    page = next(artifact for artifact in write_golden("en") if artifact.path == "cases/harbour.md")
    assert 'id="claim-too-early"' in str(page.content)
    assert "claim-too-early" in page.anchors


@pytest.mark.parametrize("language", SITE.languages)
def test_every_page_is_of_a_kind_that_is_known(language: str) -> None:
    """A page that is of no kind has no frame: what is known of pages beforehand has to fit every page there is."""
    found = set()
    for artifact in write_golden(language):
        if not artifact.is_page:
            continue
        content = str(artifact.content)
        meta = {key for key, value in artifact.meta.items() if value and key != "search"}
        sections = re.search(r"^##+ ", content, re.MULTILINE) is not None
        fitting = [
            kind
            for kind in PAGE_KINDS
            if kind.name == artifact.kind
            and re.fullmatch(re.escape(kind.path).replace(r"\{\}", "[^/]+"), artifact.path)
            and set(kind.meta) == meta
            and kind.has_sections in {None, sections}
        ]
        assert len(fitting) == 1, artifact.path
        assert content.startswith(write_front_matter(dict(artifact.meta))) or not artifact.meta
        assert content.startswith("---") == bool(artifact.meta)
        found.add(artifact.kind)
    assert found == {kind.name for kind in PAGE_KINDS} - {"party"}


@pytest.mark.parametrize("one", LISTS, ids=lambda one: one.section)
def test_a_list_without_entries_is_of_a_kind_that_is_known(one: LongList) -> None:
    artifact = one.write((), 1, 1, "en")
    kind = next(kind for kind in PAGE_KINDS if kind.path == artifact.path)
    assert kind.has_sections == ("\n## " in str(artifact.content))
