"""HTML in pieces: its tags and the text after each, where they can be told apart beyond doubt."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from html import unescape
from typing import Final, TypeAlias

from generator.site.markup import ADDRESSES, addresses_of, judge, value_fault
from generator.site.page import FETCHING, is_loaded

_REFERENCE: Final = re.compile(r"&(?:amp|gt|lt|nbsp|para|quot|#(?:3[2-9]|[4-9]\d|1[01]\d|12[0-6]));")
_NO_BRACKETS: Final = bytes({*range(256)} - {*b"<>"})
_OPENING: Final = re.compile(r"([a-z][a-z0-9]*)((?:[ \n]+[A-Za-z][A-Za-z0-9-]*(?:=\"[^\"]*\")?)*)[ \n]*(/?)")
_ATTRIBUTE: Final = re.compile(r"[ \n]+([A-Za-z][A-Za-z0-9-]*)(?:=\"([^\"]*)\")?")
_KEY: Final = re.compile(r"[ \n]+(([A-Za-z][A-Za-z0-9-]*)(?:=\"\")?)")
_MOST: Final = 8192


@dataclass(frozen=True, slots=True)
class Shape:
    """A tag but for the values of its attributes.

    `name` has a slash at its end where the tag has one. `telling` are the attributes whose values matter, each with its
    place among all values, and `relation` is the place of the value of `rel`.
    """

    name: str
    closing: str = ""
    telling: tuple[tuple[str, int], ...] = ()
    relation: int | None = None

    @property
    def element(self) -> str:
        """The name of the element."""
        return self.name.rstrip("/")


Address: TypeAlias = tuple[str, bool]
"""An address in a page, and whether a browser fetches it without the reader's doing."""

Tag: TypeAlias = tuple[Shape, tuple[str, ...], tuple[Address, ...]]
"""A tag as its shape, its ids and its addresses."""

_NO_TAG: Final[Tag] = (Shape("nothing"), (), ())


class Tags(dict[str, Tag]):
    """What was made of every tag seen so far, by what stands between its brackets: its shape, its ids and its addresses.

    A tag that may not stand in a page, or is not beyond doubt, has the shape of an element that stands nowhere.
    """

    def __init__(self, *, in_article: bool) -> None:
        super().__init__()
        self._in_article = in_article

    def __missing__(self, text: str) -> Tag:
        if len(self) >= _MOST:
            self.clear()
        parts = text.split('"')
        shape = _read_shape('""'.join(parts[::2]), in_article=self._in_article) if len(parts) % 2 else None
        tag = self[text] = _NO_TAG if shape is None else _read_values(shape, parts[1::2])
        return tag


def split_tags(html: bytes) -> list[str] | None:
    """Text, tag, text, tag, … text; None where a bracket, an ampersand or a code that is no character could be misread."""
    brackets = html.translate(None, _NO_BRACKETS)
    if brackets != b"<>" * (len(brackets) // 2):
        return None
    text = html.decode()
    if text.count("&") != len(_REFERENCE.findall(text)) or "\ufffe" in text or "\uffff" in text:
        return None
    return text.replace(">", "<").split("<")


@lru_cache(maxsize=_MOST)
def attributes_of(text: str) -> dict[str, str]:
    """The attributes of a tag that was made something of, by what stands between its brackets."""
    return {key.lower(): unescape(value) for key, value in _ATTRIBUTE.findall(text)}


@lru_cache(maxsize=_MOST)
def _read_shape(text: str, *, in_article: bool) -> Shape | None:
    if text == "!doctype html":
        return Shape("!doctype")
    opening = _OPENING.fullmatch(text)
    if opening is None:
        return None
    name, written, slash = opening.groups()
    found = [(key.lower(), '"' in whole) for whole, key in _KEY.findall(written)]
    keys = tuple(key for key, _ in found)
    verdict = judge(name, keys, in_article=in_article)
    if len(set(keys)) < len(keys) or not verdict.allowed or verdict.refused:
        return None
    places = {key: place for place, key in enumerate(key for key, has_value in found if has_value)}
    if set(verdict.telling) - places.keys():
        return None
    telling = (*verdict.telling, *(["http-equiv"] if "http-equiv" in places else []))
    return Shape(f"{name}{slash}", f"/{name}", tuple((key, places[key]) for key in telling), places.get("rel"))


def _read_values(shape: Shape, values: list[str]) -> Tag:
    ids: list[str] = []
    addresses: list[Address] = []
    for attribute, place in shape.telling:
        value = unescape(values[place])
        if attribute == "id":
            ids.append(value)
        elif attribute == "class":
            if FETCHING.search(value):
                return _NO_TAG
        elif attribute == "http-equiv":
            if value.lower() != "content-security-policy":
                return _NO_TAG
        elif (value[:1] != "#" or "\\" in value) and value_fault(shape.element, attribute, value):
            return _NO_TAG
        elif attribute in ADDRESSES:
            relation = "" if shape.relation is None else unescape(values[shape.relation])
            loaded = is_loaded(shape.element, attribute, relation)
            addresses += [(address, loaded) for address in addresses_of(attribute, value)]
    return shape, tuple(ids), tuple(addresses)
