from __future__ import annotations

from textwrap import dedent

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.facts import KINDS_BY_KEY, RECORD_KINDS
from generator.facts.decoder import EXPLANATIONS, Facts, decode_case
from generator.facts.explanation import suggest
from generator.facts.schema import list_keys
from generator.finding import Finding, Severity
from generator.syntax import Mapping, Sequence, Value, read_document
from generator.syntax.nodes import Document


def decode(*files: str) -> tuple[Facts, list[str]]:
    """The facts of some files, and what was found: place, code, message and hint."""
    documents = []
    for number, text in enumerate(files, 1):
        document, mistakes = read_document(f"{number}.yaml", dedent(text).encode())
        assert mistakes == ()
        documents.append(document)
    facts, findings = decode_case("example", documents)
    ordered = sorted(findings, key=lambda finding: finding.order)
    return facts, [f"{each.at} {each.code} {each.message} | {each.hint}" for each in ordered]


def find(text: str) -> list[str]:
    """The findings of one file without their places."""
    return [line.partition(" ")[2] for line in decode(text)[1]]


EVENT = "events: {arrest: {date: 2017-11, title: A man is arrested, %s}}"
CLAIM = "claims: {watched: {text: She was watched., %s}}"
ASSERTION = "claims: {watched: {text: She was watched., assertions: [{by: ada, act: alleges, cite: gazette, %s}]}}"
SOURCE = "sources: {gazette: {type: report, title: Report, seen: copy, %s}}"


# What is right


def test_records_come_in_the_order_of_the_files() -> None:
    facts, found = decode(
        "events:\n  b: {date: 2017, title: B}\n  a: {date: 2016, title: A}", "claims: {c: {text: C.}}"
    )
    assert found == []
    assert list(facts.records) == ["b", "a", "c"]
    assert (facts.case, facts.set_aside) == ("example", frozenset())


def test_a_record_knows_where_it_stands() -> None:
    facts, _ = decode("events:\n  arrest:\n    date: 2017-11\n    title: A man is arrested\n    cite: [a, b]\n")
    record = facts.records["arrest"]
    assert (record.id, record.case, record.key, record.anchor) == (
        "arrest",
        "example",
        "example/arrest",
        "event-arrest",
    )
    assert str(record.at()) == "1.yaml:2:3"
    assert str(record.at("date")) == "1.yaml:3:11"
    assert str(record.at("date", key=True)) == "1.yaml:3:5"
    assert str(record.at("cite", 1, "source")) == "1.yaml:5:15"


@pytest.mark.parametrize(
    ("short", "long"),
    [
        (EVENT % "cite: gazette", EVENT % "cite: [{source: gazette}]"),
        (EVENT % "cite: {source: gazette, at: page 3}", EVENT % "cite: [{source: gazette, at: page 3}]"),
        (CLAIM % "about: ada", CLAIM % "about: [ada]"),
        ("events: {arrest: {date: 2017-11, title: A}}", "events: {arrest: {date: {edtf: 2017-11}, title: A}}"),
        ("events: {a: {date: 2017, title: A}}", "events: {a: {date: 2017, title: 'A'}}"),
    ],
)
def test_short_forms_mean_the_long_ones(short: str, long: str) -> None:
    (one,), (other,) = (decode(text)[0].records.values() for text in (short, long))
    assert vars(one) == vars(other)


def test_a_kind_with_nothing_below_it_is_nothing() -> None:
    assert decode("events:\nclaims: {}\n") == (Facts("example"), [])


# What is wrong: a common mistake, what is said of it, and what to write instead


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (EVENT % "titles: x", "D002 an event has no 'titles' | did you mean title?"),
        (EVENT % "at: page 3", "D002 an event has no 'at' | did you mean date?"),
        (EVENT % "act: finds", "D002 an event has no 'act' | write it below assertions:"),
        (EVENT % "as_written: x", "D002 an event has no 'as_written' | write it below date:"),
        (EVENT % "cite: {source: a, page: 3}", "D002 a citation has no 'page' | write one of: source, at, quote"),
        (EVENT % "who: [{party: ada, part: x}]", "D002 a participant has no 'part' | did you mean party?"),
        (
            CLAIM % "status: proven",
            "D002 a claim has no 'status' | take it out: how well a statement stands is worked out from its assertions",
        ),
        (SOURCE % "zzz: x", "D002 a source has no 'zzz' | docs/facts.md has the keys of every kind of record"),
        (SOURCE % "container_title: x", "D002 a source has no 'container_title' | did you mean container-title?"),
    ],
)
def test_a_key_that_does_not_exist(text: str, expected: str) -> None:
    assert find(text) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("events: {a: {date: 2017}}", "D003 an event needs 'title' | add title:, such as title: A man is arrested"),
        (
            "organisations: {a: {name: A}}\nquotes: {b: {text: B, language: en, cite: s}}",
            "D003 a quote needs 'speaker' | add speaker:, such as speaker: tribunal",
        ),
        (EVENT % "cite: {at: page 3}", "D003 a citation needs 'source' | add source:, such as source: la-gazette-2024"),
        (
            "sources: {a: {type: report, seen: copy}}",
            "D003 a source needs 'title' | add title:, such as title: A lawyer was watched for months",
        ),
    ],
)
def test_a_key_that_is_missing(text: str, expected: str) -> None:
    assert find(text) == [expected]


def test_a_misspelled_key_is_not_also_missing() -> None:
    assert find("events: {a: {date: 2017, titel: A}}") == ["D002 an event has no 'titel' | did you mean title?"]
    assert find("events: {a: {date: 2017, zzz: A}}") == [
        "D003 an event needs 'title' | add title:, such as title: A man is arrested",
        "D002 an event has no 'zzz' | write one of: formerly, says, on, cite, assertions, date, title, text, where, who",
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            EVENT % "where: [Brussels]",
            "where: a list stands where a text is wanted | write words; in quotes, if they begin with a bracket or a brace",
        ),
        (
            EVENT % "where: {}",
            "where: an empty map stands where a text is wanted | write words; in quotes, if they begin with a bracket or a brace",
        ),
        (
            SOURCE % "publisher: [x]",
            "publisher: a list stands where a text is wanted | write words; in quotes, if they begin with a bracket or a brace",
        ),
        (
            EVENT % "who: ada",
            "who: 'ada' stands where a list is wanted | write who: [ada], or each item on a line of its own after a dash",
        ),
        (
            EVENT % "who: {party: ada}",
            "who: a map stands where a list is wanted | begin it with a dash and a space: each item of a list has them",
        ),
        (
            EVENT % "who: [ada]",
            "who: 'ada' stands where a map of fields is wanted | write it, such as who: [{party: convicted-man, role: arrested}]",
        ),
        (
            CLAIM % "assertions: [{by: a, act: alleges, cite: [[b]]}]",
            "cite: a list stands where a citation is wanted | write it, such as cite: la-gazette-2024",
        ),
        (ASSERTION % "on: [2017]", "on: a list stands where a date is wanted | write it, such as on: 2025-01-30"),
        (ASSERTION % "holds: maybe", "holds: 'maybe' is neither true nor false | write true or false"),
        (ASSERTION % "holds: [true]", "holds: a list is neither true nor false | write true or false"),
    ],
)
def test_a_value_of_another_shape(text: str, expected: str) -> None:
    assert find(text) == [f"D004 {expected}"]


def test_what_is_said_of_a_long_text_is_short() -> None:
    (said,) = find(EVENT % f"who: {'x' * 5000}")
    assert (
        said
        == f"D004 who: '{'x' * 59}…' stands where a list is wanted | write each item on a line of its own after a dash"
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            ASSERTION.replace("alleges", "aleges") % "on: 2017",
            "'aleges' is not one of the words that act takes | did you mean alleges?",
        ),
        (
            "quantities: {a: {value: 3, unit: x, of: y, qualifier: more than}}",
            "'more than' is not one of the words that qualifier takes | did you mean more-than?",
        ),
        (
            SOURCE.replace("copy", "yes") % "number: 1",
            "'yes' is not one of the words that seen takes | write one of: original, copy, translation, not-seen",
        ),
        (
            SOURCE.replace("copy", "{a: b}") % "number: 1",
            "a map is not one of the words that seen takes | write one of: original, copy, translation, not-seen",
        ),
    ],
)
def test_a_word_that_is_not_in_the_list(text: str, expected: str) -> None:
    assert find(text) == [f"D005 {expected}"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "2014/",
            "date: '2014/' does not say when it ends | write 2014/.. if it still goes on, or leave the end out and say what the source says",
        ),
        ("30/01/2025", "date: '30/01/2025' is not how a date is written here | write 2025-01-30"),
        ("{start: 2018, end: 2017}", "date: it ends before it starts | exchange start and end"),
        ("{edtf: 2017-13}", "edtf: '2017-13' has no month 13 | months run from 01 to 12, and 21 to 24 are the seasons"),
        ("{edtf: [2017]}", "edtf: this is not a date | write a date such as 2017, 2017-07 or 2017-07-14"),
    ],
)
def test_a_date_that_is_none(text: str, expected: str) -> None:
    (said,) = find(f"events: {{a: {{date: {text}, title: A}}}}")
    assert said.startswith(f"D006 {expected}")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (CLAIM % "about: Ada Example", "about: 'Ada Example' is not the id of a record"),
        (CLAIM % "about: [ada, Ada]", "about: 'Ada' is not the id of a record"),
        (CLAIM % "about: {name: Ada}", "about: a map is not the id of a record"),
        (CLAIM % "formerly: [A]", "formerly: 'A' is not an id"),
        (
            "events: {Hearing n° 2: {date: 2017, title: A}}",
            "'Hearing n° 2' cannot be an id | an id is small letters, digits and single hyphens: write hearing-n-2",
        ),
        (
            "events: {суд: {date: 2017, title: A}}",
            "'суд' cannot be an id | an id is small letters, digits and single hyphens",
        ),
    ],
)
def test_an_id_that_is_none(text: str, expected: str) -> None:
    (said,) = find(text)
    assert said.startswith(f"D007 {expected}")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("quantities: {a: {value: many, unit: x, of: y}}", "value: 'many' is not a number"),
        ("quantities: {a: {value: [3], unit: x, of: y}}", "value: a list is not a number"),
        ("quantities: {a: {value: '1,5', unit: x, of: y}}", "value: '1,5' is not a number"),
        (SOURCE % f"snapshot: {{sha256: {'0' * 64}, tokens: 1.5}}", "tokens: '1.5' is not a whole number"),
        (SOURCE % f"snapshot: {{sha256: {'0' * 64}, tokens: 0}}", "tokens is less than 1 | write 1 or more"),
    ],
)
def test_a_number_that_is_none(text: str, expected: str) -> None:
    (said,) = find(text)
    assert said.startswith(f"D008 {expected}")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("events: {a: {date: , title: A}}", "date is empty | write it, such as date: 2017-11"),
        (
            "events: {a: {date: 2017, title: {en: A, fr: }}}",
            "title (fr) is empty | write it, such as title: A man is arrested",
        ),
        ("events: {a: {date: 2017, title: '  '}}", "title is empty | write it, such as title: A man is arrested"),
        (EVENT % "cite: ", "cite is empty | write it, such as cite: la-gazette-2024, or take the key out"),
        (EVENT % "cite: [a, ]", ""),
        (
            EVENT % "who: ",
            "who is empty | write it, such as who: [{party: convicted-man, role: arrested}], or take the key out",
        ),
        (ASSERTION.replace("gazette", "[]") % "on: 2017", "cite is empty | write it, such as cite: la-gazette-2024"),
        (
            "quotes: {a: {text: , language: en, speaker: b, cite: c}}",
            "text is empty | write it, such as text: No comment.",
        ),
    ],
)
def test_a_value_that_is_empty(text: str, expected: str) -> None:
    assert find(text) == ([f"D011 {expected}"] if expected else [])


def test_what_may_be_absent_may_be_null() -> None:
    assert find(EVENT % "where: null, text: , says: ~") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("note: []", "D001 'note' is not a kind of record"),
        ("events: [a]", "D014 events: a list stands where a map from id to record is wanted"),
        ("case: A case", "D004 case: 'A case' stands where a record's fields are wanted"),
        ("case:", "D004 case: nothing stands where a record's fields are wanted"),
        ("events: {a: }", "D004 a: nothing stands where a record's fields are wanted"),
        ("events: {a: [x]}", "D004 a: a list stands where a record's fields are wanted"),
        ("Events: {}", "D001 'Events' is not a kind of record | did you mean events?"),
        ("quotation: {}", "D001 'quotation' is not a kind of record"),
        ("source: {}", "D001 'source' is not a kind of record | did you mean sources?"),
    ],
)
def test_the_outside_of_records(text: str, expected: str) -> None:
    (said,) = find(text)
    assert said.startswith(expected)


# All of them in one run


def test_every_mistake_of_every_file_is_found_in_one_run() -> None:
    facts, found = decode(
        """\
        evnts: {}
        events:
          arrest:
            date: yesterday
            titel: A man is arrested
          hearing: {date: 2024, title: A hearing}
        """,
        """\
        claims:
          watched:
            text: She was <b>watched.
            assertions:
              - {by: Ada, act: aleges, cite: gazette}
          hearing: {text: "", cite: s}
        """,
    )
    assert [" ".join(line.split()[:2]) for line in found] == [
        "1.yaml:1:1 D001",
        "1.yaml:4:11 D006",
        "1.yaml:5:5 D002",
        "2.yaml:5:14 D007",
        "2.yaml:5:24 D005",
        "2.yaml:6:3 D013",
        "2.yaml:6:19 D011",
    ]
    assert list(facts.records) == ["hearing"]


def test_a_record_with_a_mistake_is_set_aside_and_its_id_remembered() -> None:
    facts, _ = decode("events:\n  a: {date: 2017}\n  b:\n  c: {date: 2017, title: C}\nclaims: {a: {text: again}}\n")
    assert set(facts.records) == {"c"}
    assert facts.set_aside == {"a", "b"}


def test_an_id_that_cannot_be_is_never_the_dossier_itself() -> None:
    facts, found = decode(
        "events:\n  case: {date: 2017, title: A}\n", "case: {title: A case, summary: A case., languages: [en]}"
    )
    assert [line.split()[1] for line in found] == ["D007"]
    assert facts.records["case"].KIND == "case"


def test_a_second_description_of_the_dossier() -> None:
    case = "case: {title: A case, summary: A case., languages: [en]}"
    (said,) = decode(case, case)[1]
    assert said.startswith(
        "2.yaml:1:1 D013 the dossier itself is already described at 1.yaml:1:1 | a case has one of them"
    )


# Where in a text


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("text: She was <b>watched.", ["3:19"]),
        ("text: 'She was <b>watched.'", ["3:20"]),
        ("text: {en: Well., fr: Vue par <b>lui.}", ["3:35"]),
        ("text: >-\n      She was\n      watched <i>here.\n\n      And < there, <i>there.", ["5:15", "7:20"]),
        ("text: |-  # a remark\n      One `word`.", ["4:11"]),
        ("title: |-\n      One\n      line\n    text: A.", ["3:12"]),
    ],
)
def test_the_place_of_a_mistake_within_a_text(text: str, places: list[str]) -> None:
    _, found = decode(f"claims:\n  watched:\n    {text}\n")
    assert [line.split()[0].removeprefix("1.yaml:") for line in found] == places
    assert {line.split()[1] for line in found} == {"D009"}


# Whatever is written


def build(value: object) -> Value:
    """Plain data as the reader gives it."""
    if isinstance(value, dict):
        mapping = Mapping()
        for key, item in value.items():
            mapping[key] = build(item)
            mapping.marks[key] = (1, 1, 1, 1)
        return mapping
    if isinstance(value, list):
        sequence = Sequence()
        for item in value:
            sequence.append(build(item))
            sequence.marks.append((1, 1))
        return sequence
    assert value is None or isinstance(value, str)
    return value


KEYS = sorted({key for kind in RECORD_KINDS for key in list_keys(kind)} | {"en", "source", "at", "by", "act", "edtf"})
WORDS = st.sampled_from(
    ["ada", "2017", "2014/..", "en", "alleges", "true", "3.5", "", "é", "https://example.org", "[x](y)"]
)
ANYTHING = st.recursive(
    st.none() | WORDS | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(KEYS) | st.text(max_size=5), inner, max_size=4)
    ),
    max_leaves=12,
)


@given(
    st.dictionaries(
        st.sampled_from([*KINDS_BY_KEY, "other"]), ANYTHING | st.dictionaries(st.sampled_from(["a", "B"]), ANYTHING)
    )
)
def test_whatever_stands_in_a_file_becomes_facts_or_findings(data: dict[str, object]) -> None:
    mapping = build(data)
    assert isinstance(mapping, Mapping)
    facts, findings = decode_case("example", [Document("f.yaml", mapping)])
    assert not set(facts.records) & facts.set_aside
    for finding in findings:
        assert_is_helpful(finding)


@given(st.sampled_from(RECORD_KINDS), st.data())
def test_whatever_stands_in_a_field_becomes_a_fact_or_a_finding(kind: type, data: st.DataObject) -> None:
    fields = data.draw(st.dictionaries(st.sampled_from(list(list_keys(kind))), ANYTHING))
    mapping = build({kind.KIND: fields if kind.KIND == "case" else {"a": fields}})  # type: ignore[attr-defined]
    assert isinstance(mapping, Mapping)
    facts, findings = decode_case("example", [Document("f.yaml", mapping)])
    assert bool(facts.records) != bool(facts.set_aside)
    assert bool(facts.set_aside) <= bool(findings)
    for finding in findings:
        assert_is_helpful(finding)


def assert_is_helpful(finding: Finding) -> None:
    assert finding.code in EXPLANATIONS
    assert finding.severity is Severity.ERROR
    assert finding.hint
    assert len(finding.message) < 300
    assert "pydantic" not in finding.message.lower()
    assert "Input should be" not in finding.message


def test_a_suggestion_is_close_or_a_short_list() -> None:
    assert suggest("evnts", KINDS_BY_KEY) == "did you mean events?"
    assert suggest("zzz", ["a", "b"]) == "write one of: a, b"
    assert suggest("zzz", [str(number) for number in range(50)]) == ""
