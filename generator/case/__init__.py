"""The case: facts with every reference resolved, and the standing of every statement worked out from who said what."""

from __future__ import annotations

from generator.case.chain import Chain
from generator.case.graph import Case, Use
from generator.case.history import Period
from generator.case.library import Library
from generator.case.resolver import EXPLANATIONS, resolve
from generator.case.standing import Fallen, Rung, Standing, compute_standing
from generator.case.voice import Decision, Voice

__all__ = [
    "EXPLANATIONS",
    "Case",
    "Chain",
    "Decision",
    "Fallen",
    "Library",
    "Period",
    "Rung",
    "Standing",
    "Use",
    "Voice",
    "compute_standing",
    "resolve",
]
