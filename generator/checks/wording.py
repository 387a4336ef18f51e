"""Does any text say as a certainty what only stands as somebody's word?

“He harassed her” and “she says that he harassed her” are two statements, and only a court's finding, an admission or
independent reports carry the first. Looked at are titles and texts of statements, what quantities and relations are
of, the title and summary of the dossier, captions, questions, disputes, and the words and roles given to parties, in
English and French, sentence by sentence. A word of certainty needs a statement that stands as found, admitted or
corroborated (the statement itself, or one that the sentence links to), quotation marks around it, or somebody in the
same sentence who says so: “according to”, “says”, “alleges”, “the court found”, “selon”, “d’après”, “affirme”, a verb
in the conditional, a citation of the speaker's own document, or the name of a speaker without an interest. The name
of a party to the matter is not enough: the sentence “the convicted man harassed Ada” names two.

passes:

```yaml
case: {title: A case, summary: A case., languages: [en]}
people:
  ada: {name: Ada Example, naming: named, why: speaks publicly about the case}
sources:
  gazette: {type: article-newspaper, title: Interview, seen: original}
claims:
  harassed: {text: Ada Example says that a man harassed her., about: ada, says: ada, cite: gazette}
```

fails:

```yaml
# expect: 8:20
case: {title: A case, summary: A case., languages: [en]}
people:
  ada: {name: Ada Example, naming: named, why: speaks publicly about the case}
sources:
  gazette: {type: article-newspaper, title: Interview, seen: original}
claims:
  harassed: {text: A man harassed Ada Example., about: ada, says: ada, cite: gazette}
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.case import Rung
from generator.checks.certainty import TERMS, is_attributed, list_certain_words, list_forms
from generator.checks.folding import fold_words
from generator.checks.passage import Hand, list_passages
from generator.checks.sentence import split_sentences
from generator.facts.party import Party
from generator.facts.reference import ANY, Reference
from generator.facts.source import Source
from generator.facts.statement import Act, Statement
from generator.finding import Finding, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.case import Case
    from generator.checks.check import Context
    from generator.checks.passage import Passage
    from generator.checks.sentence import Sentence
    from generator.facts.value import Record

CODE = "C004"
TITLE = "Wording that outruns the standing"
SEVERITY = Severity.ERROR

_CERTAIN = frozenset({Rung.FOUND, Rung.ADMITTED, Rung.CORROBORATED})

_AGAINST = frozenset({Act.DENIES, Act.DISPUTES, Act.WITHDRAWS, Act.OVERTURNS})
_NOT_ASSERTED = frozenset(
    {
        *("as_written", "words", "at", "answer", "was", "now", "outcome", "sentence", "award"),
        *("inferred", "rights", "how", "asked_by", "by", "reviewed_by", "where", "unit"),
    }
)
"""Fields that hold others' words, a court's decision, or no assertion at all."""


def examine(case: Case, _context: Context) -> Iterator[Finding]:
    """A finding for each text that says as certain what does not stand so, without saying whose word it is."""
    passages = list_passages(case)
    forms = {language: list_forms(passages.words, language) for language in TERMS}
    for passage in passages if any(forms.values()) else ():
        suspect = forms.get(passage.language.partition("-")[0], ()) if passage.hand is Hand.OURS else ()
        folded = passage.text.casefold() if suspect else ""
        if any(form in folded for form in suspect) and _is_asserted(passage):
            yield from _examine_passage(case, passage)


def _is_asserted(passage: Passage) -> bool:
    fields = passage.field.split(".")
    if isinstance(passage.record, Source):
        return fields[0] == "note"
    return fields[-1] not in _NOT_ASSERTED


def _examine_passage(case: Case, passage: Passage) -> Iterator[Finding]:
    record = passage.record
    stands = ""
    if isinstance(record, Statement):
        rung = case.standing(record).rung
        if rung in _CERTAIN:
            return
        stands = f", and the {record.ANCHOR} stands as {rung.value}"
    words: list[str] = []
    for sentence in split_sentences(passage.prose or passage.text, lambda name: _label(case, record, name)):
        certain = list(list_certain_words(sentence, passage.language))
        if certain and not _is_attributed(case, record, sentence, passage.language):
            words += certain
    if words:
        listed = ", ".join(f"“{word}”" for word in dict.fromkeys(words))
        yield Finding(
            CODE,
            f"{passage.field} says {listed} as a certainty{stands}",
            passage.at,
            SEVERITY,
            _HINTS.get(passage.language.partition("-")[0], ""),
        )


_HINTS = {
    "en": "say in the same sentence whose word it is (“according to …”, “… says that”), or claim less",
    "fr": "say in the same sentence whose word it is (« selon … », « … affirme que »), or claim less",
}


def _find(case: Case, record: Record, name: str) -> Record:
    return case.find(Reference(name, ANY), start=record)


def _label(case: Case, record: Record, name: str) -> str:
    """The words of a link that brings none: a party's; of other records none, as their titles are read themselves."""
    found = _find(case, record, name)
    if not isinstance(found, Party):
        return "…"
    shown = found.shown_as.variants[0][1] if found.shown_as else ""
    return (found.name if found.shows_name else shown) or "…"


def _is_attributed(case: Case, record: Record, sentence: Sentence, language: str) -> bool:
    if is_attributed(sentence.text, language):
        return True
    linked = [_find(case, record, name) for name in sentence.records]
    if any(isinstance(other, Statement) and case.standing(other).rung in _CERTAIN for other in linked):
        return True
    if not isinstance(record, Statement):
        return False
    voices = [voice for voice in case.standing(record).voices if voice.holds and voice.act not in _AGAINST]
    speakers = {voice.speaker.key for voice in voices}
    for name in sentence.sources:
        source = case.find_source(Reference(name, ("sources",)), start=record)
        if source.key in speakers or (source.maker and case.find_party(source.maker, start=source).key in speakers):
            return True
    said = f" {' '.join(fold_words(sentence.text))} "
    names = (name for voice in voices if not voice.interested for name in _list_names(voice.speaker))
    return any(f" {' '.join(fold_words(name))} " in said for name in names)


def _list_names(speaker: Party | Source) -> list[str]:
    if isinstance(speaker, Source):
        return [speaker.container_title] if speaker.container_title else []
    shown = [words for _, words in speaker.shown_as.variants] if speaker.shown_as else []
    named = [*([speaker.name] if speaker.name else []), *speaker.names.values(), *speaker.aliases]
    return [*shown, *(named if speaker.shows_name else [])]
