"""A line to type in. Control characters pasted into it never reach the terminal."""

from __future__ import annotations

from collections.abc import Iterable

from textual import events
from textual.widgets import Input

from reader.terminal_text import safe_line
from reader.tui.ui.typeahead import press


class LineInput(Input):
    """A plain one-line input without a box."""

    DEFAULT_CSS = "LineInput { height: 1; border: none; padding: 0; &:focus { border: none; } }"

    def __init__(self, value: str = "", placeholder: str = "", *, id: str | None = None) -> None:
        super().__init__(safe_line(value), placeholder, id=id, select_on_focus=False, compact=True)
        self.cursor_blink = False  # one that is not there half of the time is looked for

    def insert_text_at_cursor(self, text: str) -> None:
        """Insert text, with control characters as their symbols."""
        super().insert_text_at_cursor(safe_line(text))

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
