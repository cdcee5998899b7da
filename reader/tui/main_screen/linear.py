"""The line that says where the cursor is, in the linear layout."""

from __future__ import annotations

from textual.widgets import Static

from reader.notes.queries.counts import NO_NOTES
from reader.tui.core.controller import Controller
from reader.tui.core.events import (
    CableShown,
    FocusMoved,
    MarksChanged,
    NotesChanged,
    PanesArranged,
    ReadMarksChanged,
    ResultsShown,
    RowHighlighted,
    SettingsChanged,
)
from reader.tui.core.pane_layout import Pane
from reader.tui.core.services import Services
from reader.tui.linear.position import of_list, of_notes, of_reader
from reader.tui.main_screen.panes import Widgets

CHANGES = (
    CableShown,
    FocusMoved,
    MarksChanged,
    NotesChanged,
    PanesArranged,
    ReadMarksChanged,
    ResultsShown,
    RowHighlighted,
)


class LinearController(Controller):
    """Says it after every change."""

    def __init__(self, services: Services, widgets: Widgets) -> None:
        super().__init__(services)
        self._widgets = widgets
        self._line: Static = widgets.linear_line
        for kind in CHANGES:
            services.events.subscribe(kind, lambda _: self.refresh())
        services.events.subscribe(SettingsChanged, lambda _: self.services.panes.arrange())

    def refresh(self) -> None:
        """Say where the cursor is now."""
        self._line.display = self.state.linear
        if self.state.linear:
            self._line.update(self._words())

    def _words(self) -> str:
        state, widgets = self.state, self._widgets
        if state.active is Pane.LIST:
            cables = widgets.cable_list
            row = cables.row(cables.cursor) if len(cables) else None
            if row is None:
                return of_list(0, 0, "", None, None, read=False, marked=False, notes="")
            return of_list(
                cables.cursor,
                len(cables),
                row.mrn,
                row.level,
                row.title,
                read=row.mrn in state.read,
                marked=row.id in cables.marks,
                notes=state.counts.get(row.mrn, NO_NOTES).words,
            )
        if state.active is Pane.READER:
            here = widgets.reader.current
            notes = sum(entry.ordinal == here for entry in state.entries)
            return of_reader(state.cable, state.mrn or "", here, notes)
        entry = widgets.notes.current
        kind, paragraph = (entry.kind, entry.ordinal) if entry else ("", None)
        return of_notes(widgets.notes.cursor, len(state.entries), kind, paragraph)
