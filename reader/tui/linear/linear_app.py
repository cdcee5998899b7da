"""What an app does for the linear layout."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from textual.app import App
from textual.filter import LineFilter
from textual.geometry import Offset
from textual.screen import Screen
from textual.widget import Widget

from reader.tui.linear.plain_signs import PLAIN

if TYPE_CHECKING:
    from rich.console import RenderableType

SHOW_CURSOR = "\x1b[?25h"


class LinearApp(App[int], inherit_bindings=False):
    """Draws plain signs and shows the terminal's cursor, while the layout is linear."""

    @property
    def linear(self) -> bool:
        """Whether it is."""
        raise NotImplementedError

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Those of the terminal's colours; in the linear layout, plain signs as well."""
        filters = super().get_line_filters()
        if not self.linear:
            return filters
        return [*filters, PLAIN]

    def _display(self, screen: Screen[Any], renderable: RenderableType | None) -> None:
        """Draw; in the linear layout, leave the terminal's cursor where the user is, and visible."""
        place: Widget | None = getattr(screen, "read_from", None) or screen.focused
        if self.linear and place is not None:
            region = place.content_region
            line = min(getattr(place, "cursor_line", 0), max(region.height - 1, 0))
            # A field to type in knows the cell of its cursor.
            self.cursor_position = getattr(place, "cursor_screen_offset", region.offset + Offset(0, line))
        super()._display(screen, renderable)
        if self.linear and self._driver is not None:
            self._driver.write(SHOW_CURSOR)
