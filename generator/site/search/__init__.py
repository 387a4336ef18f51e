"""The search: an index of records, in segments of cases, that a browser reads a few small files of."""

from __future__ import annotations

from generator.site.search.index import index_page
from generator.site.search.sections import index_hand_written, read_sections
from generator.site.search.segment import count_segments, segment_of
from generator.site.search.store import FOLDER, HEAD, MANIFEST, read_places, write_index, write_manifest, write_segment

__all__ = [
    "FOLDER",
    "HEAD",
    "MANIFEST",
    "count_segments",
    "index_hand_written",
    "index_page",
    "read_places",
    "read_sections",
    "segment_of",
    "write_index",
    "write_manifest",
    "write_segment",
]
