"""The YAML parser below the reader: libyaml, or PyYAML's own made to read alike where libyaml is missing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, cast

from yaml.parser import Parser as PythonParser
from yaml.reader import Reader as PythonReader
from yaml.scanner import Scanner as PythonScanner
from yaml.scanner import ScannerError

try:
    from yaml._yaml import CParser
except ImportError:  # pragma: no cover - PyYAML built without libyaml
    CParser = None  # type: ignore[assignment,misc]

if TYPE_CHECKING:
    from yaml.error import Mark as PythonMark
    from yaml.tokens import ScalarToken


class Mark(Protocol):
    """A place in a text, counted from 0."""

    index: int
    line: int
    column: int


class Event(Protocol):
    """A part of a text, of one of the classes in `yaml.events`; what a class has no use for, it does not have."""

    start_mark: Mark
    end_mark: Mark
    anchor: str | None
    tag: str | None
    style: str | None
    value: str


class DocumentStart(Protocol):
    """The start of a document, with its directives."""

    start_mark: Mark
    version: tuple[int, int] | None
    tags: dict[str, str] | None


class Parser(Protocol):
    """A source of YAML events."""

    def get_event(self) -> Event:
        """The next event; raises `yaml.MarkedYAMLError` where the text is not YAML."""

    def dispose(self) -> None:
        """Let go of everything held."""


class FallbackParser(PythonReader, PythonScanner, PythonParser):
    """PyYAML's parser, with the four places mended in which it reads a text otherwise than libyaml 0.2.5 does.

    It refuses a question mark in text between braces and a tab between a key and its value, accepts a colon directly
    before a closing brace, and lets escapes through (or fails on them) that stand for no character.
    """

    def __init__(self, text: str) -> None:
        PythonReader.__init__(self, text)
        PythonScanner.__init__(self)
        PythonParser.__init__(self)
        self._in_plain = False
        self._between_tokens = False

    def peek(self, index: int = 0) -> str:
        """The character `index` places on, as libyaml would judge it: what is kept of the text is taken elsewhere."""
        character: str = super().peek(index)
        if self._in_plain:
            return {"?": ".", "\t": " "}.get(character, character)
        if self._between_tokens and character == "\t" and (self.flow_level or not self.allow_simple_key):
            return " "
        return character

    def scan_to_next_token(self) -> None:
        """Pass over white space and comments."""
        self._between_tokens = True
        try:
            super().scan_to_next_token()
        finally:
            self._between_tokens = False

    def scan_plain(self) -> ScalarToken:
        """Text without quotes."""
        start = self.get_mark()
        self._in_plain = True
        try:
            token: ScalarToken = super().scan_plain()
        finally:
            self._in_plain = False
        if self.flow_level and self.peek() == ":" and self.peek(1) in ",?[]{}":
            raise ScannerError("while scanning a plain scalar", start, "found unexpected ':'", self.get_mark())
        return token

    def scan_flow_scalar_non_spaces(self, double: bool, start_mark: PythonMark) -> list[str]:
        """A run of characters between quotes."""
        try:
            chunks: list[str] = super().scan_flow_scalar_non_spaces(double, start_mark)
            "".join(chunks).encode()
        except (ValueError, OverflowError) as error:  # UnicodeEncodeError, of a lone surrogate, is a ValueError
            problem = "found invalid Unicode character escape code"
            raise ScannerError("while parsing a quoted scalar", start_mark, problem, self.get_mark()) from error
        return chunks


def open_parser(text: str) -> Parser:
    """A parser at the start of `text`."""
    return cast("Parser", FallbackParser(text) if CParser is None else CParser(text))
