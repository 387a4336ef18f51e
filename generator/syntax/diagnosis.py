"""What is not YAML, in words for the author of the text rather than for the author of a parser.

libyaml and PyYAML say where they gave up and what they would have liked to see. Each rule below recognises one kind of
mistake from that and from the text around, and says what to write. The first rule that has an answer gives it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.syntax import codes
from generator.syntax.escapes import describe_escape
from generator.syntax.mistake import Mistake, shorten
from generator.syntax.refusal import (
    QUOTE_IT,
    SPACELESS_COLON,
    describe_alias,
    describe_anchor,
    describe_directive,
    describe_document,
    describe_missing_key,
    describe_missing_space,
    describe_tag,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from generator.syntax.nodes import Place

WORDS_IN_BRACES = "better, give the text a line or a block of its own instead of braces"


@dataclass(frozen=True, slots=True)
class Trouble:
    """Where a parser gave up, and what it said.

    `at` is the place of the problem and `context_at` that of what was being read (`start` is its offset). `enclosing`
    is the place of the innermost map or list, `last` that of the last thing read well, and `last_style` how that was
    written: a sign (`"`, `'`, `|`, `>`), `*` for an alias, nothing for text without quotes, None for no text at all.
    """

    text: str
    lines: list[str]
    context: str
    problem: str
    at: Place
    context_at: Place
    start: int
    enclosing: Place
    last: Place
    last_style: str | None

    @property
    def line(self) -> str:
        """The line of the problem."""
        return self._line(self.at)

    @property
    def before(self) -> str:
        """What stands before the problem on its line."""
        return self.line[: self.at[1] - 1]

    @property
    def sign(self) -> str:
        """The character at the problem; empty at the end of the file."""
        return self.line[self.at[1] - 1 : self.at[1]]

    @property
    def bracket(self) -> Place:
        """The place of the bracket within which the problem stands."""
        return self.context_at if "flow sequence" in self.context or "flow mapping" in self.context else self.enclosing

    @property
    def begins_line(self) -> bool:
        """Whether nothing stands before the problem on its line."""
        return not self.before.strip()

    def show(self, at: Place) -> str:
        """The text that begins at `at`, for a message."""
        return shorten(self._line(at)[at[1] - 1 :])

    def _line(self, at: Place) -> str:
        return self.lines[at[0] - 1] if at[0] <= len(self.lines) else ""


def diagnose(trouble: Trouble) -> Mistake:
    """What is wrong."""
    for rule in RULES:
        if mistake := rule(trouble):
            return mistake
    message = (
        f"this is not YAML at {trouble.show(trouble.at)}" if trouble.sign else "the file ends too early to be YAML"
    )
    hint = "look at this line and the one before it for quotes, brackets and indentation"
    return Mistake(codes.NOT_YAML, trouble.at, message, hint)


def judge_quoted_text(trouble: Trouble) -> Mistake | None:
    """Text between quotation marks: an escape that is none, or no end."""
    if "quoted scalar" not in trouble.context:
        return None
    if "end of stream" not in trouble.problem and "document" not in trouble.problem:
        return describe_escape(trouble.text, trouble.start, trouble.context_at)
    message = f"the quotation mark that opens {trouble.show(trouble.context_at)} is not closed"
    return Mistake(codes.UNCLOSED_QUOTE, trouble.context_at, message, "close the text with the mark it begins with")


def judge_reference(trouble: Trouble) -> Mistake | None:
    """Text that begins with a sign which YAML reads as alias, anchor or tag."""
    if "an alias" in trouble.context:
        return describe_alias(trouble.context_at)
    if "an anchor" in trouble.context:
        return describe_anchor(trouble.context_at)
    if "a tag" in trouble.context or "tag handle" in trouble.problem:
        return describe_tag(trouble.context_at)
    return None


def judge_directive(trouble: Trouble) -> Mistake | None:
    """A line that begins with %."""
    if "directive" in trouble.context:
        return describe_directive(trouble.context_at)
    if "document start" in trouble.problem or "incompatible" in trouble.problem:
        for number, line in enumerate(trouble.lines[: trouble.at[0]], 1):
            if line.startswith("%"):
                return describe_directive((number, 1))
    return None


def judge_sign(trouble: Trouble) -> Mistake | None:
    """Text without quotes that begins with a sign of YAML's."""
    if "cannot start any token" in trouble.problem and trouble.sign == "\t":
        return Mistake(codes.TAB, trouble.at, "a tab stands here where YAML has spaces", "write a space")
    is_sign = "cannot start any token" in trouble.problem or "mapping keys are not allowed" in trouble.problem
    is_sign |= "a block node" in trouble.context and trouble.sign in (",", "]", "}")
    if not is_sign:
        return None
    message = f"text without quotes cannot begin with “{trouble.sign}”, as {trouble.show(trouble.at)} does"
    return Mistake(codes.RESERVED_SIGN, trouble.at, message, QUOTE_IT)


def judge_block(trouble: Trouble) -> Mistake | None:
    """A block whose text begins on the line of its sign, or is indented unevenly."""
    if "block scalar" in trouble.context:
        message = f"the text of a block begins on the line after its sign, not as in {trouble.show(trouble.context_at)}"
        hint = "move the text to the next line and indent it; or, if the sign belongs to the text, put it in quotes"
        return Mistake(codes.TEXT_BLOCK, trouble.context_at, message, hint)
    if "block mapping" in trouble.context and trouble.last_style in ("|", ">") and trouble.begins_line:
        message = (
            f"this line is indented less than the text of the block of line {trouble.last[0]}, but more than its key"
        )
        hint = "indent every line of the text at least as far as its first"
        return Mistake(codes.TEXT_BLOCK, trouble.at, message, hint)
    return None


def judge_end(trouble: Trouble) -> Mistake | None:
    """Something that goes on where a quotation mark, a bracket or an alias had ended it."""
    sign = trouble.before.rstrip()[-1:]
    in_text = "mapping values" in trouble.problem and trouble.last_style == ""
    if not sign or not trouble.sign or in_text:
        return None
    if sign in "\"'":
        return _describe_rest(trouble, sign)
    if sign in "]}":
        message = f"the value ends with “{sign}”, but {trouble.show(trouble.at)} follows"
        return Mistake(codes.TEXT_AFTER_BRACKET, trouble.at, message, QUOTE_IT)
    if trouble.last_style == "*" and trouble.last[0] == trouble.at[0]:
        return describe_alias(trouble.last)
    return None


def _describe_rest(trouble: Trouble, sign: str) -> Mistake:
    if trouble.last_style in ("'", '"') and trouble.last[0] < trouble.at[0]:
        opened = trouble.show(trouble.last)
        message = f"the quotation mark that opens {opened} is closed on line {trouble.at[0]}, where more follows"
        hint = (
            "close it where the text ends; text that holds quotation marks is best put in a block that begins with >-"
        )
        return Mistake(codes.UNCLOSED_QUOTE, trouble.last, message, hint)
    if trouble.sign == ":" and trouble.line[trouble.at[1] :][:1].strip():
        return describe_missing_space(trouble.at)
    message = f"the text ends with the quotation mark, but {trouble.show(trouble.at)} follows"
    hint = "put the whole text in quotes, with “ ” or « » for those inside, or in a block that begins with >-"
    if sign == "'":
        hint = "put the whole text in double quotes; between single quotes, an apostrophe is written twice"
    return Mistake(codes.TEXT_AFTER_QUOTE, trouble.at, message, hint)


def judge_document(trouble: Trouble) -> Mistake | None:
    """Something that goes on after the end of the document."""
    ended = any(line.startswith("...") for line in trouble.lines[: trouble.at[0]])
    return describe_document(trouble.at) if ended and "document start" in trouble.problem else None


def judge_colon(trouble: Trouble) -> Mistake | None:
    """A colon in text without quotes, or none after a key."""
    if "unexpected ':'" in trouble.problem:
        return describe_missing_space(trouble.at)
    if "expected ':'" in trouble.problem:
        return _describe_missing_colon(trouble, trouble.context_at)
    if "mapping values" not in trouble.problem:
        return None
    if trouble.last[0] == trouble.at[0] or trouble.last_style is None:
        return _describe_colon(trouble, f"{QUOTE_IT}; a key of its own begins on a line of its own")
    above = trouble.lines[trouble.last[0] - 1]
    if not above[: trouble.last[1] - 1].strip():
        return _describe_missing_colon(trouble, trouble.last)
    message = f"this line is indented under {shorten(above)}, where the value is complete"
    hint = f"if this is a key, begin it in the same column as the key above; {QUOTE_IT}"
    at = (trouble.at[0], len(trouble.line) - len(trouble.line.lstrip()) + 1)
    return Mistake(codes.INDENTATION, at, message, hint)


def _describe_colon(trouble: Trouble, hint: str) -> Mistake:
    begins_here = trouble.last[0] == trouble.at[0] and trouble.last_style == ""
    text = trouble.line[(trouble.last if begins_here else trouble.at)[1] - 1 :]
    if "flow" in trouble.context:
        text = re.split(r"[,}\]]", text)[0]
    return Mistake(codes.COLON_IN_TEXT, trouble.at, f"{shorten(text)} holds a colon, so it needs quotes", hint)


def _describe_missing_colon(trouble: Trouble, at: Place) -> Mistake:
    rest = trouble.lines[at[0] - 1][at[1] - 1 :].rstrip()
    if re.match(r"-[^\s-]", rest):
        message = f"a space is missing after the dash of {shorten(rest)}"
        return Mistake(codes.LIST_ENTRY, at, message, "write a dash and a space")
    if found := SPACELESS_COLON.match(rest):
        return describe_missing_space((at[0], at[1] + found.end() - 1))
    message = f"no colon follows {shorten(rest)}, so it is not a key"
    hint = "after a key, write a colon; if the line goes on with the text above, indent it further than that text's key"
    return Mistake(codes.MISSING_COLON, at, message, hint)


def judge_brackets(trouble: Trouble) -> Mistake | None:
    """A map between braces or a list between brackets."""
    if "while parsing a flow" not in trouble.context:
        return None
    crossed = trouble.bracket[0] < trouble.at[0]
    if not trouble.sign or (trouble.sign == ":" and re.fullmatch(r"\s*[\w-]+\s*", trouble.before)):
        return _describe_unclosed_bracket(trouble)
    if "node" in trouble.context:
        return _describe_missing_item(trouble)
    if trouble.sign in ":[{":
        return _describe_sign(trouble)
    if trouble.sign in "]}":
        return _describe_wrong_bracket(trouble)
    return _describe_unclosed_bracket(trouble) if crossed else None


def _describe_sign(trouble: Trouble) -> Mistake:
    if trouble.sign == ":":
        return _describe_colon(trouble, f"{QUOTE_IT}; {WORDS_IN_BRACES}")
    message = f"between braces or brackets, text without quotes cannot hold “{trouble.sign}”"
    return Mistake(codes.RESERVED_SIGN, trouble.at, message, f"{QUOTE_IT}; {WORDS_IN_BRACES}")


def _describe_unclosed_bracket(trouble: Trouble) -> Mistake:
    message = f"the bracket that opens {trouble.show(trouble.bracket)} is not closed"
    hint = "close each { with } and each [ with ]; if it is text, put it in quotes"
    return Mistake(codes.UNCLOSED_BRACKET, trouble.bracket, message, hint)


def _describe_wrong_bracket(trouble: Trouble) -> Mistake:
    message = f"“{trouble.sign}” does not close the bracket that opens {trouble.show(trouble.bracket)}"
    return Mistake(codes.UNCLOSED_BRACKET, trouble.at, message, "close each { with } and each [ with ]")


def _describe_missing_item(trouble: Trouble) -> Mistake | None:
    if trouble.sign == "-":
        hint = "leave out the dashes; or leave out the brackets and write each entry on a line of its own"
        return Mistake(codes.LIST_ENTRY, trouble.at, "entries between brackets have no dashes", hint)
    if trouble.sign == ",":
        return Mistake(codes.MISSING_ITEM, trouble.at, "nothing stands before this comma", "delete one comma")
    if trouble.sign == ":":
        return describe_missing_key(trouble.at)
    return _describe_wrong_bracket(trouble) if trouble.sign in "]}" else None


def judge_list(trouble: Trouble) -> Mistake | None:
    """A dash where none can stand, or a line without one where one must."""
    if "sequence entries are not allowed" in trouble.problem:
        message = f"the list {trouble.show(trouble.at)} cannot begin on the line of its key"
        hint = f"begin it on the next line; {QUOTE_IT}"
    elif "block collection" in trouble.context and trouble.begins_line:
        message = f"{trouble.show(trouble.at)} stands among the entries of a list, but is none"
        hint = "begin an entry with a dash and a space; give a key the column of the keys it belongs with"
    elif "block mapping" in trouble.context and trouble.begins_line and re.match(r"-(\s|$)", trouble.line.lstrip()):
        message = f"the list entry {trouble.show(trouble.at)} stands where a key is expected"
        hint = "put the entries under a key that has nothing else on its line"
    else:
        return None
    return Mistake(codes.LIST_ENTRY, trouble.at, message, hint)


def judge_indentation(trouble: Trouble) -> Mistake | None:
    """A line that begins in a column of its own."""
    if not trouble.begins_line or not trouble.sign:
        return None
    if "document start" in trouble.problem:
        above = [line for line in trouble.lines[: trouble.at[0] - 1] if line.strip() and line.lstrip()[0] != "#"]
        misplaced = all(len(line) - len(line.lstrip()) >= trouble.at[1] for line in above)
    else:
        misplaced = "block mapping" in trouble.context
    if misplaced and trouble.sign == ":":
        return describe_missing_key(trouble.at)
    message = f"{trouble.show(trouble.at)} begins in a column in which nothing above it begins"
    hint = "begin it in the same column as the keys it belongs with"
    return Mistake(codes.INDENTATION, trouble.at, message, hint) if misplaced else None


RULES: tuple[Callable[[Trouble], Mistake | None], ...] = (
    judge_quoted_text,
    judge_directive,
    judge_reference,
    judge_sign,
    judge_block,
    judge_end,
    judge_document,
    judge_colon,
    judge_brackets,
    judge_list,
    judge_indentation,
)
