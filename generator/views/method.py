"""The method and the words, as readers are told them: generated from the rules in force."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.facts.party import Naming
from generator.facts.source import Seen
from generator.facts.statement import Act
from generator.language import mark, translations
from generator.views.labels import RUNG_ORDER, label, meaning

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


@dataclass(frozen=True, slots=True)
class CheckView:
    """One check, as the method page tells it; in the language of the program's own manual."""

    code: str
    title: str
    question: str
    why: str


@dataclass(frozen=True, slots=True)
class CriterionView:
    """One thing that a standard asks of whoever keeps documents, where it asks it, and what serves it here."""

    name: str
    section: str
    asked: str
    served: str


@dataclass(frozen=True, slots=True)
class RuleView:
    """One rule by which quotes are held against their sources, by name."""

    name: str
    meaning: str


@dataclass(frozen=True, slots=True)
class Term:
    """A word of the interface and what it means."""

    anchor: str
    name: str
    meaning: str


@dataclass(frozen=True, slots=True)
class MethodView:
    """The rules in force, in one language."""

    language: str
    checks: tuple[CheckView, ...]
    standings: tuple[Term, ...]
    acts: tuple[Term, ...]
    seen: tuple[Term, ...]
    naming: tuple[Term, ...]
    matching: tuple[RuleView, ...] = ()
    preservation: tuple[CriterionView, ...] = ()


ACT_MEANINGS: Mapping[Act, str] = {
    Act.ALLEGES: mark("Supports it. The speaker has, or may have, an interest."),
    Act.STATES: mark(
        "Supports it, from the speaker's own knowledge; from a party with an interest it counts as alleging."
    ),
    Act.REPORTS: mark("Supports it in the reporter's own voice; from a party with an interest it counts as alleging."),
    Act.ADMITS: mark("Supports it against the speaker's own interest."),
    Act.DENIES: mark("Opposes it."),
    Act.DISPUTES: mark("Opposes it."),
    Act.FINDS: mark("A court or authority decides it, one way or the other."),
    Act.UPHOLDS: mark("A higher decision confirms an earlier one."),
    Act.OVERTURNS: mark("A higher decision takes an earlier one away."),
    Act.WITHDRAWS: mark("The speaker takes back what they said."),
}

SEEN_MEANINGS: Mapping[Seen, str] = {
    Seen.ORIGINAL: mark("The document itself was read."),
    Seen.COPY: mark("A copy of the document was read."),
    Seen.TRANSLATION: mark("Only a translation of the document was read."),
    Seen.NOT_SEEN: mark("Nobody here has read the document; it is known through another that we hold."),
}

NAMING_MEANINGS: Mapping[Naming, str] = {
    Naming.NAMED: mark("The name is shown; the page says why."),
    Naming.INITIALS: mark("Only initials are shown."),
    Naming.ROLE_ONLY: mark("Only the part the person has in the case is shown."),
    Naming.WITHHELD: mark("Nothing that would tell who it is can be shown, searched for or downloaded."),
}


def view_method(
    checks: tuple[CheckView, ...],
    language: str,
    *,
    matching: Iterable[RuleView] = (),
    preservation: Iterable[CriterionView] = (),
) -> MethodView:
    """The rules in force, for the method page and the glossary; those of evidence are given in the source language."""
    say = translations(language).gettext
    return MethodView(
        language,
        checks,
        tuple(Term(f"standing-{rung.value}", label(rung, language), meaning(rung, language)) for rung in RUNG_ORDER),
        tuple(Term(f"act-{act.value}", label(act, language), say(text)) for act, text in ACT_MEANINGS.items()),
        tuple(Term(f"seen-{seen.value}", label(seen, language), say(text)) for seen, text in SEEN_MEANINGS.items()),
        tuple(Term(f"naming-{one.value}", label(one, language), say(text)) for one, text in NAMING_MEANINGS.items()),
        tuple(RuleView(say(one.name), say(one.meaning)) for one in matching),
        tuple(CriterionView(say(one.name), say(one.section), say(one.asked), say(one.served)) for one in preservation),
    )
