"""The smallest broken file for each mistake of the decoder (D) and the resolver (R): it gives its finding and no other.

The first line of a file says what is to be found: `# expect: LINE:COLUMN CODE`. Those of the reader (S) are tested with
the reader, by both of its parsers.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from generator.facts.decoder import EXPLANATIONS
from generator.finding import Severity
from tests.builders import findings_from

FOLDER = Path(__file__).parent / "invalid"
FIXTURES = sorted([*FOLDER.glob("D*/*.yaml"), *FOLDER.glob("R*/*.yaml")])
OF_THE_CASE = "R"


@pytest.mark.parametrize("path", FIXTURES, ids=lambda path: path.relative_to(FOLDER).as_posix())
def test_the_smallest_broken_file_gives_its_finding_and_no_other(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    expected = re.match(r"# expect: (\d+:\d+ [DR]\d\d\d)\n", text)
    assert expected is not None
    assert path.parent.name == expected[1][-4:]
    stages = "SDR" if path.parent.name.startswith(OF_THE_CASE) else "SD"
    found = [finding for finding in findings_from(text) if finding.code[0] in stages]
    assert [f"{each.at.line}:{each.at.column} {each.code}" for each in found] == [expected[1]]
    assert all(each.message and each.hint for each in found)


def test_a_mistake_of_the_decoder_stops_the_site() -> None:
    decoded = [path for path in FIXTURES if path.parent.name.startswith("D")]
    assert decoded
    for path in decoded:
        found = [finding for finding in findings_from(path.read_text(encoding="utf-8")) if finding.code.startswith("D")]
        assert {finding.severity for finding in found} == {Severity.ERROR}


def test_every_code_of_the_decoder_has_a_broken_file() -> None:
    assert {path.parent.name for path in FIXTURES if path.parent.name.startswith("D")} == set(EXPLANATIONS)
