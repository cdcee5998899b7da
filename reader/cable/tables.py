"""Tables and columns: lines set with gaps between their words, to be left as they are."""

from __future__ import annotations

import re

from reader.cable.body import Chunk
from reader.cable.clean import Run
from reader.cable.lines import Lines

_COLUMNS = re.compile(r"[^ ] {3,}[^ ]")
_FEWEST = 2
"""Lines in a row that make a table; one line with a gap is a slip."""


def set_as_table(lines: Lines, chunk: Chunk, run: Run) -> list[Run]:
    """The run of a chunk, parted where some of its lines are a table."""
    if chunk.last == chunk.first or lines.source.find("   ", run.start, run.end) < 0:
        return [run]
    runs: list[Run] = []
    start = run.start
    for first, last in _tables(lines, max(chunk.first, lines.at(run.start)), chunk.last):
        begin = max(lines.starts[first], run.start)
        if begin > start:
            end = lines.end(first - 1)
            runs.append(run._replace(start=start, end=end) if not runs else Run(start, end, "\n"))
        table = Run(begin, lines.end(last), "\n", None, True)
        runs.append(table if runs else table._replace(before=run.before, bullet=run.bullet))
        start = lines.begin(last + 1) if last < chunk.last else run.end
    if not runs:
        return [run]
    if start < run.end:
        runs.append(Run(start, run.end, "\n"))
    return runs


def _tables(lines: Lines, first: int, last: int) -> list[tuple[int, int]]:
    """The first and last lines of each table between these lines (inclusive)."""
    found: list[tuple[int, int]] = []
    begin: int | None = None
    for at in range(first, last + 2):
        if at <= last and "   " in lines.text[at] and _COLUMNS.search(lines.text[at]):
            begin = at if begin is None else begin
        elif begin is not None:
            if at - begin >= _FEWEST:
                found.append((begin, at - 1))
            begin = None
    return found
