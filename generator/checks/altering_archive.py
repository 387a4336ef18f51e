"""Is every archived copy in an archive that leaves pages as they are?

The archive known as archive.today, with its many addresses, has altered pages that it held, and made the browsers of
its visitors attack a third party's site; the English Wikipedia stopped accepting it in February 2026. A copy there
proves nothing, and a link sends readers to it. Links in texts are looked at, too.

passes:

```yaml
case: {title: A case, summary: "A man was arrested. [@gazette]", languages: [en]}
sources:
  gazette:
    type: article-newspaper
    title: Arrest
    seen: original
    url: https://gazette.example/arrest
    archives: [{url: "https://web.archive.org/web/20240112000000/https://gazette.example/arrest"}]
```

fails:

```yaml
# expect: 9:22
case: {title: A case, summary: "A man was arrested. [@gazette]", languages: [en]}
sources:
  gazette:
    type: article-newspaper
    title: Arrest
    seen: original
    url: https://gazette.example/arrest
    archives: [{url: https://archive.ph/AbCdE}]
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.checks.passage import Hand, list_passages, list_shared_passages
from generator.checks.web_address import list_hosts
from generator.finding import Finding, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.case import Case, Library
    from generator.checks.check import Context
    from generator.checks.passage import Passages

CODE = "C016"
TITLE = "Copy in an archive that alters pages"
SEVERITY = Severity.ERROR

ALTERING = frozenset(f"archive.{ending}" for ending in ("today", "is", "ph", "md", "li", "vn", "fo"))


def examine(case: Case, _context: Context) -> Iterator[Finding]:
    """A finding for each address in the case that leads to such an archive."""
    return _examine_passages(list_passages(case))


def examine_shared(library: Library, _context: Context) -> Iterator[Finding]:
    """The same, for the records that cases share."""
    return _examine_passages(list_shared_passages(library))


def _examine_passages(passages: Passages) -> Iterator[Finding]:
    if "archive." not in passages.text.lower():
        return
    for passage in passages:
        text = passage.prose.text if passage.prose else passage.text
        if passage.hand is Hand.THEIRS or "archive." not in text.lower():
            continue
        for host in list_hosts(text):
            if any(host == known or host.endswith(f".{known}") for known in ALTERING):
                hint = "save the page in another archive, such as web.archive.org, and write the address of that copy"
                yield Finding(CODE, f"{host} is known to alter the pages it keeps", passage.at, SEVERITY, hint)
                break
