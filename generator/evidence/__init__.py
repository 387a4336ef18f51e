"""What holds the facts against the documents they come from: files that are kept, and the text that is read of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.evidence import address, archive, capture, store, text

if TYPE_CHECKING:
    from collections.abc import Mapping

EXPLANATIONS: Mapping[str, tuple[str, str]] = {
    code: explanation
    for module in (text, archive, address, capture, store)
    for code, explanation in module.EXPLANATIONS.items()
}
"""What each finding of this layer means: a title, and what is behind it."""
