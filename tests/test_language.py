"""The catalogues: every message of the interface has its French, with the same placeholders."""

from __future__ import annotations

import re

import pytest
from babel.messages.pofile import read_po

from generator.language import CATALOGUES, translations
from generator.messages import extract_messages
from generator.views.dating import MESSAGES as DATING_MESSAGES

PLACEHOLDER = re.compile(r"%\((\w+)\)[sd]")


def read_french() -> dict[str, tuple[str, ...]]:
    with (CATALOGUES / "fr" / "LC_MESSAGES" / "dossier.po").open("rb") as file:
        catalogue = read_po(file, locale="fr")
    texts: dict[str, tuple[str, ...]] = {}
    for message in catalogue:
        key = message.id[0] if isinstance(message.id, tuple) else message.id
        texts[key] = message.string if isinstance(message.string, tuple) else (message.string,)
    return texts


def test_every_message_is_translated() -> None:
    french = read_french()
    needed = {message[0] if isinstance(message, tuple) else message for message in extract_messages()}
    missing = sorted(message for message in needed if not all(french.get(message, ("",))))
    assert missing == []


def test_no_message_is_left_over() -> None:
    needed = {message[0] if isinstance(message, tuple) else message for message in extract_messages()}
    assert sorted(set(read_french()) - needed - set(DATING_MESSAGES) - {""}) == []


def test_placeholders_agree() -> None:
    for message, texts in read_french().items():
        for text in texts:
            if message:
                assert set(PLACEHOLDER.findall(text)) == set(PLACEHOLDER.findall(message)), message


@pytest.mark.parametrize("language", ["en", "nl", "kk-Cyrl"])
def test_a_language_without_catalogue_gives_the_message_itself(language: str) -> None:
    assert translations(language).gettext("What changed") == "What changed"


def test_french_is_read() -> None:
    assert translations("fr").gettext("What changed") == "Ce qui a changé"
