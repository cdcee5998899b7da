"""The widgets of the main screen: list, reader and notes in their panes, and the rules between them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar

from rich.segment import Segment
from textual import events
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
from reader.tui.features.facets.facet_panel import FacetPanel
from reader.tui.features.facets.histogram import Histogram
from reader.tui.features.first_steps.steps_view import StepsView
from reader.tui.features.importing.import_line import ImportLine
from reader.tui.features.notes.notes_panel import NotesPanel
from reader.tui.features.reader.reader_pane import ReaderPane
from reader.tui.features.search.filter_line import FilterLine
from reader.tui.main_screen.banner import Banner
from reader.tui.main_screen.welcome import Welcome
from reader.tui.ui.footer import Footer


class Rule(Widget):
    """The thin line between two panels; it can be dragged."""

    DEFAULT_CSS = "Rule { width: 1; height: 1fr; }"

    @dataclass
    class Dragged(Message):
        """The user drags the line."""

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
        """Start dragging."""
        self._from = event.screen_x
        self.capture_mouse()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Move the line."""
        if self._from is not None and event.screen_x != self._from:
            self.post_message(self.Dragged(self._side, event.screen_x - self._from))
            self._from = event.screen_x

    def on_mouse_up(self) -> None:
        """Stop dragging."""
        self._from = None
        self.release_mouse()


class Reader(ReaderPane, inherit_bindings=False):
    """The reader pane with its keys from the table of commands."""

    BINDINGS: ClassVar[list[BindingType]] = table.bindings(table.Where.READER)

    def render_line(self, y: int) -> Strip:
        """With nothing open, how to open something."""
        if self.cable is None:
            text = "Enter opens the highlighted cable" if y == 1 else ""
            return Strip([Segment(fit(f"   {text}", self.size.width), self.rich_style)])
        return super().render_line(y)


def _static(id: str) -> Static:
    return Static(id=id, markup=False)


@dataclass
class Widgets:
    """The widgets that controllers work with."""

    banner: Banner = field(default_factory=Banner)
    filter_line: FilterLine = field(default_factory=FilterLine)
    histogram: Histogram = field(default_factory=Histogram)
    list_heading: Static = field(default_factory=lambda: _static("list-heading"))
    cable_list: CableList = field(default_factory=lambda: CableList(id="list"))
    reader: Reader = field(default_factory=lambda: Reader(id="reader"))
    facets: FacetPanel = field(default_factory=lambda: FacetPanel(id="facets"))
    welcome: Welcome = field(default_factory=Welcome)
    notes_heading: Static = field(default_factory=lambda: _static("notes-heading"))
    notes: NotesPanel = field(default_factory=lambda: NotesPanel(id="notes"))
    steps_block: StepsView = field(default_factory=lambda: StepsView(id="steps-below-list"))
    steps_line: StepsView = field(default_factory=lambda: StepsView(id="steps-above-footer"))
    linear_line: Static = field(default_factory=lambda: _static("linear-line"))
    import_line: ImportLine = field(default_factory=ImportLine)
    footer: Footer = field(default_factory=Footer)

    def __post_init__(self) -> None:
        """Put them into panes, with rules between."""
        self.list_pane = Vertical(
            self.filter_line,
            self.histogram,
            self.list_heading,
            self.cable_list,
            self.steps_block,
            id="list-pane",
        )
        self.list_rule = Rule("list")
        self.notes_rule = Rule("notes")
        self.notes_pane = Vertical(self.notes_heading, self.notes, id="notes-pane")
