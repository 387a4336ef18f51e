"""The interface's names for the closed lists of the model: standings, acts, roles of a court, states of a source."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from generator.case import Rung
from generator.facts.case import State
from generator.facts.organisation import OrganisationKind
from generator.facts.party import Naming
from generator.facts.proceeding import FinalityState, Instance, StepKind
from generator.facts.quantity import Qualifier
from generator.facts.relation import RelationKind
from generator.facts.reply import Outcome
from generator.facts.source import Seen, SourceType
from generator.facts.statement import Act
from generator.language import mark, translations

if TYPE_CHECKING:
    from collections.abc import Mapping
    from enum import Enum

LABELS: Mapping[Enum, str] = {
    Rung.FOUND: mark("found by a court"),
    Rung.NOT_PROVED: mark("not proved, says a court"),
    Rung.DISPUTED_BETWEEN_COURTS: mark("courts disagree"),
    Rung.OVERTURNED: mark("overturned"),
    Rung.ADMITTED: mark("admitted"),
    Rung.CORROBORATED: mark("corroborated"),
    Rung.REPORTED: mark("reported"),
    Rung.DISPUTED: mark("disputed"),
    Rung.ALLEGED: mark("alleged"),
    Rung.DENIED: mark("denied"),
    Rung.WITHDRAWN: mark("withdrawn"),
    Rung.UNSUPPORTED: mark("unsupported"),
    Act.ALLEGES: mark("alleges"),
    Act.STATES: mark("states"),
    Act.REPORTS: mark("reports"),
    Act.ADMITS: mark("admits"),
    Act.DENIES: mark("denies"),
    Act.DISPUTES: mark("disputes"),
    Act.FINDS: mark("finds"),
    Act.UPHOLDS: mark("upholds"),
    Act.OVERTURNS: mark("overturns"),
    Act.WITHDRAWS: mark("withdraws"),
    Seen.ORIGINAL: mark("we hold the original"),
    Seen.COPY: mark("we hold a copy"),
    Seen.TRANSLATION: mark("we hold a translation"),
    Seen.NOT_SEEN: mark("not read by us"),
    Instance.INVESTIGATION: mark("investigation"),
    Instance.FIRST: mark("first instance"),
    Instance.APPEAL: mark("appeal"),
    Instance.SUPREME: mark("supreme instance"),
    FinalityState.FINAL: mark("final"),
    FinalityState.OPEN: mark("open to appeal"),
    FinalityState.APPEALED: mark("under appeal"),
    FinalityState.UNKNOWN: mark("not known"),
    StepKind.APPEAL: mark("appeal"),
    StepKind.ARREST: mark("arrest"),
    StepKind.CHARGE: mark("charge"),
    StepKind.COMPLAINT: mark("complaint"),
    StepKind.DECISION: mark("decision"),
    StepKind.HEARING: mark("hearing"),
    StepKind.INVESTIGATION: mark("investigation"),
    StepKind.JUDGMENT: mark("judgment"),
    StepKind.OPPOSITION: mark("opposition"),
    StepKind.PARDON: mark("pardon"),
    StepKind.RELEASE: mark("release"),
    StepKind.SEIZURE: mark("seizure"),
    StepKind.OTHER: mark("step"),
    Qualifier.EXACTLY: mark("%(value)s %(unit)s"),
    Qualifier.AT_LEAST: mark("at least %(value)s %(unit)s"),
    Qualifier.AT_MOST: mark("at most %(value)s %(unit)s"),
    Qualifier.MORE_THAN: mark("more than %(value)s %(unit)s"),
    Qualifier.LESS_THAN: mark("less than %(value)s %(unit)s"),
    Qualifier.ABOUT: mark("about %(value)s %(unit)s"),
    Qualifier.BETWEEN: mark("%(value)s to %(to)s %(unit)s"),
    RelationKind.SPEAKS_FOR: mark("speaks for"),
    RelationKind.EMPLOYED_BY: mark("is employed by"),
    RelationKind.MEMBER_OF: mark("is a member of"),
    RelationKind.OWNS: mark("owns"),
    RelationKind.CONTROLS: mark("controls"),
    RelationKind.PART_OF: mark("is part of"),
    RelationKind.FAMILY_OF: mark("is family of"),
    RelationKind.ACCUSES: mark("accuses"),
    RelationKind.ACTS_FOR: mark("acts for"),
    RelationKind.OTHER: mark("is tied to"),
    OrganisationKind.AUTHORITY: mark("authority"),
    OrganisationKind.COMPANY: mark("company"),
    OrganisationKind.COURT: mark("court"),
    OrganisationKind.GROUP: mark("group"),
    OrganisationKind.MEDIA: mark("media"),
    OrganisationKind.STATE: mark("state"),
    OrganisationKind.OTHER: mark("organisation"),
    Naming.NAMED: mark("named"),
    Naming.INITIALS: mark("shown by initials"),
    Naming.ROLE_ONLY: mark("shown by role only"),
    Naming.WITHHELD: mark("name withheld"),
    State.DRAFT: mark("draft"),
    State.PUBLISHED: mark("published"),
    State.CLOSED: mark("closed"),
    Outcome.ANSWERED: mark("answered"),
    Outcome.DECLINED: mark("declined to answer"),
    Outcome.NO_ANSWER: mark("did not answer"),
    SourceType.ARTICLE: mark("article"),
    SourceType.ARTICLE_JOURNAL: mark("journal article"),
    SourceType.ARTICLE_MAGAZINE: mark("magazine article"),
    SourceType.ARTICLE_NEWSPAPER: mark("newspaper article"),
    SourceType.BILL: mark("bill"),
    SourceType.BOOK: mark("book"),
    SourceType.BROADCAST: mark("broadcast"),
    SourceType.CHAPTER: mark("chapter"),
    SourceType.DATASET: mark("data set"),
    SourceType.DOCUMENT: mark("document"),
    SourceType.GRAPHIC: mark("image"),
    SourceType.HEARING: mark("hearing"),
    SourceType.INTERVIEW: mark("interview"),
    SourceType.LEGAL_CASE: mark("judgment"),
    SourceType.LEGISLATION: mark("law"),
    SourceType.MANUSCRIPT: mark("manuscript"),
    SourceType.MOTION_PICTURE: mark("film"),
    SourceType.PAMPHLET: mark("pamphlet"),
    SourceType.PERSONAL_COMMUNICATION: mark("personal communication"),
    SourceType.POST: mark("post"),
    SourceType.POST_WEBLOG: mark("weblog post"),
    SourceType.PRESS_RELEASE: mark("press release"),
    SourceType.REPORT: mark("report"),
    SourceType.SPEECH: mark("speech"),
    SourceType.THESIS: mark("thesis"),
    SourceType.TREATY: mark("treaty"),
    SourceType.WEBPAGE: mark("web page"),
}

MEANINGS: Mapping[Rung, str] = {
    Rung.FOUND: mark("A court or authority decided that it is so. The page says which one, and whether that is final."),
    Rung.NOT_PROVED: mark("A court or authority decided that it is not so, or not proved."),
    Rung.DISPUTED_BETWEEN_COURTS: mark("Courts of which neither stands above the other decided differently."),
    Rung.OVERTURNED: mark("A court had found it; a higher decision took that away."),
    Rung.ADMITTED: mark("Somebody said it against their own interest."),
    Rung.CORROBORATED: mark(
        "Two or more origins that do not depend on each other and have no interest in it support it."
    ),
    Rung.REPORTED: mark("One origin without an interest in it supports it."),
    Rung.DISPUTED: mark("Somebody supports it and somebody opposes it; both are shown."),
    Rung.ALLEGED: mark("Only parties with an interest in it say so."),
    Rung.DENIED: mark("It is known only because somebody denies it."),
    Rung.WITHDRAWN: mark("Whoever said it took it back, and nobody else says it."),
    Rung.UNSUPPORTED: mark("No source that we have seen carries it. A page with such a statement is never published."),
}

SHAPES: Mapping[Rung, str] = {
    Rung.FOUND: "■",
    Rung.NOT_PROVED: "□",
    Rung.DISPUTED_BETWEEN_COURTS: "◧",
    Rung.OVERTURNED: "⊠",
    Rung.ADMITTED: "●",
    Rung.CORROBORATED: "◉",
    Rung.REPORTED: "○",
    Rung.DISPUTED: "◐",
    Rung.ALLEGED: "◌",
    Rung.DENIED: "⊘",
    Rung.WITHDRAWN: "✕",
    Rung.UNSUPPORTED: "·",
}
"""The sign of each standing; the style sheet gives the same one to its name."""

RUNG_ORDER: tuple[Rung, ...] = tuple(rung for rung in LABELS if isinstance(rung, Rung))
"""Standings from the firmest to the weakest, as they are listed for readers."""


@cache
def label(member: Enum, language: str) -> str:
    """The interface's word for a member of a closed list."""
    message = LABELS[member]
    return translations(language).gettext(message)


def meaning(rung: Rung, language: str) -> str:
    """One sentence that says what a standing means."""
    return translations(language).gettext(MEANINGS[rung])
