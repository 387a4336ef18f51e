"""TEMPORARY until the inspector is merged."""

from __future__ import annotations

import pickle
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from generator.finding import Finding


@dataclass(frozen=True, slots=True)
class PageReport:
    path: str
    origin: str = ""
    findings: tuple[Finding, ...] = ()
    anchors: frozenset[str] = frozenset()
    links: Mapping[str, frozenset[str]] = field(default_factory=dict)
    scripts: frozenset[str] = frozenset()


def pack(reports: Iterable[PageReport]) -> bytes:
    return pickle.dumps(tuple(reports))


def unpack(content: bytes) -> tuple[PageReport, ...]:
    return pickle.loads(content)
