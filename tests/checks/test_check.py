"""The open set of checks: complete, each with its own code, and each explained by examples that are executed."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import generator.checks
from generator.checks import CHECKS, Check
from generator.checks.check import parse_docstring
from tests.checks.ask import ask

FOLDER = Path(generator.checks.__file__).parent
NO_CHECKS = {"__init__", "certainty", "check", "folding", "passage", "protection", "sentence", "web_address"}


def test_every_module_of_the_folder_is_in_the_tuple_once() -> None:
    named = [check.examine.__module__.rpartition(".")[2] for check in CHECKS]
    assert sorted(named) == sorted({path.stem for path in FOLDER.glob("*.py")} - NO_CHECKS)


def test_codes_and_titles_are_unique_and_in_order() -> None:
    codes = [check.code for check in CHECKS]
    assert codes == sorted(set(codes))
    assert all(re.fullmatch(r"C\d{3}", code) for code in codes)
    assert len({check.title for check in CHECKS}) == len(CHECKS)


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.code)
def test_every_check_is_explained(check: Check) -> None:
    told = check.explanation
    assert told.question.endswith("?")
    assert len(told.why.split()) > 15
    assert told.passes.text != told.fails.text
    assert (told.passes.line, told.passes.column) == (None, None)


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.code)
def test_the_example_that_passes_passes(check: Check) -> None:
    assert ask(check.code, check.explanation.passes.text) == []


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.code)
def test_the_example_that_fails_fails_once_and_where_it_says(check: Check) -> None:
    (finding,) = ask(check.code, check.explanation.fails.text)
    expected = check.explanation.fails
    assert (finding.at.line, finding.at.column) == (expected.line, expected.column)
    assert (finding.code, finding.severity) == (check.code, check.severity)
    assert finding.message
    assert finding.hint


GOOD = """Is it so?

Because.

passes:

```yaml
a
```

fails:

```yaml
# expect: 1:2
b
```
"""


@pytest.mark.parametrize("cut", ["Is it so?", "Because.", "passes:", "fails:", "# expect: 1:2\n", "1:2"])
def test_a_docstring_without_one_of_its_parts_is_refused(cut: str) -> None:
    assert parse_docstring(GOOD).fails.text == "# expect: 1:2\nb\n"
    with pytest.raises(ValueError, match="lacks"):
        parse_docstring(GOOD.replace(cut, "", 1))
