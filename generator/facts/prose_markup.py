"""The reading of prose that holds markup: the library's rules, our own, and what authors take from other Markdown."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from functools import cache
from html.entities import html5
from itertools import accumulate
from typing import TYPE_CHECKING

from generator.facts.characters import find_bad_characters, replace_unshowable
from generator.facts.prose_mistakes import LINE_MISTAKES, MISTAKEN_LINE, MISTAKEN_SPAN, SPAN_MISTAKES
from generator.facts.prose_sentence import CITATION, CITATIONS, MENTION
from generator.facts.prose_tree import (
    Block,
    BulletList,
    CitationMark,
    Emphasis,
    HardBreak,
    Inline,
    Link,
    Mention,
    OrderedList,
    Paragraph,
    Prose,
    ProseProblem,
    Strong,
    Words,
    join_lines,
    split_paragraphs,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from markdown_it import MarkdownIt
    from markdown_it.rules_block import StateBlock
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token

DEEPEST = 20

_MENTION = re.compile(MENTION)
_EMPTY_LINE = re.compile(r"^[^\S\n]++$", re.MULTILINE)
_OTHER_NUMBER = re.compile(r"(?!1[.)])[0-9]+[.)]")
_CITATIONS = re.compile(CITATIONS)
_LABEL = r"\[(?P<label>(?:[^\[\]\\]|\\.)*+)\]"
_LINK = re.compile(_LABEL + r"\((?:(?P<url>[^()\s]*+(?:\([^()\s]*+\)[^()\s]*+)*+)\))?", re.DOTALL)
_WEB_ADDRESS = re.compile(
    r"https?://(?P<host>\[[0-9a-f:.]+\]|\w[\w.-]*)(?::[0-9]{1,5})?(?:[/?\#][^\s<>\"`{}|\\^\ufffd]*)?", re.IGNORECASE
)
_INVISIBLE = frozenset({"Cc", "Cf", "Co", "Cs", "Zl", "Zp", "Zs"})


def _find_address_problem(url: str) -> tuple[str, str] | None:
    """Why a link's target is not an absolute web address that every browser reads alike, and what to write."""
    shown = f"“{url[:60]}…”" if len(url) > 60 else f"“{url}”"  # noqa: PLR2004 - as much as a message can bear
    if not re.match(r"https?://", url, re.IGNORECASE):
        return f"{shown} is not a web address", "write the whole address, beginning with https://"
    if "@" in re.split(r"[/?#\\]", url[url.index("//") + 2 :], maxsplit=1)[0]:
        return f"{shown} holds a user name", "write the address without anything before an @"
    match = _WEB_ADDRESS.fullmatch(url)
    if match is None or any(unicodedata.category(character) in _INVISIBLE for character in url):
        hint = "copy the address from the browser, or percent-encode what is neither a letter, a digit nor a usual mark"
        return f"{shown} holds characters that no web address holds", hint
    # Browsers fold such characters when they look the host up, so that what is read is not where one goes.
    if unicodedata.normalize("NFKC", match["host"]) != match["host"]:
        return f"{shown} names its host in characters that stand for others", "write the host as browsers show it"
    return None


def read_markup(text: str) -> Prose:
    """The tree of a text, whether it holds markup or not; one that is nested too deeply is nothing but words."""
    reading = _Reading(text)
    try:
        blocks = reading.read_blocks()
    except _TooDeepError:
        message = f"the text is nested deeper than {DEEPEST} levels"
        problem = ProseProblem(0, message, "write shorter lists, and less emphasis within emphasis")
        return Prose(text, split_paragraphs(reading.source), tuple(sorted({problem, *reading.problems})))
    return Prose(text, blocks, tuple(sorted(set(reading.problems))), tuple(reading.mentions), tuple(reading.citations))


class _TooDeepError(Exception):
    """The text is nested deeper than any text needs to be."""


class _Reading:
    """One text on its way from characters to a tree."""

    def __init__(self, text: str) -> None:
        source = replace_unshowable(text).replace("\t", " ")
        self.source = _EMPTY_LINE.sub(lambda match: " " * len(match[0]), source)
        self.lines = self.source.split("\n")
        self.line_starts = [0, *accumulate(len(line) + 1 for line in self.lines)]
        self.problems = list(find_bad_characters(text, breaks=""))
        self.mentions: list[Mention] = []
        self.citations: list[CitationMark] = []

    def read_blocks(self) -> tuple[Block, ...]:
        for match in MISTAKEN_LINE.finditer(self.source):
            name = next(name for name in LINE_MISTAKES if match[name] is not None)
            self.report(match.start(name), LINE_MISTAKES[name].message, LINE_MISTAKES[name].hint)
        markdown = _build_parser()
        tokens: list[Token] = []
        markdown.block.parse(self.source, markdown, {}, tokens)
        # A list and its items are two levels to the library.
        if any(token.level > 2 * DEEPEST + 1 for token in tokens):
            raise _TooDeepError
        return self._read_run(iter(tokens), "")

    def report(self, offset: int, message: str, hint: str) -> None:
        self.problems.append(ProseProblem(min(max(offset, 0), len(self.source)), message, hint))

    def _read_run(self, tokens: Iterator[Token], end: str) -> tuple[Block, ...]:
        blocks: list[Block] = []
        for token in tokens:
            if token.type == end:
                break
            if token.type == "inline":
                children = self._read_inline(token)
                if children:
                    blocks.append(Paragraph(children))
            elif token.type == "bullet_list_open":
                blocks.append(BulletList(self._read_items(tokens, "bullet_list_close")))
            elif token.type == "ordered_list_open":
                blocks.append(OrderedList(self._read_items(tokens, "ordered_list_close")))
        return tuple(blocks)

    def _read_items(self, tokens: Iterator[Token], end: str) -> tuple[tuple[Block, ...], ...]:
        items: list[tuple[Block, ...]] = []
        for token in tokens:
            if token.type == end:
                break
            start = self.line_starts[token.map[0]] if token.map else 0
            # Lists count for themselves: `1.` and then `1986.` would be shown as 1 and 2, and a year would be lost.
            if token.info and int(token.info) not in (1, len(items) + 1):
                hint = f"number the items 1., 2., 3.; if {token.info} is no item's number, write {token.info}\\."
                self.report(start, f"after item {len(items)} of the list comes item {token.info}", hint)
            items.append(self._read_run(tokens, "list_item_close"))
            if not items[-1]:
                hint = "write its words, or put a backslash before the mark to show it as it is"
                self.report(start, "there is an item without words in the list", hint)
        return tuple(items)

    def _read_inline(self, block: Token) -> tuple[Inline, ...]:
        markdown = _build_parser()
        tokens: list[Token] = []
        place = self._place_in_source(block)

        def report(offset: int, message: str, hint: str) -> None:
            self.report(place(offset), message, hint)

        markdown.inline.parse(block.content, markdown, {"report": report}, tokens)
        return _Nesting(self, place).read(tokens)

    def _place_in_source(self, block: Token) -> Callable[[int], int]:
        """The way from an offset in a block's content to one in the text.

        The content's lines are the text's lines without what stands before them, so they are measured from their ends.
        """
        content = block.content.split("\n")
        starts = [0, *accumulate(len(line) + 1 for line in content)]
        first = block.map[1] - len(content) if block.map else 0

        def place(offset: int) -> int:
            index = bisect_right(starts, offset) - 1
            from_end = len(content[index].rstrip()) - (offset - starts[index])
            number = min(first + index, len(self.lines) - 1)
            return self.line_starts[number] + len(self.lines[number].rstrip()) - from_end

        return place


class _Nesting:
    """The inline tokens of one block, put into a tree."""

    def __init__(self, reading: _Reading, place: Callable[[int], int]) -> None:
        self.reading = reading
        self.place = place
        self.open: list[tuple[Token | None, list[Inline]]] = [(None, [])]
        self.words: list[str] = []

    def read(self, tokens: list[Token]) -> tuple[Inline, ...]:
        for token in tokens:
            if token.type in ("text", "text_special"):
                self.words.append(token.content)
            elif token.type == "softbreak":
                self.words.append(" ")
            else:
                self._flush(before_citation=token.type == "citation")
                self._read_element(token)
        self._flush(before_citation=False)
        return tuple(self.open[0][1])

    def _flush(self, *, before_citation: bool) -> None:
        """The words so far as one node. A citation belongs to the words before it: no white space comes between."""
        words = join_lines("".join(self.words))
        self.words.clear()
        if before_citation:
            words = words.rstrip()
        if words:
            self.open[-1][1].append(Words(words))

    def _read_element(self, token: Token) -> None:
        siblings = self.open[-1][1]
        if token.nesting > 0:
            if len(self.open) > DEEPEST:
                raise _TooDeepError
            self.open.append((token, []))
        elif token.nesting < 0:
            opening, children = self.open.pop()
            self.open[-1][1].append(_close(opening, tuple(children)))
        elif token.type == "hardbreak":
            siblings.append(HardBreak())
        elif token.type == "mention":
            mention = Mention(token.meta["record"], token.meta["words"], self.place(token.meta["offset"]))
            self.reading.mentions.append(mention)
            siblings.append(mention)
        else:
            mark = CitationMark(token.meta["source"], token.meta["at"], self.place(token.meta["offset"]))
            self.reading.citations.append(mark)
            siblings.append(mark)


def _close(opening: Token | None, children: tuple[Inline, ...]) -> Inline:
    if opening is None or opening.type == "em_open":
        return Emphasis(children)
    if opening.type == "strong_open":
        return Strong(children)
    return Link(str(opening.attrs["href"]), children)


@cache
def _build_parser() -> MarkdownIt:
    """markdown-it with the rules of the subset and no others."""
    from markdown_it import MarkdownIt  # noqa: PLC0415  (few texts need the library, and it takes long to load)

    markdown = MarkdownIt("zero", {"maxNesting": 2 * DEEPEST + 10})
    markdown.enable(["list", "newline", "escape", "emphasis"])
    markdown.block.ruler.at("list", _read_list, {"alt": ["paragraph"]})
    markdown.inline.ruler.before("emphasis", "mistake", _read_mistake)
    markdown.inline.ruler.before("emphasis", "mention", _read_mention)
    markdown.inline.ruler.before("emphasis", "citations", _read_citations)
    markdown.inline.ruler.before("emphasis", "web_link", _read_link)
    return markdown


def _read_list(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """A list; what would begin one with another number than 1 is a sentence that begins with a year."""
    from markdown_it.rules_block import list_block  # noqa: PLC0415  (as above)

    position = state.bMarks[start] + state.tShift[start]
    if not silent and _OTHER_NUMBER.match(state.src, position):
        return False
    return list_block(state, start, end, silent)


def _keep_as_words(state: StateInline, end: int) -> bool:
    state.append_pending(state.src[state.pos : end])
    state.pos = end
    return True


# The library asks rules to look ahead silently only from its own rule for links, which is not in use.
def _read_mistake(state: StateInline, _silent: bool) -> bool:
    """What belongs to other Markdown stays words, and its author hears of it."""
    if state.src[state.pos] not in "<&!`{[]":
        return False
    match = MISTAKEN_SPAN.match(state.src, state.pos, state.posMax)
    if match is None:
        return False
    name = match.lastgroup or ""
    if name == "entity" and match[0][1] != "#" and match[0][1:] not in html5:
        return False
    state.env["report"](state.pos, SPAN_MISTAKES[name].message, SPAN_MISTAKES[name].hint)
    return _keep_as_words(state, match.end())


def _read_mention(state: StateInline, _silent: bool) -> bool:
    """`[[record-id]]` or `[[record-id|shown words]]`."""
    if not state.src.startswith("[[", state.pos, state.posMax):
        return False
    match = _MENTION.match(state.src, state.pos, state.posMax)
    words = match["words"] and join_lines(match["words"].strip()) if match else ""
    if match is None or words == "":
        hint = "write [[record-id]] or [[record-id|words to show]]; for a bracket to be shown, write \\["
        state.env["report"](state.pos, "“[[” begins a link to a record, but no record's id follows", hint)
        return _keep_as_words(state, state.pos + 2)
    state.push("mention", "", 0).meta = {"record": match["record"], "words": words, "offset": state.pos}
    state.pos = match.end()
    return True


def _read_citations(state: StateInline, _silent: bool) -> bool:
    """`[@source-id]`, `[@source-id, page 3]`, or several with semicolons between them."""
    if not state.src.startswith("[@", state.pos, state.posMax):
        return False
    bracket = _CITATIONS.match(state.src, state.pos, state.posMax)
    marks: list[dict[str, str | int | None]] = []
    offset = state.pos + 1
    for part in bracket["marks"].split(";") if bracket else ():
        match = CITATION.fullmatch(part)
        if match is None:
            break
        at = match["at"] and join_lines(match["at"])
        marks.append({"source": match["source"], "at": at, "offset": offset + match.start("mark")})
        offset += len(part) + 1
    if bracket is None or offset != bracket.end():
        hint = "write [@source-id] or [@source-id, page 3], with a semicolon between two; to show a bracket, write \\["
        state.env["report"](offset, "“[@” begins a citation, but this is not one", hint)
        return _keep_as_words(state, state.pos + 2)
    for mark in marks:
        state.push("citation", "", 0).meta = mark
    state.pos = bracket.end()
    return True


def _read_link(state: StateInline, _silent: bool) -> bool:
    """`[words](https://…)`: no title, no brackets in its words, nothing but an absolute web address."""
    match = _LINK.match(state.src, state.pos, state.posMax) if state.src[state.pos] == "[" else None
    if match is None:
        return False
    problem: tuple[str, str] | None
    if match["url"] is None:
        problem = (
            "this link holds more than an address, or is not closed",
            "write [words](https://…) and nothing else",
        )
    elif not match["label"].strip():
        problem = ("this link has no words", "write what the reader will find there: [words](https://…)")
    else:
        problem = _find_address_problem(match["url"])
    if problem is not None:
        hint = problem[1] + "; if it is no link, put a backslash before the ["
        state.env["report"](state.pos, problem[0], hint)
        return _keep_as_words(state, match.end())
    end = state.posMax
    state.push("link_open", "a", 1).attrs = {"href": match["url"]}
    state.pos, state.posMax = match.span("label")
    state.md.inline.tokenize(state)
    state.push("link_close", "a", -1)
    state.pos, state.posMax = match.end(), end
    return True
