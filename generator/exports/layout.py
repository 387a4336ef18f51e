"""JSON laid out for people who compare: every item of a list on a line of its own, so that a change is a changed line."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


_write = json.JSONEncoder(ensure_ascii=False).encode


def lay_out(value: Mapping[str, object] | Sequence[object]) -> str:
    """A list with an item to a line; or a map with a key to a line, and lists of maps in it laid out alike."""
    if isinstance(value, dict):
        return "{\n" + ",\n".join(f"{_write(key)}: {_write_part(part)}" for key, part in value.items()) + "\n}\n"
    return _write_part(list(value)) + "\n"


def _write_part(part: object) -> str:
    if isinstance(part, list) and any(isinstance(item, dict) for item in part):
        return "[\n" + ",\n".join(map(_write, part)) + "\n]"
    return _write(part)
