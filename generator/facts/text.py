"""Text by language: a line, or prose in the small subset of Markdown."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from pydantic_core import PydanticCustomError, core_schema

from generator.facts.prose import Prose, parse_prose

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
    from pydantic.json_schema import JsonSchemaValue

UNDETERMINED = "und"
"""BCP 47's tag for a text whose language is not said: here, the case's first language."""

_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Z][a-z]{3})?(?:-(?:[A-Z]{2}|[0-9]{3}))?")
LANGUAGE_PATTERN = f"^{_LANGUAGE.pattern}$"

T = TypeVar("T")


def is_language(tag: str) -> bool:
    """Whether `tag` has the form of a BCP 47 language, with an optional script and region (`kk-Cyrl-KZ`)."""
    return _LANGUAGE.fullmatch(tag) is not None


def read_language(value: Any) -> str:  # noqa: ANN401
    """A BCP 47 tag as it was written; anything else is an error for the author."""
    if not isinstance(value, str) or not is_language(value):
        raise PydanticCustomError(
            "D015",
            "{written} is not a language tag",
            {"written": repr(value), "hint": "write a BCP 47 tag: fr, en, kk-Cyrl, fr-BE"},
        )
    return value


@dataclass(frozen=True, slots=True)
class Localised(Generic[T]):
    """One text in the languages it has, in the order they were written."""

    variants: tuple[tuple[str, T], ...]

    def languages(self, first: str) -> tuple[str, ...]:
        """The languages the text has; `first` is the case's first language, which an unmarked text is in."""
        return tuple(first if tag == UNDETERMINED else tag for tag, _ in self.variants)

    def choose(self, language: str, first: str) -> tuple[str, T]:
        """The text in `language`, else in a variety of it, else in the case's `first` language, else what there is.

        Returns the language it is in and the text.
        """
        # Asked a hundred thousand times in a build, mostly for what is there.
        for tag, text in reversed(self.variants):
            if tag == language or (tag == UNDETERMINED and language == first):
                return language, text
        if len(self.variants) == 1:
            tag, text = self.variants[0]
            return (first if tag == UNDETERMINED else tag), text
        by_language = dict(zip(self.languages(first), (text for _, text in self.variants), strict=True))
        for wanted in (language, language.split("-", maxsplit=1)[0], first):
            if wanted in by_language:
                return wanted, by_language[wanted]
            for tag, text in by_language.items():
                if tag.split("-")[0] == wanted:
                    return tag, text
        return next(iter(by_language.items()))


def _as_map(value: Any) -> Any:  # noqa: ANN401
    if isinstance(value, str):
        return {UNDETERMINED: value}
    if isinstance(value, dict) and value:
        return value
    raise PydanticCustomError(
        "D004",
        "this is not a text",
        {"hint": "write a text, or a map from language to text (`en: …`, `fr: …`, one to a line)"},
    )


def _read_words(value: Any) -> str:  # noqa: ANN401
    if not isinstance(value, str) or not value.strip():
        raise PydanticCustomError(
            "D011", "there is no text here", {"hint": "write the text, or take the key out if there is none"}
        )
    return value.strip()


def _schema(read: Any, build: Any) -> core_schema.CoreSchema:  # noqa: ANN401
    def read_at_once(value: Any, handler: core_schema.ValidatorFunctionWrapHandler) -> Any:  # noqa: ANN401
        # Nearly every text stands without a language, and one call costs a quarter of the five that a map takes.
        if type(value) is str and (words := value.strip()):
            return build(((UNDETERMINED, read(words)),))
        return handler(value)

    texts = core_schema.dict_schema(
        keys_schema=core_schema.no_info_plain_validator_function(
            lambda tag: tag if tag == UNDETERMINED else read_language(tag)
        ),
        values_schema=core_schema.no_info_plain_validator_function(lambda value: read(_read_words(value))),
    )
    by_language = core_schema.no_info_after_validator_function(
        lambda found: build(tuple(found.items())), core_schema.no_info_before_validator_function(_as_map, texts)
    )
    return core_schema.no_info_wrap_validator_function(read_at_once, by_language)


_JSON_SCHEMA: Mapping[str, Any] = {
    "anyOf": [
        {"type": "string", "minLength": 1},
        {
            "type": "object",
            "minProperties": 1,
            "propertyNames": {"pattern": LANGUAGE_PATTERN},
            "additionalProperties": {"type": "string", "minLength": 1},
        },
    ]
}


class Line(Localised[str]):
    """A text of one line without any markup, such as a title, by language where given."""

    __slots__ = ()

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> core_schema.CoreSchema:  # noqa: ANN401
        return _schema(str, _make_line)

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        return dict(_JSON_SCHEMA)


@lru_cache(maxsize=8192)
def _make_line(variants: tuple[tuple[str, str], ...]) -> Line:
    """The line, one for all places that say it: roles, places in a source and units repeat themselves."""
    return Line(variants)


class Text(Localised[Prose]):
    """A text in the subset of Markdown, with citations and links to records, by language where given."""

    __slots__ = ()

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> core_schema.CoreSchema:  # noqa: ANN401
        return _schema(parse_prose, cls)

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        return dict(_JSON_SCHEMA)
