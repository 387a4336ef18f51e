"""Words as the search knows them: what counts as one, which are too common to look for, and which are forms of the same word.

The browser divides and folds a query by the same rules (`assets/search.js`); a test holds the two against each other.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import TYPE_CHECKING

import Stemmer

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_WORD = re.compile(r"[^\W_]+")
_LETTERS = str.maketrans({"æ": "ae", "œ": "oe", "ß": "ss", "ø": "o", "ł": "l", "đ": "d", "ı": "i"})

_COMMON: Mapping[str, frozenset[str]] = {
    language: frozenset(words.split())
    for language, words in {
        "en": """an and are as at be been but by can could did do does for from had has have he her him his how if in into is it
            its may more no not of on one or our out she should so some such than that the their them then there these they
            this those to too under up was we were what when which who whom whose why will with would you your""",
        "fr": """au aux avec avait avaient ce ces cet cette ceux dans de des dont du elle elles en entre est et eu eux il ils je
            la le les leur leurs lui mais me même mes moi mon ne nos notre nous on ont ou où par pas plus pour qu que quel quelle
            qui sa sans se ses si son sont sous sur ta te tes toi ton tu un une vos votre vous été était étaient être""",
    }.items()
}
_SINGLE = frozenset("abcdefghijklmnopqrstuvwxyz")

STEMMERS: Mapping[str, str] = {"en": "english", "fr": "french", "nl": "dutch", "ru": "russian"}
"""Snowball's name of each language whose words are brought together by their stems. Kazakh has no Snowball algorithm."""


def common_words(language: str) -> frozenset[str]:
    """The words that say too little to be looked for: the index of a language leaves them out, and phrases keep their places."""
    return _SINGLE | _COMMON.get(language.partition("-")[0], frozenset())


def split_words(text: str) -> list[str]:
    """The words of a text in small letters: runs of letters and digits."""
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
    return _WORD.findall(text.lower())


def fold(word: str) -> str:
    """A word without the marks on its letters, as somebody may type it."""
    if word.isascii():
        return word
    plain = "".join(letter for letter in unicodedata.normalize("NFKD", word) if unicodedata.category(letter) != "Mn")
    return plain.translate(_LETTERS)


def stem_words(words: Iterable[str], language: str) -> list[str]:
    """The stem of each word; in a language without an algorithm, the word itself."""
    listed = list(words)
    stemmer = _stemmer(language.partition("-")[0])
    return listed if stemmer is None else stemmer.stemWords(listed)


@cache
def _stemmer(language: str) -> Stemmer.Stemmer | None:
    return Stemmer.Stemmer(STEMMERS[language]) if language in STEMMERS else None
