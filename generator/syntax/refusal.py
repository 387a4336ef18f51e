"""What YAML has and a file of facts has not, each with what to write instead."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generator.syntax import codes
from generator.syntax.mistake import Mistake, shorten

if TYPE_CHECKING:
    from generator.syntax.nodes import Place

DEEPEST = 30
"""How deep maps and lists may stand in one another; the file's own map is the first."""

MOST_NODES = 50_000
"""How many keys, values, maps and lists a file may hold."""

NULLS = frozenset({"", "~", "null", "Null", "NULL"})
"""What means nothing when it stands without quotes (YAML 1.2.2 §10.3.2); everything else without quotes is text."""

QUOTE_IT = "if it is text, put it in quotes, or in a block: >- here, and the text, indented, on the next line"
DIVIDE_IT = "divide it: a case may have any number of files"
SPACELESS_COLON = re.compile(r"[^\s:]+:(?=[^\s/])")  # but not that of an address


def describe_alias(at: Place) -> Mistake:
    """An alias, or text that begins like one."""
    message = "“*” at the start makes this a reference to another place, which facts do not have"
    return Mistake(codes.ALIAS, at, message, f"if it is a reference, write the value out here; {QUOTE_IT}")


def describe_anchor(at: Place) -> Mistake:
    """An anchor, or text that begins like one."""
    message = "“&” at the start makes this a name to refer to, which facts do not have"
    return Mistake(codes.ANCHOR, at, message, f"if it is a name, leave it out; {QUOTE_IT}")


def describe_tag(at: Place) -> Mistake:
    """A tag, or text that begins like one."""
    message = "“!” at the start makes this a type, which facts do not have"
    return Mistake(codes.TAG, at, message, f"if it is a type, leave it out; {QUOTE_IT}")


def describe_merge_key(at: Place) -> Mistake:
    """A merge key."""
    message = "“<<” would copy another map into this one, which facts do not have"
    return Mistake(codes.MERGE_KEY, at, message, "write the fields out here")


def describe_directive(at: Place) -> Mistake:
    """A directive, or text that begins like one."""
    message = "“%” at the start of a line makes it an instruction to the YAML reader, which facts do not need"
    return Mistake(codes.DIRECTIVE, at, message, f"if it is an instruction, leave it out; {QUOTE_IT}")


def describe_document(at: Place) -> Mistake:
    """The start of a second document."""
    message = "a second document begins here; a line of dashes or dots ended the first"
    return Mistake(codes.SECOND_DOCUMENT, at, message, "delete that line, or make two files")


def describe_root(at: Place) -> Mistake:
    """A file that holds something else than a map."""
    message = "the file does not begin with a map from kinds of record to records; nothing in it is read"
    hint = "begin with a line such as “events:”, and indent what belongs to it"
    return Mistake(codes.NOT_A_MAP, at, message, hint)


def describe_depth(at: Place) -> Mistake:
    """A map or a list that is deeper within others than any record needs."""
    message = f"maps and lists stand more than {DEEPEST} deep in one another here"
    hint = "if it is text, put it in quotes; if not, look for brackets that are not closed"
    return Mistake(codes.TOO_DEEP, at, message, hint)


def describe_number(at: Place) -> Mistake:
    """The first node too many."""
    message = f"the file holds more than {MOST_NODES:,} keys, values, maps and lists"
    return Mistake(codes.TOO_MANY, at, message, DIVIDE_IT)


def describe_duplicate(key: str, at: Place, first: Place) -> Mistake:
    """A key that its map has already."""
    message = f"the key {shorten(key)} is given twice; the first stands on line {first[0]}, column {first[1]}"
    return Mistake(codes.DUPLICATE_KEY, at, message, "rename this one, delete it, or join the two")


def describe_key(what: str, at: Place) -> Mistake:
    """A key that is a map, a list, or nothing."""
    hint = "write a word; one that means nothing, such as null, in quotes"
    return Mistake(codes.KEY_NOT_TEXT, at, f"a key is text, not {what}", hint)


def describe_missing_key(at: Place) -> Mistake:
    """A colon with no key before it."""
    return Mistake(codes.KEY_NOT_TEXT, at, "no key stands before this colon", "write the key")


def describe_entry(key: str, at: Place) -> Mistake:
    """An entry of a map that is a key alone."""
    if found := SPACELESS_COLON.match(key):
        return describe_missing_space((at[0], at[1] + found.end() - 1))
    message = f"{shorten(key)} stands as an entry of its own, without a value"
    hint = 'between braces, text with a comma needs quotes: {en: "one, two"}; a key needs a colon, a space and a value'
    return Mistake(codes.ENTRY_WITHOUT_VALUE, at, message, hint)


def describe_missing_space(at: Place) -> Mistake:
    """A colon after a key, with no space after it."""
    return Mistake(codes.MISSING_COLON, at, "a space is missing after this colon", "write a colon and a space")


def describe_comment(at: Place) -> Mistake:
    """A comment that looks as if it were meant as text."""
    message = "from “#” on, this is a comment and not part of the text"
    hint = "if it belongs to the text, put the whole text in quotes; if it is a comment, write a space after “#”"
    return Mistake(codes.COMMENT_IN_TEXT, at, message, hint)
