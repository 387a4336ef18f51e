"""The text of a snapshot, and how it was read out of the file."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Extraction:
    """The text of a file, and the method by which it was read; empty where there is none that can be read."""

    text: str
    method: str


def extract_text(content: bytes, media_type: str) -> Extraction:
    """The text of a file of this media type."""
    if media_type.partition(";")[0].strip().lower() != "text/plain":
        return Extraction("", "none")
    try:
        return Extraction(content.decode("utf-8-sig"), "utf-8")
    except UnicodeDecodeError:
        return Extraction("", "none")
