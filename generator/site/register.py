"""Which paths a docs tree may hold: each sound by itself, and none in the way of another on any file system."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field

from generator.site.promise import address_of

EXPLANATIONS: dict[str, tuple[str, str]] = {
    "W001": (
        "A path both written by hand and generated",
        "A page in `content/` has the path of a page that the generator makes, so neither is written. Rename yours.",
    ),
    "W002": (
        "The same path generated twice",
        "Two generated files have one path, and neither is written. Two ids make the same address: change one of them.",
    ),
    "W003": (
        "Paths that only differ in their letters' form",
        (
            "Two paths differ only by capital letters, or by how an accented letter is encoded. On some computers they "
            "are one file, so the site would not be the same everywhere."
        ),
    ),
    "W004": ("A file where a folder is needed", "One path is a file, and another runs through it as through a folder."),
    "W005": (
        "Two files with one address",
        "A page `x.md` is published at `x/`, and so is `x/index.md`. Only one of them can be there.",
    ),
    "W006": (
        "A path that cannot be published",
        (
            "Paths are relative, with forward slashes, and made of names that every file system takes: no `..`, no "
            'control characters, none of `<>:"|?*\\`, no dot at either end, no space at the end, no name that '
            "Windows keeps for itself (`con`, `nul`, `com1` …), and at most 200 bytes each."
        ),
    ),
}

LONGEST_NAME = 200
"""Bytes in one name: file systems take 255, and the engine and the writer each put something beside it."""

LONGEST_PATH = 1000
FORBIDDEN = re.compile(r'[\x00-\x1f\x7f<>:"|?*\\]')
# https://learn.microsoft.com/windows/win32/fileio/naming-a-file
RESERVED = re.compile(r"(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9¹²³])(?:\..*)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a path may not be written, with the code of the finding, and the other path that it collides with."""

    code: str
    message: str
    other: str = ""


@dataclass(slots=True)
class Register:
    """The paths of one docs tree as they are handed in; keeps enough of each to see that the next one collides."""

    _spellings: dict[str, str] = field(default_factory=dict)
    _files: dict[str, str] = field(default_factory=dict)
    _addresses: dict[str, str] = field(default_factory=dict)

    def admit(self, path: str, source: str = "") -> Refusal | None:
        """Take `path` in, or say why not; `source` is the author's own file, and empty for a generated one."""
        if fault := fault_of(path):
            return Refusal("W006", f"the path {shown(path)} cannot be published: {fault}")
        key = fold(path)
        if key in self._files:
            return self._collision(path, self._spellings[key], source, self._files[key])
        if refusal := self._obstacle(path):
            return refusal
        address = fold(address_of(path))
        if address in self._addresses:
            other = self._addresses[address]
            return Refusal("W005", f"`{path}` and `{other}` would both be published as `{address_of(path)}`", other)
        for part in ways(path):
            self._spellings.setdefault(fold(part), part)
        self._files[key] = source
        self._addresses[address] = path
        return None

    def _collision(self, path: str, other: str, source: str, other_source: str) -> Refusal:
        if path != other:
            return Refusal("W003", f"`{path}` and `{other}` are the same file on some computers", other)
        if bool(source) != bool(other_source):
            return Refusal("W001", f"`{path}` is written by hand ({source or other_source}) and generated too", other)
        if source:
            return Refusal("W001", f"`{path}` is written by hand twice: {other_source} and {source}", other)
        return Refusal("W002", f"`{path}` is generated twice", other)

    def _obstacle(self, path: str) -> Refusal | None:
        """What is known to stand where `path` needs a folder, or needs to be a file itself."""
        *folders, whole = ways(path)
        for folder in folders:
            known = self._spellings.get(fold(folder), folder)
            if known != folder:
                return Refusal("W003", f"`{folder}` (in `{path}`) and `{known}` are the same folder on some computers")
            if fold(folder) in self._files:
                return Refusal("W004", f"`{folder}` is a file, so `{path}` cannot be written", known)
        if fold(whole) in self._spellings:
            return Refusal("W004", f"`{path}` is a file, but other files have it as their folder")
        return None


def fault_of(path: str) -> str:
    """Why `path` is not sound by itself, as the end of a sentence; empty if it is."""
    try:
        size = len(path.encode())
    except UnicodeEncodeError:
        return "it is not Unicode text"
    if path.startswith("/"):
        return "it is absolute"
    if size > LONGEST_PATH:
        return f"it is longer than {LONGEST_PATH} bytes"
    if found := FORBIDDEN.search(path):
        return f"it holds {shown(found.group())}"
    return next((fault for name in path.split("/") if (fault := _name_fault(name))), "")


def _name_fault(name: str) -> str:
    if not name:
        return "one of its names is empty"
    if name.startswith("."):
        return f"{shown(name)} begins with a dot, and the engine passes over such names"
    if name.endswith((".", " ")):
        return f"{shown(name)} ends with a dot or a space"
    if len(name.encode()) > LONGEST_NAME:
        return f"one of its names is longer than {LONGEST_NAME} bytes"
    if RESERVED.fullmatch(name):
        return f"{shown(name)} is a name that Windows keeps for itself"
    return ""


def ways(path: str) -> list[str]:
    """The folders that lead to `path`, outermost first, then `path` itself."""
    names = path.split("/")
    return ["/".join(names[: end + 1]) for end in range(len(names))]


def fold(path: str) -> str:
    """What two paths have in common when a file system may take them for one: canonical caseless matching.

    Unicode Standard, section 3.13.5, D145.
    """
    return unicodedata.normalize("NFD", unicodedata.normalize("NFD", path).casefold())


def shown(text: str) -> str:
    """Text of unknown origin as it can be shown on one line without doing anything to a terminal."""
    return f"`{text}`" if text.isprintable() and "`" not in text else ascii(text)
