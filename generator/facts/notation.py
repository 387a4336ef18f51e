"""Values as an author would write them: as YAML on one line, and as ids."""

from __future__ import annotations

import json
import re
import unicodedata

from generator.facts.characters import CONTROLS, DIRECTIONS, SEPARATORS
from generator.facts.reference import MAXIMAL_ID_LENGTH

_REFUSED = re.compile(f"[{CONTROLS}{SEPARATORS}{DIRECTIONS}]")
_PLAIN = re.compile(r"[^\W_](?:[\w.;~%/’'()-]| (?! |\Z))*")
_MEANT = frozenset({"true", "false", "null", "yes", "no", "on", "off"})


def clean_line(text: str) -> str:
    """The text on one line, without the characters that no file of facts may hold."""
    return " ".join(_REFUSED.sub("", " ".join(text.split())).split())


def quote_text(text: str) -> str:
    """The text in double quotes, on one line.

    Source: YAML 1.2.2 §7.3.1; what JSON escapes in a string, YAML reads alike.
    """
    return json.dumps(clean_line(text), ensure_ascii=False)


def write_value(value: object) -> str:
    """A value in flow style: text without quotes where that cannot be misread."""
    if isinstance(value, str):
        return value if _PLAIN.fullmatch(value) and value.lower() not in _MEANT else quote_text(value)
    if isinstance(value, list):
        return f"[{', '.join(map(write_value, value))}]"
    if isinstance(value, dict):
        return f"{{{', '.join(f'{write_value(key)}: {write_value(item)}' for key, item in value.items())}}}"
    return json.dumps(value)


def make_id(text: str) -> str:
    """An id like a text (`Hearing n° 2` becomes `hearing-n-2`), empty where nothing of the text can stand in an id."""
    letters = "".join(one for one in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(one))
    return re.sub("[^a-z0-9]+", "-", letters)[:MAXIMAL_ID_LENGTH].strip("-")
