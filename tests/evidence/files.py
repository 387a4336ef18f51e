"""Tiny files of every format, sound and broken, made on the spot."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

from pypdf import PdfWriter
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

if TYPE_CHECKING:
    from collections.abc import Mapping

CONTAINER = (
    '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container" version="1.0"><rootfiles>'
    '<rootfile full-path="OPS/book.opf" media-type="application/oebps-package+xml"/></rootfiles></container>'
)
BOOK = (
    '<package xmlns="http://www.idpf.org/2007/opf" version="3.0"><manifest>'
    '<item id="b" href="second.xhtml"/><item id="a" href="first%20one.xhtml"/></manifest>'
    '<spine><itemref idref="a"/><itemref idref="b"/><itemref idref="a"/></spine></package>'
)
FIRST = '<html xmlns="http://www.w3.org/1999/xhtml"><body><p>The&nbsp;first chapter.</p></body></html>'
SECOND = '<html xmlns="http://www.w3.org/1999/xhtml"><body><p>The second.</p></body></html>'
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def make_zip(members: Mapping[str, str | bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    taken = io.BytesIO()
    with zipfile.ZipFile(taken, "w", compression) as archive:
        for name, content in members.items():
            archive.writestr(name, content, zipfile.ZIP_STORED if name == "mimetype" else compression)
    return taken.getvalue()


def make_epub(**changed: str | bytes | None) -> bytes:
    members: dict[str, str | bytes | None] = {
        "mimetype": "application/epub+zip",
        "META-INF/container.xml": CONTAINER,
        "OPS/book.opf": BOOK,
        "OPS/first one.xhtml": FIRST,
        "OPS/second.xhtml": SECOND,
    }
    names = {"container": "META-INF/container.xml", "book": "OPS/book.opf", "second": "OPS/second.xhtml"}
    names["encryption"] = "META-INF/encryption.xml"
    for key, content in changed.items():
        members[names[key]] = content
    return make_zip({name: content for name, content in members.items() if content is not None})


def make_docx(body: str, before: str = "", **parts: str) -> bytes:
    document = f'{before}<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>'
    return make_zip({"word/document.xml": document, **{f"word/{name}.xml": part for name, part in parts.items()}})


def make_pdf(*pages: str, password: str = "") -> bytes:
    """A PDF with a line of text on each page; a page with no text has a drawing."""
    writer = PdfWriter()
    font = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Font"),
            NameObject("/Subtype"): NameObject("/Type1"),
            NameObject("/BaseFont"): NameObject("/Helvetica"),
        }
    )
    for text in pages:
        page = writer.add_blank_page(300, 300)
        fonts = DictionaryObject({NameObject("/F1"): writer._add_object(font)})
        page[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): fonts})
        stream = DecodedStreamObject()
        stream.set_data(f"BT /F1 12 Tf 20 150 Td ({text}) Tj ET".encode() if text else b"0 0 50 50 re f")
        page[NameObject("/Contents")] = writer._add_object(stream)
    if password:
        writer.encrypt(password, algorithm="AES-256")
    taken = io.BytesIO()
    writer.write(taken)
    return taken.getvalue()


def make_pdf_with_loop() -> bytes:
    """A PDF whose tree of pages has itself for a branch."""
    objects = [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[2 0 R 2 0 R]/Count 2>>"]
    content, places = b"%PDF-1.4\n", []
    for number, one in enumerate(objects, start=1):
        places.append(len(content))
        content += b"%d 0 obj%sendobj\n" % (number, one)
    table = len(content)
    content += b"xref\n0 3\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % place for place in places)
    return content + b"trailer<</Root 1 0 R/Size 3>>\nstartxref\n%d\n%%%%EOF\n" % table


BILLION = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]>'
OUTSIDE = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]>'
