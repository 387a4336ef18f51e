"""What changed in all cases, newest first."""

from __future__ import annotations

from generator.language import mark
from generator.pages.listing import LongList

LIST = LongList("changes", mark("What changed"))
