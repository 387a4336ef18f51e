"""How the program ends: its exit codes, and the trouble that ends it early."""

from __future__ import annotations

CLEAN, FINDINGS, TROUBLE = 0, 1, 2


class TroubleError(Exception):
    """What keeps the program from doing what it was asked, for whoever asked."""
