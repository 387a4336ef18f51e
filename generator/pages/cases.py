"""The list of all cases."""

from __future__ import annotations

from generator.language import mark
from generator.pages.listing import LongList

LIST = LongList("cases", mark("Cases"))
