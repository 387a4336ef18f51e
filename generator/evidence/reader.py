"""The process that reads one file: bytes in, one line of JSON for each state of the text out, the last of which counts."""

from __future__ import annotations

import json
import sys
from importlib import import_module
from typing import TYPE_CHECKING, Final

from generator.evidence.media import DOCX, EPUB, HTML, PDF, kind_of
from generator.evidence.text import Extraction, Note

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

LONGEST: Final = 20_000_000
"""The most characters of text that are taken from one file."""

READERS: Final = {
    HTML: ("generator.evidence.hypertext", "read_hypertext"),
    PDF: ("generator.evidence.pdf", "read_pdf"),
    EPUB: ("generator.evidence.epub", "read_epub"),
    DOCX: ("generator.evidence.docx", "read_docx"),
}
"""Where the reader of each kind is; only the one that is needed is loaded."""


def main() -> None:
    """Read the file on the standard input, whose media type is the argument."""
    media_type = sys.argv[1]
    module, function = READERS[kind_of(media_type)]
    read: Callable[[bytes, str], Iterator[Extraction]] = getattr(import_module(module), function)
    for extraction in read(sys.stdin.buffer.read(), media_type):
        sys.stdout.write(write_extraction(_bound(extraction)) + "\n")
        sys.stdout.flush()


def write_extraction(extraction: Extraction) -> str:
    """An extraction as one line of JSON."""
    notes = [[note.code, note.message, note.hint, note.severity.value] for note in extraction.notes]
    return json.dumps([extraction.text, extraction.method, notes, extraction.alternative])


def _bound(extraction: Extraction) -> Extraction:
    """The extraction without halves of characters, and without a text that is too long."""
    if max(len(extraction.text), len(extraction.alternative)) > LONGEST:
        note = Note("E022", f"the text has more than {LONGEST} characters", "keep the part that you cite")
        return Extraction("", extraction.method, (*extraction.notes, note))
    return Extraction(
        _mend(extraction.text), extraction.method, extraction.notes, alternative=_mend(extraction.alternative)
    )


def _mend(text: str) -> str:
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


if __name__ == "__main__":
    main()
