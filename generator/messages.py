"""The interface's messages, gathered from the code and the templates into the catalogues; `make messages` runs this."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.pofile import read_po, write_po

from generator.language import CATALOGUES
from generator.views.dating import MESSAGES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

METHODS = [("**.py", "python"), ("pages/templates/**.j2", "jinja2")]
KEYWORDS = {**DEFAULT_KEYWORDS, "say": None, "mark": None, "say_many": (1, 2), "many": (1, 2)}
OPTIONS = {"pages/templates/**.j2": {"silent": "false"}}
PASSING = (
    "Report-Msgid-Bugs-To",
    "POT-Creation-Date",
    "PO-Revision-Date",
    "Last-Translator",
    "Language-Team",
    "Generated-By",
)
"""Headers that change with the day and say nothing."""


def extract_messages() -> Iterator[str | tuple[str, ...]]:
    """Every message, as its text or as singular and plural, in the order of the files."""
    found = extract_from_dir(Path(__file__).parent, METHODS, OPTIONS, keywords=KEYWORDS)
    for _, _, message, _, _ in found:
        yield message


def update_catalogue(path: Path) -> int:
    """Add to a catalogue the messages it lacks and drop those that are gone; returns how many await a translation.

    Messages of `generator.views.dating` are composed in code; they stay because a test holds the catalogue against them.
    """
    with path.open("rb") as file:
        before = read_po(file, locale=path.parent.parent.name)
    after = Catalog(locale=before.locale, project="Dossier", version="1", fuzzy=False, header_comment="")
    for message in [*extract_messages(), *MESSAGES]:
        key = message[0] if isinstance(message, tuple) else message
        known = before.get(key)
        after.add(message, known.string if known is not None and known.id == message else None)
    with path.open("wb") as file:
        write_po(file, after, width=120, sort_output=True, no_location=True)
    kept = path.read_text(encoding="utf-8").lstrip("\n").split("\n")
    path.write_text(
        "\n".join(line for line in kept if not line.startswith(tuple(f'"{name}' for name in PASSING))), encoding="utf-8"
    )
    return sum(1 for message in after if message.id and not _is_translated(message.string))


def _is_translated(string: str | Iterable[str] | None) -> bool:
    return bool(string) if string is None or isinstance(string, str) else all(string)


def main() -> int:
    """Update every catalogue."""
    for path in sorted(CATALOGUES.glob("*/LC_MESSAGES/dossier.po")):
        sys.stdout.write(f"{path.parent.parent.name}: {update_catalogue(path)} messages await a translation\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
