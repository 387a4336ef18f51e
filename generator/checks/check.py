"""What a check is: a question asked of the facts, with its reason and its examples, read from one module."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property
from inspect import cleandoc
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from types import ModuleType

    from generator.case import Case, Library
    from generator.finding import Finding, Severity

_LABELLED_BLOCK = re.compile(r"^(passes|fails):\n\n```yaml\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_EXPECTATION = re.compile(r"# expect: (\d+):(\d+)\n")

EXAMPLE_DAY = date(2025, 6, 1)
"""The day on which the examples in the docstrings are read."""


@dataclass(frozen=True, slots=True)
class Context:
    """What a check may know besides the facts: today, and the names on the maintainers' private list.

    A name on the list that begins with `=` counts only whole, not in its parts. `awaited` are the days to come of which
    a check asked: until the first of them the same facts give the same findings.
    """

    today: date
    protected_names: frozenset[str] = frozenset()
    awaited: set[date] = field(default_factory=set, compare=False)

    def has_come(self, day: date) -> bool:
        """Whether a day is today or before."""
        if day > self.today:
            self.awaited.add(day)
            return False
        return True

    def has_passed(self, day: date) -> bool:
        """Whether a day is before today."""
        return day < date.max and self.has_come(day + timedelta(days=1))


@dataclass(frozen=True, slots=True)
class Example:
    """A whole dossier in one file; `line` and `column` are where the check must find something, None where nothing."""

    text: str
    line: int | None = None
    column: int | None = None


@dataclass(frozen=True)
class Explanation:
    """What a check asks, why, and a dossier that passes and one that fails."""

    question: str
    why: str
    passes: Example
    fails: Example


@dataclass(frozen=True)
class Check:
    """One question asked of the facts.

    `examine` asks it of a case; `examine_shared`, where there is one, of the records that cases share. `severity` is
    that of its findings.
    """

    code: str
    title: str
    severity: Severity
    examine: Callable[[Case, Context], Iterator[Finding]]
    examine_shared: Callable[[Library, Context], Iterator[Finding]] | None
    docstring: str

    @cached_property
    def explanation(self) -> Explanation:
        """The docstring, taken apart."""
        return parse_docstring(self.docstring)


def read_check(module: ModuleType) -> Check:
    """The check of a module with `CODE`, `TITLE`, `SEVERITY`, `examine`, perhaps `examine_shared`, and a docstring."""
    names: Any = module
    shared = getattr(module, "examine_shared", None)
    return Check(names.CODE, names.TITLE, names.SEVERITY, names.examine, shared, module.__doc__ or "")


def parse_docstring(docstring: str) -> Explanation:
    """The question (the first line), the reason (the prose after it) and the two labelled examples.

    Raises `ValueError` where one of them is missing, or the failing example does not begin with `# expect:
    LINE:COLUMN`.
    """
    text = cleandoc(docstring)
    examples = dict(_LABELLED_BLOCK.findall(text))
    question, _, why = _LABELLED_BLOCK.sub("", text).strip().partition("\n")
    missing = [label for label in ("passes", "fails") if label not in examples]
    expectation = _EXPECTATION.match(examples.get("fails", ""))
    if missing or expectation is None or not question or not why.strip():
        raise ValueError(f"the docstring {question!r} lacks its reason, an example, or what to expect")
    fails = Example(examples["fails"], int(expectation[1]), int(expectation[2]))
    return Explanation(question, why.strip(), Example(examples["passes"]), fails)
