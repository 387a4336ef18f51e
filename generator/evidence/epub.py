"""The text of EPUB books: the documents of the spine, in its order. Source: EPUB 3.3, §5.6 and OCF 3.3, §4."""

from __future__ import annotations

import posixpath
from importlib.metadata import version
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote

from generator.evidence.encoding import declared_in_markup, decode
from generator.evidence.hypertext import gather_text
from generator.evidence.package import Package, PackageError, open_package, parse_xml
from generator.evidence.text import Extraction, Note
from generator.finding import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

_CONTAINER: Final = "META-INF/container.xml"
_ENCRYPTION: Final = "META-INF/encryption.xml"
_IN_CONTAINER: Final = "{urn:oasis:names:tc:opendocument:xmlns:container}"
_IN_PACKAGE: Final = "{http://www.idpf.org/2007/opf}"
_IN_ENCRYPTION: Final = "{http://www.w3.org/2001/04/xmlenc#}"


def read_epub(data: bytes, _media_type: str) -> Iterator[Extraction]:
    """The text of a book, its documents set apart by form feeds."""
    method = f"spine of the EPUB; lxml {version('lxml')} (all nodes)"
    try:
        package = open_package(data)
        documents = _list_documents(package)
        locked = _list_encrypted(package)
    except PackageError as error:
        yield Extraction("", method, (error.note,))
        return
    if locked & set(documents):
        hint = "keep a copy that you may read without a licence"
        yield Extraction("", method, (Note("E025", "the book is encrypted: it has digital rights management", hint),))
        return
    texts: list[str] = []
    notes: list[Note] = []
    for name in documents:
        text, found = _read_document(package, name)
        texts.append(text)
        notes += found
    yield Extraction("\f".join(texts), method, tuple(notes))


def _list_documents(package: Package) -> list[str]:
    """The names of the documents in the order in which they are read."""
    container = parse_xml(package.read(_CONTAINER), _CONTAINER)
    path = next((one.get("full-path") or "" for one in container.iter(f"{_IN_CONTAINER}rootfile")), "")
    root = parse_xml(package.read(path), path)
    items = {one.get("id"): one.get("href") or "" for one in root.iter(f"{_IN_PACKAGE}item")}
    folder = posixpath.dirname(path)
    names = [
        posixpath.normpath(posixpath.join(folder, unquote(items[reference.partition("#")[0]].partition("#")[0])))
        for one in root.iter(f"{_IN_PACKAGE}itemref")
        if (reference := one.get("idref") or "") in items
    ]
    if not names:
        raise PackageError(Note("E024", "the book has no reading order"))
    # A spine may name one document a million times, and a reader needs its words once.
    return list(dict.fromkeys(names))


def _list_encrypted(package: Package) -> set[str]:
    if _ENCRYPTION not in package.names:
        return set()
    root = parse_xml(package.read(_ENCRYPTION), _ENCRYPTION)
    return {unquote(one.get("URI") or "") for one in root.iter(f"{_IN_ENCRYPTION}CipherReference")}


def _read_document(package: Package, name: str) -> tuple[str, tuple[Note, ...]]:
    try:
        content = package.read(name)
    except PackageError as error:
        if error.note.code == "E022":
            return "", (error.note,)
        return "", (Note("E028", error.note.message, "compare with the book", Severity.WARNING),)
    page = decode(content, declared_in_markup(content))
    if isinstance(page, Note):
        return "", (Note("E028", f"{name!r} in the book: {page.message}", page.hint, Severity.WARNING),)
    return gather_text(page)
