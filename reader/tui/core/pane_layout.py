"""Which of the three panels are visible, and how wide. Pure arithmetic on the size of the window."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple


class Pane(StrEnum):
    """The three panels, in the order of Tab."""

    LIST = "list"
    READER = "reader"
    NOTES = "notes"


THREE = 116
"""Columns from which all three fit side by side and still leave the reader 50."""
TWO = 70
"""Columns from which two fit."""
READER_LEAST = 36
"""The reader's least width beside another panel."""
LIST_MOST = 54
"""Columns of the list from which on more of them show no more of a subject."""
SIDE_LEAST = 18
"""A side panel's least width."""


class Widths(NamedTuple):
    """Columns of each panel; 0 if it is hidden. The rules between them take one column each."""

    list: int
    reader: int
    notes: int


def arrange(
    columns: int,
    *,
    active: Pane,
    drawer: Pane = Pane.LIST,
    zoomed: bool = False,
    notes_empty: bool = False,
    list_width: int,
    notes_width: int,
) -> Widths:
    """The width of each panel.

    ``active`` has the focus and is always visible; ``drawer`` (list or notes) is the one that is beside
    the reader if two fit; with ``notes_empty`` the notes give way to the others unless they have the focus.
    The two preferred widths in columns (0: a third for the list) are met as far as the reader keeps
    ``READER_LEAST``.
    """
    list_width = list_width or min(columns * 34 // 100, LIST_MOST)
    notes_width = notes_width or min(max(columns * 21 // 100, 25), 44)
    if zoomed or columns < TWO:
        return Widths(*(columns if pane is active else 0 for pane in Pane))
    without_notes = notes_empty and active is not Pane.NOTES
    if columns < THREE or without_notes:
        side = active
        if active is Pane.READER:
            side = Pane.LIST if without_notes else drawer
        wish = list_width if side is Pane.LIST else notes_width
        width = max(min(wish, columns - 1 - READER_LEAST), SIDE_LEAST)
        rest = columns - 1 - width
        return Widths(width, rest, 0) if side is Pane.LIST else Widths(0, rest, width)
    room = columns - 2 - READER_LEAST
    first = max(min(list_width, room - SIDE_LEAST), SIDE_LEAST)
    last = max(min(notes_width, room - first), SIDE_LEAST)
    return Widths(first, columns - 2 - first - last, last)


def neighbour(active: Pane, step: int) -> Pane:
    """The panel Tab (1) or Shift+Tab (-1) goes to."""
    order = list(Pane)
    return order[(order.index(active) + step) % len(order)]
