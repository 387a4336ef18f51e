"""Evidence: the documents behind the facts, what can be shown of them to others, and whether they still stand.

What holds time-stamps is not brought in with the rest, because few commands need it and it takes long to load:
`generator.evidence.stamps` and `generator.evidence.authority`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.evidence import address, archive, capture, ledger, stamp_codes, store, text, verdict, verification

if TYPE_CHECKING:
    from collections.abc import Mapping

EXPLANATIONS: Mapping[str, tuple[str, str]] = {
    code: explanation
    for module in (verification, ledger, text, archive, address, capture, store, stamp_codes, verdict)
    for code, explanation in module.EXPLANATIONS.items()
}
"""What each finding of this layer means: a title, and what is behind it."""
