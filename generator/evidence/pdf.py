"""The text of PDF documents, page by page."""

from __future__ import annotations

import io
from importlib.metadata import version
from typing import TYPE_CHECKING, Final

from pypdf import PdfReader
from pypdf.errors import PyPdfError

from generator.evidence.text import Extraction, Note
from generator.finding import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST_PAGES: Final = 5_000
_TOLD: Final = 10
_END_WITHIN: Final = 2_048
_BROKEN: Final = (PyPdfError, ValueError, KeyError, IndexError, TypeError, AttributeError, OSError, RecursionError)
"""What a damaged file can bring a parser of a format as wide as PDF to: none of them says anything of this program."""


def read_pdf(data: bytes, _media_type: str) -> Iterator[Extraction]:
    """The text of the pages, set apart by form feeds; what is known before the pages are read comes first."""
    method = f"pypdf {version('pypdf')}"
    notes: list[Note] = []
    if b"%%EOF" not in data[-_END_WITHIN:]:
        notes.append(
            Note("E024", "the PDF has no end: it seems to be cut off", "fetch it again, and compare", Severity.WARNING)
        )
    try:
        reader = PdfReader(io.BytesIO(data), strict=False)
        if reader.is_encrypted and not reader.decrypt(""):
            hint = "keep a copy without the password as well"
            yield Extraction("", method, (*notes, Note("E025", "the PDF is encrypted", hint)))
            return
        count = len(reader.pages)
    except _BROKEN as error:
        yield Extraction("", method, (*notes, Note("E024", f"the PDF is broken: {_describe(error)}")))
        return
    if count > MOST_PAGES:
        notes.append(Note("E022", f"the PDF has {count} pages, more than the {MOST_PAGES} allowed"))
        yield Extraction("", method, tuple(notes))
        return
    texts, broken = _read_pages(reader, count)
    notes += _note_pages(texts, broken)
    yield Extraction("\f".join(texts), method, tuple(notes))


def _read_pages(reader: PdfReader, count: int) -> tuple[list[str], list[int]]:
    texts, broken = [], []
    for number in range(count):
        try:
            texts.append(reader.pages[number].extract_text())
        except _BROKEN:
            texts.append("")
            broken.append(number + 1)
    return texts, broken


def _note_pages(texts: list[str], broken: list[int]) -> Iterator[Note]:
    if broken:
        yield Note("E028", f"{_count(broken)} could not be read", "print the PDF to a new one", Severity.WARNING)
    empty = [number for number, text in enumerate(texts, start=1) if not text.strip() and number not in broken]
    if len(empty) == len(texts):
        hint = "quotes from it stay unchecked; text that a machine recognises in a picture never counts as verbatim"
        yield Note("E026", "the PDF has no text: its pages are pictures, or empty", hint)
    elif empty:
        yield Note("E026", f"{_count(empty)} has no text: a picture, or empty", severity=Severity.NOTE)


def _count(numbers: list[int]) -> str:
    shown = ", ".join(map(str, numbers[:_TOLD]))
    more = f" and {len(numbers) - _TOLD} more" if len(numbers) > _TOLD else ""
    return f"page {shown}{more}"


def _describe(error: Exception) -> str:
    return " ".join(str(error).split())[:200] or type(error).__name__
