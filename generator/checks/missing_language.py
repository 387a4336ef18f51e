"""Is the case's own text there in each of its languages?

A dossier that says it is in English and French is read by people who know one of them. Where a text is missing in a
language, the page shows it in the first one, marked as such. Quotes, titles of documents, words of a source
(`as_written`, `words`, the role an author is given), places in a source (`at`), answers and what a correction quotes
are not ours to translate here, and are left alone; so are texts without a letter.

passes:

```yaml
case:
  title:
    en: A case
    fr: Une affaire
  summary:
    en: A case.
    fr: Une affaire.
  languages: [en, fr]
```

fails:

```yaml
# expect: 6:12
case:
  title:
    en: A case
    fr: Une affaire
  summary: A case.
  languages: [en, fr]
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.facts.part import walk_parts
from generator.facts.prose import Prose
from generator.facts.source import Source
from generator.facts.text import Line, Text
from generator.finding import Finding, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.case import Case
    from generator.checks.check import Context
    from generator.facts.value import Record

CODE = "C021"
TITLE = "Text missing in a language of the case"
SEVERITY = Severity.WARNING

_TEXTS: frozenset[type] = frozenset({Line, Text})
_NOT_OURS = frozenset({"as_written", "words", "at", "answer", "was", "now"})
_CONTRIBUTORS = frozenset({"author", "editor", "translator"})


def examine(case: Case, _context: Context) -> Iterator[Finding]:
    """A finding for each text of the case's own that lacks a language; one for all the languages it lacks."""
    wanted = case.record.languages
    if len(wanted) == 1:
        return
    for record in (case.record, *case.records.values()):
        for location, text in walk_parts(record, _TEXTS):
            names = [name for name in location if isinstance(name, str)]
            missing = _list_missing(text, wanted, case.first_language)
            if missing and _is_ours(record, names) and _has_letters(text):
                yield Finding(
                    CODE,
                    f"{'.'.join(names)} is not there in {' and '.join(missing)}",
                    record.at(*location),
                    SEVERITY,
                    "write a line for each language below the key: "
                    + ", ".join(f"{language}: …" for language in wanted),
                )


def _list_missing(text: Line | Text, wanted: tuple[str, ...], first: str) -> list[str]:
    present = {tag.partition("-")[0] for tag in text.languages(first)}
    return [language for language in wanted if language.partition("-")[0] not in present]


def _is_ours(record: Record, names: list[str]) -> bool:
    if isinstance(record, Source) and (names == ["title"] or names[0] in _CONTRIBUTORS):
        return False
    return names[-1] not in _NOT_OURS


def _has_letters(text: Line | Text) -> bool:
    return any(
        character.isalpha()
        for _, words in text.variants
        for character in (words.text if isinstance(words, Prose) else words)
    )
