"""Sources: documents, described in the terms of CSL-JSON, and whether we hold them."""

from __future__ import annotations

from enum import Enum
from typing import Annotated, Any

from pydantic import BeforeValidator, ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

from generator.facts.reference import PartyRef, SourceRef
from generator.facts.text import Line, Text
from generator.facts.value import DIGEST_EXAMPLE, Address, Digest, Language, OneOrMany, Record, Value
from generator.facts.when import When


class SourceType(Enum):
    """The types of CSL 1.0.2 that a dossier cites."""

    ARTICLE = "article"
    ARTICLE_JOURNAL = "article-journal"
    ARTICLE_MAGAZINE = "article-magazine"
    ARTICLE_NEWSPAPER = "article-newspaper"
    BILL = "bill"
    BOOK = "book"
    BROADCAST = "broadcast"
    CHAPTER = "chapter"
    DATASET = "dataset"
    DOCUMENT = "document"
    GRAPHIC = "graphic"
    HEARING = "hearing"
    INTERVIEW = "interview"
    LEGAL_CASE = "legal_case"
    LEGISLATION = "legislation"
    MANUSCRIPT = "manuscript"
    MOTION_PICTURE = "motion_picture"
    PAMPHLET = "pamphlet"
    PERSONAL_COMMUNICATION = "personal_communication"
    POST = "post"
    POST_WEBLOG = "post-weblog"
    PRESS_RELEASE = "press-release"
    REPORT = "report"
    SPEECH = "speech"
    THESIS = "thesis"
    TREATY = "treaty"
    WEBPAGE = "webpage"


class Seen(Enum):
    """Whether we hold the document, and in which form."""

    ORIGINAL = "original"
    COPY = "copy"
    TRANSLATION = "translation"
    NOT_SEEN = "not-seen"


class Author(Value):
    """Who wrote, edited or translated it, as the document says: given and family name, or a literal name."""

    given: str | None = Field(default=None, examples=["Ada"])
    """Given name."""
    family: str | None = Field(default=None, examples=["Example"])
    """Family name."""
    literal: str | None = Field(default=None, examples=["Our correspondent"])
    """A name that has no parts."""
    role: Line | None = Field(default=None, examples=["court reporter"])
    """What the document says of the author."""

    @model_validator(mode="after")
    def _have_name(self) -> Author:
        if (self.family is None) == (self.literal is None):
            raise PydanticCustomError(
                "D010",
                "an author is family (with given), or literal",
                {"hint": "write given: and family:, or literal: alone"},
            )
        return self


class Archive(Value):
    """A copy of the source's page in a web archive."""

    url: Address = Field(examples=["https://web.archive.org/web/20240112000000/https://example.org/a"])
    """The address of the copy."""
    captured: When | None = Field(default=None, examples=["2024-01-12"])
    """When the copy was made."""


class Snapshot(Value):
    """The file we hold, known to the public only by its hashes."""

    sha256: Digest = Field(examples=[DIGEST_EXAMPLE])
    """The SHA-256 of the file's bytes."""
    root: Digest | None = Field(default=None, examples=[DIGEST_EXAMPLE])
    """The root of the tree over its words, against which quotes are proved."""
    tokens: Annotated[int, Field(ge=1)] | None = Field(default=None, examples=[1250])
    """How many words the tree holds."""
    rule: str | None = Field(default=None, examples=["v1"])
    """The rule by which the words were read."""
    note: Line | None = Field(default=None, examples=["a scan of the printed page"])
    """What the file is."""


def _refuse_copies(value: Any) -> Any:  # noqa: ANN401
    if isinstance(value, list | dict):
        raise PydanticCustomError(
            "D004",
            "{written} stands where the name of an institution is wanted",
            {
                "written": repr(value),
                "hint": "copies in web archives go into archives:; archive: names who keeps the document",
            },
        )
    return value


def _refuse_institution(value: Any) -> Any:  # noqa: ANN401
    if isinstance(value, str):
        raise PydanticCustomError(
            "D004",
            "{written} stands where copies in web archives are wanted",
            {
                "written": repr(value),
                "hint": "write each copy as {url: https://…} in a list; the institution that keeps the document goes "
                "into archive:",
            },
        )
    return value


# CSL has `archive` for who keeps the document, and a dossier `archives` for copies of a page: one letter apart.
Institution = Annotated[str, BeforeValidator(_refuse_copies)]
Copies = Annotated[
    tuple[Annotated[Archive, BeforeValidator(_refuse_institution)], ...], BeforeValidator(_refuse_institution)
]

_HYPHENATED = frozenset(
    {
        *("archive_place", "call_number", "collection_title", "container_title"),
        *("number_of_volumes", "original_date", "publisher_place"),
    }
)
"""The fields that CSL writes with hyphens."""


def _csl(name: str) -> str:
    return name.replace("_", "-") if name in _HYPHENATED else name


class Source(Record):
    """A document that a statement rests on."""

    KIND = "sources"
    ANCHOR = "source"

    model_config = ConfigDict(alias_generator=_csl)

    type: SourceType = Field(examples=["article-newspaper"])
    """What sort of document it is, as CSL names it."""
    title: Line | None = Field(examples=["A lawyer was watched for months"])
    """Its title, or null where our copy carries none."""
    author: Annotated[tuple[Author, ...], OneOrMany] = Field(
        default=(), examples=[[{"given": "Ada", "family": "Example"}]]
    )
    """Who wrote it."""
    editor: Annotated[tuple[Author, ...], OneOrMany] = Field(
        default=(), examples=[[{"given": "Maria", "family": "Model"}]]
    )
    """Who edited it, or the book it stands in."""
    translator: Annotated[tuple[Author, ...], OneOrMany] = Field(
        default=(), examples=[[{"given": "Jean", "family": "Modèle"}]]
    )
    """Who translated it."""
    maker: PartyRef | None = Field(default=None, examples=["la-gazette"])
    """The party whose voice the document is: the newspaper, the court, the person interviewed."""
    container_title: str | None = Field(default=None, examples=["La Gazette"])
    """The newspaper, journal, book or site it stands in."""
    collection_title: str | None = Field(default=None, examples=["Documents of the Case"])
    """The series it is part of."""
    edition: str | None = Field(default=None, examples=["2"])
    """Which edition it is: its number, or what the document calls it."""
    publisher: str | None = Field(default=None, examples=["Example Press"])
    """Who published it."""
    publisher_place: str | None = Field(default=None, examples=["Brussels"])
    """Where it was published, as printed."""
    number: str | None = Field(default=None, examples=["2024/123"])
    """Its number, as printed."""
    volume: str | None = Field(default=None, examples=["12"])
    """Its volume."""
    number_of_volumes: Annotated[int, Field(ge=1)] | None = Field(default=None, examples=[3])
    """How many volumes the whole work has."""
    page: str | None = Field(default=None, examples=["3-5"])
    """The pages it takes."""
    issued: When | None = Field(default=None, examples=["2024-01-12"])
    """When it was published or handed down."""
    original_date: When | None = Field(default=None, examples=["1898"])
    """When the text first came out or was written, where this is a reprint or an edition of it."""
    language: Language | None = Field(default=None, examples=["fr"])
    """The language it was written in."""
    held_language: Language | None = Field(default=None, examples=["en"])
    """The language of the text we hold, where it is a translation."""
    url: Address | None = Field(default=None, examples=["https://example.org/a"])
    """Its address, or null where it has none or we do not have it."""
    archive: Institution | None = Field(default=None, examples=["State Archives"])
    """The institution that keeps the document."""
    archive_place: str | None = Field(default=None, examples=["Brussels"])
    """Where that institution is."""
    call_number: str | None = Field(default=None, examples=["BB/19/118"])
    """The shelfmark under which it is kept there."""
    archives: Copies | None = Field(
        default=(),
        examples=[
            [{"url": "https://web.archive.org/web/20240112000000/https://example.org/a", "captured": "2024-01-12"}]
        ],
    )
    """Copies of its page in web archives; null says that we know of none."""
    seen: Seen = Field(examples=["original"])
    """Whether we hold it: original, copy, translation, or not-seen."""
    through: Annotated[tuple[SourceRef, ...], OneOrMany] = Field(default=(), examples=["la-gazette-2024"])
    """For a document not seen: the source or sources that relay it."""
    relays: Annotated[tuple[SourceRef, ...], OneOrMany] = Field(default=(), examples=[["judgment-2024"]])
    """The documents that this one relays."""
    snapshot: Snapshot | None = Field(default=None, examples=[{"sha256": DIGEST_EXAMPLE}])
    """The file we hold, by its hashes."""
    rights: Line | None = Field(default=None, examples=["all rights reserved; only short quotes are published"])
    """What may be republished."""
    note: Text | None = Field(default=None, examples=["Our copy lacks the last page."])
    """What a reader should know about the source, and what we do not have of it."""

    @property
    def copies(self) -> tuple[Archive, ...]:
        """The copies of its page in web archives that we know of."""
        return self.archives or ()

    @property
    def is_seen(self) -> bool:
        """Whether we hold the document in any form."""
        return self.seen is not Seen.NOT_SEEN
