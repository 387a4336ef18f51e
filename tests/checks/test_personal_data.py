"""Contact data, addresses and numbers of persons; and numbers that are none of these."""

from __future__ import annotations

import json

import pytest

from generator.report import Format, write_findings
from tests.checks.ask import HEAD, ask, ask_library


def found(text: str) -> list[str]:
    yaml = f"{HEAD}questions:\n  q: {{text: {json.dumps(text, ensure_ascii=False)}}}\n"
    findings = ask("C025", yaml)
    for form in Format:
        assert text not in write_findings(findings, form, {"dossiers/a/case.yaml": yaml})
    return [finding.message.partition(" holds ")[2].partition(", from ")[0] for finding in findings]


@pytest.mark.parametrize(
    ("kind", "texts"),
    [
        (
            "an e-mail address",
            ["ada@mail.example.org", "Ada.E+x@example.co.uk,", "ada [at] example.org", "ada(arobase)example.org"],
        ),
        (
            "an account number (IBAN)",
            ["BE68 5390 0754 7034", "be68539007547034", "GB82WEST12345698765432", "FR14 2004 1010 0505 0001 3M02 606"],
        ),
        ("a Belgian national number", ["85.07.30-033.28", "85073003328", "00.01.01-001.05"]),
        ("a Kazakh individual number", ["900101350003", "851231456780", "900101310506"]),
        (
            "a telephone number",
            [
                *("+32 475 12 34 56", "+32475123456", "+32 (0)2 511 12 34", "0032 2 511 12 34", "(+32) 475/12.34.56"),
                *("0475 12 34 56", "0475/12.34.56", "0475123456", "02 511 12 34", "02/511.12.34", "010 45 67 89"),
                *("06 12 34 56 78", "06.12.34.56.78", "+7 701 123 4567", "+33 6 12 34 56 78", "+1 (202) 555-0143"),
            ],
        ),
        ("coordinates", ["50.8503, 4.3517", "50.85034° N, 4.35171° E", "50°51′01″N", "-33.86880 151.20930"]),
        (
            "a street address",
            [
                *(
                    "rue de la Loi 16",
                    "16, rue de la Loi",
                    "Avenue Louise, 54",
                    "boulevard d’Avroy 12",
                    "place Sainte-Catherine 3",
                ),
                *("12 Example Street", "12 Old Mill Lane", "Kerkstraat 12", "chaussée de Wavre n° 101"),
            ],
        ),
    ],
)
def test_found(kind: str, texts: list[str]) -> None:
    assert {text: found(f"It is {text} there.") for text in texts} == {text: [kind] for text in texts}


@pytest.mark.parametrize(
    "text",
    [
        *(
            "2017/123",
            "30.01.2025",
            "30 01 2025",
            "on 2025-01-30",
            "01/02/2024 and 02/03/2024",
            "2014-2017",
            "2014–2017",
        ),
        *(
            "181,000 photographs",
            "181.000 photos",
            "1 000 000 euros",
            "20 000 000",
            "six months",
            "3.14159 and 2.71828",
        ),
        *(
            "ECLI:BE:CASS:2020:ARR.20200101.1N.1",
            "BR12.L3.1234/2017",
            "art. 442bis",
            "n° 2024/0123/45",
            "RG 02.1234.567",
        ),
        *("ISBN 978-2-07-036822-8", "DOI 10.1000/182", "version 1.2.3.4", "page 12, line 7", "17 h 30", "12:30"),
        *("la place de la République en 2017", "Place Flagey in 2017", "in 2017 Avenue Louise was", "rue de la Loi"),
        *("the 43rd chamber", "route 66", "12 streets", "3 places", "at 5 or 6 squares", "0.5 or 1.25"),
        *("12345678901", "123456789012", "BE68 5390 0754 7035", "85.07.30-033.29", "@gazette", "see @example on 4 May"),
    ],
)
def test_not_found(text: str) -> None:
    assert found(f"It is {text} there.") == []


def test_quotes_names_and_citations_are_read_and_numbers_of_documents_are_not() -> None:
    text = f"""{HEAD}
people:
  ada: {{name: Ada 0475 12 34 56, naming: named, why: A.}}
sources:
  s:
    type: book
    title: null
    seen: original
    number: 02 511 12 34
    url: https://maps.example/@50.85034,4.35171,17z
    snapshot: {{sha256: "{"0475123456" * 6}abcd"}}
quotes:
  q: {{text: Call +32 475 12 34 56., language: en, speaker: ada, cite: {{source: s, at: page 0475 12 34 56}}}}
questions:
  a: {{text: "See [it](https://a.example/?mail=ada@mail.example.org)."}}
"""
    assert [finding.message.partition(" holds ")[0] for finding in ask("C025", text)] == [
        *("name", "url", "text", "cite.at", "text"),
    ]


def test_shared_records_are_read() -> None:
    files = {
        "dossiers/one/case.yaml": HEAD,
        "dossiers/shared/p.yaml": "organisations:\n  o: {name: 'O, rue de la Loi 16'}\n",
    }
    assert [str(finding.at) for finding in ask_library("C025", files)] == ["dossiers/shared/p.yaml:2:13"]


@pytest.mark.parametrize(
    "text", ["a." * 20_000 + "@", "+1" + "1" * 20_000 + "a", "1 rue " * 5_000, "BE12 " + "abcd " * 5_000]
)
def test_long_hostile_texts_are_read_to_the_end(text: str) -> None:
    assert ask("C025", f"{HEAD}questions:\n  q: {{text: '{text}'}}\n") == []
