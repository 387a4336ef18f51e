"""From facts to cases: every reference is followed once, and what leads nowhere becomes a finding."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from generator.case.library import Library
    from generator.facts.decoder import Facts
    from generator.finding import Finding

EXPLANATIONS: dict[str, tuple[str, str]] = {}
"""For each code: what it is called, and what it means."""


def resolve(
    facts: Iterable[Facts], broken: Collection[str] = (), *, unread: Collection[str] = ()
) -> tuple[Library, tuple[Finding, ...]]:
    """All cases with their references resolved, and the findings of all of them."""
    raise NotImplementedError
