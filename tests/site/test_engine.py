from __future__ import annotations

import hashlib
import json
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from generator.finding import Severity
from generator.site import engine
from generator.site.engine import Edition, build_html
from generator.site.log import read_log
from tests.site.example import EPOCH, write_project, write_search

if TYPE_CHECKING:
    from tests.site.example import Built

PLAIN = {
    "site_name": "Plain",
    "theme": {"name": "mkdocs"},
    "plugins": [],
    "validation": {"links": {"not_found": "warn", "anchors": "warn"}},
}


def plain(root: Path, **pages: str) -> Edition:
    """An edition with the engine's own theme, which builds faster."""
    docs = root / "docs"
    docs.mkdir()
    (root / "mkdocs.yml").write_text(json.dumps(PLAIN))
    for name, text in {"index": "# Home\n", **pages}.items():
        (docs / f"{name}.md").write_text(text)
    return Edition(language="en", config=root / "mkdocs.yml", docs=docs, sources={"about.md": "content/en/about.md"})


def staging(root: Path) -> Path:
    folder = root / "site.staging"
    folder.mkdir()
    return folder


def digests(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_the_languages_are_put_together(built: Built) -> None:
    for path in ("index.html", "cases/x/index.html", "fr/index.html", "fr/cases/x/index.html", "fr/assets/mark.svg"):
        assert (built.site / path).is_file()
    assert '<html lang="fr"' in (built.site / "fr/index.html").read_text()
    assert "<loc>https://example.org/dossier/fr/cases/x/</loc>" in (built.site / "fr/sitemap.xml").read_text()
    assert sorted(path.name for path in built.root.glob("site*")) == ["site"]


def test_the_same_inputs_give_the_same_bytes(built: Built, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Built in another folder, in another second, by a process with another environment."""
    time.sleep(1.1)
    monkeypatch.setenv("PYTHONHASHSEED", "77")
    monkeypatch.setenv("TZ", "Asia/Almaty")
    root = tmp_path / "elsewhere"
    root.mkdir()
    editions, promises = write_project(root)
    assert build_html(editions, staging(root), root=root, epoch=EPOCH) == ()
    write_search(root / "site.staging", promises)
    assert digests(root / "site.staging") == digests(built.site)


def test_the_date_is_the_one_given(tmp_path: Path) -> None:
    edition = plain(tmp_path)
    folder = staging(tmp_path)
    overrides = {"site_url": "https://example.org/"}
    assert build_html([edition], folder, root=tmp_path, epoch=EPOCH, overrides=overrides) == ()
    assert "<lastmod>2023-11-14</lastmod>" in (folder / "sitemap.xml").read_text()


def test_the_address_is_the_one_given(tmp_path: Path) -> None:
    edition = plain(tmp_path)
    folder = staging(tmp_path)
    address = "https://elsewhere.example/x/"
    french = Edition(language="fr", config=edition.config, docs=edition.docs, prefix="fr")
    assert build_html([french, edition], folder, root=tmp_path, epoch=EPOCH, site_url=address) == ()
    assert f'<link rel="canonical" href="{address}">' in (folder / "index.html").read_text()
    assert f'<link rel="canonical" href="{address}fr/">' in (folder / "fr/index.html").read_text()


def test_what_the_engine_warns_of_is_found_in_the_authors_file(tmp_path: Path) -> None:
    edition = plain(tmp_path, about="# About\n\nA [link](nowhere.md).\n", page="A [link](index.md#nothing).\n")
    folder = staging(tmp_path)
    findings = build_html([edition], folder, root=tmp_path, epoch=EPOCH)
    assert [(finding.code, str(finding.at), finding.severity) for finding in findings] == [
        ("B001", "content/en/about.md:3:10", Severity.ERROR),
        ("B001", "docs/page.md:1:10", Severity.ERROR),
    ]
    assert "nowhere.md" in findings[0].message
    assert list(folder.iterdir()) == []


def test_one_language_that_fails_stops_both(tmp_path: Path) -> None:
    edition = plain(tmp_path)
    broken = tmp_path / "broken"
    broken.mkdir()
    (broken / "index.md").write_text("[x](nowhere.md)\n")
    french = Edition(language="fr", config=edition.config, docs=broken, prefix="fr")
    folder = staging(tmp_path)
    assert [finding.code for finding in build_html([edition, french], folder, root=tmp_path, epoch=EPOCH)] == ["B001"]
    assert list(folder.iterdir()) == []
    assert not (tmp_path / "site.staging.parts").exists()


def test_a_crash_tells_its_last_lines(tmp_path: Path) -> None:
    edition = plain(tmp_path)
    (tmp_path / "theme").mkdir()
    (tmp_path / "theme/main.html").write_text("{{ 1 / 0 }}")
    overrides = {"theme": {"name": "mkdocs", "custom_dir": "theme"}}
    findings = build_html([edition], staging(tmp_path), root=tmp_path, epoch=EPOCH, overrides=overrides)
    assert [finding.code for finding in findings] == ["B001", "B002"]
    assert "ZeroDivisionError" in findings[1].message
    assert len(findings[1].message.splitlines()) <= engine.LAST_LINES + 1


def test_a_configuration_that_is_not_there(tmp_path: Path) -> None:
    edition = plain(tmp_path)
    (tmp_path / "mkdocs.yml").unlink()
    [finding] = build_html([edition], staging(tmp_path), root=tmp_path, epoch=EPOCH)
    assert finding.code == "B002"
    assert "does not exist" in finding.message


def test_paths_may_be_relative_to_where_this_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    plain(tmp_path, about="A [link](nowhere.md).\n")
    staging(tmp_path)
    monkeypatch.chdir(tmp_path.parent)
    here = Path(tmp_path.name)
    edition = Edition(language="en", config=here / "mkdocs.yml", docs=here / "docs")
    [finding] = build_html([edition], here / "site.staging", root=here, epoch=EPOCH)
    assert (finding.code, str(finding.at)) == ("B001", "docs/about.md:1:10")
    (here / "docs/about.md").unlink()
    assert build_html([edition], here / "site.staging", root=here, epoch=EPOCH) == ()
    assert (tmp_path / "site.staging/index.html").is_file()


def test_the_time_limit_ends_the_engine(tmp_path: Path) -> None:
    [finding] = build_html([plain(tmp_path)], staging(tmp_path), root=tmp_path, epoch=EPOCH, limit=0.001)
    assert finding.code == "B003"


@pytest.mark.parametrize("name", ["zensical", "hugo", ""])
def test_an_engine_that_cannot_publish(tmp_path: Path, name: str) -> None:
    [finding] = build_html([plain(tmp_path)], staging(tmp_path), root=tmp_path, epoch=EPOCH, engine=name)
    assert finding.code == "B004"


def test_an_engine_that_is_not_installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(engine.COMMANDS, "absent", ("absent_engine_of_no_name", "build"))
    [finding] = build_html([plain(tmp_path)], staging(tmp_path), root=tmp_path, epoch=EPOCH, engine="absent")
    assert finding.code == "B004"
    assert "absent is not installed" in finding.message


def test_a_language_where_the_main_site_has_something(tmp_path: Path) -> None:
    edition = plain(tmp_path, fr="# Something else\n")
    french = Edition(language="fr", config=edition.config, docs=edition.docs, prefix="fr")
    [finding] = build_html([edition, french], staging(tmp_path), root=tmp_path, epoch=EPOCH)
    assert finding.code == "B005"
    assert "fr/" in finding.message


def test_the_engine_sees_no_environment_but_the_one_made_for_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A module beside the configuration must not pass for one of the engine's, nor a setting of the shell's for one of ours."""
    edition = plain(tmp_path)
    (tmp_path / "mkdocs.py").write_text("raise SystemExit('taken for the engine')")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    overrides = {"theme": {"name": "mkdocs", "custom_dir": "theme"}, "extra": {"given": "as a setting"}}
    (tmp_path / "theme").mkdir()
    (tmp_path / "theme/main.html").write_text("{{ config.extra.given }}")
    folder = staging(tmp_path)
    assert build_html([edition], folder, root=tmp_path, epoch=EPOCH, overrides=overrides) == ()
    assert (folder / "index.html").read_text().strip() == "as a setting"


def test_an_interrupted_build_leaves_no_engine_running(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = tmp_path / "slow_engine.py"
    program.write_text("import time\ntime.sleep(600)\n")
    monkeypatch.setitem(engine.COMMANDS, "slow", ("slow_engine",))
    started = []
    real = engine.subprocess.Popen

    def start(*args: object, **kwargs: object) -> object:
        process = real(*args, **kwargs)  # type: ignore[call-overload]
        started.append(process)
        return process

    def interrupt(self: object, *_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(engine.subprocess, "Popen", start)
    monkeypatch.setattr(engine._Run, "finish", interrupt)
    with pytest.raises(KeyboardInterrupt):
        build_html([plain(tmp_path)], staging(tmp_path), root=tmp_path, epoch=EPOCH, engine="slow")
    assert [process.poll() for process in started] != [None]


def test_reading_a_log() -> None:
    log = (
        "INFO    -  Building\n"
        "WARNING -  One\n"
        "  and its second line\n"
        "DEBUG   -  nothing\n"
        "ERROR   -  Two \x1b[31m\n"
        "Traceback (most recent call last):\n"
        '  File "x", line 1\n'
        "\nAborted with 1 warnings in strict mode!\n"
    )
    assert list(read_log(log)) == ["One\n  and its second line", "Two �[31m"]
    assert list(read_log("")) == []
    assert list(read_log("WARNING -  last")) == ["last"]
