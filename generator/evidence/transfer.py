"""The bodies of answers with their content codings taken off, within bounds. Source: RFC 9110, §8.4."""

from __future__ import annotations

import zlib
from typing import Final

from generator.evidence.text import Note

_MOST_CODINGS: Final = 2
_GZIP: Final = 16 + zlib.MAX_WBITS
_ZLIB: Final = zlib.MAX_WBITS
_BARE: Final = -zlib.MAX_WBITS
_NONE: Final = frozenset({"", "identity"})


def decode_content(body: bytes, coding: str, most: int) -> bytes | Note:
    """The body without the codings that the header Content-Encoding names, of at most `most` bytes after each."""
    codings = [one.strip().lower() for one in coding.split(",") if one.strip().lower() not in _NONE]
    if len(codings) > _MOST_CODINGS:
        return Note("E037", f"the answer is packed {len(codings)} times over", "take it for hostile")
    for one in reversed(codings):
        if one in {"gzip", "x-gzip"}:
            found = _inflate(body, _GZIP, most)
        elif one == "deflate":
            # RFC 9110 means the zlib format; some servers send it bare, which its first byte tells.
            found = _inflate(body, _ZLIB if body[:1] == b"x" else _BARE, most)
        else:
            return Note(
                "E037", f"the answer is packed as {one!r}, which was not asked for", "save the page with a browser"
            )
        if isinstance(found, Note):
            return found
        body = found
    return body


def _inflate(body: bytes, form: int, most: int) -> bytes | Note:
    """What a packed body holds; a gzip file may be several, one after the other."""
    pieces, size, rest = [], 0, body
    while rest:
        unpacker = zlib.decompressobj(form)
        try:
            piece = unpacker.decompress(rest, most + 1 - size)
        except zlib.error as error:
            return Note("E037", f"the answer is packed, and damaged: {error}", "try again")
        size += len(piece)
        pieces.append(piece)
        if size > most:
            return Note("E035", f"the answer unpacks to more than the {most} bytes allowed", "take it for hostile")
        if not unpacker.eof:
            return Note("E037", "the answer is packed, and cut off", "try again")
        rest = unpacker.unused_data
        if form != _GZIP and rest:
            return Note("E037", "the answer goes on after its end", "try again")
    return b"".join(pieces)
