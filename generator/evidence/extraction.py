"""The text of a kept file, read within bounds, whatever the file does."""

from __future__ import annotations

import json
from typing import Final

from generator.evidence.confinement import Bounds, Ending, run_confined
from generator.evidence.encoding import decode
from generator.evidence.media import PLAIN, UNKNOWN, charset_of, kind_of, recognise
from generator.evidence.reader import LONGEST, READERS
from generator.evidence.text import Extraction, Note
from generator.finding import Severity

__all__ = ["LARGEST", "Extraction", "Note", "extract_text"]

LARGEST: Final = 256 * 1024 * 1024
"""The most bytes that a file may have to be kept and read."""


def extract_text(data: bytes, media_type: str = "", *, bounds: Bounds | None = None) -> Extraction:
    """The text of a file.

    `media_type` is that of the store's record (`text/html; charset=iso-8859-2`); without one it is recognised. `bounds` are
    those of the process that reads it. Nothing is raised for a bad file: the extraction's notes say what is wrong.
    """
    if kind_of(media_type) in {"", UNKNOWN}:
        media_type = recognise(data)
    kind = kind_of(media_type)
    if len(data) > LARGEST:
        note = Note(
            "E022", f"the file has {len(data)} bytes, more than the {LARGEST} allowed", "keep the part you cite"
        )
        return Extraction("", "none", (note,))
    if kind == PLAIN:
        return _read_plain(data, media_type)
    if kind not in READERS:
        return Extraction("", "none", (_refuse_kind(kind),))
    return _read_ending(run_confined("generator.evidence.reader", [media_type], data, bounds=bounds))


def _read_plain(data: bytes, media_type: str) -> Extraction:
    method = "plain text"
    text = decode(data, charset_of(media_type))
    if isinstance(text, Note):
        return Extraction("", method, (text,))
    if len(text) > LONGEST:
        note = Note("E022", f"the text has more than {LONGEST} characters", "keep the part that you cite")
        return Extraction("", method, (note,))
    if not text.strip():
        return Extraction("", method, (Note("E026", "the file is empty"),))
    return Extraction(text, method)


def _refuse_kind(kind: str) -> Note:
    if kind.startswith("image/"):
        return Note(
            "E021",
            f"no text is read of an image ({kind})",
            "quotes from it stay unchecked until somebody has held them against the image",
            Severity.NOTE,
        )
    hint = "keep a PDF, DOCX, EPUB, HTML or text file of the document as well"
    return Note("E021", f"no text can be read of a file of the kind {kind}", hint, Severity.WARNING)


def _read_ending(ending: Ending) -> Extraction:
    """The last state of the text that a reader told, with a note if it did not come to its end."""
    last = _read_last(ending.output)
    if not ending.reason:
        return last or Extraction("", "none", (Note("E023", "reading the file broke off: its reader said nothing"),))
    message = f"reading the file broke off: {ending.reason}"
    if last is None or not last.text:
        hint = "take the file for hostile unless you know why; a PDF printed anew can often be read"
        notes = () if last is None else last.notes
        return Extraction("", "none" if last is None else last.method, (*notes, Note("E023", message, hint)))
    note = Note("E023", f"{message}; the text of everything in the file was read before", severity=Severity.WARNING)
    return Extraction(last.text, last.method, (*last.notes, note), last.alternative)


def _read_last(output: bytes) -> Extraction | None:
    for line in reversed(output.splitlines()):
        try:
            text, method, notes, alternative = json.loads(line)
        except ValueError:
            continue  # A process that was killed leaves half a line.
        found = tuple(Note(code, message, hint, Severity(severity)) for code, message, hint, severity in notes)
        return Extraction(text, method, found, alternative)
    return None
