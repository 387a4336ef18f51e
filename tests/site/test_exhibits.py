"""The files of exhibits: published byte for byte, or refused with the reason."""

from __future__ import annotations

import hashlib
import io
from typing import TYPE_CHECKING

import pytest
from PIL import Image, PngImagePlugin

from generator.artifact import Artifact
from generator.finding import Finding
from generator.reading import read_project
from generator.site.exhibits import read_exhibits

if TYPE_CHECKING:
    from pathlib import Path

FACTS = """case: {{title: A case, summary: x, languages: [en]}}
sources:
  paper: {{type: article-newspaper, title: A piece, container-title: The Paper, issued: 2020, seen: original}}
exhibits:
  photograph:
    title: A photograph
    file: {name}
    sha256: {digest}
    alt: A square
    caption: A square [@paper].
    rights: ours
    cite: paper
"""


def draw(kind: str, **options: object) -> bytes:
    stream = io.BytesIO()
    Image.new("RGB", (8, 8), "red").save(stream, kind, **options)
    return stream.getvalue()


def publish(root: Path, name: str, content: bytes | None, digest: str = "") -> list[Artifact | Finding]:
    folder = root / "dossiers" / "a" / "exhibits"
    folder.mkdir(parents=True)
    if content is not None:
        (folder / name).write_bytes(content)
    digest = digest or hashlib.sha256(content or b"").hexdigest()
    (folder.parent / "case.yaml").write_text(FACTS.format(name=name, digest=digest), encoding="utf-8")
    reading = read_project(root)
    assert reading.findings == ()
    return list(read_exhibits(reading.library.cases["a"], root))


@pytest.mark.parametrize(
    ("name", "kind"), [("a.png", "PNG"), ("a.jpg", "JPEG"), ("a.jpeg", "JPEG"), ("a.webp", "WEBP")]
)
def test_a_clean_image_is_published_unchanged(tmp_path: Path, name: str, kind: str) -> None:
    content = draw(kind)
    assert publish(tmp_path, name, content) == [Artifact(path=f"cases/a/exhibits/{name}", content=content)]


def with_exif(kind: str) -> bytes:
    exif = Image.Exif()
    exif[0x010F] = "Camera"
    exif[0x8825] = {1: "N", 2: (50.0, 50.0, 0.0)}
    return draw(kind, exif=exif)


def with_text() -> bytes:
    said = PngImagePlugin.PngInfo()
    said.add_text("Author", "Somebody")
    return draw("PNG", pnginfo=said)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.jpg", with_exif("JPEG")),
        ("a.png", with_exif("PNG")),
        ("a.webp", with_exif("WEBP")),
        ("a.png", with_text()),
        ("a.jpg", draw("JPEG", comment=b"by Somebody")),
        ("a.webp", draw("WEBP", xmp=b"<x:xmpmeta/>")),
    ],
    ids=["exif in jpeg", "exif in png", "exif in webp", "text in png", "comment in jpeg", "xmp in webp"],
)
def test_metadata_is_refused(tmp_path: Path, name: str, content: bytes) -> None:
    (finding,) = publish(tmp_path, name, content)
    assert isinstance(finding, Finding)
    assert (finding.code, finding.at.line, finding.at.column) == ("W012", 7, 11)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.png", b"not an image"),
        ("a.png", draw("JPEG")),
        ("a.jpg", draw("PNG")),
        ("a.png", draw("PNG")[:-30]),
        ("a.png", b""),
    ],
    ids=["words", "jpeg as png", "png as jpeg", "cut off", "empty"],
)
def test_what_is_no_such_image_is_refused(tmp_path: Path, name: str, content: bytes) -> None:
    (finding,) = publish(tmp_path, name, content)
    assert isinstance(finding, Finding)
    assert finding.code == "W013"


def test_another_file_than_described(tmp_path: Path) -> None:
    (finding,) = publish(tmp_path, "a.png", draw("PNG"), digest="0" * 64)
    assert isinstance(finding, Finding)
    assert (finding.code, finding.at.line) == ("W011", 8)


def test_a_missing_file(tmp_path: Path) -> None:
    (finding,) = publish(tmp_path, "a.png", None)
    assert isinstance(finding, Finding)
    assert (finding.code, finding.at.line) == ("W010", 7)


def test_a_link_is_not_followed(tmp_path: Path) -> None:
    folder = tmp_path / "dossiers" / "a" / "exhibits"
    folder.mkdir(parents=True)
    (tmp_path / "elsewhere.png").write_bytes(draw("PNG"))
    (folder / "a.png").symlink_to(tmp_path / "elsewhere.png")
    (folder.parent / "case.yaml").write_text(FACTS.format(name="a.png", digest="0" * 64), encoding="utf-8")
    (finding,) = read_exhibits(read_project(tmp_path).library.cases["a"], tmp_path)
    assert isinstance(finding, Finding)
    assert finding.code == "W010"
