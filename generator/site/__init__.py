"""From artifacts to a published site: written, built by the engine, verified, and only then put in its place.

The preview is not brought in with the rest, because only one command needs it: `generator.site.server`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.site import engine, exhibits, frames, page, register, settings, verifier, writer
from generator.site.engine import Edition, build_html
from generator.site.promise import Promise, promise_of
from generator.site.publisher import publish, stage
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
    "Promise",
    "Tree",
    "Written",
    "build_html",
    "promise_of",
    "publish",
    "stage",
    "verify_site",
]
