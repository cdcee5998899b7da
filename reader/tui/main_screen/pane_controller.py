"""The three panes: which of them are visible, how wide they are, and which has the focus."""

from __future__ import annotations

from textual.screen import Screen
from textual.widget import Widget

from reader.tui.core.controller import Controller
from reader.tui.core.events import CableShown, FocusMoved, NotesChanged, PanesArranged
from reader.tui.core.pane_layout import Pane, Widths, arrange
from reader.tui.core.services import Services
from reader.tui.core.session_store import Session
from reader.tui.main_screen.panes import Widgets

LOW = 10
"""Lines of the window below which headings and the filter line give way to rows."""


class PaneController(Controller):
    """Sets widths and focus."""

    def __init__(self, services: Services, screen: Screen[None], widgets: Widgets) -> None:
        super().__init__(services)
        self._screen = screen
        self._widgets = widgets
        self.widths = Widths(0, 0, 0)
        """As last laid out."""
        services.events.subscribe(CableShown, lambda _: self._notes_came_or_went())
        services.events.subscribe(NotesChanged, lambda _: self._notes_came_or_went())
        self._had_notes = False

    def _notes_came_or_went(self) -> None:
        """The notes pane has something to show now, or nothing any more."""
        if bool(self.state.entries) is not self._had_notes:
            self.arrange()

    def activate(self, pane: Pane) -> None:
        """Show a pane and give it the focus."""
        state, widgets = self.state, self._widgets
        state.active = pane
        if pane is not Pane.READER:
            state.drawer = pane
        self.arrange()
        focused: dict[Pane, Widget | None] = {
            Pane.LIST: widgets.cable_list,
            # The welcome page has no keys of its own, and those of the reader mean nothing there.
            Pane.READER: None if state.empty else self._middle(),
            Pane.NOTES: widgets.notes,
        }
        self._screen.set_focus(focused[pane], scroll_visible=False)
        self.status.refresh_headings()
        self.status.refresh_hints()
        self.services.session.save_soon()

    def reveal_notes(self) -> None:
        """Make the notes visible beside the reader where there is room for two panes, and say so."""
        if self.state.active is Pane.READER and self.widths.list and not self.widths.notes:
            self.state.drawer = Pane.NOTES
            self.arrange()
            if not self.widths.list:
                self.status.remark("Notes are where the list was; Shift+Tab shows it again.")

    def arrange(self) -> None:
        """Lay the panes out for the present size and state."""
        state, screen, widgets = self.state, self._screen, self._widgets
        self._had_notes = bool(state.entries)
        self.widths = widths = arrange(
            screen.size.width,
            active=state.active,
            drawer=state.drawer,
            zoomed=state.zoomed or state.linear,
            notes_empty=not state.entries,
            list_width=state.looks.list_width,
            notes_width=state.looks.notes_width,
        )
        middle = self._middle()
        for other in (widgets.welcome, widgets.facets, widgets.reader):
            if other is not middle:
                other.display = False
        for widget, width in (
            (widgets.list_pane, widths.list),
            (middle, widths.reader),
            (widgets.notes_pane, widths.notes),
        ):
            widget.display = width > 0
            widget.styles.width = width
        widgets.list_rule.display = widths.list > 0 and widths.reader > 0
        widgets.notes_rule.display = widths.notes > 0 and widths.reader > 0
        screen.set_class(screen.size.height < LOW, "-low")
        self.services.events.publish(PanesArranged())
        self.status.refresh_headings()

    def _middle(self) -> Widget:
        """The widget between list and notes: the reader, the facets in its place, or the welcome page."""
        if self.state.empty:
            return self._widgets.welcome
        return self._widgets.facets if self.state.facets else self._widgets.reader

    def set_empty(self, empty: bool) -> None:
        """Show the welcome page in place of the reader while the library is empty.

        Where there is room for one pane only, the welcome page is that pane.
        """
        state, was = self.state, self._screen.has_class("-empty")
        state.empty = empty
        self._screen.set_class(empty, "-empty")
        if empty and state.workspace is not None:
            self._widgets.welcome.show_folder(str(state.workspace.library.folder))
            self._widgets.cable_list.notice = "No cables yet"
        self.arrange()
        if empty and state.active is Pane.LIST and not self.widths.reader:
            self.activate(Pane.READER)
        elif was and not empty and state.active is Pane.READER:
            self.activate(Pane.LIST)

    def restore(self, session: Session) -> None:
        """Put the panes back as they were when the session was saved."""
        state = self.state
        state.zoomed, state.histogram = session.zoomed, session.histogram
        state.drawer = Pane(session.drawer) if session.drawer in (Pane.LIST, Pane.NOTES) else Pane.LIST
        pane = Pane(session.pane) if session.pane in set(Pane) else Pane.LIST
        drawer = state.drawer
        self.activate(pane)
        if pane is Pane.READER:
            state.drawer = drawer
            self.arrange()

    def focus_moved(self, widget: Widget) -> None:
        """A click gave a widget the focus; its pane is the active one now."""
        state, widgets = self.state, self._widgets
        pane_of: dict[Widget, Pane] = {
            widgets.list_pane: Pane.LIST,
            widgets.reader: Pane.READER,
            widgets.facets: Pane.READER,
            widgets.notes_pane: Pane.NOTES,
        }
        nodes = (node for node in widget.ancestors_with_self if isinstance(node, Widget))
        pane = next((pane_of[node] for node in nodes if node in pane_of), None)
        self.status.refresh_hints()
        if pane is not None and pane is not state.active:
            state.active = pane
            if pane is not Pane.READER:
                state.drawer = pane
            self.status.refresh_headings()
            self.status.refresh_hints()
        self.services.events.publish(FocusMoved())
