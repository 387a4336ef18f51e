from __future__ import annotations

import copy
import pickle

import pytest
from pydantic import BaseModel, ConfigDict, ValidationError

from generator.finding import Position
from generator.syntax import Document, Mapping, Sequence, read_document

TEXT = """\
events:
  arrest:
    title: {en: Arrest, fr: Arrestation}
    who:
      - party: guard
        role: witness
      - party: convicted
    note:
"""


@pytest.fixture
def document() -> Document:
    return read_document("dossiers/a/b.yaml", TEXT.encode())[0]


@pytest.mark.parametrize(
    ("loc", "value_place", "key_place"),
    [
        ((), (1, 1), (1, 1)),
        (("events",), (2, 3), (1, 1)),
        (("events", "arrest"), (3, 5), (2, 3)),
        (("events", "arrest", "title"), (3, 12), (3, 5)),
        (("events", "arrest", "title", "fr"), (3, 29), (3, 25)),
        (("events", "arrest", "who"), (5, 7), (4, 5)),
        (("events", "arrest", "who", 0), (5, 9), (5, 9)),
        (("events", "arrest", "who", 1, "party"), (7, 16), (7, 9)),
        (("events", "arrest", "note"), (8, 10), (8, 5)),
    ],
)
def test_every_place_is_known(
    document: Document, loc: tuple[str | int, ...], value_place: tuple[int, int], key_place: tuple[int, int]
) -> None:
    assert document.position(*loc) == Position("dossiers/a/b.yaml", *value_place)
    assert document.position(*loc, key=True) == Position("dossiers/a/b.yaml", *key_place)


@pytest.mark.parametrize(
    ("loc", "nearest"),
    [
        (("people",), ()),
        (("people", "guard"), ()),
        (("events", "arrest", "date"), ("events", "arrest")),
        (("events", "arrest", "who", 2), ("events", "arrest", "who")),
        (("events", "arrest", "who", -1), ("events", "arrest", "who")),
        (("events", "arrest", "who", "0"), ("events", "arrest", "who")),
        (("events", "arrest", 0), ("events", "arrest")),
        (("events", "arrest", "note", "en"), ("events", "arrest", "note")),
        (("events", "arrest", "title", "en", 3), ("events", "arrest", "title", "en")),
        (("events", "arrest", "who", 1, "Party", "role"), ("events", "arrest", "who", 1)),
        (("events", "arrest", "who", "list[Part]", 0, "Part", "role"), ("events", "arrest", "who", 0, "role")),
    ],
)
@pytest.mark.parametrize("key", [False, True])
def test_what_is_not_there_is_shown_at_the_nearest_place_that_is(
    document: Document, loc: tuple[str | int, ...], nearest: tuple[str | int, ...], key: bool
) -> None:
    assert document.position(*loc, key=key) == document.position(*nearest, key=key)


def test_maps_and_lists_are_dicts_and_lists_to_everyone_else(document: Document) -> None:
    class Part(BaseModel):
        model_config = ConfigDict(strict=True, extra="forbid")
        party: str
        role: str | None = None

    class Event(BaseModel):
        model_config = ConfigDict(strict=True, extra="forbid")
        title: dict[str, str]
        who: list[Part]
        note: str | None

    event = Event.model_validate(document.data["events"]["arrest"])  # type: ignore[index,call-overload]
    assert event.who == [Part(party="guard", role="witness"), Part(party="convicted")]
    with pytest.raises(ValidationError) as caught:
        Part.model_validate(document.data["events"]["arrest"])  # type: ignore[index,call-overload]
    assert [error["loc"] for error in caught.value.errors()] == [("party",), ("title",), ("who",), ("note",)]


def test_documents_survive_a_journey_to_another_process(document: Document) -> None:
    for other in (pickle.loads(pickle.dumps(document)), copy.deepcopy(document)):
        assert other == document
        assert other.position("events", "arrest", "who", 1, "party") == Position("dossiers/a/b.yaml", 7, 16)


def test_an_empty_map_has_a_place() -> None:
    assert (Mapping().at, Mapping().marks, Sequence().at, Sequence().marks) == ((1, 1), {}, (1, 1), [])
    assert Document("a.yaml").position("events") == Position("a.yaml")


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("", [""]),
        ("a\n", ["a", ""]),
        ("a\r\nb\rc\n\nd", ["a", "b", "c", "", "d"]),
        ("a\x0bb\x0cc\x85d\u2028e", ["a\x0bb\x0cc\x85d\u2028e"]),
    ],
)
def test_lines_end_where_yaml_ends_them(text: str, lines: list[str]) -> None:
    assert Document("a.yaml", text=text).lines == lines
