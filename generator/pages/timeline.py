"""The timeline of all cases together."""

from __future__ import annotations

from generator.language import mark
from generator.pages.listing import LongList

LIST = LongList("timeline", mark("Timeline of everything"))
