"""A generated page set into its frame: the same page that the engine would have made of its Markdown."""

from __future__ import annotations

import html
import json
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote

from generator.site.body import plain_words_of, render_body
from generator.site.frame import depth_of, frame_name, read_frames
from generator.site.promise import bytes_of, url_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from generator.artifact import Artifact
    from generator.site.body import Heading
    from generator.site.frame import Contents, Mould


_NOTHING: Final[tuple[object, ...]] = (None, "", [], {})
"""The values that a front matter leaves out."""


class UnframedError(LookupError):
    """A page is of a shape that no frame was made for."""


class Stamper:
    """The frames of one language, ready to have pages set into them."""

    def __init__(self, folder: Path, language: str) -> None:
        """`folder` is where the frames were made."""
        self.frames = read_frames(folder, language)
        self._parts = {name: tuple(part.encode() for part in mould.parts) for name, mould in self.frames.frames.items()}

    def stamp(self, artifact: Artifact) -> bytes:
        """The whole page, as it is to be published."""
        body = render_body(_without_front_matter(artifact), artifact.path, self.frames.headings)
        if not body.headings or body.headings[0].level != 1:
            raise UnframedError(f"{artifact.path} does not begin with a title")
        first, *others = body.headings
        within = others[: next((number for number, one in enumerate(others) if one.level == 1), None)]
        contents = self.frames.contents
        listed = tuple(one for one in within if contents is not None and one.level <= contents.deepest)
        name = self._find(artifact, has_sections=bool(listed))
        values: dict[str, object] = {
            **artifact.meta,
            "url": quote(url_of(artifact.path)),
            "title": first.words,
            "first_id": first.id,
            "contents": write_contents(contents, listed) if contents and listed else "",
        }
        parts = self._parts[name]
        written = [parts[0]]
        for slot, part in zip(self.frames.frames[name].slots, parts[1:], strict=True):
            if slot.name == "content":
                written += (body.html, part)
            else:
                written += (ENCODINGS[slot.encoding](values[slot.name]).encode(), part)
        return b"".join(written)

    def _find(self, artifact: Artifact, *, has_sections: bool) -> str:
        """The name of the frame for a page: its own, if the navigation shows it, else that of its kind."""
        meta = [key for key, value in artifact.meta.items() if value not in _NOTHING]
        for place in (artifact.path, depth_of(artifact.path)):
            name = frame_name(artifact.kind, place, meta, has_sections=has_sections)
            if name in self._parts:
                return name
        raise UnframedError(f"there is no frame for {artifact.path}: {name}")


def load_frames(folder: Path, language: str) -> Stamper:
    """The frames of a language that were made in `folder`, ready for use."""
    return Stamper(folder, language)


@lru_cache(maxsize=1000)
def write_contents(contents: Contents, headings: tuple[Heading, ...]) -> str:
    """The entries of a table of contents, each with those of lower levels that follow it inside.

    Most pages of a kind have the same sections.
    """
    written: list[str] = []
    open_levels: list[int] = []
    following = (*headings[1:], None)
    for heading, after in zip(headings, following, strict=True):
        while open_levels and open_levels[-1] >= heading.level:
            open_levels.pop()
            written.append(contents.closing)
        if after is not None and after.level > heading.level:
            written.append(_write_entry(contents.opening, heading))
            open_levels.append(heading.level)
        else:
            written.append(_write_entry(contents.leaf, heading))
    written += [contents.closing] * len(open_levels)
    return "\n".join(written)


def _write_entry(mould: Mould, heading: Heading) -> str:
    written = [mould.parts[0]]
    for slot, part in zip(mould.slots, mould.parts[1:], strict=True):
        written += (heading.id if slot.name == "id" else ENCODINGS[slot.encoding](heading.words), part)
    return "".join(written)


def _without_front_matter(artifact: Artifact) -> bytes:
    text = bytes_of(artifact)
    return text[text.index(b"\n---\n", 3) + 5 :] if text.startswith(b"---\n") else text


def _escape(value: object) -> str:
    return html.escape(str(value), quote=False).replace('"', "&#34;").replace("'", "&#39;")


def _write_json(value: object) -> str:
    """JSON that may stand in a script: nothing in it ends one."""
    return json.dumps(value, sort_keys=True).translate(_IN_SCRIPT)


_IN_SCRIPT: Final = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&'"}

ENCODINGS: Final[dict[str, Callable[[Any], str]]] = {
    "raw": str,
    "html": str,
    "text": lambda words: _escape(plain_words_of(words)),
    "words": plain_words_of,
    "escaped": _escape,
    "json": _write_json,
}
"""The ways in which themes write values: as they are; the words of a title as HTML, escaped and bare; text; and data."""
