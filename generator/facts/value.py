"""What every value and every record of the facts shares: frozen, strict about keys, and able to say where it stands."""

from __future__ import annotations

from typing import Annotated, Any, ClassVar, NamedTuple

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field
from pydantic_core import PydanticCustomError

from generator.facts.reference import Id
from generator.facts.text import LANGUAGE_PATTERN, read_language
from generator.finding import Position
from generator.syntax import Document

Location = tuple[str | int, ...]
"""Where a value stands inside a record: keys and list positions."""


_NO_FIELDS: set[str] = set()


class Value(BaseModel):
    """A part of a record that has fields of its own."""

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True, use_attribute_docstrings=True)

    def model_post_init(self, _context: Any) -> None:  # noqa: ANN401
        """Forget which fields were written: nobody asks, and the sets take as much memory as the facts."""
        object.__setattr__(self, "__pydantic_fields_set__", _NO_FIELDS)


class Origin(NamedTuple):
    """Where a record was read: its case, its kind, its id, and the document with the place of every key."""

    case: str
    kind: str
    id: str
    document: Document
    location: Location
    place: Position
    """The place of the record's id in the file."""
    key: str
    """The record's id across all cases."""


class Record(Value):
    """A record of a dossier: a thing with an id that pages, links and other records can point at."""

    KIND: ClassVar[str]
    """The key of the map that holds records of this kind in a file."""
    ANCHOR: ClassVar[str]
    """The word that the record's anchor on the page begins with."""

    formerly: tuple[Id, ...] = Field(default=(), examples=[["surveillance-of-home"]])
    """Ids this record had before: links to them keep working for ever."""

    def model_post_init(self, context: Any) -> None:  # noqa: ANN401
        """Keep where the record was read, which the decoder hands over as the validation context."""
        # Not as one of pydantic's private attributes, which take microseconds to make, to set and to ask for.
        keep = object.__setattr__
        keep(self, "__pydantic_fields_set__", _NO_FIELDS)
        keep(self, "__pydantic_private__", {"origin": context})

    # These are asked for thousands of times for one case, so each goes to the origin by itself.

    @property
    def origin(self) -> Origin:
        """Where the record was read."""
        return self.__pydantic_private__["origin"]  # type: ignore[index, no-any-return]

    @property
    def id(self) -> str:
        """The record's id, unique in its case."""
        return self.__pydantic_private__["origin"].id  # type: ignore[index, no-any-return]

    @property
    def case(self) -> str:
        """The id of the case the record belongs to (`shared` for the records that cases share)."""
        return self.__pydantic_private__["origin"].case  # type: ignore[index, no-any-return]

    @property
    def key(self) -> str:
        """The record's id across all cases: `case/id`."""
        return self.__pydantic_private__["origin"].key  # type: ignore[index, no-any-return]

    @property
    def anchor(self) -> str:
        """The record's permanent anchor on its case's page."""
        return f"{self.ANCHOR}-{self.origin.id}"

    @property
    def anchors(self) -> tuple[str, ...]:
        """The anchor and those of the record's former ids."""
        return (self.anchor, *(f"{self.ANCHOR}-{former}" for former in self.formerly))

    @property
    def document(self) -> Document:
        """The file that holds the record, as it was read."""
        return self.origin.document

    @property
    def path(self) -> str:
        """The file that holds the record, relative to the project."""
        return self.origin.document.path

    @property
    def written_at(self) -> tuple[str, Location]:
        """The file that holds the record, and its place in it: with both, `Document.position` finds a value of it anew."""
        return self.origin.document.path, self.origin.location

    def at(self, *location: str | int, key: bool = False) -> Position:
        """The place of a value inside the record (or, with `key`, of the key before it); without arguments, the record's id."""
        origin = self.origin
        if not location:
            return origin.place
        return origin.document.position(*origin.location, *location, key=key)


def _as_list(value: Any) -> Any:  # noqa: ANN401
    return value if isinstance(value, list) else [value]


OneOrMany = BeforeValidator(_as_list)
"""Lets a list of one be written without its dash."""

_FLAGS = {"true": True, "false": False}


def _read_flag(value: Any) -> bool:  # noqa: ANN401
    if isinstance(value, bool):
        return value
    try:
        return _FLAGS[value]
    except (KeyError, TypeError):
        raise PydanticCustomError(
            "D004", "{written} is neither true nor false", {"written": repr(value), "hint": "write true or false"}
        ) from None


Flag = Annotated[bool, BeforeValidator(_read_flag)]
Language = Annotated[str, BeforeValidator(read_language), Field(pattern=LANGUAGE_PATTERN)]
"""A BCP 47 tag."""


def _read_address(value: Any) -> str:  # noqa: ANN401
    if isinstance(value, str) and value.startswith(("https://", "http://")) and not any(c.isspace() for c in value):
        host = value.split("/")[2]
        if host and "@" not in host:
            return value
    raise PydanticCustomError(
        "D012",
        "{written} is not a web address",
        {"written": repr(value), "hint": "write the whole address, beginning with https:// and without a user's name"},
    )


Address = Annotated[str, BeforeValidator(_read_address), Field(pattern=r"^https?://[^\s]+$")]


def _read_digest(value: Any) -> str:  # noqa: ANN401
    if isinstance(value, str) and len(value) == 64 and set(value) <= set("0123456789abcdef"):  # noqa: PLR2004
        return value
    raise PydanticCustomError(
        "D016", "this is not a SHA-256", {"hint": "write the 64 small hexadecimal digits that sha256sum prints"}
    )


Digest = Annotated[str, BeforeValidator(_read_digest), Field(pattern="^[0-9a-f]{64}$")]
DIGEST_EXAMPLE = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
"""The SHA-256 of nothing, for examples."""
