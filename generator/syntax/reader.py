"""One file of facts read: its bytes in, its data and what is wrong with it out."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from generator.finding import Finding, Position
from generator.syntax import codes
from generator.syntax.builder import Outcome, build
from generator.syntax.characters import decode
from generator.syntax.mistake import STOPPED
from generator.syntax.nodes import Document, Mapping

if TYPE_CHECKING:
    from generator.syntax.mistake import Mistake

LIMITS = (codes.TOO_DEEP, codes.TOO_MANY, codes.SECOND_DOCUMENT)


def read_document(path: str, raw: bytes) -> tuple[Document, tuple[Finding, ...]]:
    """The document in the bytes of a file, and everything that is wrong with how it is written.

    `path` is relative to the project's root, with forward slashes. Whatever the bytes, nothing is raised, and time and
    memory are bounded by the limits that `docs/yaml.md` lists.
    """
    characters = decode(raw)
    outcome = Outcome(Mapping(), (), complete=False) if characters.safe is None else build(characters.safe)
    mistakes = [*characters.mistakes, *outcome.mistakes]
    if characters.tabs is not None:
        mistakes = _join_tabs(characters.tabs, mistakes, complete=outcome.complete)
    document = Document(path, outcome.data, characters.text, outcome.complete, _reread, outcome.in_lines)
    findings = [Finding(each.code, each.message, Position(path, *each.at), hint=each.hint) for each in mistakes]
    return document, tuple(sorted(findings, key=lambda finding: finding.order))


@lru_cache(maxsize=8)
def _reread(text: str) -> Mapping:
    safe = decode(text.encode()).safe
    return Mapping() if safe is None else build(safe).data


def _join_tabs(tabs: Mistake, mistakes: list[Mistake], *, complete: bool) -> list[Mistake]:
    # Where reading stopped after a tab, it stopped because nobody can say how far a tab indents: one mistake, not two.
    if not complete and mistakes[-1].code not in LIMITS and mistakes[-1].at >= (tabs.at[0], 1):
        return [*mistakes[:-1], tabs._replace(message=f"{tabs.message}; {STOPPED}")]
    return [*mistakes, tabs]
