"""Is there a copy in a web archive of every page that a source stands on?

Pages change and vanish, and the ones that matter most do so first. A reader in ten years must be able to see what was
read. A source that nobody has seen needs none, nor does one whose address is itself that of an archived copy. Where none is
known, `archives: null` says so, and the page lists the source among what is missing.

passes:

```yaml
case: {title: A case, summary: "A man was arrested. [@gazette; @courier]", languages: [en]}
sources:
  gazette:
    type: article-newspaper
    title: Arrest
    seen: original
    url: https://gazette.example/arrest
    archives: [{url: "https://web.archive.org/web/20240112000000/https://gazette.example/arrest"}]
  courier:
    type: article-newspaper
    title: Trial
    seen: original
    url: https://courier.example/trial
    archives: null
```

fails:

```yaml
# expect: 8:10
case: {title: A case, summary: "A man was arrested. [@gazette]", languages: [en]}
sources:
  gazette:
    type: article-newspaper
    title: Arrest
    seen: original
    url: https://gazette.example/arrest
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.checks.web_address import read_capture
from generator.facts.source import Source
from generator.finding import Finding, Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from generator.case import Case, Library
    from generator.checks.check import Context

CODE = "C015"
TITLE = "Web page without an archived copy"
SEVERITY = Severity.WARNING


def examine(case: Case, _context: Context) -> Iterator[Finding]:
    """A finding for each source of the case that we have seen on the web and that has no archived copy."""
    return _examine_sources(case.of_kind(Source))


def examine_shared(library: Library, _context: Context) -> Iterator[Finding]:
    """The same, for the sources that cases share."""
    return _examine_sources(record for record in library.shared.values() if isinstance(record, Source))


def _examine_sources(sources: Iterable[Source]) -> Iterator[Finding]:
    for source in sources:
        if source.url and source.is_seen and source.archives == () and read_capture(source.url) is None:
            hint = (
                "save the page in a web archive, and add archives: with the address of the copy and the day; "
                "or say with archives: null that none is known"
            )
            yield Finding(CODE, "no archive holds a copy of this page", source.at("url"), SEVERITY, hint)
