"""Can every archived copy be of the source it stands with?

A copy captured before the document was published, an address whose own timestamp is another day than the one written
beside it, or a copy of another page: each is a slip that a reader who follows the link would take for evidence.

passes:

```yaml
case: {title: A case, summary: "A man was arrested. [@gazette]", languages: [en]}
sources:
  gazette:
    type: article-newspaper
    title: Arrest
    seen: original
    issued: 2024-01-11
    url: https://gazette.example/arrest
    archives:
      - url: https://web.archive.org/web/20240112000000/https://gazette.example/arrest
        captured: 2024-01-12
```

fails:

```yaml
# expect: 12:19
case: {title: A case, summary: "A man was arrested. [@gazette]", languages: [en]}
sources:
  gazette:
    type: article-newspaper
    title: Arrest
    seen: original
    issued: 2024-01-11
    url: https://gazette.example/arrest
    archives:
      - url: https://web.archive.org/web/20230112000000/https://gazette.example/arrest
        captured: 2023-01-12
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.checks.web_address import normalise_address, read_capture
from generator.facts.source import Source
from generator.finding import Finding, Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from generator.case import Case, Library
    from generator.checks.check import Context
    from generator.facts.source import Archive
    from generator.facts.value import Location

CODE = "C017"
TITLE = "Archived copy that cannot be of this source"
SEVERITY = Severity.WARNING


def examine(case: Case, _context: Context) -> Iterator[Finding]:
    """A finding for each archived copy of the case's sources that is too early, or of another page or day."""
    return _examine_sources(case.of_kind(Source))


def examine_shared(library: Library, _context: Context) -> Iterator[Finding]:
    """The same, for the sources that cases share."""
    return _examine_sources(record for record in library.shared.values() if isinstance(record, Source))


def _examine_sources(sources: Iterable[Source]) -> Iterator[Finding]:
    for source in sources:
        for index, archive in enumerate(source.copies):
            for field, message, hint in _compare(source, archive):
                location: Location = ("archives", index, field)
                yield Finding(CODE, message, source.at(*location), SEVERITY, hint)


def _compare(source: Source, archive: Archive) -> Iterator[tuple[str, str, str]]:
    capture = read_capture(archive.url)
    issued = source.issued.earliest if source.issued else None
    written = archive.captured
    last = written.latest if written else None
    if issued and last and last < issued:
        yield (
            "captured",
            "the copy was captured before the source was issued",
            "mend captured:, or the source's issued:",
        )
    elif issued and capture and capture.day < issued:
        yield "url", f"the copy was captured on {capture.day}, before the source was issued", "look for a later copy"
    if capture is None:
        return
    if written and not (written.earliest or capture.day) <= capture.day <= (last or capture.day):
        yield "captured", f"the copy's own address says {capture.day}", f"write captured: {capture.day}"
    if source.url and capture.address and normalise_address(capture.address) != normalise_address(source.url):
        yield "url", "the copy is of another page than url:", "write the address of a copy of this page"
