"""The parts around list, reader and notes: their frames, the rules between them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from rich.segment import Segment
from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets import Static

from reader.terminal_text import fit
from reader.tui.commands import table
from reader.tui.features.cable_list.cable_list import CableList
from reader.tui.features.facets.histogram import Histogram
from reader.tui.features.notes.notes_panel import NotesPanel
from reader.tui.features.reader.reader_pane import ReaderPane
from reader.tui.features.search.filter_line import FilterLine


class Rule(Widget):
    """The thin line between two panels; it can be dragged."""

    DEFAULT_CSS = "Rule { width: 1; height: 1fr; }"

    @dataclass
    class Dragged(Message):
        """The user pulls the line."""

        side: str
        """``list`` or ``notes``: the panel it bounds."""
        by: int
        """Columns to the right."""

    def __init__(self, side: str) -> None:
        super().__init__(id=f"rule-{side}")
        self._side = side
        self._from: int | None = None

    def render(self) -> Content:
        """A column of bars."""
        return Content("\n".join("│" * max(self.size.height, 1)))

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Take hold."""
        self._from = event.screen_x
        self.capture_mouse()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Pull."""
        if self._from is not None and event.screen_x != self._from:
            self.post_message(self.Dragged(self._side, event.screen_x - self._from))
            self._from = event.screen_x

    def on_mouse_up(self) -> None:
        """Let go."""
        self._from = None
        self.release_mouse()


class ListPane(Vertical):
    """Filter, count and list."""

    def compose(self) -> ComposeResult:
        """From top to bottom."""
        yield FilterLine()
        yield Histogram()
        yield Static(id="list-heading", markup=False)
        yield CableList(id="list")


class Reader(ReaderPane, inherit_bindings=False):
    """The reader pane with its keys from the table of commands."""

    BINDINGS: ClassVar[list[BindingType]] = table.bindings(table.Where.READER)

    def render_line(self, y: int) -> Strip:
        """With nothing open, how to open something."""
        if self.cable is None:
            text = "Enter opens the cable chosen in the list" if y == 1 else ""
            return Strip([Segment(fit(f"   {text}", self.size.width), self.rich_style)])
        return super().render_line(y)


class NotesPane(Vertical):
    """Heading and notes."""

    def compose(self) -> ComposeResult:
        """From top to bottom."""
        yield Static(id="notes-heading", markup=False)
        yield NotesPanel(id="notes")
