"""People and organisations for readers: what they are in the case, what they say, and what is said about them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.facts.claim import Claim
from generator.facts.organisation import Organisation
from generator.facts.person import Person
from generator.facts.quote import Quote
from generator.facts.statement import Statement
from generator.views.labels import label
from generator.views.quotes import name_language
from generator.views.tools import Tools, view_tools

if TYPE_CHECKING:
    from generator.case import Case
    from generator.facts.party import Party
    from generator.facts.value import Record
    from generator.views.site import SiteContext
    from generator.views.words import DateView, Speaker, Words


@dataclass(frozen=True, slots=True)
class LifetimeView:
    """When a person was born and died, and the sources for it."""

    born: DateView | None
    died: DateView
    cites: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyView:
    """One person or organisation; a protected name is not in it."""

    tools: Tools
    name: str
    other_names: tuple[tuple[str, Words], ...]
    aliases: tuple[str, ...]
    kind: str
    roles: tuple[Words, ...]
    lived: LifetimeView | None
    is_named: bool
    naming: str
    why: Words | None
    text: Words | None
    statements_by: tuple[Words, ...]
    statements_about: tuple[Words, ...]
    quotes: tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """The records of a case in which a party speaks, is spoken of, and is quoted."""

    says: tuple[Record, ...]
    spoken_of: tuple[Record, ...]
    quoted: tuple[Record, ...]


def find_part(case: Case, party: Party) -> Part:
    """Where a party speaks and is spoken of in a case, in the order of the files."""
    by: dict[str, Record] = {}
    about: dict[str, Record] = {}
    quotes: dict[str, Record] = {}
    for use in case.uses_of(party):
        record, where = use.record, use.location
        if isinstance(record, Quote) and where[0] == "speaker":
            quotes[record.key] = record
        elif isinstance(record, Statement) and (where[0] == "says" or (where[0] == "assertions" and where[-1] == "by")):
            by[record.key] = record
        elif (isinstance(record, Claim | Quote) and where[0] == "about") or (
            isinstance(record, Statement) and where[0] in {"who", "subject", "object"}
        ):
            about[record.key] = record
    return Part(tuple(by.values()), tuple(about.values()), tuple(quotes.values()))


def view_party(speaker: Speaker, site: SiteContext, party: Party) -> PartyView:
    """A party for readers."""
    part = find_part(speaker.case, party)
    shown = party.shows_name
    return PartyView(
        tools=view_tools(speaker, site, party),
        name=speaker.party(party).plain,
        other_names=tuple(
            (name_language(tag, speaker.language), speaker.foreign(name, tag))
            for tag, name in party.names.items()
            if shown and name != party.name
        ),
        aliases=party.aliases if shown else (),
        kind=label(party.kind, speaker.language) if isinstance(party, Organisation) else speaker.say("person"),
        roles=tuple(speaker.line(role) for role in party.roles),
        lived=_view_lifetime(speaker, party),
        is_named=shown,
        naming=label(party.naming, speaker.language),
        why=speaker.maybe_line(party.why),
        text=speaker.of(party).maybe_text(party.text),
        statements_by=tuple(map(speaker.record, part.says)),
        statements_about=tuple(map(speaker.record, part.spoken_of)),
        quotes=tuple(map(speaker.record, part.quoted)),
    )


def _view_lifetime(speaker: Speaker, party: Party) -> LifetimeView | None:
    if not isinstance(party, Person) or party.lived is None:
        return None
    lived = party.lived
    return LifetimeView(speaker.maybe_date(lived.born), speaker.date(lived.died), speaker.of(party).cite(lived.cite))


def tell_years(speaker: Speaker, party: Party) -> str:
    """The years of a person's life, as short as a list wants them; nothing for whoever has none."""
    if not isinstance(party, Person) or party.lived is None:
        return ""
    died = speaker.describe_year(party.lived.died)
    if party.lived.born is None:
        return speaker.say("died %(year)s") % {"year": died}
    born = speaker.describe_year(party.lived.born)
    return f"{born}–{died}" if (born + died).isdecimal() else f"{born} – {died}"
