"""Where one is: the scroll bar as a small map of the page, and how much of a long paragraph was read."""

from __future__ import annotations

import operator
from collections.abc import Iterator, Mapping
from typing import Any

from rich.color import Color
from rich.segment import Segment, Segments
from rich.style import Style
from textual.scrollbar import ScrollBarRender

from reader.tui.features.reader.find.find_in_page import FindInPage
from reader.tui.features.reader.find.find_model import Hits
from reader.tui.features.reader.page_view import PageView
from reader.tui.features.reader.reader_messages import ReadOn
from reader.tui.page.minimap import MapMark, minimap
from reader.tui.page.model import Layout
from reader.tui.page.paint import RoleStyles
from reader.tui.ui.screens import is_linear

LEAST_COLUMNS = 60
"""Columns of the window from which the scroll bar has marks."""


class MapRender(ScrollBarRender):
    """A scroll bar with marks in it; under the thumb, too."""

    def __init__(self, pane: MapBar, **bar: Any) -> None:
        super().__init__(**bar)
        self._pane = pane

    def __rich_console__(self, console: Any, options: Any) -> Any:
        """One segment for each row."""
        bar: Any = next(iter(super().__rich_console__(console, options)))
        segments = list(bar.segments)
        thumb = console.get_style(self.style).color
        for at, (mark, style) in self._pane.map_marks(len(segments), self.virtual_size).items():
            segments[at] = _marked(segments[at], mark, style, thumb)
        yield Segments(segments, new_lines=True)


def _marked(below: Segment, mark: MapMark, style: Style, thumb: Color | None) -> Segment:
    """The mark on what is below it: the bar, or the thumb."""
    under = below.style or Style()
    background = thumb if under.reverse else under.bgcolor
    looks = Style(color=style.color, bgcolor=background, bold=True, underline=under.reverse)
    return Segment(mark.sign, looks + Style(meta=under.meta))


def hit_rows(page: Layout, hits: Hits, rows: int, height: int) -> Iterator[int]:
    """Rows with hits in them; of all in a flow that one cell of the map stands for, one is enough."""
    for index, (first, end) in enumerate(page.flow_rows):
        row = first if hits.count_in(index) else end
        while row < end:
            next_cell = -((row * height // rows + 1) * rows // -height)
            whole = row == first and next_cell >= end
            if whole or hits.any_between(index, page.lines[row].start, _start(page, index, next_cell)):
                yield row
            row = next_cell


def _start(page: Layout, flow: int, row: int) -> int:
    """The first character of a flow that is not above a row."""
    return page.lines[row].start if row < page.flow_rows[flow][1] else len(page.flows[flow].text)


class ReadingOn(PageView):
    """Knows, and tells while the page is scrolled, how much of the current paragraph is above the window."""

    _told = 0.0

    @property
    def share_read(self) -> float:
        """From 0, while its first line is in view, to 1."""
        if self._page is None or self._current is None:
            return 0.0
        first, end = self._page.rows_of(self._current)
        first, end = self._gap.view_row(first), self._gap.view_row(end - 1) + 1
        above = self.scroll_offset.y - first
        return min(max(above / (end - first), 0.0), 1.0) if end > first else 0.0

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Inside a long paragraph no other one becomes current, so the screen is told here."""
        super().watch_scroll_y(old_value, new_value)
        share = self.share_read
        if share != self._told:
            self._told = share
            self.post_message(ReadOn())


class MapBar(FindInPage, ReadingOn):
    """A page whose scroll bar shows where hits, notes and portions are."""

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self._mapped: tuple[object, ...] = ()
        self._map: dict[int, MapMark] = {}

    def on_mount(self) -> None:
        """Draw the scroll bar with marks."""
        bar = self.vertical_scrollbar
        bar.renderer = lambda **given: MapRender(self, **given)  # type: ignore[assignment, misc]

    def map_marks(self, height: int, rows: int) -> Mapping[int, tuple[MapMark, Style]]:
        """The marks of a column of this height, with their styles; none in a narrow or linear one."""
        page = self._page
        if page is None or self.app.size.width < LEAST_COLUMNS or is_linear(self):
            return {}
        styles = self._role_styles or RoleStyles(self)
        return {at: (mark, styles(mark.role)) for at, mark in self._marks_of(page, height, rows).items()}

    def _marks_of(self, page: Layout, height: int, rows: int) -> dict[int, MapMark]:
        """The marks; worked out again only when something about them is new, not with every row scrolled."""
        mapped = (page, self._hits, self._marks, height, rows)
        before = self._mapped
        # By identity: two pages are never compared by all they have.
        if before[3:] == mapped[3:] and all(map(operator.is_, before[:3], mapped[:3])):
            return self._map
        rows = max(rows, len(page))
        hits = hit_rows(page, self._hits, rows, height)
        notes = {row: self._marks.sign(row) for row in (*self._marks.rows, *self._marks.unsure)}
        self._mapped, self._map = mapped, minimap(page, rows, height, hits, notes)
        return self._map

    def _repaint(self) -> None:
        super()._repaint()
        self._draw_map()

    def _report(self, *, wrapped: bool = False) -> None:
        super()._report(wrapped=wrapped)
        self._draw_map()

    def clear_find(self) -> bool:
        """Remove the highlighting. False if there was none."""
        was = super().clear_find()
        self._draw_map()
        return was

    def _draw_map(self) -> None:
        if self.show_vertical_scrollbar:
            self.vertical_scrollbar.refresh()
