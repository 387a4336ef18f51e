"""The text of DOCX documents: body, notes, headers and footers. Source: ECMA-376-1, §17.3 and §17.13.5."""

from __future__ import annotations

import re
from importlib.metadata import version
from typing import TYPE_CHECKING, Final

from lxml import etree

from generator.evidence.package import Package, PackageError, open_package, parse_xml
from generator.evidence.text import Extraction, Note
from generator.finding import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

_BODY: Final = "word/document.xml"
_BESIDE: Final = re.compile(r"word/(?:footnotes|endnotes|comments|(?:header|footer)\d*)\.xml")
_WORD: Final = re.compile(r"\{http://(?:schemas\.openxmlformats|purl\.oclc)\.org/[^}]*wordprocessingml[^}]*\}(\w+)")
_FALLBACK: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_CHARACTERS: Final = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "\u2011", "softHyphen": "\u00ad"}
_OLE: Final = b"\xd0\xcf\x11\xe0"


def read_docx(data: bytes, _media_type: str) -> Iterator[Extraction]:
    """The text of a document; what was inserted without being accepted is read, what was deleted is not, and that is said."""
    method = f"WordprocessingML; lxml {version('lxml')}"
    if data.startswith(_OLE):
        # A document with a password is a DOCX inside another container, which is also that of the old DOC.
        note = Note("E025", "the document is encrypted, or in the old DOC format", "save it as DOCX without a password")
        yield Extraction("", method, (note,))
        return
    try:
        package = open_package(data)
        roots = [parse_xml(package.read(name), name) for name in _list_parts(package)]
    except PackageError as error:
        yield Extraction("", method, (error.note,))
        return
    text = "\f".join("".join(_walk(root)) for root in roots)
    yield Extraction(text, method, tuple(_note_changes(roots)))


def _list_parts(package: Package) -> list[str]:
    return [_BODY, *sorted(name for name in package.names if _BESIDE.fullmatch(name))]


def _walk(root: etree._Element) -> Iterator[str]:
    hidden = 0
    for event, node in etree.iterwalk(root, events=("start", "end")):
        # A fallback repeats in an old form what stands beside it.
        if node.tag == _FALLBACK:
            hidden += 1 if event == "start" else -1
        name = _name(node)
        if hidden or not name:
            continue
        if event == "start" and name == "t":
            yield node.text or ""
        elif event == "start" and name in _CHARACTERS and _name(node.getparent()) == "r":
            yield _CHARACTERS[name]
        elif event == "end" and name == "p":
            yield "\n"


def _name(node: etree._Element | None) -> str:
    found = _WORD.fullmatch(node.tag) if node is not None and isinstance(node.tag, str) else None
    return found[1] if found else ""


def _note_changes(roots: list[etree._Element]) -> Iterator[Note]:
    if any(_name(node) in {"ins", "del", "moveFrom", "moveTo"} for root in roots for node in root.iter()):
        yield Note(
            "E028",
            "the document has tracked changes: what was inserted is read, what was deleted is not",
            "quote it only once you know which state was published",
            Severity.WARNING,
        )
