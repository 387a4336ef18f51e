"""Evidence: what quotes and sources rest on, and whether it still stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.evidence import verdict

if TYPE_CHECKING:
    from collections.abc import Mapping

EXPLANATIONS: Mapping[str, tuple[str, str]] = {
    code: explanation for module in (verdict,) for code, explanation in module.EXPLANATIONS.items()
}
"""What each finding of this layer means: a title, and what is behind it."""
