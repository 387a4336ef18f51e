"""Quotes for readers: the words, their translations beside them, and what is known of whether they are verbatim."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from babel import Locale, UnknownLocaleError

from generator.facts.quote import ProofState
from generator.language import mark
from generator.views.standings import describe_day, first_day
from generator.views.tools import Tools, view_tools

if TYPE_CHECKING:
    from generator.facts.quote import Quote
    from generator.facts.when import When
    from generator.views.site import SiteContext
    from generator.views.words import DateView, Speaker, Words


PROOF_LABELS: Final = {
    ProofState.PROVED: mark("yes: the words stand in the text that we hold, as anybody can check"),
    ProofState.WEAK: mark("the words stand in the text that we hold, but they are so few that many texts have them"),
    ProofState.CHANGED: mark("the quote or its source changed since it was checked against the document"),
    ProofState.UNCHECKED: mark("not checked by the program against the document"),
}
"""The state of a quote's proof, as a reader is told."""

CHECKING_PAGE: Final = "proofs/"
"""The page, written by hand, that explains proofs and checks one in the reader's browser."""


@dataclass(frozen=True, slots=True)
class ProofView:
    """What is shown of whether a quote is verbatim: the state, the proof's file beside the page, and where to check it."""

    state: str
    label: str
    file: str
    """Empty where there is no proof that holds."""
    link: str
    link_label: str


@dataclass(frozen=True, slots=True)
class TranslationView:
    """A translation of a quote, and who answers for it."""

    text: Words
    language_name: str
    by: Words | None
    on: str
    reviewed_by: Words | None


@dataclass(frozen=True, slots=True, kw_only=True)
class QuoteView:
    """One quote."""

    tools: Tools
    text: Words
    language_name: str
    original: Words | None
    original_language: str
    is_translation: bool
    translations: tuple[TranslationView, ...]
    speaker: Words
    said_in: Words | None
    date: DateView | None
    iso_day: str
    """The first day on which the words can have been said, or their document have been made; empty where nobody knows."""
    cites: Words
    chain: str
    context: Words | None
    proof: ProofView


@lru_cache(maxsize=512)
def name_language(tag: str, language: str) -> str:
    """The name of the language `tag` in the words of `language`."""
    try:
        return Locale.parse(tag, sep="-").get_display_name(language) or tag
    except (UnknownLocaleError, ValueError):
        return tag


def date_words(speaker: Speaker, quote: Quote) -> When | None:
    """When the words of a quote were said; without a date of their own, that of the document that they stand in."""
    document = speaker.case.find_source(quote.said_in if quote.said_in is not None else quote.cite.source)
    return quote.on if quote.on is not None else document.issued


def view_quote(
    speaker: Speaker, site: SiteContext, quote: Quote, proof: ProofState = ProofState.UNCHECKED
) -> QuoteView:
    """A quote for readers, with the state of its proof."""
    case = speaker.case
    original = quote.translation_of
    source = case.find_source(quote.cite.source)
    said_in = case.find_source(quote.said_in) if quote.said_in else None
    chain = ""
    if said_in is not None and not said_in.is_seen:
        chain = speaker.say("Quoted by %(source)s; we have not read %(document)s.") % {
            "source": speaker.source(source).html,
            "document": speaker.source(said_in).html,
        }
    return QuoteView(
        tools=view_tools(speaker, site, quote),
        text=speaker.foreign(quote.text, quote.language),
        language_name=name_language(quote.language, speaker.language),
        original=speaker.foreign(original.text, original.language) if original and original.text else None,
        original_language=name_language(original.language, speaker.language) if original else "",
        is_translation=original is not None,
        translations=tuple(
            TranslationView(
                speaker.foreign(one.text, one.language),
                name_language(one.language, speaker.language),
                speaker.maybe_line(one.by),
                describe_day(speaker, one.on) if one.on else "",
                speaker.maybe_line(one.reviewed_by),
            )
            for one in quote.translations
        ),
        speaker=speaker.party(case.find_party(quote.speaker)),
        said_in=speaker.source(said_in) if said_in else None,
        date=speaker.maybe_date(quote.on),
        iso_day=first_day(date_words(speaker, quote)),
        cites=speaker.cite((quote.cite,)),
        chain=chain,
        context=speaker.maybe_text(quote.context),
        proof=_view_proof(speaker, quote, proof),
    )


def _view_proof(speaker: Speaker, quote: Quote, state: ProofState) -> ProofView:
    is_proved = state in {ProofState.PROVED, ProofState.WEAK}
    page = f"{speaker.page}../../{CHECKING_PAGE}"
    return ProofView(
        state=state.value,
        label=speaker.say(PROOF_LABELS[state]),
        file=f"proofs/{quote.id}.json" if is_proved else "",
        link=f"{page}?case={speaker.case.id}&quote={quote.id}#check" if is_proved else page,
        link_label=speaker.say("Check this yourself") if is_proved else speaker.say("How quotes are checked"),
    )
