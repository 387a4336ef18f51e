"""`dossier links` as its user meets it: from YAML to what is said of each address, against hosts on this machine."""

from __future__ import annotations

import json
import socket
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import pytest

from generator import link_report
from generator.cli import main
from generator.evidence.memory import read_memory
from tests.evidence.stand_in import Host, Page, article, host
from tests.test_cli import SETTINGS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

CASE = """case: {{title: A case, summary: "The harbour was closed. [@gazette]", languages: [en]}}
organisations:
  mayor: {{name: The mayor}}
sources:
  gazette:
    type: article-newspaper
    title: The harbour
    language: en
    issued: 2024-01-10
    url: {base}/a
    seen: original
  unseen: {{type: legal_case, title: null, url: null, seen: not-seen, through: gazette}}
quotes:
  night:
    text: the harbour “was closed” […] at night
    language: en
    speaker: mayor
    cite: gazette
  french:
    text: le port était fermé
    language: fr
    speaker: mayor
    cite: gazette
"""
PAGE = Page(article('He said the harbour "was closed" for long, at night.'))


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "mkdocs.yml").write_text(SETTINGS, encoding="utf-8")
    return tmp_path


def write(project: Path, yaml: str, case: str = "harbour") -> None:
    folder = project / "dossiers" / case
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "case.yaml").write_text(yaml, encoding="utf-8")


def run(project: Path, *arguments: str) -> int:
    return main(["--root", str(project), "links", "--loopback", *arguments])


@contextmanager
def world(project: Path, page: Page | None, yaml: str = CASE) -> Iterator[Host]:
    with host({"/a": page} if page else {}) as one:
        write(project, yaml.format(base=one.address))
        yield one


def test_all_is_well(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with world(project, PAGE) as one:
        assert run(project) == 0
        assert one.paths() == ["/robots.txt", "/a"]
    printed = capsys.readouterr()
    assert printed.out == "No findings.\n"
    assert printed.err == "1 address\n1 alive, with all words that are quoted from it\n"


def test_words_that_are_gone_are_a_warning_at_the_address(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with world(project, Page(article("The harbour was open."))):
        assert run(project) == 1
    out = capsys.readouterr().out
    assert "dossiers/harbour/case.yaml:10:10: warning E051" in out
    assert "'harbour/night' (dossiers/harbour/case.yaml:14:3)" in out
    assert "french" not in out


def test_a_dead_link_is_a_warning_and_the_state_is_kept(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with world(project, None) as one:
        assert run(project) == 1
        assert "warning E050" in capsys.readouterr().out
        one.pages["/a"] = PAGE
        assert run(project) == 1
        assert "warning E050" in capsys.readouterr().out
        assert len(one.asked) == 2
        assert run(project, "--again") == 0
        assert len(one.asked) == 4
        assert run(project, "--state", str(project / "other.json")) == 0
        assert read_memory(project / "other.json").recall(f"{one.address}/a") is not None


def test_notes_count_only_when_asked(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with world(project, Page("<p>Subscribe.</p>")):
        assert run(project) == 0
        assert run(project, "--strict") == 1
    assert "note E057" in capsys.readouterr().out


ONE_SOURCE = """case: {{title: A case, summary: "x [@gazette]", languages: [en]}}
sources:
  gazette: {{type: webpage, title: A page, url: "{base}/a", seen: original}}
"""


@pytest.mark.parametrize(
    ("page", "code", "words"),
    [
        (Page("", 403), "note E055", "status 403"),
        (Page("", 500), "warning E054", "status 500"),
        (Page("", 301, {"Location": "/b"}), "note E052", "write url: "),
        (Page("", 302, {"Location": "/"}), "warning E052", "front page"),
        (Page("", 302, {"Location": "http://10.0.0.1/"}), "warning E058", "10.0.0.1"),
    ],
)
def test_each_outcome_has_its_finding(
    project: Path, page: Page, code: str, words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with world(project, page, ONE_SOURCE) as one:
        one.pages |= {"/b": PAGE, "/": PAGE}
        run(project)
    out = capsys.readouterr().out
    assert f"dossiers/harbour/case.yaml:3:48: {code}" in out
    assert words in out


def test_what_robots_txt_forbids(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with world(project, PAGE) as one:
        one.pages["/robots.txt"] = Page("User-agent: Dossier\nDisallow: /")
        assert run(project) == 0
    assert "note E053" in capsys.readouterr().out


def test_addresses_on_this_machine_are_not_asked_otherwise(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with world(project, PAGE) as one:
        assert main(["--root", str(project), "links"]) == 1
        assert one.asked == []
    assert "warning E058" in capsys.readouterr().out


def know_no_names(monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """Let no name stand for a machine; the names asked for are kept."""
    asked: set[str] = set()
    real = socket.getaddrinfo

    def getaddrinfo(name: str, *others: Any, **options: Any) -> list[Any]:
        if name == "127.0.0.1":
            return real(name, *others, **options)
        asked.add(name)
        return []

    monkeypatch.setattr("generator.evidence.connection.socket.getaddrinfo", getaddrinfo)
    return asked


ARCHIVED = """case: {{title: A case, summary: "x [@gazette]", languages: [en]}}
sources:
  gazette:
    type: webpage
    title: A page
    issued: 2024-01-10
    url: {base}/a
    seen: original
    archives:
      - url: {base}/copy
      - url: https://web.archive.org/web/20230101000000/https://other.example/
      - url: https://archive.ph/AbCdE
"""


def test_archived_copies_are_asked_too(
    project: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = know_no_names(monkeypatch)
    with world(project, PAGE, ARCHIVED) as one:
        assert run(project) == 1
        assert sorted(one.paths()) == ["/a", "/copy", "/robots.txt"]
    out = capsys.readouterr().out
    assert "dossiers/harbour/case.yaml:10:14: warning E050" in out
    assert "dossiers/harbour/case.yaml:11:14: warning C017" in out
    assert "before the source was issued" in out
    assert "of another page" in out
    assert "dossiers/harbour/case.yaml:12:14: error C016" in out
    assert asked == {"web.archive.org"}


def test_a_shared_source_is_held_against_the_quotes_of_every_case(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with host({"/a": PAGE}) as one:
        write(
            project, f"sources:\n  s: {{type: webpage, title: x, url: '{one.address}/a', seen: original}}\n", "shared"
        )
        for case, words in (("one", "at night"), ("two", "at noon")):
            write(
                project,
                f"case: {{title: A, summary: 'x [@shared/s]', languages: [en]}}\norganisations: {{mayor: {{name: M}}}}\n"
                f"quotes: {{q: {{text: {words}, language: en, speaker: mayor, cite: shared/s}}}}\n",
                case,
            )
        assert run(project, "one") == 1
        assert one.count()["/a"] == 1
    out = capsys.readouterr().out
    assert "dossiers/shared/case.yaml:2:37: warning" in out
    assert "'two/q'" in out
    assert "'one/q'" not in out


def test_only_the_cases_asked_for(project: Path) -> None:
    with world(project, PAGE) as one:
        write(project, ONE_SOURCE.format(base=one.address).replace("/a", "/b"), "other")
        run(project, "other")
        assert one.paths() == ["/robots.txt", "/b"]
        assert run(project, "nowhere") == 2


def test_a_case_with_a_mistake_is_left_out_and_said(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with world(project, PAGE, CASE + "claims: {{x: {{titel: y}}}}\n") as one:
        assert run(project) == 1
        assert one.asked == []
    assert "titel" in capsys.readouterr().out


def read_json(capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    read: dict[str, Any] = json.loads(capsys.readouterr().out)
    return read


def test_json_tells_of_every_address(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with world(project, Page(article("The harbour was open."))) as one:
        assert run(project, "--format", "json") == 1
    written = read_json(capsys)
    assert written["counts"] == {"error": 0, "warning": 1, "note": 0}
    (address,) = written["addresses"]
    assert (address["address"], address["outcome"], address["status"]) == (f"{one.address}/a", "changed", 200)
    assert address["places"] == [
        {
            "source": "harbour/gazette",
            "path": "dossiers/harbour/case.yaml",
            "line": 10,
            "column": 10,
            "quotes": {
                "looked_for": ["harbour/night"],
                "missing": ["harbour/night"],
                "in_another_language": ["harbour/french"],
            },
        }
    ]


def test_markdown_is_for_an_issue(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with world(project, Page(status=301, headers={"Location": "/@everyone`<img src=x>`%0A::error::"})) as one:
        one.pages["/@everyone%60%3Cimg%20src=x%3E%60%0A::error::"] = PAGE
        run(project, "--format", "markdown")
    out = capsys.readouterr().out
    assert out.startswith("# Links\n\n")
    assert "1 address.\n" in out
    outside = "".join(part for line in out.splitlines() for part in line.split("`")[::2])
    assert "@" not in outside
    assert "<" not in outside
    assert all(line.count("`") % 2 == 0 for line in out.splitlines())


def test_markdown_of_nothing(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with world(project, PAGE):
        assert run(project, "--format", "markdown") == 0
    assert "Nothing wants looking at." in capsys.readouterr().out


def test_markdown_is_never_longer_than_an_issue(
    project: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(link_report, "MOST_CHARACTERS", 2000)
    sources = "".join(
        f"  s{n}: {{type: webpage, title: x, url: 'http://10.0.0.1/{n}', seen: original}}\n" for n in range(50)
    )
    write(project, f"case: {{title: A, summary: x, languages: [en]}}\nsources:\n{sources}")
    assert run(project, "--format", "markdown") == 1
    out = capsys.readouterr().out
    assert len(out) <= 2000
    assert "more.\n" in out


@pytest.mark.parametrize("form", ["text", "json", "markdown", "github", "sarif"])
def test_protected_names_are_never_printed(
    project: Path, form: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "protected.txt").write_text("Zacharias Secretname\n", encoding="utf-8")
    monkeypatch.setenv("DOSSIER_PROTECTED_NAMES", str(tmp_path / "protected.txt"))
    with world(project, Page(status=301, headers={"Location": "/zacharias-secretname"})) as one:
        one.pages["/zacharias-secretname"] = Page(article("open"))
        run(project, "--format", form)
    printed = capsys.readouterr()
    assert "secretname" not in (printed.out + printed.err).lower()


@pytest.mark.parametrize("minutes", ["0", "-1", "soon", "nan", "1000"])
def test_minutes_that_are_none(project: Path, minutes: str) -> None:
    with pytest.raises(SystemExit) as stopped:
        run(project, f"--minutes={minutes}")
    assert stopped.value.code == 2


def save(project: Path, archive: Host, key: str) -> int:
    return run(project, "--save", key, "--stand-in", f"{archive.address}/")


@pytest.fixture
def account(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DOSSIER_WAYBACK_KEY", "a-key")
    monkeypatch.setenv("DOSSIER_WAYBACK_SECRET", "a-secret")
    monkeypatch.setattr("generator.evidence.wayback.FIRST_PAUSE", 0.01)


@pytest.mark.usefixtures("account")
def test_a_source_is_saved(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    state = {"status": "success", "timestamp": "20260120123456"}
    pages = {"/save": Page('{"job_id": "spn2-a"}'), "/save/status/spn2-a": Page(json.dumps(state))}
    with host(pages) as archive:
        write(project, CASE.format(base="https://gazette.example"))
        assert save(project, archive, "harbour/gazette") == 0
    assert capsys.readouterr().out == (
        'archives:\n  - {url: "https://web.archive.org/web/20260120123456/https://gazette.example/a", captured: 2026-01-20}\n'
    )


@pytest.mark.usefixtures("account")
@pytest.mark.parametrize(
    ("key", "words"),
    [
        ("harbour/gazette", "does not accept the key"),
        ("harbour/unseen", "no url:"),
        ("harbour/night", "no source"),
        ("nowhere", "no source"),
    ],
)
def test_a_source_that_is_not_saved(project: Path, key: str, words: str, capsys: pytest.CaptureFixture[str]) -> None:
    with host({"/save": Page("{}", 401)}) as archive:
        write(project, CASE.format(base="https://gazette.example"))
        assert save(project, archive, key) == 2
    printed = capsys.readouterr()
    assert words in printed.err
    assert "a-secret" not in printed.err + printed.out


def test_saving_needs_an_account(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("DOSSIER_WAYBACK_KEY", raising=False)
    with host() as archive:
        assert save(project, archive, "harbour/gazette") == 2
        assert archive.asked == []
    assert "DOSSIER_WAYBACK_KEY" in capsys.readouterr().err


@pytest.mark.usefixtures("account")
def test_the_key_goes_to_this_machine_or_the_archive_alone(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = know_no_names(monkeypatch)
    write(project, CASE.format(base="https://gazette.example"))
    assert run(project, "--save", "harbour/gazette", "--stand-in", "http://evil.example/") == 2
    assert asked == {"web.archive.org"}


def test_no_check_and_no_build_asks_anybody(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket, "create_connection", lambda *_a, **_o: pytest.fail("a check opened a connection"))
    with world(project, None) as one:
        assert main(["--root", str(project), "check", "--today", "2026-01-20"]) == 1  # no archived copy
        (project / "content" / "en").mkdir(parents=True)
        (project / "content" / "en" / "index.md").write_text("# Home\n", encoding="utf-8")
        main(["--root", str(project), "build", "--pages-only", "--today", "2026-01-20"])
        assert one.asked == []
