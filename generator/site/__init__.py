"""From artifacts to a published site: written, built by the engine, verified, and only then put in its place.

The preview is not brought in with the rest, because only one command needs it: `generator.site.server`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.site import engine, exhibits, frames, page, register, settings, verifier, writer
from generator.site.engine import Edition, build_html
from generator.site.frame_docs import FrameEdition
from generator.site.frames import FrameRun, frames_key, make_frames, start_frames
from generator.site.promise import Promise, promise_of
from generator.site.publisher import publish, stage
from generator.site.sitemap import write_sitemap
from generator.site.stamper import Stamper, UnframedError, load_frames
from generator.site.verifier import verify_site
from generator.site.writer import DocsTree, Tree, Written

if TYPE_CHECKING:
    from collections.abc import Mapping

EXPLANATIONS: Mapping[str, tuple[str, str]] = {
    code: explanation
    for module in (register, writer, exhibits, engine, frames, settings, page, verifier)
    for code, explanation in module.EXPLANATIONS.items()
}
"""What each finding of this layer means: a title, and what is behind it."""

__all__ = [
    "EXPLANATIONS",
    "DocsTree",
    "Edition",
    "FrameEdition",
    "FrameRun",
    "Promise",
    "Stamper",
    "Tree",
    "UnframedError",
    "Written",
    "build_html",
    "frames_key",
    "load_frames",
    "make_frames",
    "promise_of",
    "publish",
    "stage",
    "start_frames",
    "verify_site",
    "write_sitemap",
]
