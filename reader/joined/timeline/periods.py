"""Days, months or years one after another, with the number of cables in each; gaps and peaks. Pure."""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from statistics import median

from reader.config.dates import MONTHS, full

Days = Mapping[dt.date, int]


class Unit(StrEnum):
    """The length of a period."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"


MOST_DAYS, MOST_MONTHS = 62, 72
"""The longest times that are shown by day, and by month."""
QUIET_DAYS = 30
"""The least days from one cable of a list to the next, less one, that are told as a gap."""
MOST_PEAKS = 5
PEAK = 2.0
"""How many times the median of the periods that have cables a peak has at least."""


@dataclass(frozen=True, slots=True)
class Period:
    """A day, a month or a year."""

    first: dt.date
    last: dt.date
    """Included."""
    count: int

    @property
    def unit(self) -> Unit:
        """How long it is."""
        if self.first == self.last:
            return Unit.DAY
        return Unit.MONTH if self.first.month == self.last.month else Unit.YEAR

    @property
    def iso(self) -> str:
        """``2006-03-15``, ``2006-03`` or ``2006``, as in ``date:2006-03``."""
        return f"{self.first}"[: {Unit.DAY: 10, Unit.MONTH: 7, Unit.YEAR: 4}[self.unit]]

    @property
    def query(self) -> str:
        """The field of the query language that narrows a result to it."""
        return f"date:{self.iso}"

    @property
    def words(self) -> str:
        """``15 March 2006``, ``March 2006`` or ``2006``."""
        if self.unit is Unit.DAY:
            return full(self.first)
        month = f"{MONTHS[self.first.month - 1]} " if self.unit is Unit.MONTH else ""
        return f"{month}{self.first.year}"


@dataclass(frozen=True, slots=True)
class Gap:
    """A time without cables between two days that have some; at least one whole period is empty."""

    after: dt.date
    """The last day with a cable before it."""
    before: dt.date
    """The first day with a cable after it."""

    @property
    def days(self) -> int:
        """The number of days without cables."""
        return (self.before - self.after).days - 1

    @property
    def length(self) -> str:
        """``12 days``, ``5 months``, ``3 years``."""
        if self.days < 60:
            number, unit = self.days, "day"
        elif self.days < 730:
            number, unit = round(self.days / 30.44), "month"
        else:
            number, unit = round(self.days / 365.25), "year"
        return f"{number} {unit}{'' if number == 1 else 's'}"

    @property
    def words(self) -> str:
        """``no cables for 5 months, from 2 April 2006 to 30 August 2006``."""
        one = dt.timedelta(days=1)
        first, last = full(self.after + one), full(self.before - one)
        when = f"on {first}" if first == last else f"from {first} to {last}"
        return f"no cables for {self.length}, {when}"


@dataclass(frozen=True, slots=True)
class Timeline:
    """The periods from the first with cables to the last, empty ones between included."""

    unit: Unit
    periods: tuple[Period, ...]
    gaps: tuple[Gap, ...]
    """In order of time."""
    peaks: tuple[Period, ...]
    """The highest first."""

    @property
    def most(self) -> int:
        """The greatest count."""
        return max((period.count for period in self.periods), default=0)

    def gap_after(self, period: Period) -> Gap | None:
        """The gap that begins in or at the end of a period with cables."""
        return next((gap for gap in self.gaps if period.first <= gap.after <= period.last), None)


def timeline(days: Days, unit: Unit | None = None) -> Timeline:
    """The timeline of cables by day; without a unit, the time from the first to the last day decides."""
    if not days:
        return Timeline(unit or Unit.YEAR, (), (), ())
    first, last = min(days), max(days)
    unit = unit or unit_for(first, last)
    periods = tuple(_counted(days, _spans(first, last, unit)))
    return Timeline(unit, periods, tuple(_gaps(sorted(days), unit)), _peaks(periods))


def gaps_before(days: Sequence[dt.date | None]) -> list[Gap | None]:
    """For each of some days in order of time, the gap before it; None for one that is short."""
    gaps: list[Gap | None] = [None]
    for after, before in pairwise(days):
        is_long = after is not None and before is not None and (before - after).days > QUIET_DAYS
        gaps.append(Gap(after, before) if after and before and is_long else None)
    return gaps[: len(days)]


def unit_for(first: dt.date, last: dt.date) -> Unit:
    """The unit that shows this time in at most some seventy periods."""
    if (last - first).days < MOST_DAYS:
        return Unit.DAY
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    return Unit.MONTH if months <= MOST_MONTHS else Unit.YEAR


def counts_in(days: Days, periods: Sequence[Period]) -> list[int]:
    """How many of these cables are in each of the periods, which follow one another."""
    return [period.count for period in _counted(days, ((one.first, one.last) for one in periods))]


def _counted(days: Days, spans: Iterator[tuple[dt.date, dt.date]]) -> Iterator[Period]:
    pending = iter(sorted(days.items()))
    day, count = next(pending, (None, 0))
    for first, last in spans:
        total = 0
        while day is not None and day <= last:
            total += count if day >= first else 0
            day, count = next(pending, (None, 0))
        yield Period(first, last, total)


def _spans(first: dt.date, last: dt.date, unit: Unit) -> Iterator[tuple[dt.date, dt.date]]:
    start = _period_of(first, unit)[0]
    while start <= last:
        start, end = _period_of(start, unit)
        yield start, end
        if end == dt.date.max:
            return
        start = end + dt.timedelta(days=1)


def _period_of(day: dt.date, unit: Unit) -> tuple[dt.date, dt.date]:
    """The first and last day of the period with this day."""
    if unit is Unit.DAY:
        return day, day
    if unit is Unit.YEAR:
        return dt.date(day.year, 1, 1), dt.date(day.year, 12, 31)
    return day.replace(day=1), day.replace(day=calendar.monthrange(day.year, day.month)[1])


def _gaps(days: Sequence[dt.date], unit: Unit) -> Iterator[Gap]:
    for after, before in pairwise(days):
        end = _period_of(after, unit)[1]
        if (_period_of(before, unit)[0] - end).days > 1:
            yield Gap(after, before)


def _peaks(periods: Sequence[Period]) -> tuple[Period, ...]:
    """The periods with more cables than both neighbours and at least twice as many as is usual."""
    counts = [period.count for period in periods]
    least = max(median([count for count in counts if count]) * PEAK, 2)
    around = [0, *counts, 0]
    found = [
        period
        for period, before, after in zip(periods, around, around[2:], strict=False)
        if period.count >= least and period.count > before and period.count >= after
    ]
    found.sort(key=lambda period: (-period.count, period.first))
    return tuple(found[:MOST_PEAKS])
