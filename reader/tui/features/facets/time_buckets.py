"""A result over time: which period a bar stands for, and how bars and years are written. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from reader.library.search.facets import Month

STEPS = (1, 3, 12, 24, 60, 120)
"""Months a bar may stand for: the finest that fits is taken."""
FEW = 0.03
"""Of all cables; so many early ones may share a bar."""
BROADEST = 4
"""Cells a bar takes at most."""
EARLIER = "‹"
"""Written below a first bar that stands for a longer time than the others."""
BARS = " ▁▂▃▄▅▆▇█"
_YEAR = re.compile(r"\d{4}")


@dataclass(frozen=True, slots=True)
class Bar:
    """A stretch of time and the cables of it."""

    first: Month
    last: Month
    count: int


@dataclass(frozen=True, slots=True)
class Periods:
    """All bars, from the first month with cables to the last, empty ones between included."""

    bars: tuple[Bar, ...] = ()
    broad: int = 1
    """Cells of each bar."""

    @property
    def most(self) -> int:
        """The greatest count."""
        return max((bar.count for bar in self.bars), default=0)

    @property
    def shares_first(self) -> bool:
        """Whether the first bar stands for all that came long before the second."""
        return len(self.bars) > 2 and _months(self.bars[0]) > _months(self.bars[1])

    @property
    def peak(self) -> int:
        """The index of the first bar of that count."""
        return next((at for at, bar in enumerate(self.bars) if bar.count == self.most), 0)

    def at(self, month: Month) -> int | None:
        """The index of the bar that a month lies in."""
        return next((at for at, bar in enumerate(self.bars) if bar.first <= month <= bar.last), None)


def periods(months: Mapping[Month, int], cells: int) -> Periods:
    """The bars of a result in a width of ``cells``; months, quarters, years or more, whichever is the finest
    that fits, aligned so that a year begins with a bar.

    Where a few early cables would make all bars coarser, the first bar stands for them all; so it does for
    what comes before where even the coarsest bars do not fit.
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
    return Periods(tuple(bars), min(max(cells // len(bars), 1), BROADEST))


def _step(last: int, first: int, cells: int) -> int:
    """The fewest months a bar can stand for."""
    return next((step for step in STEPS if last // step - first // step < cells), STEPS[-1])


def _late(counts: Mapping[int, int]) -> int:
    """The first month of the first year before which few cables lie."""
    few, so_far = sum(counts.values()) * FEW, 0
    for month, count in counts.items():
        so_far += count
        if so_far > few:
            return month // 12 * 12
    return min(counts)


def _bars(counts: Mapping[int, int], first: int, last: int, step: int) -> Iterator[Bar]:
    """From the bar a month lies in to the one another does."""
    for at in range(first // step, last // step + 1):
        start, end = at * step, (at + 1) * step
        yield Bar(_month(start), _month(end - 1), sum(counts.get(month, 0) for month in range(start, end)))


def _months(bar: Bar) -> int:
    return _number(bar.last) - _number(bar.first) + 1


def _number(month: Month) -> int:
    return month.year * 12 + month.month - 1


def _month(number: int) -> Month:
    return Month(number // 12, number % 12 + 1)


def height(count: int, most: int) -> str:
    """The block for a count, one eighth at least where there is something."""
    return BARS[max(round(count / most * 8), 1)] if count and most else BARS[0]


def years(found: Periods) -> str:
    """The line below the bars: the years that begin there, as many as there is room for."""
    width = len(found.bars) * found.broad
    shared = int(found.shares_first)
    starts = [
        (at * found.broad, bar.first.year)
        for at, bar in enumerate(found.bars)
        if at == shared or (at > shared and bar.first.year != found.bars[at - 1].first.year)
    ]
    for every in (1, 2, 5, 10, 20, 50):
        wanted = [pair for pair in starts if pair[1] % every == 0 or len(starts) == 1]
        if wanted and _fit(wanted):
            break
    else:
        wanted = starts[:1]
    line = _written(wanted, width)
    return EARLIER + line[1:] if shared and line else line


def around(line: str, start: int, end: int) -> tuple[str, str]:
    """What of that line stands before and behind the cells between; a year is never cut."""
    whole = _YEAR.sub(lambda year: year[0] if year.end() <= start or end <= year.start() else " " * 4, line)
    return whole[:start], whole[end:]


def _fit(wanted: Sequence[tuple[int, int]]) -> bool:
    """Whether years of four figures stand there with a space between."""
    return all(after[0] - before[0] >= 5 for before, after in pairwise(wanted))


def _written(wanted: Sequence[tuple[int, int]], width: int) -> str:
    line = ""
    for at, year in wanted:
        if at + 4 <= max(width, 4):
            line = line.ljust(at) + f"{year}"
    return line.ljust(width)
