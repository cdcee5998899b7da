"""The gap on the page for the note editor, and where it moves the rows around it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Gap:
    """Rows kept free on the page for the note editor."""

    row: int
    """It opens above this row of the page."""
    height: int

    def page_row(self, view_row: int) -> int | None:
        """The row of the page in a row of the view; None inside the gap."""
        if view_row < self.row:
            return view_row
        return view_row - self.height if view_row >= self.row + self.height else None

    def nearest(self, view_row: int) -> int:
        """The row of the page in a row of the view, or the one above the gap."""
        found = self.page_row(view_row)
        return max(self.row - 1, 0) if found is None else found

    def view_row(self, row: int) -> int:
        """The row of the view that shows a row of the page."""
        return row if row < self.row else row + self.height


NO_GAP = Gap(0, 0)
