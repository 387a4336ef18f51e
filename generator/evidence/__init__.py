"""Evidence: what shows that a document or a file of facts is what it was, and that it was there by some day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.evidence import stamps

if TYPE_CHECKING:
    from collections.abc import Mapping

EXPLANATIONS: Mapping[str, tuple[str, str]] = {
    code: explanation for module in (stamps,) for code, explanation in module.EXPLANATIONS.items()
}
"""What each finding of this layer means: a title, and what is behind it."""
