"""The text of files of every format, and what is said of those that are broken, hostile, or hold no text."""

from __future__ import annotations

import io
import zipfile

import pytest
from PIL import Image

from generator.evidence import extraction
from generator.evidence.confinement import Bounds
from generator.evidence.extraction import extract_text
from generator.evidence.media import DOCX, EPUB, HTML, PDF
from generator.evidence.text import EXPLANATIONS
from generator.finding import Severity
from tests.evidence.files import (
    BILLION,
    BOOK,
    OUTSIDE,
    SECOND,
    W,
    make_docx,
    make_epub,
    make_pdf,
    make_pdf_with_loop,
    make_zip,
)

ARTICLE = "<p>" + "The hearing began late and ended early, and nobody said why. " * 12 + "</p>"
PARAGRAPH = "<w:p><w:r><w:t>{}</w:t></w:r></w:p>"


def codes(data: bytes, media_type: str = "") -> list[str]:
    """The codes of what is said of a file, each of which must be explained."""
    found = [note.code for note in extract_text(data, media_type).notes]
    assert set(found) <= set(EXPLANATIONS)
    return found


class TestText:
    @pytest.mark.parametrize(
        ("data", "media_type"),
        [
            ("À l'été".encode(), "text/plain"),
            ("À l'été".encode(), "text/plain; charset=utf-8"),
            ("À l'été".encode(), ""),
            ("À l'été".encode("utf-8-sig"), "text/plain"),
            ("À l'été".encode("utf-16"), "text/plain"),
            (b"\xfe\xff" + "À l'été".encode("utf-16-be"), "text/plain; charset=utf-8"),
            ("À l'été".encode("latin-1"), 'text/plain; charset="ISO-8859-1"'),
            ("À l'été".encode("cp1252"), "text/plain; charset=windows-1252"),
        ],
    )
    def test_the_encoding_is_known_or_declared(self, data: bytes, media_type: str) -> None:
        assert extract_text(data, media_type).text == "À l'été"

    @pytest.mark.parametrize(
        ("data", "media_type", "code"),
        [
            ("été".encode("latin-1"), "text/plain", "E020"),
            ("été".encode("latin-1"), "text/plain; charset=utf-8", "E020"),
            (b"abc", "text/plain; charset=idna", "E020"),
            (b"a\0b", "text/plain", "E024"),
            (b"  \n", "text/plain", "E026"),
        ],
    )
    def test_nothing_is_guessed(self, data: bytes, media_type: str, code: str) -> None:
        found = extract_text(data, media_type)
        assert (found.text, [note.code for note in found.notes]) == ("", [code])

    def test_a_file_beyond_the_limit_is_not_read(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(extraction, "LARGEST", 10)
        assert codes(b"x" * 11, "text/plain") == ["E022"]


class TestHtml:
    def test_the_article_and_the_text_of_everything(self) -> None:
        page = (
            f"<html><body><article>{ARTICLE}</article><aside>Only in a box</aside><script>never</script></body></html>"
        )
        found = extract_text(page.encode(), HTML)
        assert "ended early" in found.text
        assert "Only in a box" in found.alternative
        assert "never" not in found.alternative
        assert found.texts == (found.text, found.alternative)
        assert "trafilatura" in found.method
        assert found.notes == ()

    def test_words_are_parted_by_blocks_and_not_by_marks(self) -> None:
        found = extract_text(b"<div>one<p>two</p>three<!-- no -->four</div><b>fi</b>ve<br>six", HTML)
        assert (found.texts[-1]).split() == ["one", "two", "threefour", "five", "six"]

    @pytest.mark.parametrize(
        "page",
        [
            "<meta charset=iso-8859-1><p>été".encode("latin-1"),
            '<meta http-equiv=Content-Type content="text/html; charset=windows-1252"><p>été'.encode("cp1252"),
            "<meta charset=utf-16><p>été".encode(),
            "<p>été".encode("utf-8-sig"),
        ],
    )
    def test_the_encoding_that_a_page_declares(self, page: bytes) -> None:
        assert "été" in extract_text(page, HTML).texts[-1]

    def test_what_the_server_declares_counts_more_than_what_the_page_does(self) -> None:
        found = extract_text("<meta charset=windows-1252><p>été".encode(), f"{HTML}; charset=utf-8")
        assert "été" in found.texts[-1]

    def test_a_page_in_an_unknown_encoding(self) -> None:
        assert codes("<p>été".encode("latin-1"), HTML) == ["E020"]

    def test_a_million_nodes(self) -> None:
        found = extract_text(b"<p>word</p>" * 1_000_000, HTML)
        assert len(found.text.split()) == 1_000_000
        assert found.notes == ()

    def test_a_page_nested_too_deep_is_not_taken_for_whole(self) -> None:
        assert codes(b"<p>before</p>" + b"<div>" * 100_000 + b"deep", HTML) == ["E028"]

    def test_a_page_of_scripts_alone(self) -> None:
        assert codes(b"<html><script>render()</script></html>", HTML) == ["E026"]


class TestPdf:
    def test_pages(self) -> None:
        found = extract_text(make_pdf("On the first", "on the second"), PDF)
        assert found.text.split("\f") == ["On the first", "on the second"]
        assert found.method.startswith("pypdf ")

    def test_pictures_of_pages(self) -> None:
        assert codes(make_pdf("", "")) == ["E026"]

    def test_one_picture_among_pages(self) -> None:
        (note,) = extract_text(make_pdf("Text", "")).notes
        assert (note.code, note.severity) == ("E026", Severity.NOTE)
        assert "page 2" in note.message

    def test_encrypted(self) -> None:
        assert codes(make_pdf("Secret", password="known to nobody")) == ["E025"]

    def test_truncated(self) -> None:
        whole = make_pdf("Text")
        assert codes(whole[: len(whole) // 2])[0] == "E024"

    def test_no_pdf_behind_its_first_bytes(self) -> None:
        assert set(codes(b"%PDF-1.7 and nothing else")) == {"E024"}

    def test_a_tree_of_pages_that_has_itself_for_a_branch(self) -> None:
        found = extract_text(make_pdf_with_loop(), PDF)
        assert found.text == ""
        assert {note.code for note in found.notes} <= {"E023", "E024", "E026"}
        assert any(note.severity is Severity.ERROR for note in found.notes)


class TestEpub:
    def test_documents_in_the_order_of_the_spine_each_once(self) -> None:
        first, second = extract_text(make_epub()).text.split("\f")
        assert first.split() == ["The", "first", "chapter."]
        assert second.split() == ["The", "second."]

    @pytest.mark.parametrize(
        ("data", "code"),
        [
            (make_epub()[:-60], "E024"),
            (make_epub(container=None), "E024"),
            (make_epub(book=BOOK.replace("itemref", "other")), "E024"),
            (make_epub(container="<container"), "E024"),
            (make_epub(book=BILLION + BOOK), "E027"),
            (make_epub(book=OUTSIDE + BOOK), "E027"),
            (make_epub(second=None), "E028"),
            (make_epub(second="été".encode("latin-1")), "E028"),
            (make_epub(second=b"<p>" + b"a" * 40_000_000), "E022"),
        ],
        ids=[
            "truncated",
            "container-missing",
            "spine-empty",
            "broken-xml",
            "entities",
            "external-entity",
            "document-missing",
            "encoding",
            "bomb",
        ],
    )
    def test_broken(self, data: bytes, code: str) -> None:
        assert codes(data, EPUB) == [code]

    def test_digital_rights_management(self) -> None:
        encryption = (
            '<encryption xmlns="urn:oasis:names:tc:opendocument:xmlns:container">'
            '<e:EncryptedData xmlns:e="http://www.w3.org/2001/04/xmlenc#"><e:CipherData>'
            '<e:CipherReference URI="OPS/first%20one.xhtml"/></e:CipherData></e:EncryptedData></encryption>'
        )
        assert codes(make_epub(encryption=encryption)) == ["E025"]

    def test_a_book_whose_fonts_alone_are_encrypted_is_read(self) -> None:
        encryption = (
            '<encryption xmlns="urn:oasis:names:tc:opendocument:xmlns:container">'
            '<e:CipherReference xmlns:e="http://www.w3.org/2001/04/xmlenc#" URI="OPS/font.otf"/></encryption>'
        )
        assert codes(make_epub(encryption=encryption)) == []


class TestDocx:
    def test_body_notes_and_breaks(self) -> None:
        body = (
            PARAGRAPH.format("One")
            + '<w:p><w:r><w:t xml:space="preserve">two </w:t><w:tab/><w:t>three</w:t></w:r></w:p>'
        )
        notes = f'<w:footnotes xmlns:w="{W}"><w:footnote>{PARAGRAPH.format("A note")}</w:footnote></w:footnotes>'
        found = extract_text(make_docx(body, footnotes=notes))
        assert found.text == "One\ntwo \tthree\n\fA note\n"
        assert found.notes == ()

    def test_tracked_changes_are_told(self) -> None:
        body = "<w:p><w:ins><w:r><w:t>added</w:t></w:r></w:ins><w:del><w:r><w:delText>removed</w:delText></w:r></w:del></w:p>"
        found = extract_text(make_docx(body))
        assert found.text == "added\n"
        assert [note.code for note in found.notes] == ["E028"]

    @pytest.mark.parametrize(
        ("data", "code"),
        [
            (make_docx("")[:-30], "E024"),
            (make_zip({"word/other.xml": "<a/>"}), "E024"),
            (make_docx("<w:p>"), "E024"),
            (make_docx(PARAGRAPH.format("&c;"), BILLION.replace("x [", "w:document [")), "E027"),
            (make_docx(PARAGRAPH.format("&a;"), OUTSIDE.replace("x [", "w:document [")), "E027"),
            (b"\xd0\xcf\x11\xe0" + b"\0" * 100, "E025"),
            (make_docx(PARAGRAPH.format("a" * 40_000_000)), "E022"),
        ],
        ids=["truncated", "body-missing", "broken-xml", "entities", "external-entity", "password", "bomb"],
    )
    def test_broken(self, data: bytes, code: str) -> None:
        assert codes(data, DOCX) == [code]

    def test_nothing_of_an_external_entity_is_read(self) -> None:
        data = make_docx(PARAGRAPH.format("&a;"), OUTSIDE.replace("x [", "w:document ["))
        assert extract_text(data, DOCX).text == ""

    def test_too_many_members(self) -> None:
        members = {f"word/{number}": b"" for number in range(10_001)}
        assert codes(make_zip({"word/document.xml": "<a/>", **members}, zipfile.ZIP_STORED), DOCX) == ["E022"]

    def test_a_package_in_a_package_is_not_opened(self) -> None:
        inner = make_docx(PARAGRAPH.format("inside"))
        data = make_zip({"word/document.xml": f'<w:document xmlns:w="{W}"/>', "word/embeddings/inner.docx": inner})
        assert "inside" not in extract_text(data, DOCX).text

    def test_an_encrypted_member(self) -> None:
        data = bytearray(make_docx(PARAGRAPH.format("Text")))
        for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
            data[data.index(mark) + at] |= 1
        assert codes(bytes(data), DOCX) == ["E025"]


@pytest.mark.parametrize("form", ["PNG", "JPEG", "GIF", "WEBP", "TIFF"])
def test_images_are_kept_without_text(form: str) -> None:
    taken = io.BytesIO()
    Image.new("RGB", (2, 2)).save(taken, form)
    found = extract_text(taken.getvalue())
    assert [(note.code, note.severity) for note in found.notes] == [("E021", Severity.NOTE)]
    assert found.texts == ()


@pytest.mark.parametrize(
    "data", [b"\x00\x01\x02\xff", b"{\\rtf1 text}\xff", make_zip({"content.xml": "<a/>"})], ids=["bytes", "rtf", "zip"]
)
def test_other_kinds_are_kept_without_text(data: bytes) -> None:
    assert codes(data) == ["E021"]


class TestConfinement:
    def test_too_much_time(self) -> None:
        found = extract_text(make_pdf("Text"), PDF, bounds=Bounds(seconds=0.01))
        assert [note.code for note in found.notes] == ["E023"]
        assert "took too long" in found.notes[0].message

    def test_too_much_memory(self) -> None:
        found = extract_text(b"<p>word</p>" * 1_000_000, HTML, bounds=Bounds(memory=300 * 1024**2))
        assert found.notes[-1].code == "E023"

    def test_what_was_read_before_the_end_is_kept(self, monkeypatch: pytest.MonkeyPatch) -> None:
        ending = extraction.Ending(-11, b'["All of it", "lxml", [], ""]\n["half')
        monkeypatch.setattr(extraction, "run_confined", lambda *_, **__: ending)
        found = extract_text(SECOND.encode(), HTML)
        assert found.text == "All of it"
        assert [(note.code, note.severity) for note in found.notes] == [("E023", Severity.WARNING)]
