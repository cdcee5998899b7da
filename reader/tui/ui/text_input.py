"""A line to type in. Control characters pasted into it never reach the terminal."""

from __future__ import annotations

from collections.abc import Iterable

from rich.segment import Segment
from textual import events
from textual.geometry import Offset
from textual.strip import Strip
from textual.widgets import Input

from reader.errors import UsageError
from reader.terminal_text import cell_width, safe_line
from reader.tui.ui.screens import Trouble
from reader.tui.ui.typeahead import press

LONGEST = 10_000
"""Characters in a line. Textual measures all of it at each key: much longer ones would stop the screen."""
LEAST_CUT = 8
"""Cells of a line from which an ellipsis says that there is more."""


class LineInput(Input):
    """A plain one-line input without a box."""

    DEFAULT_CSS = "LineInput { height: 1; border: none; padding: 0; &:focus { border: none; } }"

    def __init__(self, value: str = "", placeholder: str = "", *, id: str | None = None) -> None:
        super().__init__(
            safe_line(value), placeholder, id=id, select_on_focus=False, compact=True, max_length=LONGEST
        )
        self.cursor_blink = False  # one that is not there half of the time is looked for

    @property
    def scroll_offset(self) -> Offset:
        """Where the shown part begins: around the cursor, or at the beginning while nobody types."""
        return super().scroll_offset if self.has_focus else Offset()

    def render_line(self, y: int) -> Strip:
        """The shown part of the text, with an ellipsis where there is more."""
        strip, width, start = (
            super().render_line(y),
            self.scrollable_content_region.width,
            self.scroll_offset.x,
        )
        if y or width < LEAST_CUT:
            return strip
        if not self.value:
            return self._ended(strip, width - 1) if cell_width(self.placeholder) > width else strip
        cursor = self.cursor_screen_offset.x - self.content_region.x if self.has_focus else None
        more = {0: start > 0, width - 1: self.content_width - 1 - start > width}
        for at in (at for at, is_cut in more.items() if is_cut and at != cursor):
            strip = self._ended(strip, at)
        return strip

    def _ended(self, strip: Strip, at: int) -> Strip:
        """An ellipsis in place of what stands in a cell."""
        return Strip.join([strip.crop(0, at), Strip([Segment("…", self.rich_style)]), strip.crop(at + 1)])

    def insert_text_at_cursor(self, text: str) -> None:
        """Insert text, with control characters as their symbols."""
        super().insert_text_at_cursor(safe_line(text))

    def restricted(self) -> None:
        """Refuse a paste that is too long, and say so."""
        error = UsageError(
            f"Not pasted: a line has room for {LONGEST:,} characters", advice="A note takes longer texts."
        )
        self.post_message(Trouble(error))

    def take(self, keys: Iterable[events.Key]) -> None:
        """Insert the keys pressed before it was there; press the others again when it is drawn.

        A line whose screen was left before it was drawn takes none.
        """
        for key in keys if self.is_attached else ():
            if key.is_printable and key.character:
                self.insert_text_at_cursor(key.character)
            else:
                # Not before it is drawn: a widget that does not run yet drops its messages.
                self.screen.call_after_refresh(press, self.app, key)

    def replace(self, text: str, start: int, end: int) -> None:
        """Replace a range, with control characters as their symbols."""
        super().replace(safe_line(text), start, end)
