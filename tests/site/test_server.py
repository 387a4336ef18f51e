from __future__ import annotations

import http.client
import json
import threading
from contextlib import contextmanager
from queue import Queue
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlsplit

import pytest

from generator.site.publisher import publish, stage
from generator.site.server import Outcome, locate, serve, with_reload

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Browser

PATIENCE = 20
PAGE = '<html><head><title>{0}</title></head><body><p style="height: 3000px">{0}</p><p id=end>end</p></body></html>'


class Answer(NamedTuple):
    status: int
    headers: dict[str, str]
    body: bytes


class Preview:
    """A preview at work: its address, what it said, and how often it built."""

    def __init__(self, address: str, said: Queue[str], builds: Queue[int]) -> None:
        self.address = address
        self.said = said
        self.builds = builds

    def ask(self, path: str, method: str = "GET", **headers: str) -> Answer:
        connection = http.client.HTTPConnection(urlsplit(self.address).netloc, timeout=PATIENCE)
        try:
            connection.request(method, path, headers=headers)
            answer = connection.getresponse()
            return Answer(answer.status, dict(answer.getheaders()), answer.read())
        finally:
            connection.close()

    def state(self, seen: str = "") -> dict[str, object]:
        answer: dict[str, object] = json.loads(self.ask(f"/.dossier/version?seen={seen}").body)
        return answer


@contextmanager
def preview(site: Path, rebuild: Callable[[frozenset[str] | None], Outcome], *watched: Path) -> Iterator[Preview]:
    """A preview that has built once."""
    said: Queue[str] = Queue()
    builds: Queue[int] = Queue()
    stop = threading.Event()
    number = iter(range(1, 1000))

    def counted(changed: frozenset[str] | None) -> Outcome:
        outcome = rebuild(changed)
        builds.put(next(number))
        return outcome

    thread = threading.Thread(
        target=serve, args=(site, counted), kwargs={"watched": watched, "say": said.put, "port": 0, "stop": stop}
    )
    thread.start()
    try:
        address = said.get(timeout=PATIENCE)
        assert builds.get(timeout=PATIENCE) == 1
        yield Preview(address, said, builds)
    finally:
        stop.set()
        thread.join(PATIENCE)
        assert not thread.is_alive()


@pytest.fixture
def site(tmp_path: Path) -> Path:
    folder = tmp_path / "site"
    for path, text in {
        "index.html": PAGE.format("Home"),
        "cases/x/index.html": PAGE.format("X"),
        "404.html": PAGE.format("Nothing here"),
        "assets/été.svg": "<svg/>",
        "cases/x.json": "{}",
        ".hidden": "no",
    }.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text)
    (tmp_path / "secret.txt").write_text("secret")
    (folder / "out.txt").symlink_to(tmp_path / "secret.txt")
    (folder / "out").symlink_to(tmp_path)
    return folder


def build_nothing(_: frozenset[str] | None) -> Outcome:
    return Outcome(is_published=True)


def test_pages_and_files_are_served(site: Path) -> None:
    with preview(site, build_nothing) as shown:
        page = shown.ask("/")
        assert page.status == 200
        assert page.headers["Content-Type"] == "text/html; charset=utf-8"
        assert page.headers["Cache-Control"] == "no-store"
        assert page.headers["X-Content-Type-Options"] == "nosniff"
        assert b"<p id=end>end</p><script src=" in page.body
        assert shown.ask("/cases/x/?q=1").body.startswith(b"<html><head><title>X")
        picture = shown.ask("/assets/%C3%A9t%C3%A9.svg")
        assert (picture.status, picture.headers["Content-Type"], picture.body) == (200, "image/svg+xml", b"<svg/>")
        data = shown.ask("/cases/x.json")
        assert (data.headers["Content-Type"], data.body) == ("application/json", b"{}")
        moved = shown.ask("/cases/x")
        assert (moved.status, moved.headers["Location"]) == (302, "/cases/x/")
        missing = shown.ask("/nowhere/")
        assert missing.status == 404
        assert b"Nothing here" in missing.body
        assert b"reload.js" in missing.body


def test_only_the_head_where_only_the_head_is_asked(site: Path) -> None:
    with preview(site, build_nothing) as shown:
        head = shown.ask("/", "HEAD")
        assert (head.status, head.body) == (200, b"")
        assert int(head.headers["Content-Length"]) == len(shown.ask("/").body)


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "TRACE"])
def test_nothing_but_reading(site: Path, method: str) -> None:
    with preview(site, build_nothing) as shown:
        assert shown.ask("/", method).status == 501


def test_nobody_elses_page_may_read_it(site: Path) -> None:
    with preview(site, build_nothing) as shown:
        port = urlsplit(shown.address).port
        assert shown.ask("/", Host="attacker.example").status == 403
        assert shown.ask("/.dossier/version", Host=f"attacker.example:{port}").status == 403
        assert shown.ask("/", Host=f"localhost:{port}").status == 200


@pytest.mark.parametrize(
    "path",
    [
        "/../secret.txt",
        "/%2e%2e/secret.txt",
        "/cases/../../secret.txt",
        "/..%2fsecret.txt",
        "/%2e%2e%2fsecret.txt",
        "/..%5csecret.txt",
        "/out.txt",
        "/out/secret.txt",
        "/.hidden",
        "/%00",
        "/index.html/",
        "//secret.txt",
        "/cases/x/index.html/../../../../secret.txt",
    ],
)
def test_no_file_outside_the_site_is_served(site: Path, path: str) -> None:
    assert locate(site, path) is None
    with preview(site, build_nothing) as shown:
        answer = shown.ask(path)
        assert answer.status in {302, 404}
        assert b"secret" not in answer.body


def test_a_redirect_stays_here(site: Path) -> None:
    (site / "example.org").mkdir()
    (site / "example.org/index.html").write_text("x")
    with preview(site, build_nothing) as shown:
        assert shown.ask("//example.org").headers["Location"] == "/example.org/"
        assert shown.ask("/%2fexample.org").headers["Location"] == "/example.org/"


def test_a_save_builds_anew_and_open_pages_are_told(site: Path, tmp_path: Path) -> None:
    facts = tmp_path / "dossiers"
    (facts / "x").mkdir(parents=True)
    (tmp_path / "mkdocs.yml").write_text("a: 1")
    outcomes = [
        Outcome(is_published=True),
        Outcome(is_published=False, findings=("one", "two")),
        Outcome(is_published=True),
    ]
    left = iter(outcomes)
    with preview(site, lambda _: next(left), facts, tmp_path / "mkdocs.yml", tmp_path / "missing") as shown:
        first = shown.state()
        assert first["findings"] == []
        (facts / "x/case.yaml").write_text("changed")
        assert shown.builds.get(timeout=PATIENCE) == 2
        second = shown.state(str(first["version"]))
        assert second["findings"] == ["one", "two"]
        assert second["built"] == first["built"]
        replacement = tmp_path / "new.yml"
        replacement.write_text("a: 2")
        replacement.replace(tmp_path / "mkdocs.yml")
        assert shown.builds.get(timeout=PATIENCE) == 3
        third = shown.state(str(second["version"]))
        assert third["findings"] == []
        assert third["built"] != first["built"]
        assert f'data-built="{third["built"]}"' in shown.ask("/").body.decode()


def test_never_two_builds_at_once_and_one_for_a_burst(site: Path, tmp_path: Path) -> None:
    facts = tmp_path / "dossiers"
    facts.mkdir()
    running = threading.Lock()
    entered: Queue[None] = Queue()
    release: Queue[None] = Queue()
    release.put(None)

    def rebuild(_: frozenset[str] | None) -> Outcome:
        assert running.acquire(blocking=False), "two builds at once"
        try:
            entered.put(None)
            release.get(timeout=PATIENCE)
        finally:
            running.release()
        return Outcome(is_published=True)

    with preview(site, rebuild, facts) as shown:
        entered.get(timeout=PATIENCE)
        (facts / "a.yaml").write_text("1")
        entered.get(timeout=PATIENCE)
        # A build is running: whatever is saved now is one more build, and not several.
        for number in range(20):
            (facts / f"{number}.yaml").write_text("x")
        threading.Event().wait(0.5)
        release.put(None)
        entered.get(timeout=PATIENCE)
        release.put(None)
        assert shown.builds.get(timeout=PATIENCE) == 2
        assert shown.builds.get(timeout=PATIENCE) == 3
        threading.Event().wait(0.5)
        assert entered.empty()


def test_a_mistake_in_the_program_does_not_end_the_preview(site: Path, tmp_path: Path) -> None:
    (tmp_path / "dossiers").mkdir()

    def rebuild(_: frozenset[str] | None) -> Outcome:
        if (tmp_path / "dossiers/a.yaml").exists():
            raise ZeroDivisionError("of all things")
        return Outcome(is_published=True)

    failed = threading.Event()

    def watched_rebuild(changed: frozenset[str] | None) -> Outcome:
        try:
            return rebuild(changed)
        except ZeroDivisionError:
            failed.set()
            raise

    with preview(site, watched_rebuild, tmp_path / "dossiers") as shown:
        before = shown.state()
        (tmp_path / "dossiers/a.yaml").write_text("x")
        assert failed.wait(PATIENCE)
        after = shown.state(str(before["version"]))
        assert after["findings"] == ["the build broke off: ZeroDivisionError: of all things"]
        assert "Traceback" in shown.said.get(timeout=PATIENCE)
        assert shown.ask("/").status == 200


def test_before_the_first_build_there_is_a_page_that_waits(tmp_path: Path) -> None:
    with preview(tmp_path / "site", lambda _: Outcome(is_published=False, findings=("no",))) as shown:
        page = shown.ask("/")
        assert page.status == 503
        assert b"reload.js" in page.body
        assert shown.state()["findings"] == ["no"]


def test_the_site_is_served_while_it_is_replaced(tmp_path: Path, site: Path) -> None:
    """Whoever asks in the middle of a swap gets the old page or the new, and never an error."""
    stop = threading.Event()
    answers: set[int] = set()
    with preview(site, build_nothing) as shown:

        def ask() -> None:
            while not stop.is_set():
                answers.add(shown.ask("/").status)

        thread = threading.Thread(target=ask)
        thread.start()
        for _ in range(30):
            with stage(site) as staging:
                (staging / "index.html").write_text(PAGE.format("New"))
                (staging / "404.html").write_text("")
                publish(site)
        stop.set()
        thread.join(PATIENCE)
    assert answers == {200}


def test_a_port_that_is_taken(site: Path) -> None:
    with preview(site, build_nothing) as shown, pytest.raises(OSError, match="in use"):
        serve(site, build_nothing, watched=(), say=print, port=urlsplit(shown.address).port or 0)


def test_an_interruption_ends_it_cleanly(site: Path) -> None:
    def interrupt(_: frozenset[str] | None) -> Outcome:
        raise KeyboardInterrupt

    before = threading.active_count()
    said: list[str] = []
    serve(site, interrupt, watched=(site,), say=said.append, port=0)
    assert said[-1] == "Stopped."
    assert threading.active_count() <= before


def test_where_the_script_goes() -> None:
    assert with_reload(b"<body>x</body></html>", "1").endswith(b'data-built="1"></script></body></html>')
    assert with_reload(b"x", "1").startswith(b"x<script")


@pytest.mark.browser
def test_an_open_page_shows_its_new_self_at_the_same_place(site: Path, tmp_path: Path, browser: Browser) -> None:
    facts = tmp_path / "dossiers"
    facts.mkdir()
    wrong = "<img src=x onerror=document.title='run'>"

    def rebuild(_: frozenset[str] | None) -> Outcome:
        if not (facts / "a.yaml").exists():
            return Outcome(is_published=True)
        text = (facts / "a.yaml").read_text()
        if text == "wrong":
            return Outcome(is_published=False, findings=(wrong,))
        (site / "index.html").write_text(PAGE.format(text))
        return Outcome(is_published=True)

    with preview(site, rebuild, facts) as shown:
        page = browser.new_page()
        try:
            page.goto(shown.address)
            page.evaluate("scrollTo(0, 1200)")
            (facts / "a.yaml").write_text("Second")
            page.wait_for_function("document.title === 'Second'")
            page.wait_for_function("scrollY === 1200")
            (facts / "a.yaml").write_text("wrong")
            page.wait_for_selector("#dossier-findings")
            assert page.inner_text("#dossier-findings") == wrong
            assert page.title() == "Second"
            (facts / "a.yaml").write_text("Third")
            page.wait_for_function("document.title === 'Third'")
            assert page.query_selector("#dossier-findings") is None
        finally:
            page.close()
