"""How much of a paragraph was read that is longer than the window."""

from __future__ import annotations

from reader.tui.features.reader.page_view import PageView
from reader.tui.features.reader.reader_messages import ReadOn


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
