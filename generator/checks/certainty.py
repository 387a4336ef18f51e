"""The words that say something as a certainty, and those that say whose word it is, in each language that is checked.

To add a language, add its terms to `TERMS` and its attributions to `ATTRIBUTIONS`. Words stand in small letters, each
form by itself: what is not declared here is not found.
"""

from __future__ import annotations

import re
from bisect import bisect
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.checks.sentence import Sentence

_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Term:
    """Forms of a word of certainty.

    They do not count after `unless_before` or before `unless_after`, which are patterns for the text on that side, and,
    where `only_before` is given, count only before that.
    """

    forms: str
    unless_before: str = ""
    unless_after: str = ""
    only_before: str = ""


TERMS: dict[str, tuple[Term, ...]] = {
    "en": (
        Term(
            "abducted abuser abusers assassin assassinated assassins assaulted betrayed blackmailed blackmailer "
            "bribed bribing burgled colluded conspired corrupted culprit culprits defrauded embezzled embezzler "
            "extorted falsified forged forger forgers forging fraudster fraudsters hacked hacker hackers harass "
            "harassed harasser harassers harasses harassing kidnapped kidnapper kidnappers laundered liar liars "
            "lied murdered murderer murderers offender offenders perjured perpetrated perpetrator perpetrators "
            "plagiarised plagiarist plagiarized poisoned raped rapist rapists robbed robber robbers spied stalked "
            "stalker stalkers stalks steals stole stolen swindled swindler swindlers thief thieves tortured "
            "torturer torturers traitor traitors wrongdoer wrongdoers"
        ),
        Term("guilty", unless_before=r"\b(?:not|plead|pleads|pleaded|pleading|pled)\s+(?:not\s+)?$"),
        Term("guilt", unless_before=r"\b(?:presumption|question)\s+of\s+(?:\w+\s+)?$"),
        Term("corrupt", unless_after=r"^\s+(?:file|files|data)\b"),
        Term(
            "criminal criminals",
            unless_after=r"^\s+(?:court|courts|case|cases|complaint|complaints|chamber|chambers|code|investigation"
            r"|investigations|inquiry|law|lawyer|matter|matters|proceedings?|procedure|record|records|division|justice"
            r"|charge|charges|prosecution|trial|trials|jurisdiction|liability|defence|offence|offences)\b",
        ),
        Term(
            "spy spies",
            unless_after=r"^\s+(?:agency|agencies|service|services|chief|film|movie|novel|story|affair|case|trial)\b",
        ),
        Term(
            "terrorist terrorists",
            unless_after=r"^\s+(?:attacks?|acts?|financing|group|groups|list|offences?|organi[sz]ations?|threat)\b",
        ),
    ),
    "fr": (
        Term(
            "agressa agresseur agresseurs agressé agressée agressées agressés assassin assassina assassins "
            "assassiné assassinée assassinées assassinés comploté corrompu corrompue corrompues corrompus "
            "corrupteur corrupteurs délinquant délinquante délinquantes délinquants empoisonné empoisonnée "
            "empoisonnées empoisonnés escroc escrocs escroqué escroquée escroquées escroqués espionna "
            "espionnaient espionnait espionnant espionne espionnent espionné espionnée espionnées espionnés "
            "falsifia falsifié falsifiée falsifiées falsifiés faussaire faussaires harcela harcelaient harcelait "
            "harcelant harceleur harceleurs harceleuse harceleuses harcelé harcelée harcelées harcelés harcèle "
            "harcèlent kidnappé kidnappée kidnappées kidnappés menteur menteurs menteuse menteuses menti "
            "meurtrier meurtriers piraté piratée piratées piratés ravisseur ravisseurs soudoya soudoyé soudoyée "
            "soudoyées soudoyés tortionnaire tortionnaires torturé torturée torturées torturés traitre traitres "
            "traître traîtres traqué traquée traquées traqués tueur tueurs violeur violeurs violé violée violées "
            "violés vola voleur voleurs voleuse voleuses volé volés volées"
        ),
        Term("volée", unless_before=r"\bla\s+$"),
        Term("coupable coupables", unless_before=r"\b(?:non|plaid\w+)[\s-]+(?:non[\s-]+)?$"),
        Term("culpabilité", unless_before=r"\b(?:présomption|question)\s+(?:de|sur)\s+(?:\w+\s+)?$"),
        Term("espion espions", unless_before=r"\b(?:film|films|roman|romans|histoire|histoires)\s+d['’]$"),
        Term("malfaiteur malfaiteurs", unless_before=r"\bassociation\s+de\s+$"),
        Term(
            "détourné détournée détournées détournés", only_before=r"^\s+(?:de\s+)?(?:l['’]argent|les?\s+fonds|des\s+)"
        ),
        Term(
            "auteur auteurs autrice autrices",
            only_before=r"^\s+(?:des\s+faits|(?:du|des|de\s+(?:ce|cet|ces|cette|l['’]|la))\s*(?:\w+\s+)?(?:agression|assassinat"
            r"|attentat|crime|délit|escroquerie|espionnage|fait|faits|faux|harcèlement|infraction|infractions|meurtre|viol|vol)s?\b)",
        ),
        Term(
            "criminel criminelle criminelles criminels",
            unless_before=r"\b(?:affaires?|assises|au|avocate?s?|casier|chambres?|code|cours?|division|dossiers?|droit|enquêtes?"
            r"|infractions?|instruction|juge|justice|matière|plaintes?|police|politique|poursuites|procédures?|procès|recours"
            r"|responsabilité|section|tribunal|tribunaux)\s+$",
        ),
        Term(
            "terroriste terroristes",
            unless_before=r"\b(?:actes?|activités?|attaques?|attentats?|entreprise|groupes?|infractions?|listes?|menaces?"
            r"|organisations?)\s+$",
        ),
    ),
}

ATTRIBUTIONS: dict[str, str] = {
    "en": r"""
        according \s to | in \s the \s words \s of | in \s (?:her|his|their|its) \s (?:account|view|words) | says? |
        said | saying | tells? | told | testif(?:y|ies|ied) | testimony | alleg(?:e|es|ed|edly|ing|ation|ations) |
        claim(?:s|ed|ing)? | accus(?:e|es|ed|er|ers|ing|ation|ations) | report(?:s|ed|edly|ing)? | stated | stating |
        describ(?:e|es|ed|ing) | wr(?:ites|ote) | den(?:y|ies|ied|ying) | disput(?:e|es|ed|ing) |
        complain(?:s|ed|t|ts|ant|ants|ing)? | believ(?:e|es|ed) | suspect(?:s|ed|ing)? | suspicions? | charged \s with
        | charges? \s of | prosecuted \s for | on \s suspicion | on \s trial \s for | convict(?:ed|ion|ions) \s
        (?:of|for) | sentenced \s for | acquitted \s of | admit(?:s|ted|ting)? | confess(?:es|ed|ion)? | whether |
        presumed | purported(?:ly)? | supposed(?:ly)? | apparent(?:ly)? |
        (?:court|courts|judge|judges|jury|tribunal|judgment|judgement|ruling|verdict) \s (?:\w+ \s){0,3}
        (?:acknowledges?d?|concludes?d?|convicts?|convicted|declares?d?|established|finds?|found|held|holds|recogni[sz]e[sd]?
        |rule[sd]|sentence[sd]) | (?:found|held|declared) \s (?:\w+ \s){0,3} (?:by \s (?:the|a) \s
        (?:court|jury|judge|tribunal))
    """,
    "fr": r"""
        selon | d['’]après | aux \s dires | de \s l['’]aveu | à \s en \s croire | affirm\w+ | allèg\w+ | allég\w+ |
        assur(?:e|ent|é|ait) | aurai(?:t|ent) | serai(?:t|ent) | avou\w+ | admet\w* | admis\w* |
        accus(?:e|ent|ait|aient|ant|é|ée|ées|és|ation|ations) | condamn(?:é|ée|ées|és|ation) \s (?:pour|du \s chef|des
        \s chefs) | confi(?:e|ent|é) | contest\w+ | cro(?:it|ient|yait) | déclar\w+ | décri(?:t|vent|vait) | dénonc\w+
        | dénoncé\w* | di(?:t|sent|sait|saient) | démen(?:t|tent|ti) | écri(?:t|vent|vait) | estim\w+ | expliqu\w+ |
        inculp\w+ | indiqu\w+ | ni(?:e|ent|é|ait) | plain(?:t|te|tes|dre|gnait|gnant) | poursuivi\w* \s (?:pour|du \s
        chef) | prétend\w* | prétendu\w* | présum\w+ | racont\w+ | rapport(?:e|ent|é|ée|ait|aient|ant) | reconnu\w* \s
        (?:\w+ \s){0,2} par \s (?:le|la|un|une) | soupçon\w* | souti(?:ent|ennent) | soutenait | suspect\w* |
        témoign\w+ | (?:tribunal|cour|cours|juge|juges|jury|jugement|arrêt|verdict) \s (?:\w+ \s){0,3}
        (?:conclu\w*|condamn\w+|constat\w+|considèr\w+|dit|établi\w*|estim\w+|juge|jugé|reconn\w+|retien\w*|retenu)
    """,
}

_QUOTED = re.compile(r"“[^“”]*”|«[^«»]*»|„[^„“”]*[“”]|\"[^\"]*\"|‘[^‘’]*’(?!\w)")
_NEARBY = 80
"""How many characters on either side of a word decide whether it counts."""
_ATTRIBUTIONS = {
    language: re.compile(rf"(?<!\w)(?:{pattern})(?!\w)", re.IGNORECASE | re.VERBOSE)
    for language, pattern in ATTRIBUTIONS.items()
}
_TERMS = {language: {form: term for term in terms for form in term.forms.split()} for language, terms in TERMS.items()}


def list_forms(words: frozenset[str], language: str) -> set[str]:
    """Which of some words, case folded, are words of certainty in a language of `TERMS`, whatever stands around them."""
    return _TERMS[language].keys() & words


def list_certain_words(sentence: Sentence, language: str) -> Iterator[str]:
    """Each word of certainty in a sentence, except between quotation marks, which may open in a sentence before."""
    terms = _TERMS.get(language.partition("-")[0], {})
    text = sentence.paragraph
    quoted = _list_quoted(text)
    for match in _WORD.finditer(text, sentence.start, sentence.end):
        term = terms.get(match[0].casefold())
        if term is None or bisect(quoted, match.start()) % 2:
            continue
        before = text[max(0, match.start() - _NEARBY) : match.start()]
        after = text[match.end() : match.end() + _NEARBY]
        if term.unless_before and _compile(term.unless_before).search(before):
            continue
        if term.unless_after and _compile(term.unless_after).search(after):
            continue
        if not term.only_before or _compile(term.only_before).search(after):
            yield match[0]


def is_attributed(sentence: str, language: str) -> bool:
    """Whether a sentence says whose word it is."""
    pattern = _ATTRIBUTIONS.get(language.partition("-")[0])
    return pattern is not None and pattern.search(sentence) is not None


@lru_cache(maxsize=4)
def _list_quoted(text: str) -> list[int]:
    """Where quotations begin and end, by turns."""
    return [end for match in _QUOTED.finditer(text) for end in match.span()]


@lru_cache(maxsize=256)
def _compile(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)
