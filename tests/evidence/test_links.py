"""Asking addresses, with manners: what is asked, when, how often, and what is made of the answer."""

from __future__ import annotations

import threading
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from generator.evidence import visitor as visitor_module
from generator.evidence.links import Question, Quoted, ask_all
from generator.evidence.memory import Answer, Memory, Outcome
from generator.evidence.visitor import Manners, host_of, name_agent
from tests.evidence.stand_in import Clock, Page, Raw, Said, article, host
from tests.evidence.test_fetching import drip, make_context

if TYPE_CHECKING:
    from pathlib import Path

NOW = datetime(2026, 1, 20, 12, tzinfo=UTC)
WORDS = Quoted("case/night", "the harbour was closed at night")
OTHER = Quoted("case/fire", "nobody saw a fire")
PAGE = Page(article("In March the harbour was closed at night.", "The mayor says nobody saw a fire."))


def manners(clock: Clock | None = None, **options: Any) -> Manners:
    given = {"agent": name_agent("https://forge.example/team/dossier"), "timeout": 10.0, "most_time": 500.0}
    return Manners(**{**given, **options}, allow_loopback=True, clock=clock or Clock())


def ask(*questions: Question, memory: Memory | None = None, now: datetime = NOW, **options: Any) -> list[Answer]:
    again_after = {"again_after": timedelta(0)} if options.pop("again", False) else {}
    answers = ask_all(questions, memory or Memory(), manners(**options), now, **again_after)
    assert set(answers) == {question.address for question in questions}
    return [answers[question.address] for question in questions]


def ask_one(page: Page | Raw, *quoted: Quoted, length: int = 0, **options: Any) -> Answer:
    with host({"/a": page}) as one:
        (answer,) = ask(Question(f"{one.address}/a", quoted, length), **options)
    return answer


def test_a_page_that_holds_the_words() -> None:
    answer = ask_one(PAGE, WORDS, OTHER)
    assert (answer.outcome, answer.status, answer.missing, answer.moved_to) == (Outcome.HOLDS, 200, (), "")


def test_words_in_another_typography() -> None:
    page = Page(article("«\u00a0Il s’est livré\u202f; depuis\u00a02017 — dit\u2010il…\u00a0»"))
    quoted = Quoted("case/a", '"il s\'est livré; depuis 2017 - dit-il..."')
    assert ask_one(page, quoted).outcome is Outcome.HOLDS


def test_words_that_were_changed() -> None:
    answer = ask_one(Page(article("In March the harbour was open at night.", "nobody saw a fire")), WORDS, OTHER)
    assert (answer.outcome, answer.missing) == (Outcome.CHANGED, ("case/night",))


def test_a_page_that_shows_little() -> None:
    short = ask_one(Page("<p>Subscribe to read on.</p>"), WORDS)
    assert short.outcome is Outcome.SHORT
    assert "only 4 words" in short.words
    assert ask_one(Page(article("x", filler=600)), WORDS, length=2000).outcome is Outcome.SHORT
    assert ask_one(Page(article("x", filler=600)), WORDS, length=700).outcome is Outcome.CHANGED
    declared = Page(article('<script type="application/ld+json">{"isAccessibleForFree": false}</script>', filler=600))
    assert ask_one(declared, WORDS).outcome is Outcome.SHORT


@pytest.mark.parametrize(
    ("status", "outcome"),
    [
        *((404, Outcome.GONE), (410, Outcome.GONE), (401, Outcome.REFUSES), (403, Outcome.REFUSES)),
        *((402, Outcome.REFUSES), (451, Outcome.REFUSES), (500, Outcome.SILENT), (304, Outcome.SILENT)),
        *((204, Outcome.UNREAD), (203, Outcome.HOLDS)),
    ],
)
def test_statuses(status: int, outcome: Outcome) -> None:
    answer = ask_one(PAGE._replace(status=status), WORDS)
    assert (answer.outcome, answer.status) == (outcome, status)


def test_a_file_in_which_words_cannot_be_looked_for() -> None:
    page = Page(b"%PDF-1.7", headers={"Content-Type": "application/pdf"})
    assert ask_one(page, WORDS).outcome is Outcome.UNREAD
    assert ask_one(page).outcome is Outcome.HOLDS
    assert ask_one(PAGE, WORDS, most_bytes=20).outcome is Outcome.UNREAD


def test_a_host_that_is_dead_is_asked_three_times_and_no_more() -> None:
    with host() as one:
        address = one.address
    clock = Clock()
    first, second = ask(Question(f"{address}/a"), Question(f"{address}/b"), clock=clock)
    assert (first.outcome, second.outcome) == (Outcome.SILENT, Outcome.SILENT)
    assert "no connection" in first.words
    assert clock.waited == 3 * 2 + 3 * 4  # robots.txt three times, then nothing


def test_a_host_that_is_slow() -> None:
    with host({"/a": drip(b"HTTP/1.1 200 OK\r\n\r\n", b"a")}) as one:
        (answer,) = ask(Question(f"{one.address}/a", (WORDS,)), timeout=0.3, tries=2)
    assert answer.outcome is Outcome.SILENT
    assert one.paths() == ["/robots.txt", "/a", "/a"]


def test_a_page_that_has_moved_for_good() -> None:
    with host({"/new": PAGE}) as other, host() as one:
        one.pages |= {
            "/old": Page(status=301, headers={"Location": "/middle"}),
            "/middle": Page(status=308, headers={"Location": f"{other.address}/new"}),
            "/now": Page(status=302, headers={"Location": "/old"}),
        }
        moved, now = ask(Question(f"{one.address}/old", (WORDS,)), Question(f"{one.address}/now", (WORDS,)))
    assert (moved.outcome, moved.moved_to) == (Outcome.HOLDS, f"{other.address}/new")
    assert (now.outcome, now.moved_to, now.final) == (Outcome.HOLDS, "", f"{other.address}/new")
    assert other.count()["/robots.txt"] == 1


@pytest.mark.parametrize("status", [404, 403])
def test_a_page_that_has_moved_to_nothing_has_not_moved(status: int) -> None:
    with host({"/old": Page(status=301, headers={"Location": "/new"}), "/new": Page("no", status)}) as one:
        (answer,) = ask(Question(f"{one.address}/old"))
    assert (answer.outcome is Outcome.GONE, answer.moved_to) == (status == 404, "")


def test_a_page_that_leads_in_a_circle_or_to_a_private_machine() -> None:
    pages = {
        "/a": Page(status=302, headers={"Location": "/a"}),
        "/b": Page(status=301, headers={"Location": "http://192.168.0.1/admin"}),
    }
    with host(pages) as one:
        circle, private = ask(Question(f"{one.address}/a"), Question(f"{one.address}/b"))
    assert circle.outcome is Outcome.SILENT
    assert one.count()["/a"] == 6
    assert private.outcome is Outcome.NOT_OURS
    assert "192.168.0.1" in private.words


@pytest.mark.parametrize("address", ["http://127.1/a", "http://10.0.0.1/", "ftp://example.org/", "http://["])
def test_an_address_that_is_not_to_be_asked(address: str) -> None:
    assert ask(Question(address))[0].outcome is Outcome.NOT_OURS


def test_a_host_that_vouches_for_itself(tmp_path: Path) -> None:
    with host({"/a": PAGE}, context=make_context(tmp_path)) as one:
        (answer,) = ask(Question(f"{one.address}/a", (WORDS,)))
    assert answer.outcome is Outcome.CERTIFICATE
    assert one.asked == []


def test_what_robots_txt_forbids_is_not_asked() -> None:
    pages = {"/robots.txt": Page("User-agent: dossier\nDisallow: /private/"), "/private/a": PAGE, "/b": PAGE}
    with host(pages) as one:
        private, free = ask(Question(f"{one.address}/private/a"), Question(f"{one.address}/b"))
    assert (private.outcome, free.outcome) == (Outcome.ROBOTS, Outcome.HOLDS)
    assert sorted(one.paths()) == ["/b", "/robots.txt"]
    assert all(said.headers["User-Agent"].startswith("Dossier/") for said in one.asked)
    assert all("https://forge.example/team/dossier" in said.headers["User-Agent"] for said in one.asked)


def test_a_redirect_to_what_robots_txt_forbids_is_not_followed() -> None:
    with host({"/robots.txt": Page("User-agent: *\nDisallow: /"), "/new": PAGE}) as other, host() as one:
        one.pages["/old"] = Page(status=301, headers={"Location": f"{other.address}/new"})
        (answer,) = ask(Question(f"{one.address}/old"))
    assert answer.outcome is Outcome.ROBOTS
    assert other.paths() == ["/robots.txt"]


def test_a_robots_txt_without_end() -> None:
    rules = b"User-agent: *\nDisallow: /private/\n"
    endless = drip(b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\n" + rules, b"# more\n" * 10_000)
    with host({"/robots.txt": endless, "/private/a": PAGE, "/b": PAGE}) as one:
        private, free = ask(Question(f"{one.address}/private/a"), Question(f"{one.address}/b"))
    assert (private.outcome, free.outcome) == (Outcome.ROBOTS, Outcome.HOLDS)


def test_a_robots_txt_that_never_comes() -> None:
    with host({"/robots.txt": drip(b"", b"H"), "/a": PAGE}) as one:
        (answer,) = ask(Question(f"{one.address}/a"), timeout=0.3, tries=2)
    assert answer.outcome is Outcome.SILENT
    assert "robots.txt" in answer.words
    assert one.paths() == ["/robots.txt", "/robots.txt"]


def in_turn(*pages: Page) -> Any:
    """A page that is another one each time, and stays the last."""
    left = list(pages)

    def answer(_: Said) -> Page:
        return left.pop(0) if len(left) > 1 else left[0]

    return answer


def test_a_host_that_asks_for_patience_is_given_it() -> None:
    busy = Page("later", 429, {"Retry-After": "40"})
    clock = Clock()
    answer = ask_one(in_turn(busy, PAGE), WORDS, clock=clock)
    assert answer.outcome is Outcome.HOLDS
    assert clock.waited == 3 + 40


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({"Retry-After": "86400"}, 86400),
        ({"Retry-After": "Tue, 20 Jan 2026 10:00:00 GMT", "Date": "Tue, 20 Jan 2026 09:00:00 GMT"}, 3600),
        ({"Retry-After": "9" * 100}, 30 * 86400),
    ],
)
def test_a_host_that_asks_for_more_patience_than_there_is(headers: dict[str, str], seconds: int) -> None:
    memory = Memory()
    with host({"/a": Page("later", 503, headers), "/b": PAGE}) as one:
        if "Date" in headers:
            one.pages["/a"] = Raw(lambda handler: handler.wfile.write(_write_head(503, headers)) and None)
        first, second = ask(Question(f"{one.address}/a"), Question(f"{one.address}/b"), memory=memory)
        assert (first.outcome, second.outcome) == (Outcome.SILENT, Outcome.LATER)
        assert first.not_before == NOW + timedelta(seconds=seconds)
        assert one.paths() == ["/robots.txt", "/a"]
        ask(Question(f"{one.address}/a"), memory=memory, now=NOW + timedelta(seconds=seconds - 1), again=True)
        assert one.paths() == ["/robots.txt", "/a"]


def _write_head(status: int, headers: dict[str, str]) -> bytes:
    lines = [f"HTTP/1.1 {status} No", *(f"{name}: {value}" for name, value in headers.items()), "Content-Length: 0"]
    return ("\r\n".join(lines) + "\r\n\r\n").encode()


@pytest.mark.parametrize("status", [429, 502, 503, 504])
def test_an_overloaded_host_is_asked_again_after_ever_longer_pauses(status: int) -> None:
    clock = Clock()
    with host({"/a": Page("busy", status)}) as one:
        (answer,) = ask(Question(f"{one.address}/a"), clock=clock, tries=4)
    assert answer.outcome is (Outcome.REFUSES if status == 429 else Outcome.SILENT)
    assert one.count()["/a"] == 4
    assert clock.waited == 3 + 6 + 12 + 24


def test_pauses_between_tries_have_a_bound() -> None:
    clock = Clock()
    ask_one(Page("busy", 503), clock=clock, tries=10, most_wait=20.0)
    assert clock.waited == 3 + 6 + 12 + 7 * 20


def test_one_request_at_a_time_with_pauses_that_the_host_can_lengthen() -> None:
    clock = Clock()
    pages = {f"/{number}": PAGE for number in range(5)}
    with host({"/robots.txt": Page("User-agent: *\nCrawl-delay: 10"), **pages}) as one:
        answers = ask(*(Question(f"{one.address}/{number}") for number in range(5)), clock=clock)
    assert {answer.outcome for answer in answers} == {Outcome.HOLDS}
    assert clock.waited == 3 + 4 * 10
    assert one.most_at_once == 1


def test_redirects_to_one_host_from_many_take_their_turns() -> None:
    with host({f"/{number}": PAGE for number in range(4)}) as goal:
        others = [host({"/a": Page(status=301, headers={"Location": f"{goal.address}/{n}"})}) for n in range(4)]
        entered = [other.__enter__() for other in others]
        try:
            answers = ask(*(Question(f"{one.address}/a", (WORDS,)) for one in entered), pause=0.0)
        finally:
            for other in others:
                other.__exit__(None, None, None)
    assert {answer.outcome for answer in answers} == {Outcome.HOLDS}
    assert goal.most_at_once == 1
    assert goal.count()["/robots.txt"] == 1


def test_hosts_are_asked_side_by_side() -> None:
    meeting = threading.Barrier(2, timeout=10)

    def meet(_: Said) -> Page:
        meeting.wait()
        return PAGE

    with host({"/a": meet}) as one, host({"/a": meet}) as two:
        answers = ask(Question(f"{one.address}/a"), Question(f"{two.address}/a"), hosts=2)
    assert {answer.outcome for answer in answers} == {Outcome.HOLDS}


def test_a_host_that_wants_long_pauses_is_left_for_the_next_run() -> None:
    memory = Memory()
    pages = {"/robots.txt": Page("User-agent: *\nCrawl-delay: 3600"), "/a": PAGE, "/b": PAGE}
    with host(pages) as one:
        questions = [Question(f"{one.address}/a"), Question(f"{one.address}/b")]
        first = ask(*questions, memory=memory)
        second = ask(*questions, memory=memory, now=NOW + timedelta(days=1))
    assert [answer.outcome for answer in first] == [Outcome.HOLDS, Outcome.LATER]
    assert [answer.outcome for answer in second] == [Outcome.HOLDS, Outcome.HOLDS]
    assert one.paths() == ["/robots.txt", "/a", "/robots.txt", "/b"]


def test_it_ends_when_the_time_is_over() -> None:
    clock = Clock()
    with host({f"/{number}": PAGE for number in range(10)}) as one:
        answers = ask(*(Question(f"{one.address}/{number}") for number in range(10)), clock=clock, most_time=10.0)
    assert [answer.outcome for answer in answers] == [Outcome.HOLDS] * 3 + [Outcome.LATER] * 7
    assert clock.waited <= 10


def test_what_was_asked_lately_is_not_asked_again() -> None:
    memory = Memory()
    with host({"/a": PAGE}) as one:
        question = Question(f"{one.address}/a", (WORDS,))
        (first,) = ask(question, memory=memory)
        (second,) = ask(question, memory=memory, now=NOW + timedelta(days=5))
        assert (second, len(one.asked)) == (first, 2)
        (other,) = ask(replace(question, quoted=(OTHER,)), memory=memory, now=NOW + timedelta(days=5))
        assert (other.asked, len(one.asked)) == (NOW + timedelta(days=5), 4)
        ask(question, memory=memory, now=NOW + timedelta(days=12))
        assert len(one.asked) == 6


def test_moments_far_ahead_are_not_waited_for() -> None:
    with host({"/a": PAGE}) as one:
        question = Question(f"{one.address}/a")
        ahead = NOW + timedelta(days=900)
        wrong = Answer(address=question.address, outcome=Outcome.GONE, asked=ahead, question=question.digest)
        for known in (wrong, replace(wrong, not_before=ahead)):
            (answer,) = ask(question, memory=Memory((known,)))
            assert answer.outcome is Outcome.HOLDS


def with_validators(said: Said) -> Page:
    headers = {"ETag": '"v1"', "Last-Modified": "Tue, 20 Jan 2026 09:00:00 GMT"}
    if said.headers.get("If-None-Match") == '"v1"':
        return Page(status=304, headers=headers)
    return PAGE._replace(headers=headers)


def test_a_page_that_has_not_changed_is_not_sent_again() -> None:
    memory = Memory()
    pages = {"/a": with_validators, "/old": Page(status=301, headers={"Location": "/a"})}
    with host(pages) as one:
        question = Question(f"{one.address}/old", (WORDS, Quoted("case/gone", "never said")))
        (first,) = ask(question, memory=memory)
        later = NOW + timedelta(days=7)
        (second,) = ask(question, memory=memory, now=later)
        assert first.outcome is Outcome.CHANGED
        assert second == replace(first, asked=later)
        assert one.asked[-1].headers["If-Modified-Since"] == "Tue, 20 Jan 2026 09:00:00 GMT"
        assert "If-None-Match" not in one.asked[-2].headers  # the redirect is another page
        (third,) = ask(replace(question, quoted=(WORDS,)), memory=memory, now=NOW + timedelta(days=14))
        assert third.outcome is Outcome.HOLDS
        assert "If-None-Match" not in one.asked[-1].headers  # other words: the page must be read


def test_an_interruption_is_not_swallowed(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(visitor_module, "fetch", fail)
    with pytest.raises(KeyboardInterrupt):
        ask(Question("http://127.0.0.1:1/a"))


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("https://Example.org/a", "example.org"),
        ("http://example.org:80/a", "example.org"),
        ("https://example.org.:443/", "example.org"),
        ("http://127.0.0.1:8000/", "127.0.0.1:8000"),
        ("http://[", ""),
        ("http://example.org:x/", ""),
    ],
)
def test_the_host_of_an_address(address: str, name: str) -> None:
    assert host_of(address) == name


def test_our_name_is_plain() -> None:
    assert name_agent("").startswith("Dossier/")
    assert "\n" not in name_agent("https://forge.example/\r\nHost: x")
