"""What an app does for the linear layout."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from textual.app import App
from textual.filter import LineFilter
from textual.geometry import Offset
from textual.screen import Screen

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
        if self.linear and (focused := screen.focused) is not None:
            line = getattr(
                focused, "cursor_line", None
            )  # of what has lines; fields to type in do it themselves
            if line is not None:
                region = focused.content_region
                down = Offset(0, min(line, max(region.height - 1, 0)))
                self.cursor_position = region.offset + down
        super()._display(screen, renderable)
        if self.linear and self._driver is not None:
            self._driver.write(SHOW_CURSOR)
