"""The files of exhibits: read, held against their hashes, and refused with metadata, before they are published unchanged."""

from __future__ import annotations

import hashlib
import io
import warnings
from typing import TYPE_CHECKING

from PIL import Image, UnidentifiedImageError

from generator.artifact import Artifact
from generator.facts.exhibit import Exhibit
from generator.finding import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from generator.case import Case

LARGEST = 20 * 1024 * 1024
"""The most bytes that a file of an exhibit may have."""

FORMATS = {"png": "PNG", "jpg": "JPEG", "jpeg": "JPEG", "webp": "WEBP"}
HARMLESS = {"dpi", "gamma", "icc_profile", "interlace", "jfif", "jfif_density", "jfif_unit", "jfif_version", "loop"} | {
    "background",
    "default_image",
    "duration",
    "progression",
    "progressive",
    "srgb",
    "timestamp",
    "transparency",
    "adobe",
    "adobe_transform",
    "chromaticity",
    "blend",
    "disposal",
}
"""What an image may say of itself: how it is to be shown, and nothing of who made it, when, where or with what."""

EXPLANATIONS: dict[str, tuple[str, str]] = {
    "W010": ("The file of an exhibit is missing", "An exhibit's file lies in the exhibits/ folder of its case."),
    "W011": ("Not the file that was described", "The SHA-256 of the file is not the one in the facts."),
    "W012": (
        "The file of an exhibit says more than it shows",
        (
            "Images carry metadata: where and when they were made, with which device, by whom. The repository is public, so "
            "a file with metadata is refused, not cleaned in passing."
        ),
    ),
    "W013": ("Not an image", "The file of an exhibit is a whole PNG, JPEG or WebP of at most 20 MiB."),
}


def read_exhibits(case: Case, root: Path) -> Iterator[Artifact | Finding]:
    """The files of a case's exhibits, to be published byte for byte; for one that must not be, a finding."""
    for exhibit in case.of_kind(Exhibit):
        if exhibit.file is None:
            continue
        path = root / "dossiers" / case.id / "exhibits" / exhibit.file
        if path.is_symlink() or not path.is_file():
            hint = f"put the file at dossiers/{case.id}/exhibits/{exhibit.file}"
            yield Finding("W010", f"there is no file {exhibit.file}", exhibit.at("file"), hint=hint)
            continue
        content = path.read_bytes() if path.stat().st_size <= LARGEST else b""
        fault = _find_fault(exhibit, content)
        yield fault or Artifact(path=f"cases/{case.id}/exhibits/{exhibit.file}", content=content)


def _find_fault(exhibit: Exhibit, content: bytes) -> Finding | None:
    digest = hashlib.sha256(content).hexdigest()
    kind = FORMATS[(exhibit.file or "").rpartition(".")[2]]
    try:
        with warnings.catch_warnings(action="error"), Image.open(io.BytesIO(content), formats=[kind]) as image:
            image.load()
            said = {str(name) for name in image.info} - HARMLESS
            said |= {"exif"} if image.getexif() else set()
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, Image.DecompressionBombError, Warning):
        hint = f"save it as a {kind} of at most 20 MiB"
        return Finding("W013", f"{exhibit.file} is not a {kind} image that can be read", exhibit.at("file"), hint=hint)
    if said:
        hint = "save the image without metadata, and write the new file's SHA-256"
        return Finding("W012", f"{exhibit.file} carries {', '.join(sorted(said))}", exhibit.at("file"), hint=hint)
    if digest != exhibit.sha256:
        return Finding(
            "W011",
            f"the SHA-256 of {exhibit.file} is {digest}",
            exhibit.at("sha256"),
            hint="write this one, if the file is right",
        )
    return None
