"""Maps and lists built from YAML events: in one pass, with the place of everything, without recursion."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum, auto
from typing import TYPE_CHECKING, Any, NoReturn, cast

from yaml.error import MarkedYAMLError
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from generator.syntax import refusal
from generator.syntax.diagnosis import Trouble, diagnose
from generator.syntax.escapes import describe_escape, holds_no_text
from generator.syntax.mistake import Mistake, stop
from generator.syntax.nodes import Mapping, Sequence, Value, split_lines
from generator.syntax.parser import open_parser
from generator.syntax.plain import read_plain

if TYPE_CHECKING:
    from generator.syntax.nodes import Place
    from generator.syntax.parser import DocumentStart, Event, Mark, Parser

RECORD = 3  # the documents of the file, the map of one, the map of a kind, and then a record


ALIAS = "*"  # how a value is written that stands elsewhere, beside the styles that YAML has names for

# A comment has a space after its sign; without one, and after text, the sign was meant as part of the text.
COMMENT_IN_TEXT = re.compile(r" #[^\s#]")


class Slot(Enum):
    """What a map waits for while it has no key."""

    KEY = auto()
    NOTHING = auto()  # the next value belongs to a key that was refused, and goes nowhere


KEY, NOTHING = Slot.KEY, Slot.NOTHING  # to look them up in an Enum costs as much as to store a value


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of building: the data, the mistakes, whether the text was read to its end, and what `Document` tells of it."""

    data: Mapping
    mistakes: tuple[Mistake, ...]
    complete: bool
    in_lines: bool = False


class LimitError(Exception):
    """The text is larger than anything that is a file of facts."""

    def __init__(self, mistake: Mistake) -> None:
        super().__init__(mistake.message)
        self.mistake = mistake


def build(text: str) -> Outcome:
    """The data in a text that holds no control characters, and what is wrong with the text."""
    plain = read_plain(text)
    return build_from_events(text) if plain is None else Outcome(plain.data, (), complete=True, in_lines=plain.in_lines)


def build_from_events(text: str) -> Outcome:
    """The same, whatever the form of the text."""
    parser = open_parser(text)
    try:
        return Builder(text).build(parser)
    finally:
        parser.dispose()


class Builder:
    """The maps and lists of one text, under construction."""

    __slots__ = ("anchored", "complete", "documents", "mistakes", "stack", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        self.documents = Sequence()
        self.mistakes: list[Mistake] = []
        self.anchored: dict[str, str | None] = {}
        self.stack: list[tuple[Any, Any]] = []
        self.complete = True

    def build(self, parser: Parser) -> Outcome:
        """Everything that the parser's events say."""
        self._follow(parser)
        data = self.documents[0] if self.documents else None
        if isinstance(data, Mapping):
            return Outcome(data, tuple(self.mistakes), self.complete)
        if data is not None and self.complete:
            self.mistakes.append(refusal.describe_root(self.documents.marks[0]))
        return Outcome(Mapping(), tuple(self.mistakes), self.complete)

    def _follow(self, parser: Parser) -> None:  # noqa: C901, PLR0912, PLR0915
        # One loop, long and with everything at hand, because it turns a thousand times for a file of 10 kB: as calls
        # and attributes, what it does would cost as much again as the parser below it.
        holder: Any = self.documents
        marks: Any = holder.marks
        key: Any = KEY
        event: Any = None
        key_event: Any = None
        in_map = False
        nodes = 0
        text, stack, next_event = self.text, self.stack, parser.get_event
        deepest, most_nodes, nulls = refusal.DEEPEST, refusal.MOST_NODES, refusal.NULLS
        has_escapes, has_hashes = "\\" in text, COMMENT_IN_TEXT.search(text) is not None
        try:
            while True:
                event = next_event()
                kind = type(event)
                if kind is not ScalarEvent:
                    if kind is MappingEndEvent or kind is SequenceEndEvent:
                        holder, key = stack.pop()
                        marks = holder.marks
                        in_map = type(holder) is Mapping
                        continue
                    if kind is MappingStartEvent or kind is SequenceStartEvent:
                        mark = event.start_mark
                        at = (mark.line + 1, mark.column + 1)
                        nodes += 1
                        if nodes > most_nodes:
                            _refuse(refusal.describe_number(at))
                        if len(stack) >= deepest:
                            _refuse(refusal.describe_depth(at))
                        if event.tag is not None or event.anchor is not None:
                            self._note_properties(event, None)
                        new: Any = Mapping(at) if kind is MappingStartEvent else Sequence(at)
                        if not in_map:
                            holder.append(new)
                            marks.append(at)
                        elif key is KEY:
                            key = self._judge_key(new, event, holder)
                        else:
                            new = self._keep(new, event, key, key_event, holder)
                            key = KEY
                        stack.append((holder, key))
                        holder, marks, key, in_map = new, new.marks, KEY, kind is MappingStartEvent
                        continue
                    if kind is StreamEndEvent:
                        break
                    if kind is DocumentStartEvent:
                        self._begin_document(event)
                    if kind is not AliasEvent:
                        continue
                    event = self._resolve_alias(event)
                value, style, mark = event.value, event.style, event.start_mark
                nodes += 1
                if nodes > most_nodes:
                    _refuse(refusal.describe_number(_place(mark)))
                if not style:
                    if value in nulls:
                        value = None
                    elif has_hashes:
                        self._note_comment(event)
                elif has_escapes and style == '"' and holds_no_text(value):
                    self.mistakes.append(describe_escape(text, mark.index, _place(mark)))
                if event.tag is not None or event.anchor is not None:
                    self._note_properties(event, value)
                if not in_map:
                    holder.append(value)
                    marks.append((mark.line + 1, mark.column + 1))
                elif key is KEY:
                    key, key_event = value, event
                    if value is None or value in holder or value == "<<":
                        key = self._judge_key(value, event, holder)
                else:
                    if value is None or key in holder or key is NOTHING:
                        self._keep(value, event, key, key_event, holder)
                    else:
                        key_mark = key_event.start_mark
                        holder[key] = value
                        marks[key] = (key_mark.line + 1, key_mark.column + 1, mark.line + 1, mark.column + 1)
                    key = KEY
        except MarkedYAMLError as error:
            self._stop(diagnose(self._describe_trouble(error, event, holder)), holder)
        except LimitError as error:
            self._stop(error.mistake, holder)

    def _keep(self, value: Value, event: Event, key: str | Slot, key_event: Event, holder: Mapping) -> Value:
        """Keep a value under its key where that can be done, and give what to fill if it is a map or a list."""
        if isinstance(key, Slot):
            return value
        key_place = _place(key_event.start_mark)
        if value is None and ":" not in self.text[key_event.end_mark.index : event.start_mark.index]:
            self.mistakes.append(refusal.describe_entry(key, key_place))
            return value
        present = holder.get(key)
        if present is None:
            holder[key] = value
            holder.marks[key] = (*key_place, *_place(event.start_mark))
        elif len(self.stack) == 1 and type(present) is type(value) is Mapping:
            return present  # a kind given twice: its records are read all the same
        return value

    def _begin_document(self, event: DocumentStart) -> None:
        at = _place(event.start_mark)
        if event.version is not None or event.tags:
            self.mistakes.append(refusal.describe_directive(at))
        if self.documents:
            raise LimitError(refusal.describe_document(at))

    def _note_properties(self, event: Event, value: str | None) -> None:
        at = _place(event.start_mark)
        if event.anchor is not None:
            self.anchored[event.anchor] = value
            self.mistakes.append(refusal.describe_anchor(at))
        if event.tag is not None:
            self.mistakes.append(refusal.describe_tag(at))

    def _note_comment(self, event: Event) -> None:
        end = event.end_mark
        if COMMENT_IN_TEXT.match(self.text, end.index):
            self.mistakes.append(refusal.describe_comment((end.line + 1, end.column + 2)))

    def _resolve_alias(self, event: Event) -> Event:
        # An alias of text stands for the text, so that the rest can be checked; one of a map or a list for nothing, so
        # that a few lines can never stand for millions of values.
        self.mistakes.append(refusal.describe_alias(_place(event.start_mark)))
        value: Any = self.anchored.get(event.anchor or "")
        start, end = cast("Any", event.start_mark), cast("Any", event.end_mark)
        return cast("Event", ScalarEvent(None, None, (False, True), value, start, end, ALIAS))

    def _judge_key(self, value: Value, event: Event, holder: Mapping) -> str | Slot:
        at = _place(event.start_mark)
        if isinstance(value, str):
            if value in holder:
                self.mistakes.append(refusal.describe_duplicate(value, at, holder.marks[value][:2]))
            if value != "<<" or event.style:
                return value
            self.mistakes.append(refusal.describe_merge_key(at))
        elif value is not None or event.style != ALIAS:
            what = "nothing" if value is None else "a map" if isinstance(value, Mapping) else "a list"
            self.mistakes.append(refusal.describe_key(what, at))
        return NOTHING

    def _describe_trouble(self, error: MarkedYAMLError, event: Event | None, holder: Mapping | Sequence) -> Trouble:
        problem: Any = error.problem_mark
        context: Any = error.context_mark or problem
        style = (event.style or "") if isinstance(event, ScalarEvent) else None
        return Trouble(
            text=self.text,
            lines=split_lines(self.text),
            context=error.context or "",
            problem=error.problem or "",
            at=_place(problem),
            context_at=_place(context),
            start=context.index,
            enclosing=holder.at,
            last=_place(event.start_mark) if event else (1, 1),
            last_style=style,
        )

    def _stop(self, mistake: Mistake, holder: Mapping | Sequence) -> None:
        self.complete = False
        if self.mistakes and self.mistakes[-1][:2] == mistake[:2]:
            self.mistakes.pop()  # found already, before it turned out to be the end
        self.mistakes.append(stop(mistake))
        # A record that was not read whole would seem to lack what was not read.
        unfinished = [*(each for each, _ in self.stack), holder]
        if len(unfinished) > RECORD and isinstance(records := unfinished[RECORD - 1], Mapping):
            for key in [key for key, value in records.items() if value is unfinished[RECORD]]:
                del records[key], records.marks[key]


def _place(mark: Mark) -> Place:
    return mark.line + 1, mark.column + 1


def _refuse(mistake: Mistake) -> NoReturn:
    raise LimitError(mistake)
