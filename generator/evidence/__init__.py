"""Evidence: the documents behind the facts, what can be shown of them to others, and whether they still stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.evidence import ledger, verdict, verification

if TYPE_CHECKING:
    from collections.abc import Mapping

EXPLANATIONS: Mapping[str, tuple[str, str]] = {
    code: explanation for module in (verification, ledger, verdict) for code, explanation in module.EXPLANATIONS.items()
}
"""What each finding of this layer means: a title, and what is behind it."""
