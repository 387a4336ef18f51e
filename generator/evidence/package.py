"""Files packed in a ZIP, and XML in them, opened within bounds: EPUB and DOCX are both.

Nothing is ever unpacked to the disk, and a package within a package is not opened.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from lxml import etree

from generator.evidence.text import Note

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST_MEMBERS: Final = 10_000
LARGEST_MEMBER: Final = 32 * 1024 * 1024
LARGEST_TOTAL: Final = 128 * 1024 * 1024
HIGHEST_RATIO: Final = 200
"""How many times larger than it is packed a member may be; text hardly ever shrinks to less than a fiftieth."""
RATIO_FROM: Final = 1024 * 1024
_ENCRYPTED: Final = 0x1


class PackageError(Exception):
    """Why a package is not read, as the note that says so."""

    def __init__(self, note: Note) -> None:
        super().__init__(note.message)
        self.note = note


@dataclass(slots=True)
class Package:
    """A ZIP file of which members are read one by one, and no more of them than the bounds allow."""

    archive: zipfile.ZipFile
    largest_member: int = LARGEST_MEMBER
    largest_total: int = LARGEST_TOTAL
    unpacked: int = field(default=0, init=False)

    @property
    def names(self) -> frozenset[str]:
        """The names of all members."""
        return frozenset(self.archive.namelist())

    def read(self, name: str) -> bytes:
        """The content of a member; raises `PackageError` where it is missing, damaged, encrypted or too large."""
        try:
            info = self.archive.getinfo(name)
        except KeyError:
            raise PackageError(Note("E024", f"the file lacks {name!r}, which it must have")) from None
        if info.flag_bits & _ENCRYPTED:
            raise PackageError(Note("E025", f"{name!r} in the file is encrypted"))
        room = min(self.largest_member, self.largest_total - self.unpacked)
        if info.compress_size:
            # What the package says of the size may be a lie, so the ratio bounds what is really unpacked.
            room = min(room, max(RATIO_FROM, info.compress_size * HIGHEST_RATIO))
        try:
            with self.archive.open(info) as member:
                content = member.read(room + 1)
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError) as error:
            raise PackageError(Note("E024", f"{name!r} in the file is damaged: {error}")) from None
        if len(content) > room:
            raise PackageError(
                Note(
                    "E022",
                    f"{name!r} in the file unpacks to more than the {room} bytes allowed",
                    "take it for hostile unless you know why it is so large",
                )
            )
        self.unpacked += len(content)
        return content


def open_package(data: bytes, *, largest_member: int = LARGEST_MEMBER, largest_total: int = LARGEST_TOTAL) -> Package:
    """The package that the bytes are; raises `PackageError` where they are none, or one with too many members."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, EOFError, OSError, NotImplementedError) as error:
        raise PackageError(
            Note("E024", f"the file is no whole ZIP package: {error}", "fetch it again; it may be cut off")
        ) from None
    if len(archive.infolist()) > MOST_MEMBERS:
        raise PackageError(Note("E022", f"the package has more than {MOST_MEMBERS} members"))
    return Package(archive, largest_member, largest_total)


def parse_xml(content: bytes, name: str) -> etree._Element:
    """The XML of a member; raises `PackageError` where it is broken or declares entities of its own.

    Entities are not unfolded, no other file is asked for, and neither depth nor size goes beyond what libxml2 allows.
    """
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False, dtd_validation=False, remove_pis=True
    )
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        if b"<!ENTITY" in content:
            raise PackageError(_refuse_entities(name)) from None
        raise PackageError(Note("E024", f"{name!r} in the file is no XML: {error}")) from None
    if root is None:
        raise PackageError(Note("E024", f"{name!r} in the file is empty"))
    if any(_declared_entities(root)):
        raise PackageError(_refuse_entities(name))
    return root


def _declared_entities(root: etree._Element) -> Iterator[object]:
    subset = root.getroottree().docinfo.internalDTD
    if subset is not None:
        yield from subset.iterentities()  # type: ignore[attr-defined]  # the stubs lack it


def _refuse_entities(name: str) -> Note:
    return Note("E027", f"{name!r} in the file declares entities", "take it for hostile: such files declare none")
