"""Whether quoted words stand in a text, whatever typography either was set in.

Typography is folded as rule v1 folds it: NFKC, one form of each quotation mark, dash and ellipsis, white space, case. A cut
`[…]` parts a quote into spans that must stand in this order; words in `[brackets]` are the editor's and are not looked for.
"""

from __future__ import annotations

import re
import unicodedata
from itertools import pairwise

_MARKS = str.maketrans(
    {
        **dict.fromkeys("«»“”„‟❝❞〝〞＂", '"'),
        **dict.fromkeys("‘’‚‛‹›`´ʼ′", "'"),
        **dict.fromkeys("‐‑‒–—―−﹘﹣－", "-"),
        **dict.fromkeys("\u00ad\u200b\u200c\u200d\u2060\ufeff", None),
    }
)
_INSIDE_GUILLEMETS = re.compile(r"(?<=[«‹]) | (?=[»›])")
_BEFORE_POINT = re.compile(r" (?=[;:!?%])")
_BRACKETS = re.compile(r"\[[^\[\]]*\]|\((?:…|\.\.\.)\)")


def stands_in(quote_text: str, document_text: str) -> bool:
    """Whether every span of a quote stands in a text, in the order of the quote.

    A quote without a word of its own stands nowhere.
    """
    return stands_in_folded(quote_text, fold(document_text))


def stands_in_folded(quote_text: str, folded: str) -> bool:
    """`stands_in` for a text that `fold` has made ready, since one text is asked for many quotes."""
    edges = [0, *(edge for bracket in _BRACKETS.finditer(quote_text) for edge in bracket.span()), len(quote_text)]
    place = 0
    found = False
    for start, end in list(pairwise(edges))[::2]:
        span = fold(quote_text[start:end])
        if not any(character.isalnum() for character in span):
            continue
        # A bracket that touches a letter, as in “[H]e”, stands for a part of that word.
        before = "" if start and quote_text[start].isalnum() else r"(?<!\w)"
        after = "" if end < len(quote_text) and quote_text[end - 1].isalnum() else r"(?!\w)"
        pattern = (before if span[0].isalnum() else "") + re.escape(span) + (after if span[-1].isalnum() else "")
        match = re.compile(pattern).search(folded, place)
        if match is None:
            return False
        place, found = match.end(), True
    return found


def fold(text: str) -> str:
    """A text in the one typography in which texts are compared."""
    # Guillemets lose the spaces inside them while it can still be told which way they point.
    text = _INSIDE_GUILLEMETS.sub("", " ".join(text.split()))
    text = unicodedata.normalize("NFKC", text.translate(_MARKS)).translate(_MARKS).replace("…", "...")
    return _BEFORE_POINT.sub("", " ".join(text.casefold().split()))
