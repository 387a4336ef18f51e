"""`dossier timestamp` as somebody uses it: asked, refused, checked; and what a build shows of it, which asks nobody."""

from __future__ import annotations

import json
import re
import subprocess
from datetime import date
from typing import TYPE_CHECKING
from urllib.parse import urljoin

import pytest

from generator.checks import Context
from generator.cli import main
from generator.evidence.manifest import make_manifest, write_manifest
from generator.evidence.proof import write_proof
from generator.pipeline import Options, build_project, check_project
from generator.reading import read_project
from generator.site.settings import read_settings
from generator.stamping import Asking, StampingError, stamp_cases
from tests.evidence.authorities import NOW, OPENSSL, POLICY, Handler, pki, serve, serve_honestly
from tests.evidence.made import ENGLISH, prove
from tests.evidence.test_manifest import SHARED, write
from tests.test_cli import SETTINGS

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

FRENCH = "INHERIT: mkdocs.yml\ntheme: {name: material, language: fr}\n"
QUOTE = "Nobody had asked for the register"
_PROOF, _COMMITMENT = prove(ENGLISH, QUOTE)
PROOF = write_proof(_PROOF).decode()
SNAPSHOT = f"{{sha256: {_COMMITMENT.snapshot}, root: {_COMMITMENT.root}, tokens: {_COMMITMENT.tokens}, rule: v1}}"
FACTS = f"""case: {{title: A case, summary: "What the paper says [@paper].", languages: [en]}}
people:
  clerk: {{name: A clerk, naming: named, why: Speaks in public.}}
sources:
  paper: {{type: article-newspaper, title: A piece, seen: original, snapshot: {SNAPSHOT}}}
events:
  first: {{date: 2019, title: Something happens, cite: [paper, shared/judgment]}}
quotes:
  q: {{text: {QUOTE}, language: en, speaker: clerk, cite: paper}}
"""
CONTEXT = Context(date(2026, 11, 22))


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "mkdocs.yml").write_text(SETTINGS, encoding="utf-8")
    (tmp_path / "mkdocs.fr.yml").write_text(FRENCH, encoding="utf-8")
    for language in ("en", "fr"):
        (tmp_path / "content" / language).mkdir(parents=True)
        (tmp_path / "content" / language / "index.md").write_text("# Home\n", encoding="utf-8")
    return write(tmp_path, {"a/case.yaml": FACTS, "shared/sources.yaml": SHARED, "a/proofs/q.json": PROOF})


@pytest.fixture
def trusting(project: Path) -> Path:
    (project / "dossiers" / "authorities.pem").write_bytes(pki().root)
    return project


def run(project: Path, *arguments: str) -> int:
    return main(["--root", str(project), "timestamp", *arguments])


def stamps_of(project: Path) -> list[Path]:
    folder = project / "dossiers" / "a" / "timestamps"
    return sorted(folder.iterdir()) if folder.exists() else []


@pytest.mark.parametrize("imprint", ["sha256", "sha512"])
def test_a_case_is_stamped_and_anybody_can_check_it(
    trusting: Path, imprint: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with serve_honestly() as server:
        assert run(trusting, "a", "--authority", server.address, "--hash", imprint, "--policy", POLICY) == 0
    assert "Test authority, Example" in capsys.readouterr().out
    (folder,) = stamps_of(trusting)
    name = folder.relative_to(trusting).as_posix()
    command = ["sha256sum", "--check", "--strict", "--quiet", f"{name}/manifest.sha256"]
    assert subprocess.run(command, cwd=trusting, check=True, capture_output=True).stderr == b""
    command = [OPENSSL, "ts", "-verify", "-data", f"{name}/manifest.sha256", "-in", f"{name}/response.tsr"]
    command += ["-CAfile", str(pki().path("root"))]
    done = subprocess.run(command, cwd=trusting, check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert run(trusting, "--check") == 0
    assert f"{name}: 3 files, stamped on" in capsys.readouterr().out


def test_all_cases_are_stamped_without_a_name(trusting: Path) -> None:
    write(trusting, {"b/case.yaml": "case: {title: Another, summary: Another., languages: [en]}\n"})
    with serve_honestly() as server:
        assert run(trusting, "--authority", server.address, "--ca", str(pki().path("root"))) == 0
    assert len(server.asked) == 2
    assert [len([*(trusting / "dossiers" / case / "timestamps").iterdir()]) for case in "ab"] == [1, 1]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "--check"),
        (["--check", "--authority", "http://tsa.example/"], "--check"),
        (["--authority", "ftp://tsa.example/"], "http://"),
        (["nowhere", "--check"], "nowhere"),
        (["shared", "--check"], "'shared' is no case"),
        (["--check", "--ca", "mkdocs.yml"], "no certificates"),
        (["--check", "--ca", "not-there.pem"], "not-there.pem"),
    ],
)
def test_wrong_commands(
    trusting: Path, arguments: list[str], said: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(trusting)
    assert run(trusting, *arguments) == 2
    assert said in capsys.readouterr().err


def test_nobody_is_asked_without_a_certificate_to_verify_with(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with serve_honestly() as server:
        assert run(project, "--authority", server.address) == 2
    assert server.asked == []
    assert "dossiers/authorities.pem" in capsys.readouterr().err


def test_facts_with_mistakes_are_not_stamped(trusting: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(trusting, {"a/case.yaml": FACTS.replace("title: A case", "titel: A case")})
    with serve_honestly() as server:
        assert run(trusting, "--authority", server.address) == 1
    assert server.asked == []
    assert "D002" in capsys.readouterr().out


def test_files_that_cannot_be_listed_are_not_stamped(trusting: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (trusting / "dossiers/a/proofs/link.json").symlink_to(trusting / "mkdocs.yml")
    with serve_honestly() as server:
        assert run(trusting, "--authority", server.address) == 1
    assert server.asked == []
    assert "E049" in capsys.readouterr().out


def answer(**chosen: object) -> Callable[[Handler, bytes], bytes]:
    return lambda one, content: pki().answer(content, one.request_body, **chosen)


@pytest.mark.parametrize(
    ("respond", "said"),
    [
        (answer(signer="expired"), "expired"),
        (answer(signer="server"), "purpose"),
        (answer(signer="lax"), "purpose"),
        (answer(signer="stranger"), "self-signed"),
        (lambda _, content: pki().sign(content, nonce=1), "nonce"),
        (lambda _, content: pki().sign(content, nonce=None), "nonce"),
        (lambda one, _: pki().answer(b"something else", one.request_body), "other bytes"),
        (answer(policy="1.2.3.9"), "policy"),
        (lambda one, _: pki().reply(one.request_body, digests="sha512"), "badAlg"),
        (lambda _, __: b"garbage", "no time-stamp"),
        (lambda _, __: b"", "no time-stamp"),
        (lambda one, content: pki().answer(content, one.request_body)[:900], "no time-stamp"),
    ],
    ids=range(12),
)
def test_nothing_is_kept_of_an_answer_that_does_not_hold(
    trusting: Path, respond: Callable[[Handler, bytes], bytes], said: str
) -> None:
    case = read_project(trusting).library.cases["a"]
    content = write_manifest(make_manifest(case, trusting)[0])
    with serve(lambda one: one.say(respond(one, content))) as server:
        asking = Asking(address=server.address, policy=POLICY)
        with pytest.raises(StampingError, match=said):
            list(stamp_cases([case], trusting, asking))
    assert stamps_of(trusting) == []


def test_an_authority_that_fails_is_trouble(trusting: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with serve(lambda one: one.say(b"<html>", "text/html")) as server:
        assert run(trusting, "--authority", server.address) == 2
    assert "text/html" in capsys.readouterr().err
    assert stamps_of(trusting) == []


def test_an_empty_file_of_certificates_does_not_pass_for_verified(trusting: Path) -> None:
    (trusting / "dossiers" / "authorities.pem").write_bytes(b"")
    with serve_honestly() as server:
        assert run(trusting, "--authority", server.address) == 2
    assert server.asked == []
    assert run(trusting, "--check") == 2


def test_check_tells_what_changed_and_exits_by_how_grave_it_is(
    trusting: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(trusting, "--check") == 0
    assert "E040" in capsys.readouterr().out
    with serve_honestly() as server:
        run(trusting, "--authority", server.address)
    write(trusting, {"a/case.yaml": FACTS + "# more\n"})
    assert run(trusting, "--check") == 0
    assert "E046" in capsys.readouterr().out
    write(trusting, {"a/proofs/q.json": "other"})
    assert run(trusting, "--check", "--format", "json") == 1
    told = json.loads(capsys.readouterr().out)
    assert [one["code"] for one in told["findings"]] == ["E046", "E047"]
    assert all(one["title"] for one in told["findings"])


def test_check_without_certificates_says_so(trusting: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with serve_honestly() as server:
        run(trusting, "--authority", server.address)
    (trusting / "dossiers/authorities.pem").unlink()
    capsys.readouterr()
    assert run(trusting, "--check") == 0
    assert "E044" in capsys.readouterr().out
    assert run(trusting, "--check", "--ca", str(pki().path("root"))) == 0
    assert "E044" not in capsys.readouterr().out


def build(project: Path) -> tuple[str, ...]:
    settings, _ = read_settings(project)
    assert settings is not None
    outcome = build_project(project, settings, Options(context=CONTEXT, pages_only=True))
    return tuple(sorted({one.code for one in outcome.findings if one.code.startswith(("E", "V", "W", "B"))}))


def page(project: Path, language: str = "en") -> str:
    return (project / "build/docs" / language / "cases/a.md").read_text(encoding="utf-8")


def stamp(project: Path) -> Path:
    with serve_honestly() as server:
        assert run(project, "a", "--authority", server.address) == 0
    return stamps_of(project)[-1]


def test_readers_are_told_and_can_download_it(trusting: Path) -> None:
    folder = stamp(trusting)
    assert build(trusting) == ()
    for language, said in (("en", "existed by"), ("fr", "existaient au plus tard le")):
        text = page(trusting, language)
        assert said in text
        assert "Test authority, Example" in text
        assert f"openssl ts -verify -data dossiers/a/timestamps/{folder.name}/manifest.sha256" in text
        links = re.findall(r'href="(timestamps/[^"]+)"', text)
        assert len(links) == 2
        for link in links:
            published = trusting / "build/docs" / language / urljoin("cases/a/", link)
            assert published.read_bytes() == (folder / published.name).read_bytes()
    assert "changed since" not in page(trusting)


def test_readers_are_told_that_the_facts_went_on(trusting: Path) -> None:
    stamp(trusting)
    write(trusting, {"a/case.yaml": FACTS + "# more\n"})
    assert build(trusting) == ()
    assert "changed since" in page(trusting)


def test_a_case_without_a_stamp_says_nothing_of_it(trusting: Path) -> None:
    assert build(trusting) == ()
    assert "timestamps/" not in page(trusting)


def test_a_stamp_of_whom_nobody_trusts_is_not_shown(trusting: Path) -> None:
    stamp(trusting)
    (trusting / "dossiers/authorities.pem").unlink()
    assert build(trusting) == ("E044",)
    assert "timestamps/" not in page(trusting)
    assert not (trusting / "build/docs/en/cases/a/timestamps").exists()


def test_a_stamp_that_does_not_hold_stops_check_and_build(trusting: Path) -> None:
    folder = stamp(trusting)
    (folder / "response.tsr").write_bytes(pki().sign(b"something else", nonce=1, time=NOW))
    assert build(trusting) == ("E041",)
    assert not (trusting / "build/docs/en/cases/a.md").exists()
    assert "E041" in {one.code for one in check_project(trusting, Options(context=CONTEXT))}


def test_verify_holds_the_stamps_too(trusting: Path, capsys: pytest.CaptureFixture[str]) -> None:
    def verify() -> str:
        main(["--root", str(trusting), "verify"])
        return capsys.readouterr().out

    assert "E040" in verify()
    folder = stamp(trusting)
    assert "E04" not in verify()
    (folder / "response.tsr").write_bytes(pki().sign(b"something else", nonce=1, time=NOW))
    assert "E041" in verify()


def test_check_and_build_ask_nobody(trusting: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stamp(trusting)

    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a connection was opened")

    monkeypatch.setattr("socket.socket.connect", refuse)
    assert build(trusting) == ()
    assert main(["--root", str(trusting), "check", "--today", "2026-11-22"]) in {0, 1}
    assert run(trusting, "--check") == 0
