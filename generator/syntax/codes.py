"""Every kind of mistake that reading finds: its code, its title and what an author should know about it."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

NOT_UTF8 = "S001"
BYTE_ORDER_MARK = "S002"
NUL = "S003"
CONTROL_CHARACTER = "S004"
TAB = "S005"
TOO_LARGE = "S006"
TOO_DEEP = "S007"
TOO_MANY = "S008"
DUPLICATE_KEY = "S009"
KEY_NOT_TEXT = "S010"
ALIAS = "S011"
ANCHOR = "S012"
TAG = "S013"
MERGE_KEY = "S014"
DIRECTIVE = "S015"
SECOND_DOCUMENT = "S016"
NOT_A_MAP = "S017"
ENTRY_WITHOUT_VALUE = "S018"
COMMENT_IN_TEXT = "S019"
NOT_YAML = "S020"
COLON_IN_TEXT = "S021"
RESERVED_SIGN = "S022"
TEXT_AFTER_QUOTE = "S023"
TEXT_AFTER_BRACKET = "S024"
UNCLOSED_QUOTE = "S025"
UNCLOSED_BRACKET = "S026"
MISSING_ITEM = "S027"
INDENTATION = "S028"
MISSING_COLON = "S029"
LIST_ENTRY = "S030"
TEXT_BLOCK = "S031"
ESCAPE = "S032"
NO_DOSSIERS = "S040"
SYMLINK = "S041"
FOLDER_NAME = "S042"
FOLDER_TWIN = "S043"
FILE_NAME = "S044"
SUFFIX = "S045"
UNREADABLE = "S046"
STRAY_FILE = "S047"

EXPLANATIONS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        NOT_UTF8: (
            "Not UTF-8",
            (
                "Files of facts are UTF-8, so that every script of the world reads the same everywhere. This file "
                "holds a byte that UTF-8 does not have there, most often because an editor saved it as Latin-1 or "
                "Windows-1252. Save it again as UTF-8 and look at the accented letters. The byte is read as �, so "
                "that the rest of the file can be checked."
            ),
        ),
        BYTE_ORDER_MARK: (
            "Byte order mark",
            (
                "The file begins with an invisible character that some editors write before UTF-8 text. Save the "
                'file as "UTF-8 without BOM".'
            ),
        ),
        NUL: (
            "Not a text file",
            (
                "The file holds a NUL byte, which no text has. It is some other kind of file, or text saved as "
                "UTF-16. Nothing in it is read."
            ),
        ),
        CONTROL_CHARACTER: (
            "Control character",
            (
                "An invisible character that has no place in text, usually pasted from a PDF or a word processor: "
                "a form feed, a line separator, a stray byte order mark. Delete it; for a new line write a new "
                "line."
            ),
        ),
        TAB: (
            "Tab for indentation",
            (
                "YAML indents with spaces. A tab can look like two, four or eight of them, so that what belongs "
                "to what would depend on the editor. Set the editor to insert spaces."
            ),
        ),
        TOO_LARGE: (
            "File too large",
            (
                "A file of facts may hold 1 MiB, which is some hundred times a usual one. Divide it: a case may "
                "have any number of files."
            ),
        ),
        TOO_DEEP: (
            "Nested too deep",
            ("Maps and lists may stand 30 deep in one another; no record needs a third of that. Reading stops there."),
        ),
        TOO_MANY: (
            "Too many entries",
            "A file may hold 50,000 keys, values, maps and lists. Reading stops there. Divide the file.",
        ),
        DUPLICATE_KEY: (
            "Key given twice",
            (
                "A map holds each key once; many YAML readers would silently keep the last. The first is kept "
                "here, and the other must be renamed, deleted or joined with it."
            ),
        ),
        KEY_NOT_TEXT: (
            "Key that is not text",
            (
                "A key is a word: the name of a field, the id of a record, the code of a language. It cannot be a "
                'list, a map or nothing. A key spelled like nothing (null, ~) can be written in quotes: "null": '
                "…."
            ),
        ),
        ALIAS: (
            "Alias",
            (
                "In YAML, * at the start of a value refers back to an anchor. Facts are written out where they "
                "stand, so that each can be read, corrected and cited alone. Text that begins with * needs quotes "
                "or a block."
            ),
        ),
        ANCHOR: (
            "Anchor",
            (
                "In YAML, & at the start of a value names it for later use. Facts are written out where they "
                "stand. Text that begins with & needs quotes or a block."
            ),
        ),
        TAG: (
            "Tag",
            (
                "In YAML, ! at the start of a value declares its type. The type of a field is known from its "
                "name. Text that begins with ! needs quotes or a block."
            ),
        ),
        MERGE_KEY: (
            "Merge key",
            (
                "The key << copies another map into this one. It is not part of YAML 1.2, and facts are written "
                "out where they stand."
            ),
        ),
        DIRECTIVE: (
            "Directive",
            (
                "A line that begins with % speaks to the YAML reader. Every file is read as YAML 1.2 and needs "
                "none. Text that begins with % needs quotes or a block."
            ),
        ),
        SECOND_DOCUMENT: (
            "More than one document",
            (
                "A line of three dashes or dots divides a file into several documents. A file of facts is one. "
                "Delete the line, or make two files."
            ),
        ),
        NOT_A_MAP: (
            "File is not a map",
            ("A file of facts is a map from kinds of record to records: it begins with a line such as “events:”."),
        ),
        ENTRY_WITHOUT_VALUE: (
            "Entry without a value",
            (
                "Between braces, commas separate entries, and each is a key, a colon, a space and a value. Text "
                'with a comma needs quotes there, as in {en: "one, two"}; better, it stands in a block of its '
                "own."
            ),
        ),
        COMMENT_IN_TEXT: (
            "Comment where text was meant",
            (
                "A # after a space begins a comment, even in the middle of text without quotes: of “Case #3”, "
                "only “Case” would be read. Put such text in quotes. A true comment has a space after its sign."
            ),
        ),
        NOT_YAML: (
            "Not YAML",
            (
                "The text breaks the rules of YAML at this place, in a way for which there is no better message. "
                "Look at this line and the one before it for quotes, brackets and indentation."
            ),
        ),
        COLON_IN_TEXT: (
            "Colon in text without quotes",
            (
                "A colon followed by a space separates a key from its value, so text that holds one needs quotes, "
                "or a block that begins with >- and goes on, indented, on the next line."
            ),
        ),
        RESERVED_SIGN: (
            "Sign with a meaning of its own",
            (
                "Text without quotes cannot begin with @ ` % , ? ] or }, and between braces or brackets it cannot "
                "hold brackets either. Put it in quotes, or in a block that begins with >-."
            ),
        ),
        TEXT_AFTER_QUOTE: (
            "Text after the closing quotation mark",
            (
                "Text that begins with a quotation mark ends with the next one. To quote within text, use the "
                'typographic marks “ ” « » ’, write \\" inside of double quotes, or use a block that begins with '
                ">-."
            ),
        ),
        TEXT_AFTER_BRACKET: (
            "Text after the closing bracket",
            (
                "A value that begins with [ is a list and one that begins with { is a map, and it ends with its "
                "bracket. Text that begins so needs quotes or a block."
            ),
        ),
        UNCLOSED_QUOTE: (
            "Quotation mark that is not closed",
            (
                "Text in quotes ends with the mark it began with; without it, everything after is read as part of "
                "the text."
            ),
        ),
        UNCLOSED_BRACKET: (
            "Bracket that is not closed",
            (
                "Every { ends with } and every [ with ]; without it, the lines after are read as part of the map "
                "or list."
            ),
        ),
        MISSING_ITEM: (
            "Nothing between two commas",
            "Between brackets and braces, each comma stands between two entries.",
        ),
        INDENTATION: (
            "Indentation that fits nothing",
            (
                "What belongs to a key is indented under it, and what belongs together begins in the same column. "
                "Two spaces for each level are enough."
            ),
        ),
        MISSING_COLON: (
            "Colon or space missing",
            (
                "A key is followed by a colon and a space, or by a colon at the end of the line. Text that goes "
                "on over several lines is indented further than its key."
            ),
        ),
        LIST_ENTRY: (
            "List and map mixed",
            (
                "An entry of a list begins with a dash and a space on a line of its own, all dashes of a list "
                "stand in one column, and no other key stands among them. Between brackets, entries have commas "
                "and no dashes."
            ),
        ),
        TEXT_BLOCK: (
            "Text block",
            (
                "Text in a block begins on the line after >- or |, and every line of it is indented at least as "
                "far as its first."
            ),
        ),
        ESCAPE: (
            "Escape that is not text",
            (
                'Between double quotes, a backslash begins an escape: \\" for a quotation mark, \\\\ for a '
                "backslash, \\u2019 for a character by its number. Other escapes, and those of characters that are "
                "not text, are refused. Between single quotes a backslash is just a backslash."
            ),
        ),
        NO_DOSSIERS: (
            "No dossiers",
            "Facts are in dossiers/<case>/*.yaml below the root of the project.",
        ),
        SYMLINK: (
            "Symbolic link",
            (
                "A link could lead out of the project, to a file that nobody meant to publish. Nothing behind it "
                "is read. Put the file itself there; records that several cases use are in dossiers/shared/."
            ),
        ),
        FOLDER_NAME: (
            "Name of a case",
            (
                "The folder's name is the case's id, and a part of its address: small letters a to z, digits, and "
                "single hyphens between them, such as river-dam-2019. Nothing in another folder is read."
            ),
        ),
        FOLDER_TWIN: (
            "Two cases of one name",
            (
                "Two folders differ only in small and capital letters. On many computers, and in many addresses, "
                "they are the same."
            ),
        ),
        FILE_NAME: (
            "Name of a file",
            (
                "A file of facts is named in small letters a to z, digits and single hyphens, and ends in .yaml, "
                "such as events-2019.yaml. Nothing in another file is read."
            ),
        ),
        SUFFIX: (
            ".yml instead of .yaml",
            "One ending for all: .yaml. Nothing in a .yml file is read.",
        ),
        UNREADABLE: (
            "File that cannot be read",
            "The computer refused to open the file or folder, or it is not an ordinary one.",
        ),
        STRAY_FILE: (
            "File outside of a case",
            (
                "Facts are in the folder of a case, dossiers/<case>/, or in dossiers/shared/. Nothing in this "
                "file is read."
            ),
        ),
    },
)
"""For each code, a title and what an author should know; printed by `dossier explain`."""
