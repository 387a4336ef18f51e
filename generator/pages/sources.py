"""The list of all sources."""

from __future__ import annotations

from generator.language import mark
from generator.pages.listing import LongList

LIST = LongList("sources", mark("Sources"))
