"""The rows of the cable list as drawn, kept until the theme or the listing changes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich.segment import Segment
from rich.style import Style
from textual.cache import LRUCache
from textual.strip import Strip
from textual.widget import Widget

from reader.terminal_text import fit
from reader.tui.features.cable_list.row_lines import RowState, row_lines

if TYPE_CHECKING:
    from reader.library.listing import Row

_ROLES = ("plain", "dim", "faint", "bar", "notes", "unread", "mark", "subject", "cursor",
          "level-u", "level-sbu", "level-c", "level-s", "level-ts")  # fmt: skip
COMPONENTS = {f"cable-list--{role}" for role in _ROLES}
"""The component classes for style sheets."""


class RowStrips:
    """Draws rows in the styles of a list."""

    def __init__(self, view: Widget) -> None:
        self._view = view
        self._kept: LRUCache[tuple[object, ...], list[Strip]] = LRUCache(512)
        self._styles: dict[str, Style] = {}

    def clear(self) -> None:
        """Forget the rows: other columns, another listing."""
        self._kept.clear()

    def restyle(self) -> None:
        """Drop the rows drawn in the old theme."""
        self._styles.clear()
        self._kept.clear()

    def row(self, row: Row, state: RowState, width: int, height: int, columns: Sequence[str]) -> list[Strip]:
        """The lines of a row."""
        # The key has what differs from row to row; a new theme, listing or set of columns clears the cache.
        key = (row, state, width, height)
        strips = self._kept.get(key)
        if strips is None:
            strips = self._kept[key] = self._drawn(row, state, width, height, columns)
        return strips

    def line(self, text: str, role: str, width: int) -> Strip:
        """A line that belongs to no row."""
        return Strip([Segment(fit(text, width), self._style(role))], width)

    def _drawn(
        self, row: Row, state: RowState, width: int, height: int, columns: Sequence[str]
    ) -> list[Strip]:
        under = self._style("cursor") if state.cursor else None
        drawn = []
        for line in row_lines(row, state, width, height, columns):
            pieces = []
            for text, role in line:
                style = self._style(role)
                if under is not None:
                    style += Style(bgcolor=under.bgcolor, bold=state.focus or None)
                pieces.append(Segment(text, style))
            drawn.append(Strip(pieces, width))
        return drawn

    def _style(self, role: str) -> Style:
        style = self._styles.get(role)
        if style is None:
            style = self._styles[role] = self._view.get_component_rich_style(f"cable-list--{role}")
        return style
