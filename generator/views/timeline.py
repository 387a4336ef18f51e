"""The picture of a case's timeline: where each event and step stands, as spans that show how precisely they are known."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from generator.facts.event import Event
from generator.facts.proceeding import Proceeding

if TYPE_CHECKING:
    from generator.facts.when import When
    from generator.views.words import Speaker

WIDTH = 960
MARGIN = 24
ROW = 16
TOP = 30
MOST_ROWS = 12
NARROWEST = 7.0
GAP = 3.0


@dataclass(frozen=True, slots=True)
class MarkView:
    """One mark of the picture: a span from x over a width, on a row, open to either side where the date is."""

    anchor: str
    title: str
    date: str
    x: float
    y: float
    width: float
    open_start: bool
    open_end: bool
    precise: bool
    kind: str
    rung: str


@dataclass(frozen=True, slots=True)
class TickView:
    """A year on the axis."""

    x: float
    year: int


@dataclass(frozen=True, slots=True)
class Picture:
    """The picture: its size, the years and the marks."""

    width: int
    height: int
    ticks: tuple[TickView, ...]
    marks: tuple[MarkView, ...]


@dataclass(frozen=True, slots=True)
class _Span:
    anchor: str
    title: str
    when: When
    kind: str
    rung: str


def draw_timeline(speaker: Speaker) -> Picture | None:
    """The picture of the dated events and steps of a case; none where fewer than two are dated."""
    spans = [span for span in _list_spans(speaker) if span.when.earliest or span.when.latest]
    days = [day for span in spans for day in (span.when.earliest, span.when.latest) if day is not None]
    if len(spans) < 2 or not days:  # noqa: PLR2004  (one mark is no line)
        return None
    first, last = date(min(days).year, 1, 1), _next_year(max(days))
    scale = (WIDTH - 2 * MARGIN) / (last - first).days
    spans.sort(key=lambda span: span.when.sort_key)
    marks: list[MarkView] = []
    row_ends: list[float] = []
    for span in spans:
        start = span.when.earliest or first
        end = span.when.latest or last
        x = MARGIN + (start - first).days * scale
        width = max(((end - start).days + 1) * scale, NARROWEST)
        x = min(x, WIDTH - MARGIN - width)
        row = _find_row(row_ends, x, x + width)
        marks.append(
            MarkView(
                span.anchor,
                span.title,
                speaker.describe(span.when),
                round(x, 1),
                TOP + row * ROW,
                round(width, 1),
                span.when.earliest is None,
                span.when.latest is None,
                width <= NARROWEST,
                span.kind,
                span.rung,
            )
        )
    height = TOP + len(row_ends) * ROW + MARGIN // 2
    return Picture(WIDTH, height, tuple(_list_ticks(first, last, scale)), tuple(marks))


def _next_year(day: date) -> date:
    return date(day.year + 1, 1, 1) if day.year < date.max.year else date.max


def _find_row(row_ends: list[float], x: float, end: float) -> int:
    for row, taken in enumerate(row_ends):
        if taken + GAP <= x:
            row_ends[row] = end
            return row
    if len(row_ends) < MOST_ROWS:
        row_ends.append(end)
        return len(row_ends) - 1
    row = row_ends.index(min(row_ends))
    row_ends[row] = max(row_ends[row], end)
    return row


def _list_ticks(first: date, last: date, scale: float) -> list[TickView]:
    years = last.year - first.year
    step = next(step for step in (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 10000) if years / step <= 14)  # noqa: PLR2004
    return [
        TickView(round(MARGIN + (date(year, 1, 1) - first) / timedelta(days=1) * scale, 1), year)
        for year in range(first.year, last.year + 1)
        if year % step == 0 and year <= date.max.year
    ]


def _list_spans(speaker: Speaker) -> list[_Span]:
    case = speaker.case
    spans = [
        _Span(event.anchor, speaker.plain(event.title), event.date, "event", speaker.standing(event).rung.value)
        for event in case.of_kind(Event)
    ]
    for proceeding in case.of_kind(Proceeding):
        title = speaker.record(proceeding).plain
        spans.extend(
            _Span(f"{proceeding.anchor}-{step.id}", title, step.on, "step", step.kind.value)
            for step in proceeding.steps
        )
    return spans
