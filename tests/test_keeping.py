"""`dossier snapshot` as a maintainer meets it: what it keeps, what it prints, and how it exits."""

from __future__ import annotations

import hashlib
import json
import os
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from generator import keeping
from generator.cli import main
from generator.evidence.archive import can_archive
from generator.evidence.extraction import LARGEST
from generator.evidence.store import Store
from generator.facts.source import Source
from tests.builders import case_from
from tests.evidence.files import make_pdf
from tests.evidence.server import answer, redirect, serving

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.evidence.server import Server

CASE = """
case: {title: An example, summary: An example., languages: [en]}
sources:
  article: {type: article-newspaper, title: An article, url: "https://site.example/a", seen: original, language: en}
  unseen: {type: report, title: A report, seen: not-seen, through: article}
"""
BLOCK = """
case: {title: An example, summary: An example., languages: [en]}
sources:
  article:
    type: article-newspaper
    title: An article
    seen: original
"""
SETTINGS = """site_name: Example
site_url: https://site.example/
theme: {name: material, language: en}
extra: {source_repository: https://forge.example/team/dossier}
"""
PAGE = b"<html><title>A page</title><p>Words on the page.</p></html>"
WHEN = datetime(2026, 1, 20, 12, 0, tzinfo=UTC)


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.delenv("DOSSIER_EVIDENCE", raising=False)
    (tmp_path / "mkdocs.yml").write_text(SETTINGS)
    folder = tmp_path / "dossiers" / "example"
    folder.mkdir(parents=True)
    (folder / "case.yaml").write_text(CASE)
    return tmp_path


def run(project: Path, *arguments: str) -> int:
    return main(["--root", str(project), "snapshot", *arguments])


def find_source(identifier: str = "article") -> Source:
    record = case_from(CASE).records[identifier]
    assert isinstance(record, Source)
    return record


def digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


class TestFile:
    def test_it_is_kept_and_its_block_can_be_pasted(self, project: Path, capsys: pytest.CaptureFixture[str]) -> None:
        file = project / "scan by somebody.pdf"
        file.write_bytes(make_pdf("Words of the report"))
        assert run(project, "example/article", str(file)) == 0
        out, err = capsys.readouterr()
        sha256 = digest(file.read_bytes())
        assert f"      sha256: {sha256}\n" in out
        assert "characters of text can be read (pypdf" in err
        assert "somebody" not in out
        snapshot = case_from(BLOCK + out).records["article"].snapshot  # type: ignore[attr-defined]
        assert snapshot.sha256 == sha256
        assert "a PDF file of" in repr(snapshot.note)
        (entry,) = Store(project / "evidence").entries(sha256)
        assert (entry.source, entry.media_type, entry.size) == (
            "example/article",
            "application/pdf",
            file.stat().st_size,
        )
        assert entry.extraction.startswith("pypdf ")
        assert Store(project / "evidence").read(sha256) == file.read_bytes()
        assert run(project, "--check") == 0
        assert run(project, "example/article", str(file)) == 0

    def test_the_store_is_where_the_environment_says(self, project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("DOSSIER_EVIDENCE", str(project / "elsewhere"))
        (project / "a.txt").write_text("Words.")
        assert run(project, "example/article", str(project / "a.txt")) == 0
        assert list(Store(project / "elsewhere").digests()) == [digest(b"Words.")]
        assert not (project / "evidence").exists()

    def test_a_file_without_text_is_kept_and_told(self, project: Path, capsys: pytest.CaptureFixture[str]) -> None:
        (project / "scan.pdf").write_bytes(make_pdf(""))
        assert run(project, "example/article", str(project / "scan.pdf")) == 1
        out, err = capsys.readouterr()
        assert "E026" in err
        assert "dossiers/example/case.yaml:4:3" in err
        assert "sha256" in out

    def test_a_file_of_two_gigabytes_is_refused_by_its_size(
        self, project: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        with (project / "large.bin").open("wb") as file:
            file.truncate(2 * 1024**3)
        assert run(project, "example/article", str(project / "large.bin")) == 1
        out, err = capsys.readouterr()
        assert (out, "E022" in err, str(LARGEST) in err) == ("", True, True)
        assert not (project / "evidence").exists()

    def test_a_pipe_is_not_opened(self, project: Path, capsys: pytest.CaptureFixture[str]) -> None:
        os.mkfifo(project / "pipe")
        assert run(project, "example/article", str(project / "pipe")) == 1
        assert "no ordinary file" in capsys.readouterr().err

    def test_an_empty_file(self, project: Path) -> None:
        (project / "empty.txt").touch()
        assert run(project, "example/article", str(project / "empty.txt")) == 1

    def test_remarks_on_the_record(self, project: Path, capsys: pytest.CaptureFixture[str]) -> None:
        (project / "a.txt").write_text("Words.")
        assert run(project, "example/unseen", str(project / "a.txt")) == 0
        assert "not-seen" in capsys.readouterr().err

    def test_a_snapshot_in_the_place_of_another_is_remarked(self, project: Path) -> None:
        yaml = CASE.replace("language: en}", f"language: en, snapshot: {{sha256: {'0' * 64}}}}}")
        source = case_from(yaml).records["article"]
        assert isinstance(source, Source)
        (project / "a.txt").write_text("Words.")
        kept = keeping.keep_file(Store(project / "evidence"), source, project / "a.txt", WHEN)
        assert any("another snapshot" in remark for remark in kept.remarks)

    def test_a_damaged_file_in_the_store(self, project: Path, capsys: pytest.CaptureFixture[str]) -> None:
        (project / "a.txt").write_text("Words.")
        run(project, "example/article", str(project / "a.txt"))
        sha256 = digest(b"Words.")
        kept = project / "evidence" / "sha256" / sha256[:2] / sha256[2:]
        kept.chmod(0o600)
        kept.write_text("Other words.")
        capsys.readouterr()
        assert run(project, "example/article", str(project / "a.txt")) == 1
        assert run(project, "--check") == 1
        out, err = capsys.readouterr()
        assert err.count("E039") == 2
        assert out == ""


class TestWrongCommand:
    @pytest.mark.parametrize(
        "arguments",
        [
            (),
            ("example/article",),
            ("example/nothing", "a.txt"),
            ("nowhere/article", "a.txt"),
            ("article", "a.txt"),
            ("--check", "example/article"),
            ("example/article", "no-such-file.txt"),
        ],
    )
    def test_it_exits_with_two(self, project: Path, arguments: tuple[str, ...]) -> None:
        assert run(project, *arguments) == 2


class TestPage:
    def test_it_is_kept_with_how_it_came(self, project: Path, capsys: pytest.CaptureFixture[str]) -> None:
        def respond(_server: Server, request: bytes) -> Iterator[bytes]:
            if b" /b " in request:
                yield answer(PAGE, "Content-Type: text/html; charset=utf-8", "Set-Cookie: a=b")
            else:
                yield redirect("/b")

        with serving(respond) as server:
            asked = server.address("/a", "127.0.0.1")
            assert run(project, "example/article", asked, "--allow-loopback") == 0
        out = capsys.readouterr().out
        assert f"captured from http://127.0.0.1:{server.port}/b on " in out
        store = Store(project / "evidence")
        (entry,) = store.entries(digest(PAGE))
        assert entry.media_type == "text/html; charset=utf-8"
        assert entry.capture is not None
        assert entry.capture.requested == asked
        assert [(hop.pinned, hop.status) for hop in entry.capture.hops] == [("127.0.0.1", 302), ("127.0.0.1", 200)]
        assert "Set-Cookie" not in dict(entry.capture.headers)
        assert run(project, "--check") == 0

    @pytest.mark.skipif(not can_archive(), reason="the optional extra `capture` is not installed")
    def test_its_archives_are_kept_too_and_read_through(self, project: Path) -> None:
        with serving(lambda _server, _request: [answer(PAGE, "Content-Type: text/html")]) as server:
            assert run(project, "example/article", server.address("/", "127.0.0.1"), "--allow-loopback") == 0
        store = Store(project / "evidence")
        (page,) = store.entries(digest(PAGE))
        assert page.capture is not None
        roles = {entry.role: entry for sha256 in page.capture.archives for entry in store.entries(sha256)}
        assert set(roles) == {"warc", "wacz"}
        assert {entry.of for entry in roles.values()} == {page.sha256}
        assert len(list(store.digests())) == 3
        assert list(store.examine()) == []

    def test_without_the_extra_the_page_is_kept_and_that_is_said(
        self, project: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(keeping, "can_archive", lambda: False)
        with serving(lambda _server, _request: [answer(PAGE)]) as server:
            assert run(project, "example/article", server.address("/", "127.0.0.1"), "--allow-loopback") == 0
        assert "no WARC was made" in capsys.readouterr().err
        assert list(Store(project / "evidence").digests()) == [digest(PAGE)]

    def test_an_archive_that_does_not_hold_together_is_not_kept(
        self, project: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(keeping, "can_archive", lambda: True)
        monkeypatch.setattr(keeping, "write_warc", lambda _capture, _when: b"no archive")
        monkeypatch.setattr(keeping, "pack_wacz", lambda _warc, _capture, _when: b"no archive")
        with serving(lambda _server, _request: [answer(PAGE)]) as server:
            assert run(project, "example/article", server.address("/", "127.0.0.1"), "--allow-loopback") == 1
        assert "E029" in capsys.readouterr().err
        assert list(Store(project / "evidence").digests()) == [digest(PAGE)]

    def test_this_machine_is_not_asked_unless_a_test_says_so(
        self, project: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        (project / "mkdocs.yml").write_text(SETTINGS.replace("extra: {", "extra: {allow_loopback: true, "))
        monkeypatch.setenv("DOSSIER_ALLOW_LOOPBACK", "1")
        with serving(lambda _server, _request: [answer(PAGE)]) as server:
            assert run(project, "example/article", server.address("/", "127.0.0.1")) == 1
            assert run(project, "example/article", "http://127.0.0.1/") == 1
        err = capsys.readouterr().err
        assert ("E030" in err, "E031" in err) == (True, True)
        assert server.requests == []
        assert not (project / "evidence").exists()

    def test_the_record_is_plain_json(self, project: Path) -> None:
        with serving(lambda _server, _request: [answer(PAGE)]) as server:
            keeping.keep_page(
                Store(project),
                find_source(),
                server.address(),
                WHEN,
                allow_loopback=True,
                resolve=lambda _h, _p: ["127.0.0.1"],
            )
        record = json.loads(
            next((project / "sha256" / digest(PAGE)[:2]).glob(f"{digest(PAGE)[2:]}.*.json")).read_text()
        )
        assert record["added"] == "2026-01-20T12:00:00Z"
        assert record["capture"]["hops"][0]["pinned"] == "127.0.0.1"
        assert (record["tool"], record["format"]) == ("dossier snapshot", "dossier-snapshot/1")
