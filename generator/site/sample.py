"""Sample pages: for each kind of generated page one that the engine builds, with a mark wherever pages differ.

A mark names its slot and holds a probe: signs that themes write in different ways, so that the built page shows in which.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from itertools import count
from typing import TYPE_CHECKING

from generator.artifact import Artifact
from generator.site.frame import depth_of, frame_name
from generator.site.promise import url_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from generator.artifact import PageKind

SIGN = "zq7stampzq7frame"
"""What every mark begins and ends with: letters and digits only, which neither Markdown nor an address touches."""

MARK = re.compile(rf"{SIGN}7([a-z_]+)8(.*?)9{SIGN}", re.DOTALL)

HEADINGS = ("a", "b", "c", "d", "e", "f")
"""The sample's headings below its first: `a` has none below it, and of the others each but the last has the next."""

TEXT_PROBE = "&#60;i&#62;&#38;"
VALUE_PROBE = "<i>&\"'"


def has_mark(text: str) -> bool:
    """Whether a text holds a mark, or what is left of one that was cut short or written in capital letters."""
    return SIGN[: len(SIGN) // 2] in text.lower()


def write_mark(name: str, probe: str = "") -> str:
    """The mark of a slot."""
    return f"{SIGN}7{name}8{probe}9{SIGN}"


@dataclass(frozen=True, slots=True)
class Sample:
    """A sample page: the frame that is cut from it, and the page itself."""

    frame: str
    artifact: Artifact

    @property
    def url(self) -> str:
        """The page's address as the engine writes it, from the root of the language."""
        return url_of(self.artifact.path)


def write_samples(
    kinds: Sequence[PageKind], anchors: Mapping[str, Collection[str]], named: Sequence[str] = ()
) -> Iterator[Sample]:
    """The sample pages of every kind; each has the anchors that pages written by hand lead to in it.

    A page that the navigation names is shown in it, and so has a frame of its own; `named` are the paths of these.
    """
    # Samples of one place differ in their names.
    numbers = count(1)
    for kind in kinds:
        for has_sections in (True, False) if kind.has_sections is None else (kind.has_sections,):
            place = kind.path if kind.is_single else depth_of(kind.path)
            path = kind.path.replace("{}", write_mark("stem", str(next(numbers))))
            yield _sample(kind, path, place, anchors, has_sections=has_sections)
    single = {kind.path for kind in kinds}
    for path in named:
        of_it = next((kind for kind in kinds if _is_of(path, kind)), None)
        if of_it and path not in single:
            yield _sample(of_it, path, path, anchors, has_sections=of_it.has_sections is not False)


def _is_of(path: str, kind: PageKind) -> bool:
    return re.fullmatch(re.escape(kind.path).replace(r"\{\}", "[^/]+"), path) is not None


def _sample(
    kind: PageKind, path: str, place: str, anchors: Mapping[str, Collection[str]], *, has_sections: bool
) -> Sample:
    content = _write_sample(kind.meta, anchors.get(path, ()), has_sections=has_sections)
    return Sample(
        frame_name(kind.name, place, kind.meta, has_sections=has_sections), Artifact(path=path, content=content)
    )


def write_stub(path: str, anchors: Collection[str]) -> Artifact:
    """A file that is only there to be linked to while pages written by hand are built."""
    if not path.endswith(".md"):
        return Artifact(path=path, content=b"")
    return Artifact(path=path, content=_write_front_matter(()) + "# Stub\n\n" + _write_anchors(anchors))


def _write_sample(meta: Sequence[str], anchors: Collection[str], *, has_sections: bool) -> str:
    blocks = [_write_front_matter(meta) + _write_heading(1, "title")]
    if has_sections:
        levels = (2, 2, 3, 4, 5, 6)
        blocks += [_write_heading(level, name) for level, name in zip(levels, HEADINGS, strict=True)]
    return "\n\n".join((*blocks, _write_anchors(anchors), f"<div>{write_mark('end')}</div>")) + "\n"


def _write_heading(level: int, name: str) -> str:
    return f"{'#' * level} {write_mark(f'text_{name}', TEXT_PROBE)} {{ #{write_mark(f'id_{name}')} }}"


def _write_front_matter(meta: Sequence[str]) -> str:
    values: dict[str, object] = {key: write_mark(key, VALUE_PROBE) for key in meta}
    # The index of the search is not for samples.
    values["search"] = {"exclude": True}
    return "\n".join(("---", *(f"{key}: {json.dumps(value)}" for key, value in values.items()), "---", "", ""))


def _write_anchors(anchors: Collection[str]) -> str:
    return "<div>" + "".join(f'<p id="{anchor}"></p>' for anchor in sorted(anchors)) + "</div>"
