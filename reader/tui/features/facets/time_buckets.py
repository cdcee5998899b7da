"""A result over time: the period of each bar, and the text of bars and years. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from reader.library.search.facets import Month

STEPS = (1, 3, 12, 24, 60, 120)
"""Months of a bar: the finest step that fits is taken."""
EARLY_SHARE = 0.03
"""The share of all cables that may be early ones in one common bar."""
WIDEST_BAR = 4
"""Most cells of a bar."""
EARLIER = "‹"
"""Shown below a first bar that covers a longer time than the others."""
BARS = " ▁▂▃▄▅▆▇█"
PEAK = 2
"""How many times the median of the bars that are not empty a peak has at least."""
_YEAR = re.compile(r"\d{4}")


@dataclass(frozen=True, slots=True)
class Bar:
    """A range of months and the number of cables in it."""

    first: Month
    last: Month
    count: int


@dataclass(frozen=True, slots=True)
class Periods:
    """All bars, from the first month with cables to the last, empty ones between included."""

    bars: tuple[Bar, ...] = ()
    bar_width: int = 1
    """In cells."""

    @property
    def most(self) -> int:
        """The greatest count."""
        return max((bar.count for bar in self.bars), default=0)

    @property
    def shares_first(self) -> bool:
        """Whether the first bar covers everything long before the second."""
        return len(self.bars) > 2 and _months(self.bars[0]) > _months(self.bars[1])

    @property
    def peak(self) -> int:
        """The index of the first bar with the greatest count."""
        return next((at for at, bar in enumerate(self.bars) if bar.count == self.most), 0)

    def peak_after(self, at: int, step: int) -> int | None:
        """The index of the next peak, or of the one before with ``step`` -1; None if there is none.

        A peak is higher than its neighbours, and at least twice as high as usual.
        """
        counts = [0, *(bar.count for bar in self.bars), 0]
        least = max(PEAK * median([count for count in counts if count] or [0]), 2)
        found = range(at + 1, len(self.bars)) if step > 0 else range(at - 1, -1, -1)
        return next(
            (
                one
                for one in found
                if counts[one + 1] >= least and counts[one] < counts[one + 1] >= counts[one + 2]
            ),
            None,
        )

    def counts_of(self, months: Mapping[Month, int]) -> list[int]:
        """How many of other cables are in each bar, from their numbers by month."""
        return [
            sum(count for month, count in months.items() if bar.first <= month <= bar.last)
            for bar in self.bars
        ]

    def at(self, month: Month) -> int | None:
        """The index of the bar that includes a month."""
        return next((at for at, bar in enumerate(self.bars) if bar.first <= month <= bar.last), None)


def periods(months: Mapping[Month, int], cells: int) -> Periods:
    """The bars of a result in a width of ``cells``; months, quarters, years or more, whichever is the finest
    that fits, aligned so that a year begins with a bar.

    Where a few early cables would make all bars coarser, they share the first bar; so does everything too
    early where even the coarsest bars do not fit.
    """
    if not months or cells < 1:
        return Periods()
    counts = {_number(month): count for month, count in sorted(months.items())}
    first, last = min(counts), max(counts)
    if cells == 1:
        return Periods((Bar(_month(first), _month(last), sum(counts.values())),))
    step, start = _step(last, first, cells), first
    finer = _step(last, late := _late(counts), cells - 1)
    if finer < step or last // step - first // step >= cells:
        step = finer
        start = max(late // step, last // step - cells + 2) * step
    bars = list(_bars(counts, start, last, step))
    if start > first:
        early = sum(count for month, count in counts.items() if month < start)
        bars.insert(0, Bar(_month(first), _month(start - 1), early))
    return Periods(tuple(bars), min(max(cells // len(bars), 1), WIDEST_BAR))


def _step(last: int, first: int, cells: int) -> int:
    """The fewest months a bar must cover."""
    return next((step for step in STEPS if last // step - first // step < cells), STEPS[-1])


def _late(counts: Mapping[int, int]) -> int:
    """The first month of the first year before which there are few cables."""
    few, so_far = sum(counts.values()) * EARLY_SHARE, 0
    for month, count in counts.items():
        so_far += count
        if so_far > few:
            return month // 12 * 12
    return min(counts)


def _bars(counts: Mapping[int, int], first: int, last: int, step: int) -> Iterator[Bar]:
    """The bars from one month to another."""
    for at in range(first // step, last // step + 1):
        start, end = at * step, (at + 1) * step
        yield Bar(_month(start), _month(end - 1), sum(counts.get(month, 0) for month in range(start, end)))


def _months(bar: Bar) -> int:
    return _number(bar.last) - _number(bar.first) + 1


def _number(month: Month) -> int:
    return month.year * 12 + month.month - 1


def _month(number: int) -> Month:
    return Month(number // 12, number % 12 + 1)


def gap_around(months: Mapping[Month, int], first: Month, last: Month) -> Bar | None:
    """The months without cables before, in and after a time without any, as a bar; None at either end."""
    before = max((month for month in months if month < first), default=None)
    after = min((month for month in months if month > last), default=None)
    if before is None or after is None:
        return None
    return Bar(_month(_number(before) + 1), _month(_number(after) - 1), 0)


def length_in_words(bar: Bar) -> str:
    """``1 month``, ``14 months``, ``3 years``."""
    months = _months(bar)
    number, unit = (months, "month") if months < 24 else (round(months / 12), "year")
    return f"{number} {unit}{'' if number == 1 else 's'}"


def block(count: int, most: int) -> str:
    """The block character for a count; at least one eighth for a count above 0."""
    return BARS[max(round(count / most * 8), 1)] if count and most else BARS[0]


def years(found: Periods) -> str:
    """The line below the bars: the years that begin there, as many as fit."""
    width = len(found.bars) * found.bar_width
    shared = int(found.shares_first)
    starts = [
        (at * found.bar_width, bar.first.year)
        for at, bar in enumerate(found.bars)
        if at == shared or (at > shared and bar.first.year != found.bars[at - 1].first.year)
    ]
    for every in (1, 2, 5, 10, 20, 50):
        shown = [pair for pair in starts if pair[1] % every == 0 or len(starts) == 1]
        if shown and _fit(shown):
            break
    else:
        shown = starts[:1]
    line = _year_text(shown, width)
    return EARLIER + line[1:] if shared and line else line


def around(line: str, start: int, end: int) -> tuple[str, str]:
    """The parts of that line before and after some cells; a year is never cut."""
    whole = _YEAR.sub(lambda year: year[0] if year.end() <= start or end <= year.start() else " " * 4, line)
    return whole[:start], whole[end:]


def _fit(shown: Sequence[tuple[int, int]]) -> bool:
    """Whether years of four digits fit, a space apart."""
    return all(after[0] - before[0] >= 5 for before, after in pairwise(shown))


def _year_text(shown: Sequence[tuple[int, int]], width: int) -> str:
    line = ""
    for at, year in shown:
        if at + 4 <= max(width, 4):
            line = line.ljust(at) + f"{year}"
    return line.ljust(width)
