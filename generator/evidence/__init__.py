"""Evidence: what shows that a document or a file of facts is what it was, and that it was there by some day.

What holds time-stamps is not brought in with the rest, because few commands need it and it takes long to load:
`generator.evidence.stamps` and `generator.evidence.authority`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.evidence import stamp_codes

if TYPE_CHECKING:
    from collections.abc import Mapping

EXPLANATIONS: Mapping[str, tuple[str, str]] = {
    code: explanation for module in (stamp_codes,) for code, explanation in module.EXPLANATIONS.items()
}
"""What each finding of this layer means: a title, and what is behind it."""
