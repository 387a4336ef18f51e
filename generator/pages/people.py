"""The list of all people and organisations."""

from __future__ import annotations

from generator.language import mark
from generator.pages.listing import LongList

LIST = LongList("people", mark("People and organisations"))
