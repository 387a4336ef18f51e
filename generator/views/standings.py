"""How well a statement stands, in words: its standing, why, and the chain of who says what, in which document, through whom."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

from generator.case import Rung
from generator.facts.edtf import parse_edtf
from generator.facts.proceeding import FinalityState
from generator.facts.statement import Act
from generator.language import mark
from generator.views.dating import describe_date, describe_period
from generator.views.labels import label

if TYPE_CHECKING:
    from datetime import date

    from generator.case import Chain, Decision, Fallen, Period, Standing, Voice
    from generator.facts.statement import Statement
    from generator.facts.when import When
    from generator.views.words import Speaker, Words


@dataclass(frozen=True, slots=True)
class LinkView:
    """One document in a chain, and whether we hold it."""

    source: Words
    seen: bool
    state: str


@dataclass(frozen=True, slots=True)
class VoiceView:
    """One voice on a statement, as a sentence and as a chain of documents."""

    sentence: str
    links: tuple[LinkView, ...]
    other_chains: int
    cites: Words
    date: str
    period: str
    words: Words | None
    quote_link: str
    side: str
    gone: bool
    since: str
    """The first day on which it counted, as 1894-12-22; empty where nothing dates it."""
    until: str
    """The day on which it was ended, empty where it counts."""


@dataclass(frozen=True, slots=True)
class PeriodView:
    """How a statement stood for a while: from which day, until which, and why."""

    since: str
    until: str
    dates: str
    rung: str
    label: str
    notes: tuple[str, ...]
    lead: str
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StandingView:
    """A standing for readers: its name, the words that lead into the statement, the reasons, and the voices.

    `notes` are what a reader should not miss beside the name. `since` is the first day on which the statement stood at
    all, empty where nothing dates it, and `first_said` that day in words; `history` the periods since, if it changed.
    """

    rung: str
    label: str
    notes: tuple[str, ...]
    lead: str
    reasons: tuple[str, ...]
    through: str
    has_unread: bool
    """Whether `through` tells more than the lead: which documents nobody here has read."""
    short_through: str
    voices: tuple[VoiceView, ...]
    is_plain: bool
    """Whether it has always stood on one voice, in a document that names no other: one line says all of it."""
    since: str
    first_said: str
    history: tuple[PeriodView, ...]


DEEDS = {
    Act.ALLEGES: mark("%(who)s alleges this"),
    Act.STATES: mark("%(who)s says this"),
    Act.REPORTS: mark("%(who)s reports this"),
    Act.ADMITS: mark("%(who)s admits this"),
    Act.DENIES: mark("%(who)s denies this"),
    Act.DISPUTES: mark("%(who)s disputes this"),
    Act.FINDS: mark("%(who)s found this"),
    Act.UPHOLDS: mark("%(who)s upheld the finding"),
    Act.OVERTURNS: mark("%(who)s overturned the finding"),
    Act.WITHDRAWS: mark("%(who)s took it back"),
}

LEADS = {
    Rung.FOUND: mark("%(who)s found"),
    Rung.NOT_PROVED: mark("%(who)s did not find it proved that"),
    Rung.DISPUTED_BETWEEN_COURTS: mark("Courts differ on whether"),
    Rung.OVERTURNED: mark("A court had found, and this was overturned"),
    Rung.ADMITTED: mark("%(who)s admits"),
    Rung.CORROBORATED: mark("Several independent origins say"),
    Rung.REPORTED: mark("%(who)s says"),
    Rung.DISPUTED: mark("%(who)s says, and it is disputed"),
    Rung.ALLEGED: mark("According to %(who)s"),
    Rung.DENIED: mark("%(who)s denies"),
    Rung.WITHDRAWN: mark("%(who)s had said, and took back"),
    Rung.UNSUPPORTED: mark("No source carries"),
}
"""The words that lead into a statement; `(as reported by …)` follows where we know it only through another."""

DECIDED = (Rung.FOUND, Rung.NOT_PROVED, Rung.DISPUTED_BETWEEN_COURTS)
OPPOSED = (Rung.DISPUTED, Rung.DENIED)
PAST = (Rung.WITHDRAWN, Rung.OVERTURNED)
AGAINST = (Act.DENIES, Act.DISPUTES)
HEARD = (Act.STATES, Act.REPORTS)
"""What whoever has an interest only alleges."""


def view_standing(speaker: Speaker, statement: Statement) -> StandingView:
    """The standing of a statement on the speaker's day, and how it came to it."""
    standing = speaker.standing(statement)
    # Another case's statement stands by that case's sources, but is told where this one needs it, without its history.
    periods = speaker.case.histories.get(statement.key, ())
    first = periods[0].start if periods else None
    voices = (
        *(_view_voice(speaker, voice, standing) for voice in standing.voices),
        *(_view_voice(speaker, voice, standing, gone=True) for voice in standing.gone),
    )
    return StandingView(
        standing.rung.value,
        label(standing.rung, speaker.language),
        tell_notes(speaker, standing),
        _lead(speaker, standing),
        tuple(_give_reasons(speaker, standing)),
        _tell_through(speaker, standing),
        bool(standing.unread),
        _tell_short(speaker, standing),
        voices,
        len(periods) == 1 and len(voices) == 1 and _is_plain(voices[0]),
        first.isoformat() if first is not None else "",
        describe_day(speaker, first) if first is not None else "",
        tuple(view_period(speaker, one) for one in periods) if len(periods) > 1 and speaker.day is None else (),
    )


def view_period(speaker: Speaker, period: Period) -> PeriodView:
    """A period of a statement for readers."""
    standing = period.standing
    return PeriodView(
        period.start.isoformat() if period.start is not None else "",
        period.end.isoformat() if period.end is not None else "",
        _tell_dates(speaker, period),
        standing.rung.value,
        label(standing.rung, speaker.language),
        tell_notes(speaker, standing),
        _lead(speaker, standing),
        tuple(_give_reasons(speaker, standing)),
    )


def _tell_dates(speaker: Speaker, period: Period) -> str:
    start = parse_edtf(period.start.isoformat()) if period.start is not None else None
    end = parse_edtf(period.end.isoformat()) if period.end is not None else None
    if start is None and end is None:
        return speaker.say("always, as far as is known")
    return describe_period(start, end, speaker.language)


def tell_notes(speaker: Speaker, standing: Standing) -> tuple[str, ...]:
    """What a reader should not miss beside the name of a standing."""
    notes = []
    if standing.is_contested:
        notes.append(speaker.say("contested"))
    if standing.fallen:
        notes.append(speaker.say("what it rests on has fallen"))
    return tuple(notes)


def _names(speaker: Speaker, voices: tuple[Voice, ...]) -> str:
    names = list(dict.fromkeys(speaker.speaker(voice.speaker).html for voice in voices))
    return join(speaker, names)


def join(speaker: Speaker, items: list[str]) -> str:
    """A list of things in a sentence: commas, and the language's “and” before the last."""
    if len(items) <= 1:
        return "".join(items)
    return speaker.say("%(first)s and %(last)s") % {"first": ", ".join(items[:-1]), "last": items[-1]}


def _lead(speaker: Speaker, standing: Standing) -> str:
    voices = standing.deciding
    if standing.rung in PAST:
        voices = tuple(voice for voice in standing.gone if voice.act not in AGAINST) or standing.gone
    elif standing.rung is Rung.DISPUTED:
        voices = tuple(voice for voice in standing.voices if voice not in standing.opposing)
    elif standing.rung is Rung.DENIED:
        voices = standing.opposing
    lead = speaker.say(LEADS[standing.rung]) % {"who": _names(speaker, voices)}
    if not standing.through:
        return speaker.say("%(lead)s:") % {"lead": lead}
    sources = join(speaker, [speaker.source(source).html for source in standing.through])
    return speaker.say("%(lead)s, as reported by %(sources)s:") % {"lead": lead, "sources": sources}


def _give_reasons(speaker: Speaker, standing: Standing) -> list[str]:
    say, many = speaker.say, speaker.say_many
    reasons: list[str] = []
    if standing.rung in DECIDED:
        decisions = [voice.decision for voice in standing.deciding if voice.decision is not None]
        reasons += list(dict.fromkeys(_tell_decision(speaker, decision) for decision in decisions))
    elif standing.rung is Rung.OVERTURNED:
        reasons.append(say("A higher decision took the finding away."))
    elif standing.rung is Rung.CORROBORATED:
        origins = many("%(n)d independent origin", "%(n)d independent origins", standing.origins)
        sources = many("in %(n)d source", "in %(n)d sources", standing.sources)
        reasons.append(f"{origins % {'n': standing.origins}}, {sources % {'n': standing.sources}}.")
    elif standing.rung is Rung.REPORTED:
        sources = many("One origin, in %(n)d source.", "One origin, in %(n)d sources.", standing.sources)
        reasons.append(sources % {"n": standing.sources})
    elif standing.rung is Rung.ALLEGED:
        reasons.append(say("Said only by those who have an interest in it; nobody else confirms it."))
    elif standing.rung is Rung.DISPUTED:
        reasons.append(say("Opposed by %(who)s.") % {"who": _names(speaker, standing.opposing)})
    if standing.opposing and standing.rung not in OPPOSED:
        opposes = many(
            "%(who)s opposes this.", "%(who)s oppose this.", len({one.speaker.key for one in standing.opposing})
        )
        reasons.append(opposes % {"who": _names(speaker, standing.opposing)})
    reasons += [_tell_fallen(speaker, fallen) for fallen in standing.fallen]
    if standing.undated:
        reasons.append(say("When it was said is not known."))
    return reasons


def _tell_fallen(speaker: Speaker, fallen: Fallen) -> str:
    words = {"who": speaker.speaker(fallen.voice.speaker).html, "basis": speaker.record(fallen.basis).html}
    if fallen.contrary is None:
        standing = escape(label(fallen.rung, speaker.language))
        sentence = speaker.say("%(who)s relies on “%(basis)s”, which no longer stands: %(standing)s.")
        return sentence % {**words, "standing": standing}
    contrary = speaker.record(fallen.contrary).html
    sentence = speaker.say("%(who)s relies on “%(basis)s”, but the contrary is established: “%(contrary)s”.")
    return sentence % {**words, "contrary": contrary}


def describe_day(speaker: Speaker, day: date) -> str:
    """A day in words."""
    return describe_date(parse_edtf(day.isoformat()), speaker.language)


def first_day(when: When | None) -> str:
    """The first day that a date can have been, as 1894-10-15; empty where nothing bounds it."""
    return _tell_day((when.earliest or when.latest) if when is not None else None)


def _tell_decision(speaker: Speaker, decision: Decision) -> str:
    say = speaker.say
    parts = [speaker.party(decision.court).html]
    if decision.instance is not None:
        parts.append(escape(label(decision.instance, speaker.language)))
    if decision.in_absentia:
        parts.append(say("in the absence of the defendant"))
    return ", ".join(parts) + ". " + tell_finality(speaker, decision.finality, decision.finality_checked)


def tell_finality(speaker: Speaker, state: FinalityState, checked: date | None) -> str:
    """Whether a decision is final, in a sentence, and when somebody last checked."""
    say = speaker.say
    sentence = {
        FinalityState.FINAL: say("The decision is final"),
        FinalityState.OPEN: say("The decision can still be appealed"),
        FinalityState.APPEALED: say("The decision is under appeal"),
        FinalityState.UNKNOWN: say("Whether the decision is final is not known to us"),
    }[state]
    if checked is None:
        never = say("never checked")
        return f"{sentence} ({never})."
    last = say("last checked on %(day)s") % {"day": describe_day(speaker, checked)}
    return f"{sentence} ({last})."


def _tell_through(speaker: Speaker, standing: Standing) -> str:
    if not standing.through:
        return ""
    through = join(speaker, [speaker.source(source).html for source in standing.through])
    if not standing.unread:
        return speaker.say("Known to us only through %(sources)s.") % {"sources": through}
    unread = join(speaker, [speaker.source(source).html for source in standing.unread])
    sentence = speaker.say("Known to us only through %(sources)s; we have not read: %(documents)s.")
    return sentence % {"sources": through, "documents": unread}


def _tell_short(speaker: Speaker, standing: Standing) -> str:
    if not standing.through:
        return ""
    return speaker.say("through %(sources)s") % {
        "sources": join(speaker, [speaker.source(source).plain for source in standing.through])
    }


def _view_voice(speaker: Speaker, voice: Voice, standing: Standing, *, gone: bool = False) -> VoiceView:
    who = {"who": speaker.speaker(voice.speaker).html}
    deed = speaker.say(DEEDS[voice.act]) % who
    if voice.act is Act.FINDS and not voice.holds:
        deed = speaker.say("%(who)s found that this does not hold") % who
    elif voice.interested and voice.act in HEARD:
        deed = speaker.say(DEEDS[Act.ALLEGES]) % who
    if voice.assertion is not None and voice.assertion.told_by is not None:
        told_by = speaker.case.find_party(voice.assertion.told_by, start=voice.statement)
        deed = speaker.say("%(deed)s, told by %(who)s") % {"deed": deed, "who": speaker.party(told_by).html}
    chain = voice.chains[0] if voice.chains else None
    date = speaker.describe(voice.on) if voice.on is not None else ""
    return VoiceView(
        sentence=deed,
        links=_view_links(speaker, chain),
        other_chains=max(0, len(voice.chains) - 1),
        cites=speaker.cite(voice.cites),
        date=date,
        period=speaker.describe(voice.period) if voice.period is not None else "",
        words=speaker.maybe_line(voice.assertion.words) if voice.assertion else None,
        quote_link=speaker.address(voice.quote) if voice.quote else "",
        side="against" if voice in standing.opposing or not voice.holds or voice.act is Act.OVERTURNS else "for",
        gone=gone,
        since=_tell_day(voice.counts_from),
        until=_tell_day(_find_end(voice)),
    )


def _is_plain(voice: VoiceView) -> bool:
    return (
        voice.side == "for" and not voice.gone and not voice.until and not voice.other_chains and len(voice.links) <= 1
    )


def _tell_day(day: date | None) -> str:
    return day.isoformat() if day is not None else ""


def _find_end(voice: Voice) -> date | None:
    """The day on which a voice was ended: that of what ended it, unless it came only later."""
    if voice.ended_by is None or voice.ended_by.counts_from is None:
        return None
    return max(voice.ended_by.counts_from, voice.counts_from or voice.ended_by.counts_from)


def _view_links(speaker: Speaker, chain: Chain | None) -> tuple[LinkView, ...]:
    if chain is None:
        return ()
    return tuple(
        LinkView(speaker.source(source), source.is_seen, label(source.seen, speaker.language)) for source in chain.links
    )
