"""The interface's words in a reader's language, from gettext catalogues."""

from __future__ import annotations

from functools import cache
from io import BytesIO
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import NullTranslations, Translations

CATALOGUES = Path(__file__).parent / "locale"
SOURCE_LANGUAGE = "en"


@cache
def translations(language: str) -> NullTranslations:
    """The catalogue of `language`; the source language, and one without a catalogue, give the messages as they are."""
    path = CATALOGUES / language / "LC_MESSAGES" / "dossier.po"
    if language == SOURCE_LANGUAGE or not path.is_file():
        return NullTranslations()
    with path.open("rb") as file:
        catalogue = read_po(file, locale=language)
    compiled = BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return Translations(compiled)


def mark(message: str) -> str:
    """The message itself, marked for the catalogues where it is declared apart from its use."""
    return message
