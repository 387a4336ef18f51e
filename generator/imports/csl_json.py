"""CSL-JSON, which Zotero and others export, turned into `sources`.

A record says that nobody has seen the document: whether we hold it, and who made it, is for an editor to say.
Source: Citation Style Language 1.0.2, `csl-data.json` (https://docs.citationstyles.org/).
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from pydantic import TypeAdapter, ValidationError

from generator.facts.case import CaseRecord
from generator.facts.edtf import EdtfError, parse_edtf
from generator.facts.notation import clean_line, make_id, write_value
from generator.facts.reference import MAXIMAL_ID_LENGTH
from generator.facts.skeleton import SCHEMA_LINE
from generator.facts.source import SourceType
from generator.facts.text import is_language
from generator.facts.value import Address
from generator.finding import Finding, Position, Severity

if TYPE_CHECKING:
    from collections.abc import Container

EXPLANATIONS: dict[str, tuple[str, str]] = {
    "I001": ("Not CSL-JSON", "The file is a JSON list of items, each a map, as a reference manager exports it."),
    "I002": ("Not taken over", "The item says something that a record has no place for, or that cannot be read."),
}

TYPES = {
    "classic": SourceType.BOOK,
    "collection": SourceType.BOOK,
    "entry": SourceType.CHAPTER,
    "entry-dictionary": SourceType.CHAPTER,
    "entry-encyclopedia": SourceType.CHAPTER,
    "figure": SourceType.GRAPHIC,
    "map": SourceType.GRAPHIC,
    "paper-conference": SourceType.CHAPTER,
    "regulation": SourceType.LEGISLATION,
    "review": SourceType.ARTICLE_JOURNAL,
    "review-book": SourceType.ARTICLE_JOURNAL,
    **{kind.value: kind for kind in SourceType},
}
"""The types of CSL that a dossier has, some under another name; the others become documents."""

TEXTS = (
    *("container-title", "collection-title", "edition", "publisher", "publisher-place", "volume", "page"),
    *("archive", "archive-place", "call-number"),
)
"""The fields of an item that are taken over as they are, under the keys they have."""

NAMES = ("author", "editor", "translator")
DATES = ("issued", "original-date")

_OF_THE_MANAGER = frozenset(
    {
        *("id", "citation-key", "citation-label", "accessed", "source", "note", "annote", "keyword", "categories"),
        *("abstract", "journalAbbreviation", "shortTitle", "title-short", "container-title-short", "custom"),
    }
)
"""What an item holds for its reference manager, and nobody misses."""

_MARKUP = re.compile(r"</?(?:i|b|sub|sup|sc|span)(?:\s[^<>]*)?>")
_ADDRESS: TypeAdapter[str] = TypeAdapter(Address)
_COUNT = re.compile(r"[1-9][0-9]{0,3}")
_FILE = "-"
_SEASONS = {"spring": 1, "summer": 2, "autumn": 3, "fall": 3, "winter": 4}


def read_csl_json(text: str) -> tuple[str, tuple[Finding, ...]]:
    """The items of a CSL-JSON file as the YAML of `sources`, ready to be read over, and what was not taken over.

    The YAML is empty where there are no items. Places in findings are those of the file, which they call `-`.
    """
    try:
        items: object = json.loads(text)
    except RecursionError:
        return "", (_refuse("it is nested too deep", Position(_FILE)),)
    except json.JSONDecodeError as error:
        return "", (_refuse(f"it is not JSON here: {error.msg}", Position(_FILE, error.lineno, error.colno)),)
    except ValueError:
        return "", (_refuse("it holds a number with thousands of digits", Position(_FILE)),)
    if not isinstance(items, list):
        return "", (_refuse("it is no list of items", Position(_FILE)),)
    records: dict[str, dict[str, object]] = {}
    findings: list[Finding] = []
    for number, item in enumerate(items, 1):
        if isinstance(item, dict):
            source = _Item(item)
            records[_name_record(source, records)] = source.write_record()
            findings += source.list_findings(number)
        else:
            findings.append(_refuse(f"item {number} is no map", Position(_FILE)))
    return _write_yaml(records), tuple(findings)


def _refuse(message: str, at: Position) -> Finding:
    return Finding("I001", message, at, hint="export the items as CSL-JSON from your reference manager")


def _write_yaml(records: dict[str, dict[str, object]]) -> str:
    lines = [SCHEMA_LINE, "", "sources:"]
    for identifier, fields in records.items():
        lines.append(f"  {identifier}:")
        lines += [f"    {key}: {write_value(value)}" for key, value in fields.items()]
        lines.append(
            "    seen: not-seen   # original, copy or translation, if we hold it; else say through whom we know it"
        )
    return "\n".join(lines) + "\n" if records else ""


def _name_record(item: _Item, taken: Container[str]) -> str:
    """An id from the author or the title, and the year."""
    words = next(filter(None, map(make_id, (item.first_author, item.title, item.get("container-title")))), "source")
    stem = "-".join(filter(None, (_shorten(words, 40), item.year)))
    if stem == CaseRecord.KIND or write_value(stem) != stem:  # nobody can refer to `null` without quotes
        stem = f"{stem}-source"
    number, name = 1, stem
    while name in taken:
        number += 1
        name = f"{stem[: MAXIMAL_ID_LENGTH - 10]}-{number}"
    return name


def _shorten(words: str, longest: int) -> str:
    return words if len(words) <= longest else words[: longest + 1].rpartition("-")[0] or words[:longest]


class _Item:
    """One item, read field by field; what is read is remembered, and what cannot be is told."""

    def __init__(self, fields: dict[str, object]) -> None:
        self.fields = fields
        self.taken: set[str] = {
            *("type", "title", "language", "URL", "DOI", "number", "issue", "number-of-volumes"),
            *(*NAMES, *DATES, *TEXTS),
        }
        self.unread: list[str] = []
        self.title = self.get("title")
        self.names = {field: self._read_names(field) for field in NAMES}
        self.dates = {field: self._read_date(field) for field in DATES}
        issued = self.dates["issued"]
        self.year = issued[:4] if issued[:4].isdigit() else ""

    @property
    def first_author(self) -> str:
        """The name an id is made from."""
        return next((one.get("family") or one.get("literal") or "" for one in self.names["author"]), "")

    def get(self, field: str) -> str:
        """A field as one line of text."""
        return _read_text(self.fields.get(field))

    def write_record(self) -> dict[str, object]:
        """The fields of the record, in the order in which people write them."""
        record: dict[str, object] = {"type": self._read_type().value, "title": self.title or None}
        found: dict[str, object] = {**self.names, **{field: self.get(field) for field in TEXTS}}
        if not found["call-number"]:  # Zotero has a shelfmark as the location in the archive
            self.taken.add("archive_location")
            found["call-number"] = self.get("archive_location")
        found["number"] = self.get("number") or self.get("issue")
        found["number-of-volumes"] = self._read_count("number-of-volumes")
        found |= self.dates
        found["language"] = self._read_language()
        found["url"] = self._read_address()
        return record | {key: value for key, value in found.items() if value}

    def list_findings(self, number: int) -> list[Finding]:
        """What was not taken over, as one note."""
        left = sorted(str(field) for field in self.fields if field not in self.taken | _OF_THE_MANAGER)
        if not (left or self.unread):
            return []
        message = f"item {number} ({self.title or 'no title'}): not taken over: {', '.join([*self.unread, *left])}"
        hint = "write by hand what matters of it, for instance in note:"
        return [Finding("I002", message, Position(_FILE), Severity.NOTE, hint)]

    def _read_type(self) -> SourceType:
        kind = self.get("type")
        if kind not in TYPES:
            self.unread.append(f"type {kind}" if kind else "no type")
        return TYPES.get(kind, SourceType.DOCUMENT)

    def _read_names(self, field: str) -> list[dict[str, str]]:
        listed = self.fields.get(field)
        if listed is None:
            return []
        names = listed if isinstance(listed, list) else [None]
        read = [parts for name in names if isinstance(name, dict) and (parts := _read_name(name))]
        if len(read) != len(names):
            self.unread.append(field)
        return read

    def _read_count(self, field: str) -> str:
        written = self.get(field)
        if written and not _COUNT.fullmatch(written):
            self.unread.append(f"{field} {written}")
            return ""
        return written

    def _read_date(self, field: str) -> str:
        value = self.fields.get(field)
        if value is None:
            return ""
        date = _write_edtf(value)
        if not date:
            self.unread.append(field)
        return date

    def _read_language(self) -> str:
        written = self.get("language")
        parts = written.replace("_", "-").split("-")
        tag = "-".join([parts[0].lower(), *(part.title() if len(part) == 4 else part.upper() for part in parts[1:])])  # noqa: PLR2004
        if written and not is_language(tag):
            self.unread.append(f"language {written}")
            return ""
        return tag if written else ""

    def _read_address(self) -> str:
        doi = self.get("DOI")
        written = self.get("URL") or (f"https://doi.org/{doi}" if doi else "")
        try:
            return _ADDRESS.validate_python(written) if written else ""
        except ValidationError:
            self.unread.append("URL")
            return ""


def _read_text(value: object) -> str:
    """A value as one line of text without markup; empty where it is none."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    return clean_line(_MARKUP.sub("", str(value)))


def _read_name(name: dict[str, object]) -> dict[str, str]:
    """A name: family and given name with their particles, or a name without parts; empty where there is none."""
    fields = {key: _read_text(value) for key, value in name.items()}
    given, family = (
        " ".join(filter(None, (fields.get(key, "") for key in keys)))
        for keys in (("given", "dropping-particle"), ("non-dropping-particle", "family", "suffix"))
    )
    if fields.get("family"):
        return {"given": given, "family": family} if given else {"family": family}
    literal = fields.get("literal") or given or family
    return {"literal": literal} if literal else {}


def _write_edtf(value: object) -> str:
    """A date of CSL as EDTF, empty where it cannot be said so."""
    written = value if isinstance(value, str) else _join_parts(value) if isinstance(value, dict) else ""
    try:
        return parse_edtf(written).text if written else ""
    except EdtfError:
        return ""


def _join_parts(date: dict[str, object]) -> str:
    dates = date.get("date-parts")
    ends = [_join_numbers(parts) for parts in dates] if isinstance(dates, list) else []
    if not any(ends):
        return _read_text(date.get("raw"))
    season = date.get("season")
    if len(ends) == 1 and season:
        number = _SEASONS.get(str(season).lower(), season)
        ends = [f"{ends[0][:4]}-2{number}"]
    sign = "" if str(date.get("circa", "")).lower() in {"", "none", "false", "0"} else "~"
    return "/".join(f"{end}{sign}" if end else ".." for end in ends)


def _join_numbers(parts: object) -> str:
    """Year, month and day as far as they are known; what is none of them makes the date one that cannot be read."""
    if not isinstance(parts, list):
        return "?"
    known = [text for part in parts if (text := _read_text(part)) not in {"", "0"}]
    return "-".join(text.zfill(4 if index == 0 else 2) for index, text in enumerate(known))
