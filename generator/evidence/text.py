"""What was read of a file: its text, by which method, and what whoever relies on it must know."""

from __future__ import annotations

from dataclasses import dataclass

from generator.finding import Finding, Position, Severity

EXPLANATIONS: dict[str, tuple[str, str]] = {
    "E020": (
        "Text in an unknown encoding",
        (
            "The text is not UTF-8, has no byte order mark, and nothing says which encoding it is in. A guess could turn one "
            "letter into another, and a quote would then be held against words that nobody wrote. Save the text as UTF-8."
        ),
    ),
    "E021": (
        "No text can be read of this kind of file",
        (
            "The file is kept, and its hash proves that it is the one; but no quote can be checked against it. Text is read of "
            "plain text, HTML, PDF, EPUB and DOCX. Of an image none is: text that a machine recognised in it never counts as "
            "verbatim."
        ),
    ),
    "E022": (
        "Too large",
        (
            "A file, or what is packed in it, is larger than what is read. The limits keep one file from filling the memory of "
            "the machine; docs/snapshots.md has their numbers."
        ),
    ),
    "E023": (
        "Reading broke off",
        (
            "The text of a file is read in a process of its own, which may take only so much time and memory. It was stopped, or "
            "died. The file may be made to do that, or only be very large; the text, if there is any, is not complete."
        ),
    ),
    "E024": (
        "A broken file",
        "The file is cut off, or is not what it says it is. Fetch it again, and compare its size with the original's.",
    ),
    "E025": (
        "An encrypted file",
        (
            "The file opens only with a password or a licence. It is kept as it is; for its quotes to be checked, keep a copy "
            "without the lock as a snapshot too, and say in its note how it was made."
        ),
    ),
    "E026": (
        "No text on the pages",
        (
            "Pages are pictures of text, as in a scan. What a machine recognises in a picture never counts as verbatim: a quote "
            "from such a page stays unchecked until somebody has held it against the picture."
        ),
    ),
    "E027": (
        "A document that defines entities",
        (
            "A document inside the file declares entities of its own. They can unfold without end, or ask for other files, so "
            "they are neither unfolded nor followed, and the document is not read."
        ),
    ),
    "E028": (
        "Not all of the text was read",
        "Some pages or parts of the file could not be read, or hold changes that nobody accepted. The rest was read.",
    ),
}


@dataclass(frozen=True, slots=True)
class Note:
    """Something to be known about a file or an address, before anybody knows for which source: a finding without its place."""

    code: str
    message: str
    hint: str = ""
    severity: Severity = Severity.ERROR

    def find(self, at: Position) -> Finding:
        """The finding at the place of whoever can mend it."""
        return Finding(self.code, self.message, at, self.severity, self.hint)


@dataclass(frozen=True, slots=True)
class Extraction:
    """The text of a file, and how it was read.

    `text` is empty where none could be read; `notes` then say why. `method` names the libraries and their versions.
    `alternative` is the text of everything in the file where `text` is only what is taken for its main part: words that
    stand in either of the two stand in the file. Pages are set apart by form feeds.
    """

    text: str
    method: str
    notes: tuple[Note, ...] = ()
    alternative: str = ""

    @property
    def texts(self) -> tuple[str, ...]:
        """Every text that words of the file may be held against, the main one first."""
        return tuple(text for text in (self.text, self.alternative) if text)
