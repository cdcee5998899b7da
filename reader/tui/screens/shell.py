"""The first frame: the screen's outline, drawn before the rest of the program is even loaded.

Loading the reader, the notes and the library takes longer than drawing a frame; the user sees where things
will be, and can already leave.
"""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.screen import Screen

OPENING = "Opening the library…"


class Shell(Screen[None]):
    """Looks as the main screen does before its library is open; draws itself, without a widget."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("q,ctrl+q", "app.exit", "Quit", show=False)]

    def render(self) -> Content:
        """A rule for the banner, what happens, and the way out."""
        width, height = self.size
        lines = [""] * max(height, 1)
        lines[0] = "─" * width
        if height > 5:
            lines[5] = f"  {OPENING}"
        parts: list[str | tuple[str, str]] = [(lines[0], "$rule"), *(f"\n{line}" for line in lines[1:-1])]
        if height > 1:
            parts += ["\n ", ("q", "$accent bold"), (" quit", "$dim")]
        return Content.assemble(*parts)
