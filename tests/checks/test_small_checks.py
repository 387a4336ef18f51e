"""The edges of the checks that need only a few lines each; their usual cases are the examples in their docstrings."""

from __future__ import annotations

import pytest

from tests.checks.ask import HEAD, ask, ask_library, places, words_at

PARTIES = """
people:
  ada: {name: Ada Example, naming: named, why: speaks publicly}
  eda: {naming: withheld, shown_as: a neighbour}
organisations:
  tribunal: {name: Tribunal, kind: court}
  appeal-court: {name: Court of Appeal, kind: court}
"""
SOURCE = "sources:\n  gazette: {type: article-newspaper, title: A, seen: original, issued: 2020-01-01}\n"


def found(code: str, text: str) -> int:
    return len(ask(code, text))


# ---- C001


@pytest.mark.parametrize(
    ("record", "count"),
    [
        ("claims:\n  c: {text: It is so.}", 1),
        ("relations:\n  r: {subject: ada, kind: other, object: eda}", 1),
        ("quantities:\n  q: {value: 1, unit: file, of: files}", 1),
        ("claims:\n  c: {text: It is so., assertions: [{by: ada, act: states, cite: gazette}]}", 0),
        ("questions:\n  q: {text: Is it so?}", 0),
    ],
)
def test_statements_without_a_citation(record: str, count: int) -> None:
    assert found("C001", f"{HEAD}{PARTIES}{SOURCE}{record}\n") == count


# ---- C002


@pytest.mark.parametrize(
    ("text", "unused"),
    [
        ("sources:\n  a: {type: book, title: A, seen: original}\nevents:\n  e: {date: 2017, title: E, cite: a}", set()),
        (
            "sources:\n  a: {type: book, title: A, seen: original, relays: b}\n  b: {type: report, title: B, seen: not-seen}",
            {"a", "b"},
        ),
        (
            (
                "sources:\n  a: {type: book, title: A, seen: original}\n  b: {type: report, title: B, seen: not-seen, through: a}\n"
                "events:\n  e: {date: 2017, title: E, cite: b}"
            ),
            set(),
        ),
        ("sources:\n  a: {type: book, title: A, seen: original}\nquestions:\n  q: {text: Who?, looked_in: a}", set()),
        ("sources:\n  a: {type: book, title: A, seen: original}\nquestions:\n  q: {text: 'Who? [@a, 3]'}", set()),
        (
            (
                "sources:\n  a: {type: book, title: A, seen: original}\n"
                "people:\n  p: {name: Ada, naming: named, why: held office, lived: {died: 1935, cite: a}}"
            ),
            set(),
        ),
    ],
)
def test_sources_that_nobody_cites(text: str, unused: set[str]) -> None:
    assert {finding.message.split("'")[1] for finding in ask("C002", HEAD + text + "\n")} == unused


def test_sources_that_another_case_cites_are_used_and_shared_ones_must_be() -> None:
    files = {
        "dossiers/one/case.yaml": HEAD + "sources:\n  a: {type: book, title: A, seen: original}\n",
        "dossiers/two/case.yaml": HEAD + "events:\n  e: {date: 2017, title: E, cite: [one/a, shared/b]}\n",
        "dossiers/shared/sources.yaml": (
            "sources:\n  b: {type: book, title: B, seen: original}\n  c: {type: book, title: C, seen: original}\n"
        ),
    }
    (finding,) = ask_library("C002", files)
    assert str(finding.at) == "dossiers/shared/sources.yaml:3:3"


# ---- C003


@pytest.mark.parametrize(
    ("sources", "count"),
    [
        ("  a: {type: report, title: A, seen: copy}", 0),
        ("  a: {type: report, title: A, seen: not-seen}", 1),
        ("  a: {type: report, title: A, seen: not-seen}\n  b: {type: book, title: B, seen: original, relays: a}", 0),
        ("  a: {type: report, title: A, seen: not-seen, through: b}\n  b: {type: book, title: B, seen: not-seen}", 1),
        (
            (
                "  a: {type: report, title: A, seen: not-seen, through: b}\n"
                "  b: {type: book, title: B, seen: not-seen, through: c}\n  c: {type: book, title: C, seen: translation}"
            ),
            0,
        ),
    ],
)
def test_quotes_from_sources_not_seen(sources: str, count: int) -> None:
    quote = "quotes:\n  q: {text: So it is., language: en, speaker: ada, cite: {source: a, at: page 1}}\n"
    assert found("C003", f"{HEAD}{PARTIES}sources:\n{sources}\n{quote}") == count


# ---- C005


@pytest.mark.parametrize(
    ("date", "issued", "count"),
    [
        ("2020-01-01", "2020-01-01", 0),
        ("2020-01-02", "2020-01-01", 1),
        ("2020", "2020-01-01", 0),
        ("2021", "2020-12-31", 1),
        ("2021~", "2020-12-31", 0),
        ("2023~", "2020-12-31", 1),
        ("2021", "2020~", 0),
        ("2021", "202X", 0),
        ("2021/..", "2020", 1),
        ("../2021", "2020", 0),
        ("{start: 2021, bound: at-latest}", "2020", 0),
        ("{start: 2021, bound: at-earliest}", "2020", 1),
        ("{start: 2019, end: 2030}", "2020", 0),
        ("9999~", "9998", 0),
        ("0001~", "0001", 0),
    ],
)
def test_events_dated_after_their_source(date: str, issued: str, count: int) -> None:
    text = (
        f"{HEAD}sources:\n  a: {{type: book, title: A, seen: original, issued: '{issued}'}}\n"
        f"events:\n  e: {{title: E, cite: a, date: {date}}}\n"
    )
    assert found("C005", text) == count


def test_assertions_steps_and_quotes_are_dated_too() -> None:
    text = f"""{HEAD}{PARTIES}{SOURCE}claims:
  c: {{text: So., assertions: [{{by: ada, act: states, on: 2021, cite: gazette}}]}}
quotes:
  q: {{text: So., language: en, speaker: ada, on: 2021, cite: gazette}}
proceedings:
  p:
    title: P
    court: tribunal
    instance: first
    number: null
    steps: [{{id: s, on: 2019, kind: hearing, cite: gazette}}, {{id: t, on: 2021, kind: other, cite: gazette}}]
"""
    assert places(ask("C005", text)) == [(12, 58), (14, 50), (21, 74)]
    assert words_at(text, ask("C005", text)) == ["2021"] * 3


@pytest.mark.parametrize(
    ("lived", "expected"),
    [
        ("born: 1959, died: 2019", []),
        ("born: 1959, died: 2021", ["2021"]),
        ("born: 2021, died: 2022", ["2021", "2022"]),
        ("died: 2020", []),
    ],
)
def test_lives_are_dated_too(lived: str, expected: list[str]) -> None:
    text = (
        f"{HEAD}{SOURCE}people:\n  p: {{name: P, naming: named, why: held office, lived: {{cite: gazette, {lived}}}}}\n"
    )
    assert words_at(text, ask("C005", text)) == expected


# ---- C007


@pytest.mark.parametrize(
    ("party", "count"),
    [
        ("{name: Zed Quillon, naming: named, why: holds office}", 0),
        ("{name: Zed Quillon, naming: initials, shown_as: Z. Q.}", 1),
        ("{name: Zed Quillon, naming: role-only, shown_as: a man}", 1),
        ("{names: {ru: Зед}, aliases: [Zed, Q], shown_as: a man}", 3),
        ("{shown_as: a man}", 0),
    ],
)
def test_names_written_for_those_who_are_not_named(party: str, count: int) -> None:
    findings = ask("C007", f"{HEAD}people:\n  he: {party}\n")
    assert len(findings) == count
    assert not any(finding.excerpt for finding in findings)
    assert not any("Zed" in finding.message + finding.hint for finding in findings)


def test_shared_parties_are_looked_at_too() -> None:
    files = {"dossiers/one/case.yaml": HEAD, "dossiers/shared/p.yaml": "people:\n  he: {name: Zed, shown_as: a man}\n"}
    assert [str(finding.at) for finding in ask_library("C007", files)] == ["dossiers/shared/p.yaml:2:14"]


# ---- C008


def proceeding(finality: str, kind: str = "judgment") -> str:
    return f"""{HEAD}{PARTIES}{SOURCE}proceedings:
  p:
    title: P
    court: tribunal
    instance: first
    number: null
    steps: [{{id: s, on: 2019, kind: {kind}, cite: gazette}}]
{finality}
"""


@pytest.mark.parametrize(
    ("finality", "kind", "expected"),
    [
        ("", "judgment", ["p:"]),
        ("", "decision", ["p:"]),
        ("", "hearing", []),
        ("    finality: {state: final, checked: 2019-02-01}", "judgment", []),
        ("    finality: {state: final, checked: null}", "judgment", ["null"]),
        ("    finality: {state: open, checked: 2025-05-31}", "judgment", []),
        ("    finality: {state: open, checked: 2024-05-31}", "judgment", ["2024-05-31"]),
        ("    finality: {state: open, checked: 2025-05-01, recheck_after: 2025-05-31}", "judgment", ["2025-05-31"]),
        ("    finality: {state: open, checked: 2025-05-01, recheck_after: 2025-06-01}", "judgment", []),
        (
            "    finality: [{state: open, checked: null}, {state: appealed, checked: 2025-05-01}]",
            "judgment",
            [],
        ),
        (
            "    finality: [{state: open, checked: 2025-05-01}, {state: appealed, checked: null}]",
            "judgment",
            ["null"],
        ),
    ],
)
def test_finality(finality: str, kind: str, expected: list[str]) -> None:
    text = proceeding(finality, kind)
    assert words_at(text, ask("C008", text)) == expected


# ---- C009


@pytest.mark.parametrize(
    ("revised", "on", "count"),
    [
        ("2025-02-01", "2025-01-31", 1),
        ("2025-02-01", "2025-02-01", 0),
        ("2025-02-01", "null", 1),
        ("null", "null", 0),
        ("null", "2025-02-01", 0),
    ],
)
def test_translations_older_than_their_original(revised: str, on: str, count: int) -> None:
    text = f"""{HEAD}{PARTIES}{SOURCE}quotes:
  q:
    text: So.
    language: en
    revised: {revised}
    translations: [{{text: Ainsi., language: fr, on: {on}}}]
    speaker: ada
    cite: gazette
"""
    assert found("C009", text) == count


# ---- C014


def test_expectations_of_a_kind_that_is_none() -> None:
    text = "case: {title: A, summary: A, languages: [en], expectations: {event: 3, claims: 1}}\n"
    first, second = ask("C014", text)
    assert (first.message, first.hint) == ("'event' is not a kind of record", "did you mean events?")
    assert (second.message, second.at.column) == ("the dossier expects at least 1 claims and holds 0", 80)


# ---- C015, C016, C017


def source(rest: str) -> str:
    return f"{HEAD}sources:\n  a: {{type: webpage, title: A, {rest}}}\n"


@pytest.mark.parametrize(
    ("rest", "count"),
    [
        ("seen: original, url: 'https://a.example/'", 1),
        ("seen: not-seen, url: 'https://a.example/'", 0),
        ("seen: original", 0),
        ("seen: original, url: 'https://web.archive.org/web/20240112000000/https://a.example/'", 0),
        ("seen: original, url: 'https://a.example/', archives: [{url: 'https://perma.cc/AAAA-BBBB'}]", 0),
    ],
)
def test_pages_without_an_archived_copy(rest: str, count: int) -> None:
    assert found("C015", source(rest)) == count


@pytest.mark.parametrize(
    "host", [f"archive.{end}" for end in ("today", "is", "ph", "md", "li", "vn", "fo")] + ["WWW.Archive.PH"]
)
def test_archives_that_alter_pages(host: str) -> None:
    assert found("C016", source(f"seen: original, archives: [{{url: 'https://{host}/AbC'}}]")) == 1
    assert found("C016", source(f"seen: original, url: 'https://{host}/AbC'")) == 1
    assert found("C016", HEAD.replace("A case.", f"'See [this](https://{host}/AbC).'")) == 1
    assert (
        found("C016", source(f"seen: original, url: 'https://web.archive.org/web/20240112000000/https://{host}/a'"))
        == 1
    )


@pytest.mark.parametrize(
    "host", ["web.archive.org", "archive.org", "myarchive.is", "archive.isle.example", "archive.today.example"]
)
def test_archives_that_do_not(host: str) -> None:
    assert found("C016", source(f"seen: original, archives: [{{url: 'https://{host}/AbC'}}]")) == 0


WAYBACK = "https://web.archive.org/web/20240112000000/https://a.example/p"


@pytest.mark.parametrize(
    ("rest", "fields"),
    [
        (f"url: 'https://a.example/p', archives: [{{url: '{WAYBACK}'}}]", []),
        (f"url: 'http://www.a.example/p/', archives: [{{url: '{WAYBACK}', captured: 2024-01}}]", []),
        (f"url: 'https://a.example/q', archives: [{{url: '{WAYBACK}'}}]", ["the copy is of another page than url:"]),
        (f"archives: [{{url: '{WAYBACK}', captured: 2024-02}}]", ["the copy's own address says 2024-01-12"]),
        (
            f"issued: 2024-01-13, archives: [{{url: '{WAYBACK}'}}]",
            ["the copy was captured on 2024-01-12, before the source was issued"],
        ),
        (
            "issued: 2024-01-13, archives: [{url: 'https://perma.cc/AAAA-BBBB', captured: 2023}]",
            ["the copy was captured before the source was issued"],
        ),
        ("issued: 2024, archives: [{url: 'https://perma.cc/AAAA-BBBB', captured: 2024-01-01}]", []),
        ("issued: 2024-01-13, archives: [{url: 'https://perma.cc/AAAA-BBBB'}]", []),
    ],
)
def test_archived_copies_of_something_else(rest: str, fields: list[str]) -> None:
    assert [finding.message for finding in ask("C017", source(f"seen: original, {rest}"))] == fields


# ---- C018


@pytest.mark.parametrize(
    ("rest", "count"),
    [
        ("asked_on: 2025-05-02", 0),
        ("asked_on: 2025-05-01", 1),
        ("asked_on: 2025-05-30, deadline: 2025-05-31", 1),
        ("asked_on: 2025-01-01, deadline: 2025-06-01", 0),
        ("asked_on: 2025-01-01, outcome: declined", 0),
        ("asked_on: 2025-01-01, outcome: answered, answer: No.", 0),
    ],
)
def test_replies_never_followed_up(rest: str, count: int) -> None:
    assert found("C018", f"{HEAD}{PARTIES}replies:\n  r: {{to: ada, how: by letter, {rest}}}\n") == count


# ---- C019


def test_every_deciding_act_names_its_step() -> None:
    text = f"""{HEAD}{PARTIES}{SOURCE}claims:
  c:
    text: So.
    assertions:
      - {{by: ada, act: states, cite: gazette}}
      - {{id: first, by: tribunal, act: finds, on: 2018, cite: gazette}}
      - {{by: appeal-court, act: overturns, of: first, on: 2019, cite: gazette}}
"""
    assert words_at(text, ask("C019", text)) == ["finds", "overturns"]


# ---- C020


def test_parties_are_mentioned_by_any_field_of_any_case_and_shared_ones_must_be() -> None:
    files = {
        "dossiers/one/case.yaml": HEAD
        + "people:\n  ada: {name: Ada, naming: named, why: A.}\n  eda: {shown_as: a woman}\n",
        "dossiers/two/case.yaml": HEAD.replace("A case.", '"[[one/ada]]"'),
        "dossiers/shared/parties.yaml": "organisations:\n  gazette: {name: La Gazette}\n",
    }
    assert [str(finding.at) for finding in ask_library("C020", files)] == [
        "dossiers/shared/parties.yaml:2:3",
        "dossiers/one/case.yaml:4:3",
    ]


# ---- C021

BOTH = "case:\n  title: {en: A, fr: B}\n  summary: {en: A, fr: B}\n  languages: [en, fr]\n"


@pytest.mark.parametrize(
    ("record", "expected"),
    [
        ("questions:\n  q: {text: Who?}", ["Who?"]),
        ("questions:\n  q: {text: {en: Who?}}", ["{en: Who?"]),
        ("questions:\n  q: {text: {en: Who?, fr: Qui ?}}", []),
        ("questions:\n  q: {text: {en-GB: Who?, fr-BE: Qui ?}}", []),
        ("questions:\n  q: {text: 1894?}", []),
        ("sources:\n  s: {type: book, title: A title, author: {literal: X, role: editor}, seen: original}", []),
        ("sources:\n  s: {type: book, title: A title, issued: {edtf: 2017, as_written: in 2017}, seen: original}", []),
        (
            "sources:\n  s: {type: book, title: A, issued: {edtf: 2017, inferred: it says so here}, seen: original}",
            ["it says so here"],
        ),
        ("people:\n  p: {shown_as: {en: a man, fr: un homme}, roles: [arrested]}", ["arrested"]),
        ("organisations:\n  p: {name: A, aliases: [B]}", []),
    ],
)
def test_texts_missing_in_a_language(record: str, expected: list[str]) -> None:
    assert words_at(f"{BOTH}{record}", ask("C021", f"{BOTH}{record}\n")) == expected


def test_a_case_in_one_language_lacks_none() -> None:
    assert found("C021", HEAD + "questions:\n  q: {text: {fr: Qui ?}}\n") == 0


# ---- C022, C023, C024


@pytest.mark.parametrize(
    ("code", "rest", "count"),
    [
        ("C022", "recheck_after: 2025-05-31", 1),
        ("C022", "recheck_after: 2025-06-01", 0),
        ("C022", "recheck_after: 2025-05-31, state: closed", 0),
        ("C023", "state: draft", 0),
        ("C023", "state: closed", 0),
        ("C023", "state: published", 1),
        ("C024", "reviewed: 2025-06-01", 0),
        ("C024", "reviewed: 2025-06-02", 1),
        ("C024", "recheck_after: 2026-01-01", 0),
    ],
)
def test_the_days_of_the_case(code: str, rest: str, count: int) -> None:
    assert found(code, f"case: {{title: A, summary: A, languages: [en], {rest}}}\n") == count


def test_every_day_of_the_editors_work_is_looked_at() -> None:
    day = "2025-06-02"
    text = f"""{HEAD}{PARTIES}
sources:
  gazette: {{type: webpage, title: A, seen: original, archives: [{{url: 'https://a.example', captured: {day}}}]}}
corrections:
  c: {{on: {day}, record: ada, was: A, now: B, why: C}}
replies:
  r: {{to: ada, how: by letter, asked_on: {day}, outcome: answered, answer: No., answered_on: {day}}}
quotes:
  q: {{text: A, language: en, revised: {day}, speaker: ada, cite: gazette, translations: [{{text: B, language: fr, on: {day}}}]}}
proceedings:
  p: {{title: P, court: tribunal, instance: first, number: null, finality: {{state: open, checked: {day}}}}}
"""
    assert found("C024", text) == 7


@pytest.mark.parametrize(("day", "count"), [("2020-01-01", 0), ("2020-01-02", 1)])
def test_what_others_took_back_is_dated_too(day: str, count: int) -> None:
    taken_back = f"{{on: {day}, record: ada, by: tribunal, was: A, now: B, why: C, cite: gazette}}"
    assert found("C005", f"{HEAD}{PARTIES}{SOURCE}corrections:\n  c: {taken_back}\n") == count


def test_a_correction_of_ours_has_no_source_to_be_held_against() -> None:
    ours = "{on: 2030-01-01, record: ada, was: A, now: B, why: 'C. [@gazette]'}"
    assert found("C005", f"{HEAD}{PARTIES}{SOURCE}corrections:\n  c: {ours}\n") == 0


@pytest.mark.parametrize(
    ("died", "count"),
    [
        ("2025-06-01", 0),
        ("2025", 0),
        ("2025-06-02", 1),
        ("2052", 1),
        ("{edtf: 2052, bound: at-latest}", 1),
        ("{edtf: 1935, bound: at-latest}", 0),
    ],
)
def test_nobody_has_died_in_the_future(died: str, count: int) -> None:
    person = f"p: {{name: P, naming: named, why: held office, lived: {{died: {died}, cite: gazette}}}}"
    findings = ask("C024", f"{HEAD}{SOURCE}people:\n  {person}\n")
    assert len(findings) == count
    assert all("take lived: out" in finding.hint for finding in findings)


# ---- C026


@pytest.mark.parametrize(
    ("record", "expected"),
    [
        ("people:\n  p: {shown_as: a man, text: He was there.}", ["the text of the person rests on nothing"]),
        ("people:\n  p: {shown_as: a man, text: 'He was there. [@gazette]'}", []),
        ("people:\n  p: {shown_as: a man, text: 'He was at [[gazette]].'}", []),
        ("people:\n  p: {shown_as: a man}", []),
    ],
)
def test_texts_that_cite_nothing(record: str, expected: list[str]) -> None:
    head = HEAD.replace("A case.", '"A case. [@gazette]"')
    assert [finding.message for finding in ask("C026", f"{head}{SOURCE}{record}\n")] == expected
