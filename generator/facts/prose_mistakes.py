"""What authors may take from other Markdown into prose, and what to write instead."""

from __future__ import annotations

import re
from typing import NamedTuple


class Mistake(NamedTuple):
    """A way of writing from outside the subset: what it looks like, what is wrong with it, what to write instead."""

    pattern: str
    message: str
    hint: str


_AS_IT_IS = " (a backslash before it shows it as it is)"

LINE_MISTAKES = {
    "heading": Mistake(r"\#{1,6}[ ]", "a text has no headings", "write the words as a sentence" + _AS_IT_IS),
    "rule": Mistake(
        r"(?P<mark>[-*_=])(?:[ ]*(?P=mark)){2,}[ ]*$",
        "a text has no lines across and no underlined headings",
        "leave an empty line between paragraphs" + _AS_IT_IS,
    ),
    "block_quote": Mistake(
        ">",
        "a text has no block quotes",
        "record the words under quotes: and link to them with [[quote-id]]" + _AS_IT_IS,
    ),
    "fence": Mistake("`{3,}|~{3,}", "a text has no code blocks", "write the words without the fence" + _AS_IT_IS),
    "table": Mistake(
        r"\|.*\|[ ]*$|(?:\|[ ]*+)?:?-{2,}:?(?:[ ]*\|[ ]*:?-{2,}:?)+[ ]*\|?[ ]*$",
        "a text has no tables",
        "write a list, or record figures under quantities:" + _AS_IT_IS,
    ),
    "definition": Mistake(
        r"\[[^\[\]\n]+\]:[ ]*<?(?:[A-Za-z][A-Za-z0-9+.-]*:\S|/|\#|www\.)",
        "a text has no link definitions",
        "write the address at the link: [words](https://…)" + _AS_IT_IS,
    ),
    "abbreviation": Mistake(
        r"\*\[[^\[\]\n]+\]:", "a text has no abbreviation definitions", "explain the word in the sentence" + _AS_IT_IS
    ),
    "admonition": Mistake(
        r"(?:!!!|\?\?\?\+?)[ ]+[a-z]", "a text has no boxes", "write the words as a paragraph" + _AS_IT_IS
    ),
    "snippet": Mistake(r"-+8<-+", "a text does not include other files", "write the words themselves" + _AS_IT_IS),
}

SPAN_MISTAKES = {
    "address": Mistake(
        r"<(?:[A-Za-z][A-Za-z0-9+.-]{1,31}:[^\s<>]*|[^\s<>@]+@[^\s<>@]+)>",
        "an address in angle brackets is not a link",
        "write [words](https://…)" + _AS_IT_IS,
    ),
    "html": Mistake(
        r"</?[A-Za-z][A-Za-z0-9-]*(?:[\s/][^<>]*)?>|<!--|<!\[CDATA\[|<![A-Za-z]+|<\?[A-Za-z]",
        "a text has no HTML",
        "write *emphasis*, **strong emphasis**, a list or a link" + _AS_IT_IS,
    ),
    "entity": Mistake(
        r"&(?:\#[0-9]{1,7}|\#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});",
        "a text has no character codes",
        "write the character itself" + _AS_IT_IS,
    ),
    "image": Mistake(
        r"!\[(?:[^\[\]\\]|\\.)*\]\([^()\n]*\)?", "a text has no images", "record the image under exhibits:" + _AS_IT_IS
    ),
    "code": Mistake(r"(?<!`)`++[^`\n]+`+", "a text has no code", "write the words without backticks" + _AS_IT_IS),
    "attributes": Mistake(
        r"\{:[^{}\n]*\}|\{[#.][A-Za-z][^{}\n]*\}", "a text has no attribute lists", "take it out" + _AS_IT_IS
    ),
    "footnote": Mistake(r"\[\^[^\[\]\s]+\]", "a text has no footnotes", "cite the source: [@source-id, page 3]"),
    "nested_link": Mistake(
        r"\]\((?=\s*<?https?:)",
        "this link cannot be read: its words hold square brackets",
        "write [words](https://…) without brackets in the words; a citation or a [[record-id]] stands beside the link",
    ),
}


def _compile(mistakes: dict[str, Mistake], frame: str = "{}") -> re.Pattern[str]:
    choice = "|".join(f"(?P<{name}>{mistake.pattern})" for name, mistake in mistakes.items())
    return re.compile(frame.replace("{}", f"(?:{choice})"), re.MULTILINE)


# The bound on the markers before it keeps the search linear in a line of nothing but list markers.
MISTAKEN_LINE = _compile(LINE_MISTAKES, r"^[ ]*+(?:(?:[-+*]|[0-9]{1,9}[.)])[ ]++){0,20}{}")
MISTAKEN_SPAN = _compile(SPAN_MISTAKES)
