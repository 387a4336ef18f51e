"""What the built site owes its readers for one file of the docs tree, light enough to keep while the text is let go."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from generator.artifact import Artifact


@dataclass(frozen=True, slots=True, kw_only=True)
class Promise:
    """One file of the docs tree of one language, and what the verifier must find of it in the built site.

    `path` is the file's path in the docs tree; `source` is the author's own file when the page was written by hand,
    else empty. `title`, `anchors` and `passages` are an artifact's; `findable` are the anchors of its records, of which the
    page's own is empty. `digest` is the SHA-256 of a file that is to be published byte for byte, and None for a page.
    """

    path: str
    source: str = ""
    title: str = ""
    anchors: tuple[str, ...] = ()
    passages: tuple[str, ...] = ()
    findable: tuple[str, ...] = ()
    digest: bytes | None = None

    @property
    def address(self) -> str:
        """Where the engine puts the file."""
        return address_of(self.path)


def promise_of(artifact: Artifact, *, source: str = "") -> Promise:
    """The promise that an artifact makes; `source` is the author's own file, where there is one."""
    return Promise(
        path=artifact.path,
        source=source,
        title=artifact.title,
        anchors=artifact.anchors,
        passages=artifact.passages,
        findable=tuple(record.anchor for record in artifact.records),
        digest=None if artifact.is_page else hashlib.sha256(bytes_of(artifact)).digest(),
    )


def bytes_of(artifact: Artifact) -> bytes:
    """The artifact's content as it stands on the disk."""
    return artifact.content.encode() if isinstance(artifact.content, str) else artifact.content


def address_of(path: str) -> str:
    """Where the engine puts the file `path` of a docs tree: each page in a folder of its own (`a.md` in `a/`)."""
    if not path.endswith(".md"):
        return path
    folder, slash, name = path.rpartition("/")
    stem = name.removesuffix(".md")
    # The engine takes a README for the index of its folder.
    return f"{folder}{slash}index.html" if stem in {"index", "README"} else f"{folder}{slash}{stem}/index.html"


def paths_of(address: str) -> tuple[str, ...]:
    """The files of a docs tree that `address_of` puts at an address."""
    folder = address.removesuffix("index.html")
    if folder == address:
        return (address,)
    return (*([f"{folder[:-1]}.md"] if folder else []), f"{folder}index.md", f"{folder}README.md", address)


def url_of(path: str) -> str:
    """The address of a page below its language's root, as links name it."""
    return address_of(path).removesuffix("index.html")
