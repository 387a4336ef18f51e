"""References across files and cases: what leads nowhere is found where it stands, and what leans on it waits."""

from __future__ import annotations

import pytest

from generator.case import EXPLANATIONS, resolve
from generator.facts.decoder import Facts
from generator.finding import Finding, Severity
from tests.builders import findings_from, library_from, read_library

GAZETTE = "sources:\n  gazette: {type: article-newspaper, title: null, issued: 2024, seen: original}\n"


def tell(finding: Finding) -> str:
    path = finding.at.path.removeprefix("dossiers/")
    return f"{path}:{finding.at.line}:{finding.at.column} {finding.code} {finding.message} ({finding.hint})"


def tell_all(yaml: str | dict[str, str], stage: str = "R") -> list[str]:
    return [tell(finding) for finding in findings_from(yaml) if finding.code.startswith(stage)]


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("cite: ▶gazete", "R001 there is no source 'gazete' (did you mean gazette?)"),
        ("cite: ▶ada", "R002 'ada' is a person, and a source belongs here (add it under sources: or write the id of one that is there)"),
        ("who: [{party: ▶adda}]", "R001 there is no person or organisation 'adda' (did you mean ada?)"),
        ("who: [{party: ▶gazette}]", "R002 'gazette' is a source, and a person or organisation belongs here (add it under people: or write the id of one that is there)"),
        ("cite: ▶one/two/three", "R001 'one/two/three' has too many parts (write the record's id, or other-case/id)"),
        ("cite: ▶shared/gazette", "R010 there is no case 'shared' (write the name of the case's folder before the slash)"),
        ("cite: ▶exampel/gazette", "R010 there is no case 'exampel' (did you mean example?)"),
        ("cite: example/gazette", None),
        ("cite: ▶'gazete'", "R001 there is no source 'gazete' (did you mean gazette?)"),
        ("cite: {at: page 3, source: ▶gazete}", "R001 there is no source 'gazete' (did you mean gazette?)"),
        ("cite: [gazette, ▶gazete]", "R001 there is no source 'gazete' (did you mean gazette?)"),
        ("text: 'Seen [@▶gazete].'", "R001 there is no source 'gazete' (did you mean gazette?)"),
        ("text: {en: 'Seen [@gazette].', fr: 'Vu [@▶gazete].'}", "R001 there is no source 'gazete' (did you mean gazette?)"),
        ("text: 'See [[▶hering]].'", "R001 there is no record 'hering' (did you mean hearing?)"),
        ("text: 'See [[▶nothing-like-it]].'", "R001 there is no record 'nothing-like-it' (write the id of a record of this case, or case-id/id for one of another)"),
    ],
)  # fmt: skip
def test_reference(written: str, expected: str | None) -> None:
    cite = "" if written.startswith("cite") else ", cite: gazette"
    yaml = (
        f"{GAZETTE}events:\n  hearing: {{date: 2018, title: A hearing, {written}{cite}}}\n"
        "people:\n  ada: {shown_as: the woman}\n"
    )
    column = yaml.splitlines()[3].find("▶") + 1
    found = tell_all(yaml.replace("▶", ""))
    assert found == ([f"example/case.yaml:4:{column} {expected}"] if expected else [])


def test_every_mistake_of_every_case_in_one_run() -> None:
    wrong = (
        GAZETTE
        + "events:\n  hearing: {date: 2018, title: A hearing, cite: [gazete, gazette]}\n  trial: {date: 2019, title: A trial, cite: paper}\n"
    )
    found = tell_all({"dossiers/one/case.yaml": wrong, "dossiers/two/case.yaml": wrong})
    assert [line.split(" (")[0] for line in found] == [
        "one/case.yaml:4:50 R001 there is no source 'gazete'",
        "one/case.yaml:5:45 R001 there is no source 'paper'",
        "two/case.yaml:4:50 R001 there is no source 'gazete'",
        "two/case.yaml:5:45 R001 there is no source 'paper'",
    ]


def test_the_second_of_two_same_mistakes_in_a_text() -> None:
    yaml = (
        GAZETTE
        + "claims:\n  watched:\n    cite: gazette\n    text: |\n      Seen [@gazete] and\n      again [@gazete, page 2].\n"
    )
    assert [line.split()[0] for line in tell_all(yaml)] == ["example/case.yaml:7:14", "example/case.yaml:8:15"]


def test_a_shared_record_is_suggested_by_its_whole_id() -> None:
    found = tell_all(
        {
            "dossiers/shared/sources.yaml": GAZETTE,
            "dossiers/one/case.yaml": "events:\n  hearing: {date: 2018, title: A hearing, cite: gazette}\n",
        }
    )
    assert found == ["one/case.yaml:2:49 R001 there is no source 'gazette' (did you mean shared/gazette?)"]


def test_a_step_is_suggested_with_its_proceeding() -> None:
    yaml = """
        sources:
          gazette: {type: article-newspaper, title: null, issued: 2024, seen: original}
        organisations:
          tribunal: {name: The Tribunal, kind: court}
        proceedings:
          first: {title: A, court: tribunal, instance: first, number: null, steps: [{id: judgment, on: 2020, kind: judgment, cite: gazette}]}
        claims:
          watched: {text: A., assertions: [{by: tribunal, act: finds, in_proceeding: STEP, cite: gazette}]}
        """
    for written, message in {
        "judgment": "'judgment' does not say of which proceeding (did you mean first/judgment?)",
        "first/judgement": "'first' has no step 'judgement' (did you mean first/judgment?)",
        "first/x": "'first' has no step 'x' (write one of: first/judgment)",
        "frist/judgment": "there is no proceeding 'frist' (did you mean first?)",
    }.items():
        (found,) = tell_all(yaml.replace("STEP", written))
        assert found.endswith(message)


def test_an_assertion_of_another_statement() -> None:
    yaml = """
        sources:
          gazette: {type: article-newspaper, title: null, issued: 2024, seen: original}
        organisations:
          tribunal: {name: The Tribunal, kind: court}
        claims:
          watched: {text: A., assertions: [{id: found, by: tribunal, act: finds, cite: gazette}]}
          followed:
            text: B.
            cite: gazette
            assertions: [{by: tribunal, act: upholds, of: TARGET, cite: gazette}]
        """
    for written, message in {
        "watched/founnd": "'watched' has no assertion 'founnd' (did you mean watched/found?)",
        "found": "'followed' has no assertion 'found' (give the assertion you mean an id: found)",
        "wacthed/found": "there is no record 'wacthed' (did you mean watched?)",
        "example/watched/found": "'example/watched/found' is an assertion of another case (write statement-id/assertion-id, of a statement of this case)",
        "gazette/found": "'gazette' has no assertion 'found' (give the assertion you mean an id: found)",
    }.items():
        (found,) = tell_all(yaml.replace("TARGET", written))
        assert found.endswith(message), found
    assert tell_all(yaml.replace("TARGET", "watched/found")) == []


def test_a_circle_is_shown_whole() -> None:
    (found,) = tell_all(
        """
        sources:
          a: {type: report, title: null, issued: 2024, seen: original, relays: b}
          b: {type: report, title: null, issued: 2024, seen: original, relays: [c]}
          c: {type: report, title: null, issued: 2024, seen: original, relays: a}
        """
    )
    assert found == (
        "example/case.yaml:3:72 R004 these sources relay one another in a circle: a → b → c → a "
        "(take out the relays: or through: that is not so)"
    )


def test_two_circles_are_two_findings() -> None:
    found = tell_all(
        """
        sources:
          a: {type: report, title: null, issued: 2024, seen: original, relays: b}
          b: {type: report, title: null, issued: 2024, seen: original, relays: a}
          c: {type: report, title: null, issued: 2024, seen: original, relays: c}
        """
    )
    assert [line.split(": ")[1].split(" (")[0] for line in found] == ["a → b → a", "c → c"]


def test_what_waits_for_a_broken_record_is_told_so_and_left_out() -> None:
    library, findings = read_library(
        {
            "dossiers/shared/sources.yaml": GAZETTE.replace("issued: 2024", "issued: soon"),
            "dossiers/one/case.yaml": "events:\n  hearing: {date: 2018, title: A hearing, cite: shared/gazette}\n",
            "dossiers/two/case.yaml": GAZETTE + "events:\n  hearing: {date: 2018, title: A hearing, cite: gazette}\n",
        }
    )
    assert [tell(finding) for finding in findings if finding.code == "R003"] == [
        "one/case.yaml:2:49 R003 this waits for 'shared/gazette', which has a mistake of its own (mend that first)"
    ]
    assert {finding.severity for finding in findings if finding.code == "R003"} == {Severity.NOTE}
    assert list(library.cases) == ["two"]


def test_waiting_goes_on_through_other_records() -> None:
    """The event leans on a shared source, that on a shared maker, and the maker's text on a record that is not there."""
    library, findings = read_library(
        {
            "dossiers/shared/sources.yaml": GAZETTE.replace("seen:", "maker: press, seen:"),
            "dossiers/shared/parties.yaml": "organisations:\n  press: {name: The Press, text: 'See [[owner]].'}\n",
            "dossiers/one/case.yaml": "events:\n  hearing: {date: 2018, title: A hearing, cite: shared/gazette}\n",
        }
    )
    assert [tell(finding).split(" (")[0] for finding in findings] == [
        "one/case.yaml:2:49 R003 this waits for 'shared/gazette', which has a mistake of its own",
        "shared/parties.yaml:2:41 R001 there is no record 'owner'",
    ]
    assert library.cases == {}


def test_a_case_left_out_can_still_be_named_and_its_good_records_used() -> None:
    library, findings = read_library(
        {
            "dossiers/one/case.yaml": (
                "case: {title: One, summary: One., languages: [en], related: [two]}\n"
                "events:\n  hearing: {date: 2018, title: A hearing, cite: two/gazette}\n"
            ),
            "dossiers/two/case.yaml": GAZETTE
            + "claims:\n  watched: {text: She was watched., contrary: nowhere, cite: gazette}\n",
        }
    )
    assert [finding.code for finding in findings] == ["R001"]
    assert list(library.cases) == ["one"]
    one = library.cases["one"]
    assert one.find(one.record.related[0]).key == "two/case"
    assert [source.key for source in one.sources] == ["two/gazette"]


def test_a_file_that_could_not_be_read_to_its_end_hides_its_records() -> None:
    files = {
        "dossiers/one/case.yaml": "events:\n  hearing: {date: 2018, title: A hearing, cite: gazette}\n",
        "dossiers/one/sources.yaml": "sources:\n  gazette: [\n",
    }
    assert tell_all(files) == [
        (
            "one/case.yaml:2:49 R003 this waits for 'gazette', which may be in a part of a file that could not be read "
            "(mend that first)"
        )
    ]


def test_a_kind_nobody_knows_hides_its_records() -> None:
    found = findings_from(
        GAZETTE.replace("sources", "source") + "events:\n  hearing: {date: 2018, title: A, cite: gazette}\n"
    )
    assert [finding.code for finding in found] == ["D001", "R003"]


def test_a_folder_without_a_case() -> None:
    library, findings = resolve([Facts("one")])
    assert [tell(finding) for finding in findings] == [
        (
            "one/case.yaml:1:1 R007 the folder 'one' has no case: record "
            "(write case: with title:, summary: and languages: in one of its files)"
        )
    ]
    assert library.cases == {}
    assert resolve([Facts("one", complete=False)])[1] == ()
    assert resolve([Facts("one", set_aside=frozenset({"case"}))])[1] == ()


def test_a_case_among_the_shared_records() -> None:
    (found,) = tell_all({"dossiers/shared/case.yaml": "case: {title: One, summary: One., languages: [en]}\n"})
    assert found.startswith("shared/case.yaml:1:1 R008 the shared records hold a case")


def test_a_shared_record_cannot_lean_on_a_case() -> None:
    found = tell_all(
        {
            "dossiers/shared/sources.yaml": GAZETTE.replace("seen:", "maker: one/press, seen:"),
            "dossiers/one/case.yaml": "organisations:\n  press: {name: The Press}\n",
        }
    )
    assert found == [
        (
            "shared/sources.yaml:2:72 R019 a shared record cannot lean on the case 'one' "
            "(move what it refers to into the shared folder, or this record into its case)"
        )
    ]


def test_a_case_broken_before_is_left_out() -> None:
    library, _ = read_library({"dossiers/one/case.yaml": GAZETTE + "events: {}\n"})
    assert list(library.cases) == ["one"]
    facts = [Facts(case.id, {"case": case.record, **case.records}) for case in library.cases.values()]
    assert list(resolve(facts)[0].cases) == ["one"]
    assert list(resolve(facts, broken={"one"})[0].cases) == []


def test_the_order_of_the_cases_makes_no_difference() -> None:
    files = {f"dossiers/{name}/case.yaml": GAZETTE for name in ("b", "a", "c")}
    assert list(library_from(files).cases) == list(library_from(dict(reversed(files.items()))).cases) == ["a", "b", "c"]


def test_no_suggestion_is_looked_for_where_hundreds_are_missing() -> None:
    records = "".join(f"  e{number}: {{date: 2018, title: A, cite: gazete}}\n" for number in range(200))
    found = tell_all(GAZETTE + "events:\n" + records)
    assert len(found) == 200
    assert found[0].endswith("(did you mean gazette?)")
    assert found[-1].endswith("(add it under sources: or write the id of one that is there)")


def test_many_relays_in_a_row_and_many_acts_in_a_row_are_read_without_trouble() -> None:
    links = "".join(
        f"  s{number}: {{type: report, title: null, seen: not-seen, through: s{number + 1}}}\n"
        for number in range(1500)
    )
    acts = "".join(
        f"      - {{id: a{number}, by: ada, act: withdraws, of: a{number - 1}, cite: s0}}\n"
        for number in range(1, 1501)
    )
    yaml = (
        f"sources:\n{links}  s1500: {{type: report, title: null, issued: 2024, seen: original}}\n"
        "people:\n  ada: {shown_as: the woman}\n"
        "claims:\n  watched:\n    text: She was watched.\n    assertions:\n"
        "      - {id: a0, by: ada, act: states, cite: s0}\n" + acts
    )
    case = library_from({"dossiers/one/case.yaml": yaml}).cases["one"]
    standing = case.standing(case.statements[0])
    assert standing.rung.value == "reported"
    assert len(standing.deciding[0].chains[0].links) == 1501


def test_every_code_is_explained_and_every_explanation_is_a_sentence() -> None:
    assert list(EXPLANATIONS) == [f"R{number:03}" for number in range(1, 20)]
    assert all(title and meaning.endswith(".") for title, meaning in EXPLANATIONS.values())
