"""The picture of how a case's claims stood over time: a row for each claim, and time across."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from generator.facts.claim import Claim
from generator.views.labels import RUNG_ORDER, SHAPES, label
from generator.views.standings import PeriodView, describe_day, view_period

if TYPE_CHECKING:
    from generator.case import Period
    from generator.views.words import Speaker, Words

AFTER = timedelta(days=270)
"""How much of the time after the last change is shown, so that the last standing can be seen."""
MOST_TICKS = 16
LEVELS = 3
CLOSE = 3.0
"""How near two numbers may stand on one line, in percent of the picture's width."""
NARROWEST = 0.6
"""The least width of a bar, in percent of the picture's."""


@dataclass(frozen=True, slots=True)
class BarView:
    """A period in the picture; `x` and `width` are percentages of the picture's width."""

    rung: str
    shape: str
    title: str
    x: float
    width: float
    is_contested: bool
    has_fallen: bool
    is_open: bool
    """Whether it still stands so at the end of the picture."""


@dataclass(frozen=True, slots=True)
class RowView:
    """One claim: its bars, and its periods in words, for the table behind the picture."""

    anchor: str
    title: str
    bars: tuple[BarView, ...]
    later: str
    """How it came to stand after the time that the picture shows."""
    periods: tuple[PeriodView, ...]


@dataclass(frozen=True, slots=True)
class TickView:
    """The beginning of a year on the axis."""

    x: float
    year: int


@dataclass(frozen=True, slots=True)
class MomentLink:
    """A day at which the dossier can be read as it stood then."""

    number: int
    x: float
    level: int
    """On which of the lines of numbers it stands, so that days that are close to each other can be read."""
    iso_day: str
    day: str
    title: Words
    link: str


@dataclass(frozen=True, slots=True)
class LegendView:
    """A standing that the picture shows."""

    rung: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryView:
    """How the claims of a case stood over time, and the days at which to read it."""

    first_day: str
    last_day: str
    ticks: tuple[TickView, ...]
    moments: tuple[MomentLink, ...]
    rows: tuple[RowView, ...]
    legend: tuple[LegendView, ...]
    shows_contested: bool
    shows_fallen: bool


@dataclass(frozen=True, slots=True)
class _Span:
    """The time that the picture shows."""

    first: date
    last: date

    def place(self, day: date) -> float:
        """Where a day lies, in percent of the picture's width."""
        whole = (self.last - self.first).days
        return round(min(max((day - self.first).days / whole, 0), 1) * 100, 2)


def view_history(speaker: Speaker) -> HistoryView | None:
    """The picture of a case in which the standing of a claim has changed or whose editors chose moments; else none."""
    case = speaker.case
    claims = case.of_kind(Claim)
    histories = [case.histories[claim.key] for claim in claims]
    days = [day for periods in histories for one in periods[1:] if (day := one.start) is not None]
    days += [moment.on for moment in case.record.moments]
    if not claims or not days:
        return None
    starts = [one.start for periods in histories for one in periods[:1] if one.start is not None]
    first = min([*starts, *days])
    # Editors choose moments where the matter was decided; what somebody wrote a century later would leave no room for it.
    last = max((moment.on for moment in case.record.moments), default=max(days))
    span = _Span(date(first.year, 1, 1), last + AFTER if last <= date.max - AFTER else date.max)
    shown = [period for periods in histories for period in periods]
    rungs = {period.standing.rung for period in shown}
    return HistoryView(
        first_day=first.isoformat(),
        last_day=last.isoformat(),
        ticks=_list_ticks(span),
        moments=list_moments(speaker, span),
        rows=tuple(_view_row(speaker, span, claim, one) for claim, one in zip(claims, histories, strict=True)),
        legend=tuple(LegendView(rung.value, label(rung, speaker.language)) for rung in RUNG_ORDER if rung in rungs),
        shows_contested=any(period.standing.is_contested for period in shown),
        shows_fallen=any(period.standing.fallen for period in shown),
    )


def list_moments(speaker: Speaker, span: _Span | None = None) -> tuple[MomentLink, ...]:
    """The days at which the dossier can be read as it stood then, with their place in the picture if there is one."""
    moments = speaker.case.record.moments
    places = [span.place(moment.on) if span is not None else 0.0 for moment in moments]
    return tuple(
        MomentLink(
            number,
            place,
            level,
            moment.on.isoformat(),
            describe_day(speaker, moment.on),
            speaker.line(moment.title),
            f"{speaker.page}as-of-{moment.on.isoformat()}/",
        )
        for number, (moment, place, level) in enumerate(
            zip(moments, places, _list_levels(places), strict=True), start=1
        )
    )


def _list_levels(places: list[float]) -> list[int]:
    """A level for each place, so that no two that are close stand on the same one as long as there are levels."""
    taken = [-100.0] * LEVELS
    levels = []
    for place in places:
        free = [level for level in range(LEVELS) if place - taken[level] >= CLOSE]
        level = free[0] if free else taken.index(min(taken))
        taken[level] = place
        levels.append(level)
    return levels


def _list_ticks(span: _Span) -> tuple[TickView, ...]:
    years = span.last.year - span.first.year + 1
    step = next(step for step in (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000) if years / step <= MOST_TICKS)
    return tuple(
        TickView(span.place(date(year, 1, 1)), year)
        for year in range(span.first.year, span.last.year + 1)
        if year % step == 0 and date(year, 1, 1) <= span.last
    )


def _view_row(speaker: Speaker, span: _Span, claim: Claim, periods: tuple[Period, ...]) -> RowView:
    views = tuple(view_period(speaker, period) for period in periods)
    bars = tuple(
        _view_bar(span, period, view)
        for period, view in zip(periods, views, strict=True)
        if period.start is None or period.start < span.last
    )
    later = "; ".join(f"{view.label}, {view.dates}" for view in views[len(bars) :])
    return RowView(claim.anchor, speaker.record(claim).plain, bars, later, views)


def _view_bar(span: _Span, period: Period, view: PeriodView) -> BarView:
    x = span.place(period.start) if period.start is not None else 0.0
    end = span.place(period.end) if period.end is not None else 100.0
    width = min(max(end - x, NARROWEST), 100 - x)
    return BarView(
        view.rung,
        SHAPES[period.standing.rung],
        f"{', '.join((view.label, *view.notes))}: {view.dates}",
        x,
        round(width, 2),
        period.standing.is_contested,
        bool(period.standing.fallen),
        period.end is None or period.end > span.last,
    )
