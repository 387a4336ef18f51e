"""The settings that pages need, read from the engine's configuration."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from generator.site.settings import read_settings

if TYPE_CHECKING:
    from pathlib import Path

GOOD = """site_name: Example
site_url: https://site.example/sub
theme: {name: material, language: nl}
extra:
  source_repository: https://forge.example/team/dossier/
  source_branch: trunk
"""


def test_the_main_language_comes_first_and_others_by_their_files(tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").write_text(GOOD, encoding="utf-8")
    for name in ("mkdocs.fr.yml", "mkdocs.de.yml", "mkdocs.local-notes.yml", "mkdocs.yml.orig"):
        (tmp_path / name).write_text("INHERIT: mkdocs.yml\n", encoding="utf-8")
    settings, findings = read_settings(tmp_path)
    assert findings == ()
    assert settings is not None
    assert [(one.language, one.prefix) for one in settings.editions] == [("nl", ""), ("de", "de"), ("fr", "fr")]
    assert settings.address == "https://site.example/sub/"
    assert settings.repository == "https://forge.example/team/dossier"
    assert settings.branch == "trunk"
    assert settings.override(address="https://b.example").address == "https://b.example/"
    assert settings.override().address == settings.address


@pytest.mark.parametrize("key", ["site_name", "site_url", "source_repository"])
def test_a_missing_setting_is_named(tmp_path: Path, key: str) -> None:
    text = "\n".join(line for line in GOOD.splitlines() if key not in line) + "\n"
    (tmp_path / "mkdocs.yml").write_text(text, encoding="utf-8")
    settings, findings = read_settings(tmp_path)
    assert settings is None
    assert [(finding.code, key in finding.hint) for finding in findings] == [("B007", True)]


def test_no_configuration(tmp_path: Path) -> None:
    settings, findings = read_settings(tmp_path)
    assert settings is None
    assert [finding.code for finding in findings] == ["B006"]


def test_a_configuration_that_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").write_text("site_name: [\n", encoding="utf-8")
    settings, findings = read_settings(tmp_path)
    assert settings is None
    assert findings
