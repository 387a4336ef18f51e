"""From bytes to text, without a guess: a byte order mark, what was declared, or UTF-8; anything else is refused."""

from __future__ import annotations

import codecs
import re
from typing import Final

from generator.evidence.text import Note

_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SAME: Final = {
    # WHATWG Encoding, §4.2: what the web calls by these names is one of the other encodings.
    "ascii": "windows-1252",
    "us-ascii": "windows-1252",
    "iso-8859-1": "windows-1252",
    "latin1": "windows-1252",
    "iso-8859-9": "windows-1254",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "sjis": "cp932",
    "euc-kr": "cp949",
    "utf8": "utf-8",
    "utf-16": "utf-16-le",
}
_KNOWN: Final = frozenset(
    {
        *("utf-8", "utf-16-le", "utf-16-be", "utf-16le", "utf-16be", "gb18030", "big5", "euc-jp", "cp932", "cp949"),
        *("koi8-r", "koi8-u", "iso-2022-jp", "macintosh", "windows-874"),
        *(f"windows-{number}" for number in range(1250, 1259)),
        *(f"iso-8859-{number}" for number in (2, 3, 4, 5, 6, 7, 8, 10, 13, 14, 15, 16)),
    }
)
"""The encodings of the web; Python has others, some of which are no encodings of text."""

_META: Final = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([a-z0-9_:.-]{1,40})", re.IGNORECASE)
_META_WITHIN: Final = 4096


def decode(data: bytes, declared: str = "") -> str | Note:
    """The text that the bytes are, or a note that it cannot be known.

    A byte order mark counts most, then `declared`; without either, only UTF-8 is read, since other text is hardly ever valid
    UTF-8 by chance.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _decode(data, encoding, "the encoding of its byte order mark")
    if declared:
        name = _SAME.get(declared.lower(), declared.lower())
        if name not in _KNOWN:
            return Note("E020", f"the encoding {declared!r} is not known here", "save the text as UTF-8")
        return _decode(data, name, f"{declared}, as it is declared to be")
    return _decode(data, "utf-8", "UTF-8, and nothing says in which other encoding it is")


def declared_in_markup(data: bytes) -> str:
    """The encoding that an HTML page declares in its first bytes; empty without one."""
    found = _META.search(data[:_META_WITHIN])
    # HTML §4.2.5.4: a page that says UTF-16 in ASCII letters is in fact UTF-8.
    name = found[1].decode("ascii").lower() if found else ""
    return "utf-8" if name.startswith("utf-16") else name


def _decode(data: bytes, encoding: str, what: str) -> str | Note:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        return Note(
            "E020",
            f"the text is not in {what}: byte {error.start + 1} does not belong to it",
            "save the text as UTF-8, or keep the file in which the encoding is declared",
        )
    if "\0" in text:
        return Note("E024", "this is no text: it has a character of the number 0", "keep the file under its own kind")
    return text
