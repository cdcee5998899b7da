"""What a shell command prints: a sheet that shows it when the command has ended."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, ClassVar

from rich.segment import Segment
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.widgets import Static

from reader.terminal_text import fit, safe_line, safe_lines, wrap_cells
from reader.tui.ui.screens import Dialog
from reader.tui.ui.sheet import SCROLL_KEYS

LONGEST = 2000
"""Characters of a line that are wrapped at words; a longer one is cut first."""


def wrapped(text: str, width: int) -> list[str]:
    """Lines of printed text for the screen, safe to draw and none wider than ``width`` cells."""
    pieces: list[str] = []
    for line in safe_lines(text).split("\n"):
        pieces += [line[at : at + LONGEST] for at in range(0, max(len(line), 1), LONGEST)]
    return [row for piece in pieces for row in wrap_cells(piece, width)]


class PrintedLines(ScrollView):
    """Lines of text, of which only those in view are drawn."""

    can_focus = True

    def __init__(self) -> None:
        super().__init__(id="printed-lines")
        self._lines: Sequence[str] = ()

    def show(self, lines: Sequence[str]) -> None:
        """Show these from their beginning."""
        self._lines = lines
        self.virtual_size = Size(self.scrollable_content_region.width, len(lines))
        self.scroll_to(y=0, animate=False)
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """One of the lines in view."""
        at, width = y + int(self.scroll_offset.y), self.size.width
        text = self._lines[at] if at < len(self._lines) else ""
        return Strip([Segment(fit(text, width), self.rich_style)], width)


class OutputSheet(Dialog[None]):
    """Opens when the command starts. Esc stops it while it runs, and closes the sheet afterwards."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,ctrl+c", "leave", "Stop or close", priority=True),
        Binding("enter", "close", "Close", priority=True),
        *SCROLL_KEYS,
    ]

    def __init__(self, title: str, stop: Callable[[], None]) -> None:
        """``stop`` ends the command; the sheet waits for it."""
        super().__init__()
        self._title = title
        self._stop = stop
        self._lines = PrintedLines()
        self._foot = Static(" Running… Esc stops it", id="sheet-foot", markup=False)
        self._text: str | None = None
        """What was printed; None while the command runs."""

    def compose(self) -> ComposeResult:
        """What was run, what it printed, and how it ended."""
        with Vertical(id="sheet"):
            yield Static(safe_line(self._title), id="sheet-title", markup=False)
            yield self._lines
        yield self._foot

    def finish(self, text: str, ending: str) -> None:
        """The command no longer runs."""
        self._text = text
        if self.is_attached:
            self._foot.update(f" {safe_line(ending)} · Esc closes · j k scroll")
            self._lay_out()

    def on_mount(self) -> None:
        """The command may have ended already."""
        self._lines.focus()

    def on_resize(self) -> None:
        """Wrap to the new width."""
        self.call_after_refresh(self._lay_out)

    def _lay_out(self) -> None:
        if self._text is not None:
            width = max(self._lines.scrollable_content_region.width, 10)
            wrap: Any = partial(self._wrap, self._text, width)
            self.run_worker(wrap, group="wrap", description="wrap the output", exclusive=True)

    async def _wrap(self, text: str, width: int) -> None:
        lines = await asyncio.to_thread(wrapped, text, width)
        if self.is_attached:
            self._lines.show(lines)

    def action_scroll(self, by: int) -> None:
        """Scroll by lines."""
        self._lines.scroll_relative(y=by, animate=False)

    def action_leave(self) -> None:
        """Stop the command; when it has ended, close."""
        if self._text is None:
            self._stop()
            self._foot.update(" Stopping…")
        else:
            self.dismiss(None)

    def action_close(self) -> None:
        """Close, when the command has ended."""
        if self._text is not None:
            self.dismiss(None)
