"""Exhibits: an image, document or recording that the case is about."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from generator.facts.citation import Citations
from generator.facts.text import Line, Text
from generator.facts.value import DIGEST_EXAMPLE, Digest, Record
from generator.facts.when import When

FilePath = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9._-]*\.(png|jpg|jpeg|webp)$")]


class Exhibit(Record):
    """An image, document or recording; with or without a file of it that may be published."""

    KIND = "exhibits"
    ANCHOR = "exhibit"

    title: Line = Field(examples=["The seized telephone"])
    """What to call it."""
    file: FilePath | None = Field(default=None, examples=["telephone.jpg"])
    """The file's name in the case's `exhibits/` folder; PNG, JPEG or WebP, without metadata."""
    sha256: Digest | None = Field(default=None, examples=[DIGEST_EXAMPLE])
    """The SHA-256 of the file."""
    alt: Line | None = Field(default=None, examples=["A telephone on a table"])
    """What the image shows, for those who cannot see it."""
    caption: Text = Field(examples=["The telephone that was seized, as the newspaper describes it."])
    """What a reader should know about it."""
    taken: When | None = Field(default=None, examples=["2017-11"])
    """When it was made."""
    rights: Line | None = Field(default=None, examples=["public domain"])
    """Why we may publish the file."""
    cite: Citations = Field(min_length=1, examples=["la-gazette-2024"])
    """The source or sources for what is said of it."""

    @model_validator(mode="after")
    def _hold_file(self) -> Exhibit:
        missing = [
            name for name in ("sha256", "alt", "rights") if self.file is not None and getattr(self, name) is None
        ]
        if missing:
            raise PydanticCustomError(
                "D010",
                "an exhibit with a file also needs {missing}",
                {"missing": " and ".join(missing), "hint": "add it, or take the file out"},
            )
        return self
