"""What kind of file some bytes are: by what they begin with, then by what is said of them.

Source: WHATWG MIME Sniffing, §6 and §7, of which only the kinds that matter here are kept.
"""

from __future__ import annotations

from pathlib import PurePath
from typing import Final

PLAIN: Final = "text/plain"
HTML: Final = "text/html"
PDF: Final = "application/pdf"
EPUB: Final = "application/epub+zip"
DOCX: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
UNKNOWN: Final = "application/octet-stream"

_SAME: Final = {
    "application/xhtml+xml": HTML,
    "application/x-pdf": PDF,
    "text/markdown": PLAIN,
    "text/csv": PLAIN,
    "text/x-markdown": PLAIN,
}
_BY_NAME: Final = {
    ".txt": PLAIN,
    ".md": PLAIN,
    ".csv": PLAIN,
    ".html": HTML,
    ".htm": HTML,
    ".xhtml": HTML,
    ".pdf": PDF,
    ".epub": EPUB,
    ".docx": DOCX,
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".gif": "image/gif",
    ".webp": "image/webp",
    ".tif": "image/tiff",
    ".tiff": "image/tiff",
}
_BY_BEGINNING: Final = (
    (b"%PDF-", PDF),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
    (b"II*\0", "image/tiff"),
    (b"MM\0*", "image/tiff"),
)
_EPUB_BEGINNING: Final = b"mimetypeapplication/epub+zip"
_PDF_WITHIN: Final = 1024
_LOOKED_AT: Final = 1024


def recognise(data: bytes, name: str = "", declared: str = "") -> str:
    """The media type of some bytes, from their beginning, what a server `declared`, and the file's `name`, in this order.

    A declared charset is kept (`text/html; charset=iso-8859-2`), because only the server may know it.
    """
    found = _read_beginning(data)
    if found:
        return found
    kind = kind_of(declared)
    if kind and kind != UNKNOWN:
        return " ".join(declared.split()).lower()
    named = _BY_NAME.get(PurePath(name).suffix.lower(), "")
    if named:
        return named
    return _guess(data)


def kind_of(media_type: str) -> str:
    """The media type alone, in small letters, without parameters and under one name for each kind that is read."""
    kind = media_type.partition(";")[0].strip().lower()
    return _SAME.get(kind, kind)


def charset_of(media_type: str) -> str:
    """The charset that a media type declares; empty without one."""
    for parameter in media_type.split(";")[1:]:
        key, _, value = parameter.partition("=")
        if key.strip().lower() == "charset":
            return value.strip().strip("\"'").lower()
    return ""


def _read_beginning(data: bytes) -> str:
    for beginning, kind in _BY_BEGINNING:
        if data.startswith(beginning):
            return kind
    if data.startswith(b"RIFF") and data[8:12] == b"WEBP":
        return "image/webp"
    if data.startswith(b"PK\x03\x04"):
        if data[30 : 30 + len(_EPUB_BEGINNING)] == _EPUB_BEGINNING:
            return EPUB
        # The names of what a ZIP holds stand in it as they are, so that it need not be opened to be recognised.
        return DOCX if b"word/document.xml" in data else ""
    return PDF if b"%PDF-" in data[:_PDF_WITHIN] and b"<" not in data[:1] else ""


def _guess(data: bytes) -> str:
    beginning = data[:_LOOKED_AT].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if beginning.startswith((b"<!doctype html", b"<html")):
        return HTML
    try:
        text = data.decode()
    except UnicodeDecodeError:
        return PLAIN if data.startswith((b"\xff\xfe", b"\xfe\xff")) else UNKNOWN
    return UNKNOWN if "\0" in text else PLAIN
