"""The site's settings: the languages it is built in and the addresses its pages need, from the engine's configuration.

`mkdocs.yml` is the site in its main language; each `mkdocs.<language>.yml` beside it inherits from it and is the site in
another language, below a folder of that name.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from generator.finding import Finding, Position
from generator.syntax import Document, Mapping, read_document

if TYPE_CHECKING:
    from pathlib import Path

MAIN = "mkdocs.yml"
_OTHER = re.compile(r"mkdocs\.([a-z]{2,3}(?:-[A-Za-z]{2,4})?)\.yml")

EXPLANATIONS: dict[str, tuple[str, str]] = {
    "B006": (
        "No configuration of the engine",
        "A project has a mkdocs.yml at its root; it says what the site is called.",
    ),
    "B007": ("A setting the pages need is missing", "Names, addresses and languages are read from mkdocs.yml."),
}


@dataclass(frozen=True, slots=True)
class EditionSettings:
    """One language of the site: its configuration, and the folder it goes into (empty for the main language)."""

    language: str
    config: Path
    prefix: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What the engine's configuration says that the pages need to know; the main language is the first of `editions`."""

    name: str
    address: str
    repository: str
    branch: str
    edit_pattern: str
    report_pattern: str
    editions: tuple[EditionSettings, ...]

    def override(self, *, address: str = "", repository: str = "") -> Settings:
        """The same settings with the addresses that are given in place of the configuration's own."""
        return replace(
            self,
            address=address.rstrip("/") + "/" if address else self.address,
            repository=repository.rstrip("/") or self.repository,
        )


def read_settings(root: Path) -> tuple[Settings | None, tuple[Finding, ...]]:
    """The settings of the project at `root`, or None with the findings that say why there are none."""
    main = root / MAIN
    if not main.is_file():
        hint = "run this in the project's folder, the one that holds mkdocs.yml and dossiers/"
        return None, (Finding("B006", "there is no mkdocs.yml here", Position(MAIN), hint=hint),)
    document, findings = read_document(MAIN, main.read_bytes())
    if findings:
        return None, findings
    language = _text(document, "theme", "language") or "en"
    others = sorted(found.group(1) for path in root.glob("mkdocs.*.yml") if (found := _OTHER.fullmatch(path.name)))
    values = {
        "name": _text(document, "site_name"),
        "address": _text(document, "site_url"),
        "repository": _text(document, "extra", "source_repository"),
    }
    missing = tuple(
        Finding("B007", f"mkdocs.yml does not say the site's {name}", Position(MAIN), hint=f"add {key}:")
        for (name, value), key in zip(values.items(), ("site_name", "site_url", "extra.source_repository"), strict=True)
        if not value
    )
    if missing:
        return None, missing
    return Settings(
        name=values["name"],
        address=values["address"].rstrip("/") + "/",
        repository=values["repository"].rstrip("/"),
        branch=_text(document, "extra", "source_branch") or "main",
        edit_pattern=_text(document, "extra", "source_edit") or "{repository}/edit/{branch}/{path}#L{line}",
        report_pattern=_text(document, "extra", "source_new_issue")
        or "{repository}/issues/new?title={title}&body={body}",
        editions=(
            EditionSettings(language, main, ""),
            *(EditionSettings(other, root / f"mkdocs.{other}.yml", other) for other in others),
        ),
    ), ()


def _text(document: Document, *keys: str) -> str:
    value: object = document.data
    for key in keys:
        if not isinstance(value, Mapping):
            return ""
        value = value.get(key)
    return value if isinstance(value, str) else ""
