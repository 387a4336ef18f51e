"""What one built file owes to others and what is wrong with it: all that is kept of it once it is inspected."""

from __future__ import annotations

import json
import zlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from generator.finding import Finding, Position

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

VERSION: Final = 1


@dataclass(frozen=True, slots=True)
class PageReport:
    """One built file as it was inspected.

    `path` is the file's below the site, and `origin` what it was made from, for whoever misses it. `links` are by the
    file of the site that they lead to: the places asked for there, none where the file itself is enough. A link to a
    place in the page itself is among them only where there is no such place. `scripts` are digests of the programs
    written into the page.
    """

    path: str
    origin: str = ""
    findings: tuple[Finding, ...] = ()
    anchors: frozenset[str] = frozenset()
    links: Mapping[str, frozenset[str]] = field(default_factory=dict)
    scripts: frozenset[str] = frozenset()


def pack(reports: Iterable[PageReport]) -> bytes:
    """The reports as a few bytes, the same for the same reports; those of one case belong together."""
    rows = [
        (
            report.path,
            report.origin,
            [(finding.code, finding.message, finding.at.line) for finding in report.findings],
            sorted(report.anchors),
            {file: sorted(anchors) for file, anchors in sorted(report.links.items())},
            sorted(report.scripts),
        )
        for report in reports
    ]
    return zlib.compress(json.dumps((VERSION, rows), separators=(",", ":")).encode(), 1)


def unpack(packed: bytes) -> tuple[PageReport, ...]:
    """The reports that were packed; ValueError where the bytes are no pack, or one of another version."""
    try:
        version, rows = json.loads(zlib.decompress(packed))
        if version != VERSION:
            raise ValueError(f"a pack of version {version}")
        return tuple(
            PageReport(
                path,
                origin,
                tuple(Finding(code, message, Position(path, line)) for code, message, line in findings),
                frozenset(anchors),
                {file: frozenset(places) for file, places in links.items()},
                frozenset(scripts),
            )
            for path, origin, findings, anchors, links, scripts in rows
        )
    except (zlib.error, TypeError, AttributeError) as problem:
        raise ValueError("these bytes are no pack of reports") from problem
