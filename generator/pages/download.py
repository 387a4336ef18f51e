"""A file offered for download beside a page."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Download:
    """A file's name beside the page, what it is for, and its media type."""

    name: str
    label: str
    media_type: str
