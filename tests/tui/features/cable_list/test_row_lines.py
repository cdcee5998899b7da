"""The lines of a row of the cable list."""

from __future__ import annotations

import datetime as dt

import pytest

from reader.cable.level import Level
from reader.library.listing import Row
from reader.notes.queries.counts import NO_NOTES, NoteCounts
from reader.terminal_text import cell_width
from reader.tui.features.cable_list.row_lines import RowState, row_height, row_lines

ROW = Row(
    1,
    "09ULAANBAATAR1234",
    dt.datetime(2009, 3, 24, tzinfo=dt.UTC),
    None,
    Level.SBU,
    "A SUBJECT THAT IS LONGER THAN EVERY LIST IN THIS TEST IS WIDE",
    "AMEMBASSY ULAANBAATAR",
    4000,
)


@pytest.mark.parametrize("columns", [26, 30, 40, 76, 120])
@pytest.mark.parametrize("notes", [NO_NOTES, NoteCounts(1, 1), NoteCounts(12, 34, 5)])
@pytest.mark.parametrize("verdict", [None, "", "keep"])
def test_level_and_notes_are_shown_whole_with_and_without_a_verdict(
    columns: int, notes: NoteCounts, verdict: str | None
) -> None:
    lines = row_lines(ROW, RowState(notes=notes, verdict=verdict), columns, row_height(columns, 40))
    for line in lines:
        assert sum(cell_width(piece.text) for piece in line) == columns
    words = "".join(piece.text for piece in lines[0])
    assert "SBU" in words
    if columns < 76:
        assert "…" not in words[-3:], "nothing is cut off at the end"
