"""A timeline as lines: for a terminal, for a pipe, and cable by cable."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from reader import csv_safe
from reader.cli.cable_rows import fields, line, shape
from reader.cli.output import Paint, is_terminal, width, wrap
from reader.joined.timeline.periods import Period, gaps_before
from reader.joined.timeline.spark import merged, spark
from reader.joined.timeline.splitting import Split, SplitTimeline
from reader.library.listing import Row
from reader.terminal_text import fit, one_line

BAR = 40
"""Columns of the longest bar."""
NAME = 16
"""Columns of the name of a group."""
TITLES = {Split.POST: "Posts", Split.TAG: "TAGS", Split.CODE: "Codes"}


def page(found: SplitTimeline, split: Split | None = None) -> Iterator[str]:
    """For a terminal: a bar for each period with cables, the gaps between in words, the peaks, the groups."""
    paint, line = Paint(), found.line
    first, last = line.periods[0], line.periods[-1]
    when = first.words if first == last else f"{first.words} to {last.words}"
    yield paint.bold(f"{_cables(found.total)} by {line.unit}: {when}")
    yield ""
    name_width = max(len(period.iso) for period in line.periods)
    room = min(BAR, width() - name_width - 22)
    for period in line.periods:
        if not period.count:
            continue
        bar = "▇" * max(1, round(room * period.count / line.most))
        mark = "  ▲ peak" if period in line.peaks else ""
        yield f"{period.iso:<{name_width}}  {period.count:>8,}  {paint.dim(bar)}{mark}"
        if gap := line.gap_after(period):
            yield from wrap(gap.words, width(), first=" " * (name_width + 2), rest=" " * (name_width + 2))
    if line.peaks:
        yield ""
        yield paint.bold("Peaks")
        for peak in line.peaks:
            yield f"{peak.count:>8,}  {peak.words}  {paint.dim(peak.query)}"
    if found.groups:
        yield ""
        yield from _groups(found, paint, TITLES[split] if split else "")
    yield from _remarks(found)


def _groups(found: SplitTimeline, paint: Paint, title: str) -> Iterator[str]:
    """A line of bars for each group, all to one scale."""
    cells = max(width() - NAME - 12, 8)
    rows = [(group, merged(group.counts, cells)) for group in found.groups]
    most = max(max(counts) for _, counts in rows)
    yield paint.bold(f"{title:<{NAME}}  {'cables':>6}  {_ends(found.line.periods, cells)}")
    for group, counts in rows:
        yield f"{fit(one_line(group.name), NAME)}  {group.total:>6,}  {spark(counts, most)}".rstrip()
    if found.left_out:
        yield f"{'':{NAME}}  and {found.left_out:,} more: --top N"


def _ends(periods: Sequence[Period], cells: int) -> str:
    """The first and the last period over the ends of the bars."""
    bars = len(merged([0] * len(periods), cells))
    first, last = periods[0].iso, periods[-1].iso
    return f"{first}{last:>{bars - len(first)}}" if bars > len(first) + len(last) else f"{first} to {last}"


def _remarks(found: SplitTimeline) -> Iterator[str]:
    if found.undated or found.inferred:
        yield ""
    if found.undated:
        yield f"{_cables(found.undated)} without a date not shown."
    if found.inferred:
        yield f"{_cables(found.inferred)} shown by an inferred date."


def lines(found: SplitTimeline) -> Iterator[str]:
    """For a pipe: period and count; with groups, a line for each period and group with cables."""
    for at, period in enumerate(found.line.periods):
        if not found.groups:
            yield f"{period.iso}\t{period.count}"
        for group in found.groups:
            if group.counts[at]:
                yield f"{period.iso}\t{one_line(group.name)}\t{group.counts[at]}"


def cable_lines(rows: Sequence[Row]) -> Iterator[str]:
    """The cables, and the gaps between them: in words, or as the number of days in a pipe."""
    if not is_terminal():
        for row, days in _with_days(rows):
            yield f"{line(row)}\t{'' if days is None else days}"
        return
    paint = Paint()
    for row, gap in zip(rows, gaps_before([row.day for row in rows]), strict=True):
        if gap is not None:
            yield paint.dim(f"{'':12}{gap.words}")
        yield line(row)


def cable_rows(rows: Sequence[Row]) -> Iterator[str]:
    """The cables as CSV."""
    head = ("date", "mrn", "level", "subject", "days since the one before")
    body = [
        [date, mrn, level, subject, "" if days is None else str(days)]
        for row, days in _with_days(rows)
        for date, mrn, level, _, subject in [fields(row, 0)]
    ]
    return csv_safe.write([list(head), *body])


def cable_shapes(rows: Sequence[Row]) -> Iterator[dict[str, object]]:
    """The cables as JSON."""
    for row, days in _with_days(rows):
        yield {**shape(row), "days_since_previous": days}


def _with_days(rows: Sequence[Row]) -> Iterator[tuple[Row, int | None]]:
    """Each cable with the days since the one before; None if one of the two has no date."""
    if rows:
        yield rows[0], None
    for before, row in pairwise(rows):
        there, here = before.day, row.day
        yield row, (here - there).days if here and there else None


def _cables(number: int) -> str:
    return f"{number:,} {'cable' if number == 1 else 'cables'}"
