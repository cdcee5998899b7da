"""The three panels: which of them show, how wide, and which has the focus."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.widget import Widget

from reader.tui.core.controller import Handler
from reader.tui.core.pane_layout import Pane, Widths, arrange
from reader.tui.core.session_store import Session
from reader.tui.features.facets.facet_panel import FacetPanel
from reader.tui.main_screen.panes import ListPane, NotesPane, Reader
from reader.tui.main_screen.welcome import Welcome

if TYPE_CHECKING:
    from reader.tui.main_screen.screen import MainScreen


class Panels(Handler):
    """Room and focus."""

    def __init__(self, screen: MainScreen) -> None:
        super().__init__(screen)
        self.widths = Widths(0, 0, 0)
        """As laid out last."""

    def activate(self, pane: Pane) -> None:
        """Give a panel the focus, and room."""
        desk = self.desk
        desk.active = pane
        if pane is not Pane.READER:
            desk.drawer = pane
        self.arrange()
        widgets = {
            Pane.LIST: self.screen.list,
            Pane.READER: self._middle() if self.desk.facets else self.screen.reader,
            Pane.NOTES: self.screen.panel,
        }
        self.screen.set_focus(widgets[pane], scroll_visible=False)
        self.screen.refresh_headings()
        self.screen.refresh_hints()
        self.screen.saving.soon()

    def reveal_notes(self) -> None:
        """Where the list has the room beside the reader, let the notes have it: what was made is seen."""
        if self.desk.active is Pane.READER and self.widths.list and not self.widths.notes:
            self.desk.drawer = Pane.NOTES
            self.arrange()

    def arrange(self) -> None:
        """Lay the panels out for the present size."""
        desk, columns = self.desk, self.screen.size.width
        self.widths = widths = arrange(
            columns,
            active=desk.active,
            drawer=desk.drawer,
            zoomed=desk.zoomed,
            list_width=desk.looks.list_width,
            notes_width=desk.looks.notes_width,
        )
        middle = self._middle()
        for other in (Welcome, FacetPanel, Reader):
            if not isinstance(middle, other):
                self.screen.query_one(other).display = False
        for widget, width in (
            (self.screen.query_one(ListPane), widths.list),
            (middle, widths.reader),
            (self.screen.query_one(NotesPane), widths.notes),
        ):
            widget.display = width > 0
            widget.styles.width = width
        self.screen.query_one("#rule-list").display = widths.list > 0 and widths.reader > 0
        self.screen.query_one("#rule-notes").display = widths.notes > 0 and widths.reader > 0
        self.screen.set_class(self.screen.size.height < 10, "-low")
        self.screen.faceting.arrange()
        if self.screen.judging.on:
            self.screen.framing.coverage()
        self.screen.refresh_headings()

    def _middle(self) -> Widget:
        """What stands in the middle: the reader, the facets in its place, or what an empty library says."""
        if self.screen.has_class("-empty"):
            return self.screen.query_one(Welcome)
        return self.screen.query_one(FacetPanel) if self.desk.facets else self.screen.reader

    def set_empty(self, empty: bool) -> None:
        """An empty library says what to do in place of the reader; where one panel fits that comes first."""
        was = self.screen.has_class("-empty")
        self.screen.set_class(empty, "-empty")
        if empty and self.desk.workspace is not None:
            self.screen.query_one(Welcome).tell(str(self.desk.workspace.library.folder))
            self.screen.list.notice = "No cables yet"
        self.arrange()
        if empty and self.desk.active is Pane.LIST and not self.widths.reader:
            self.activate(Pane.READER)
        elif was and not empty and self.desk.active is Pane.READER:
            self.activate(Pane.LIST)

    def restore(self, session: Session) -> None:
        """Put panels and filter as they were."""
        desk = self.desk
        desk.read = set(session.read)
        desk.last_tag = session.last_tag
        desk.worked = session.worked
        desk.zoomed = session.zoomed
        desk.drawer = Pane(session.drawer) if session.drawer in (Pane.LIST, Pane.NOTES) else Pane.LIST
        pane = Pane(session.pane) if session.pane in set(Pane) else Pane.LIST
        self.screen.filter_line.put(session.query)
        self.screen.reader.show(None, None)
        self.screen.panel.show(None, ())
        drawer = desk.drawer
        self.activate(pane)
        if pane is Pane.READER:
            desk.drawer = drawer
            self.arrange()

    def focused(self, widget: Widget) -> None:
        """A click gave something the focus; its panel is the active one now."""
        owner = {
            ListPane: Pane.LIST,
            Reader: Pane.READER,
            FacetPanel: Pane.READER,
            NotesPane: Pane.NOTES,
        }
        pane = next((owner[type(node)] for node in widget.ancestors_with_self if type(node) in owner), None)
        self.screen.refresh_hints()
        if pane is not None and pane is not self.desk.active:
            self.desk.active = pane
            if pane is not Pane.READER:
                self.desk.drawer = pane
            self.screen.refresh_headings()
            self.screen.refresh_hints()
