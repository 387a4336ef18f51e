"""Findings as text, JSON, GitHub annotations and SARIF."""

from __future__ import annotations

import json
import re

import jsonschema
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from generator.checks import CHECKS
from generator.finding import Finding, Position, Severity
from generator.report import (
    JSON_SCHEMA,
    Format,
    explain,
    gather_explanations,
    list_codes,
    write_checks_page,
    write_findings,
)

PATH = "dossiers/a/case.yaml"
SOURCES = {PATH: "case:\n  title: Watched\n  summary: He harassed her.\n"}
WORDING = Finding(
    "C004", "summary says “harassed” as a certainty", Position(PATH, 3, 12), Severity.ERROR, "say who says so"
)
UNUSED = Finding("C002", "nothing rests on the source 'x'", Position(PATH, 2, 3), Severity.WARNING)

HOSTILE = [
    "\n::error file=x.yaml::forged",
    "%0A::error::forged",
    "##[error]forged",
    "::add-mask::a",
    "\r\n::stop-commands::x",
    "a,line=9::forged",
    "\u2028::error::x\u0085::error::x\x0b::error::x",
    "\x1b]0;title\x07\x1b[2J",
    "\u202etxt.exe",
    "##vso[task.setvariable]x",
    "\ud800",
    "",
]

texts = st.one_of(st.text(), st.sampled_from(HOSTILE), st.text(alphabet=":%#[]\r\n,=ae0AD\u2028\x85\t "))
places = st.builds(Position, texts, st.integers(1, 30), st.integers(1, 300))
findings = st.builds(
    Finding,
    st.sampled_from(["C001", "S020", "Z999"]),
    texts,
    places,
    st.sampled_from(Severity),
    texts,
    st.booleans(),
)


# ---- text


def test_text_shows_the_line_and_a_caret_under_the_place() -> None:
    assert write_findings([WORDING, UNUSED], Format.TEXT, SOURCES) == (
        "dossiers/a/case.yaml:2:3: warning C002: nothing rests on the source 'x'\n"
        "     2 |   title: Watched\n"
        "       |   ^\n"
        "\n"
        "dossiers/a/case.yaml:3:12: error C004: summary says “harassed” as a certainty\n"
        "     3 |   summary: He harassed her.\n"
        "       |            ^\n"
        "       = say who says so\n"
        "\n"
        "1 error, 1 warning in 1 file.\n"
    )


def test_text_of_nothing_says_so() -> None:
    assert write_findings([], Format.TEXT, {}) == "No findings.\n"


def test_the_order_is_that_of_the_files_whatever_order_they_come_in_and_each_is_written_once() -> None:
    forwards = write_findings([WORDING, UNUSED, UNUSED], Format.TEXT, SOURCES)
    assert forwards == write_findings([UNUSED, WORDING], Format.TEXT, SOURCES)


def test_a_terminal_gets_colours_and_nobody_else() -> None:
    plain = write_findings([WORDING], Format.TEXT, SOURCES)
    coloured = write_findings([WORDING], Format.TEXT, SOURCES, colour=True)
    assert "\x1b" not in plain
    assert re.sub(r"\x1b\[\d+m", "", coloured) == plain
    assert "\x1b[31m" in coloured


def test_a_long_line_is_cut_around_the_caret() -> None:
    line = "  text: " + "a" * 200 + "HERE" + "b" * 200
    shown = write_findings(
        [Finding("C001", "m", Position("f.yaml", 1, 209))], Format.TEXT, {"f.yaml": line}
    ).splitlines()
    assert shown[1].startswith("     1 | …a")
    assert shown[1].endswith("b…")
    assert len(shown[1]) < 120
    assert shown[1][shown[2].index("^") :].startswith("HERE")


@pytest.mark.parametrize(
    ("line", "column", "shown", "caret"),
    [
        ("a\tb", 3, "a b", 2),
        ("日本x", 3, "日本x", 4),
        ("e\u0301x", 3, "e\u0301x", 1),
        ("a\u202eb", 3, "a‹U+202E›b", 9),
        ("a\x00b", 2, "a‹U+0000›b", 1),
        ("short", 99, "short", 5),
        ("", 1, "", 0),
        ("a\xa0b", 3, "a\xa0b", 2),
    ],
)
def test_the_caret_stands_under_the_column_whatever_is_before_it(
    line: str, column: int, shown: str, caret: int
) -> None:
    written = write_findings([Finding("C001", "m", Position("f", 1, column))], Format.TEXT, {"f": line}).split("\n")
    assert written[1] == f"     1 | {shown}"
    assert written[2] == "       | " + " " * caret + "^"


def test_a_finding_without_its_file_or_line_has_no_excerpt() -> None:
    for finding in (Finding("S046", "m", Position("gone.yaml")), Finding("C001", "m", Position(PATH, 99, 1))):
        assert " | " not in write_findings([finding], Format.TEXT, SOURCES)


def test_invisible_characters_of_a_message_are_shown() -> None:
    written = write_findings([Finding("D004", "a\u202eb\x1b[2Jc\nd", Position("f"))], Format.TEXT, {})
    assert "a‹U+202E›b‹U+001B›[2Jc⏎d" in written


@given(st.lists(findings, max_size=4), st.dictionaries(texts, texts, max_size=3))
def test_text_never_raises_and_gives_no_command(found: list[Finding], sources: dict[str, str]) -> None:
    sources |= {finding.at.path: finding.message for finding in found[:2]}
    for colour in (False, True):
        written = write_findings(found, Format.TEXT, sources, colour=colour)
        written.encode()
        for line in re.sub(r"\x1b\[\d+m", "", written).splitlines():
            assert not line.lstrip().startswith("::")
            assert "##[" not in line
            assert all(character.isprintable() or character.isspace() for character in line if ord(character) < 128)


# ---- what must not be repeated


NAMED = "people:\n  convicted: {name: Zed Éxample, naming: withheld, shown_as: he}\n"


@pytest.mark.parametrize("form", Format)
def test_the_line_of_a_finding_that_must_not_be_repeated_is_shown_for_no_finding(form: Format) -> None:
    at = Position("f", 2, 21)
    secret = Finding("C007", "a name is written", at, excerpt=False)
    other = Finding("C020", "nothing mentions it", Position("f", 2, 3))
    written = write_findings([secret, other], form, {"f": NAMED})
    assert "Zed" not in written
    assert "xample" not in written


@pytest.mark.parametrize("form", Format)
def test_names_on_the_private_list_are_printed_in_no_form(form: Format) -> None:
    found = Finding(
        "S009", "the key 'zed-example' is given twice", Position("dossiers/example/a.yaml", 2, 21), hint="Éxample?"
    )
    written = write_findings(
        [found], form, {"dossiers/example/a.yaml": NAMED}, protected_names=frozenset({"Zed Example"})
    )
    assert "xample" not in re.sub(r"xample\.org", "", written)
    assert "zed" not in written.lower()


# ---- JSON


def test_json_has_the_keys_it_promises() -> None:
    written = json.loads(write_findings([WORDING, UNUSED], Format.JSON, SOURCES, explanations=gather_explanations()))
    assert written == {
        "version": 1,
        "counts": {"error": 1, "warning": 1, "note": 0},
        "findings": [
            {
                "code": "C002",
                "title": "Source that nobody cites",
                "severity": "warning",
                "path": PATH,
                "line": 2,
                "column": 3,
                "message": "nothing rests on the source 'x'",
                "hint": "",
            },
            {
                "code": "C004",
                "title": "Wording that outruns the standing",
                "severity": "error",
                "path": PATH,
                "line": 3,
                "column": 12,
                "message": "summary says “harassed” as a certainty",
                "hint": "say who says so",
            },
        ],
    }


@given(st.lists(findings, max_size=4))
def test_json_keeps_to_its_schema_and_gives_no_command(found: list[Finding]) -> None:
    written = write_findings(found, Format.JSON, {})
    jsonschema.validate(json.loads(written), JSON_SCHEMA)
    assert written.isascii()
    assert "##[" not in written
    assert not any(line.lstrip().startswith("::") for line in written.splitlines())
    assert {item["message"] for item in json.loads(written)["findings"]} == {finding.message for finding in found}


# ---- GitHub: read back as the runner reads it, line by line


def read_annotations(output: str) -> list[tuple[str, dict[str, str], str]]:
    """The commands in what a step prints: the runner splits at line ends and drops the white space before `::`."""
    commands = []
    for line in re.split(r"\r\n|[\n\r\u2028\u2029\x85\x0b\x0c]", output):
        text = line.lstrip()
        if text.startswith("::"):
            head, _, data = text[2:].partition("::")
            name, _, rest = head.partition(" ")
            properties = dict(pair.split("=", 1) for pair in rest.split(","))
            for code, character in (("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ","), ("%25", "%")):
                properties = {key: value.replace(code, character) for key, value in properties.items()}
            commands.append((name, properties, data))
        else:
            assert "##[" not in text
    return commands


def test_github_annotations_name_the_place_the_code_and_what_to_write() -> None:
    written = write_findings([WORDING], Format.GITHUB, SOURCES, explanations=gather_explanations())
    assert written == (
        "::error file=dossiers/a/case.yaml,line=3,col=12,title=C004 Wording that outruns the standing::"
        "summary says “harassed” as a certainty%0Asay who says so\n"
        "1 error in 1 file.\n"
    )


@pytest.mark.parametrize("text", HOSTILE)
def test_github_annotations_cannot_be_forged(text: str) -> None:
    found = Finding("C001", text, Position(f"dossiers/{text}.yaml", 1, 1), Severity.NOTE, text)
    ((name, properties, _),) = read_annotations(write_findings([found], Format.GITHUB, {}))
    assert name == "notice"
    assert set(properties) == {"file", "line", "col", "title"}
    assert properties["file"].startswith("dossiers/")


@given(st.lists(findings, max_size=5))
@example([Finding("C001", "\n::error::forged", Position("a,line=2::x\n::error::", 3, 4))])
def test_github_has_one_annotation_for_each_finding_and_of_its_file(found: list[Finding]) -> None:
    written = write_findings(found, Format.GITHUB, {})
    annotations = read_annotations(written)
    assert len(annotations) == len(dict.fromkeys(found))
    assert len(written.split("\n")) == len(annotations) + 2
    visible = sorted(f.at.path for f in dict.fromkeys(found) if f.at.path.isprintable())
    files = sorted(properties["file"] for _, properties, _ in annotations)
    assert [file for file in files if file in visible] == [
        path for path in visible if "##" not in path or path in files
    ]
    assert all(set(properties) == {"file", "line", "col", "title"} for _, properties, _ in annotations)
    assert sorted((int(p["line"]), int(p["col"])) for _, p, _ in annotations) == sorted(
        (f.at.line, f.at.column) for f in dict.fromkeys(found)
    )


# ---- SARIF

TEXT = {"type": "object", "required": ["text"], "properties": {"text": {"type": "string", "minLength": 1}}}
SARIF_SCHEMA = {
    "type": "object",
    "required": ["version", "runs"],
    "properties": {
        "version": {"const": "2.1.0"},
        "$schema": {"type": "string", "format": "uri"},
        "runs": {
            "type": "array",
            "minItems": 1,
            "items": {
                "type": "object",
                "required": ["tool", "results"],
                "properties": {
                    "columnKind": {"enum": ["utf16CodeUnits", "unicodeCodePoints"]},
                    "tool": {
                        "type": "object",
                        "required": ["driver"],
                        "properties": {
                            "driver": {
                                "type": "object",
                                "required": ["name", "rules"],
                                "properties": {
                                    "rules": {
                                        "type": "array",
                                        "uniqueItems": True,
                                        "items": {
                                            "type": "object",
                                            "required": ["id"],
                                            "properties": {
                                                "id": {"type": "string"},
                                                "shortDescription": TEXT,
                                                "fullDescription": TEXT,
                                                "help": TEXT,
                                            },
                                        },
                                    }
                                },
                            }
                        },
                    },
                    "results": {
                        "type": "array",
                        "items": {
                            "type": "object",
                            "required": ["message", "ruleId", "ruleIndex", "level", "locations"],
                            "properties": {
                                "message": {"type": "object", "required": ["text"]},
                                "level": {"enum": ["none", "note", "warning", "error"]},
                                "ruleIndex": {"type": "integer", "minimum": 0},
                                "partialFingerprints": {"type": "object", "additionalProperties": {"type": "string"}},
                                "locations": {
                                    "type": "array",
                                    "minItems": 1,
                                    "items": {
                                        "type": "object",
                                        "required": ["physicalLocation"],
                                        "properties": {
                                            "physicalLocation": {
                                                "type": "object",
                                                "required": ["artifactLocation", "region"],
                                                "properties": {
                                                    "artifactLocation": {
                                                        "type": "object",
                                                        "properties": {
                                                            "uri": {
                                                                "type": "string",
                                                                "pattern": "^[A-Za-z0-9._~/%-]*$",
                                                            },
                                                            "uriBaseId": {"const": "%SRCROOT%"},
                                                        },
                                                    },
                                                    "region": {
                                                        "type": "object",
                                                        "properties": {
                                                            "startLine": {"type": "integer", "minimum": 1},
                                                            "startColumn": {"type": "integer", "minimum": 1},
                                                        },
                                                    },
                                                },
                                            }
                                        },
                                    },
                                },
                            },
                        },
                    },
                },
            },
        },
    },
}


@given(st.lists(findings, max_size=4))
def test_sarif_keeps_to_the_essential_parts_of_its_schema(found: list[Finding]) -> None:
    written = json.loads(write_findings(found, Format.SARIF, {}, explanations=gather_explanations()))
    jsonschema.validate(written, SARIF_SCHEMA)
    (run,) = written["runs"]
    for result in run["results"]:
        assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
        assert re.search(r"(?<!\\)(?:\\\\)*[\[\]]", result["message"]["text"]) is None


def test_sarif_helps_with_the_whole_explanation_and_keeps_a_fingerprint_when_lines_move() -> None:
    moved = Finding(WORDING.code, WORDING.message, Position(PATH, 30, 1), WORDING.severity, WORDING.hint)
    runs = [
        json.loads(write_findings([finding], Format.SARIF, {}, explanations=gather_explanations()))["runs"][0]
        for finding in (WORDING, moved)
    ]
    assert "This passes:" in runs[0]["tool"]["driver"]["rules"][0]["help"]["markdown"]
    first, second = (run["results"][0]["partialFingerprints"] for run in runs)
    assert first == second


# ---- explanations


def test_every_code_can_be_explained() -> None:
    explanations = gather_explanations({"S001": ("Not UTF-8", "Files are UTF-8.")})
    assert explain("s001", explanations) == "S001: Not UTF-8\n\nFiles are UTF-8.\n"
    assert explain("C999", explanations) is None
    for check in CHECKS:
        told = explain(check.code, explanations)
        assert told is not None
        assert check.explanation.question in told
        assert check.explanation.fails.text in told
    assert "C001  Statement without a citation\n" in list_codes(explanations)
    assert list_codes(explanations).count("\n") == len(CHECKS) + 1


def test_the_page_of_the_checks_has_them_all() -> None:
    page = write_checks_page(gather_explanations({"S001": ("Not UTF-8", "Files are UTF-8.")}))
    for check in CHECKS:
        assert f"## {check.code} {check.title}\n\n{check.explanation.question}\n" in page
        assert f"```yaml\n{check.explanation.passes.text}```" in page
    assert "### S001 Not UTF-8\n\nFiles are UTF-8.\n" in page
    assert "Other findings" not in write_checks_page()
