"""What surrounds the panes: the banner, the heading of the notes, and the hints in the footer."""

from __future__ import annotations

from textual.screen import Screen

from reader.terminal_text import safe_line
from reader.tui.commands import keys
from reader.tui.commands.table import BY_ID, Need, Where
from reader.tui.core.cable.note_entries import tally
from reader.tui.core.controller import Controller
from reader.tui.core.events import (
    CableShown,
    MarksChanged,
    NotesChanged,
    PanesArranged,
    ResultsShown,
    TriageChanged,
)
from reader.tui.core.pane_layout import Pane
from reader.tui.core.services import Services
from reader.tui.main_screen.command_context import OF_CABLE, OF_RESULT, CommandContext
from reader.tui.main_screen.left_to_read import LeftToRead
from reader.tui.main_screen.panes import Widgets

SELECTING_HINTS = (
    ("w b", "word"),
    ("v", "start here"),
    ("( )", "sentence"),
    ("a", "note"),
    ("t", "tag"),
    ("l", "link"),
    ("← →", "character"),
    ("Esc", "drop"),
)
"""What the footer offers while words are being selected; these keys are the reader pane's own."""

LABEL_HINTS = (("letter", "follow"), ("Esc", "cancel"))
"""What the footer offers while letters stand beside the references."""

WRITING_HINTS = (("Ctrl+S", "save"), ("Esc", "discard"))
"""What the footer offers while a note is written: letters are text then."""

FILTER_HINTS = (("Enter", "open"), ("↓", "list"), ("↑", "earlier queries"), ("→", "edit"))
FILTER_KEPT = (("Esc", "clear"),)
"""What the footer offers in the filter line: letters are text there."""

EMPTY_LIBRARY = ("library.samples", "library.import")
"""Come first in the footer of an empty library, and are shown nowhere else."""

ALWAYS_OFFERED = ("help", "quit")
"""Stay in the footer at any width."""

ALONE = {Pane.LIST: "List", Pane.READER: "Reader", Pane.NOTES: "Notes"}
"""What the banner calls a pane that has the screen for itself."""


class StatusController(Controller):
    """Updates banner, heading and hints."""

    def __init__(
        self, services: Services, screen: Screen[None], widgets: Widgets, context: CommandContext
    ) -> None:
        super().__init__(services)
        self._screen = screen
        self._widgets = widgets
        self._context = context
        self._left = LeftToRead()
        subscribe = services.events.subscribe
        subscribe(CableShown, lambda _: self.refresh_headings())
        subscribe(NotesChanged, self._notes_changed)
        subscribe(ResultsShown, lambda _: self.refresh_hints())
        subscribe(MarksChanged, lambda _: self.refresh_hints())
        for event in (MarksChanged, PanesArranged, TriageChanged):
            subscribe(event, lambda _: self.refresh_modes())

    def _notes_changed(self, event: NotesChanged) -> None:
        if event.loaded is not None:
            self.refresh_headings()
        self.refresh_hints()

    def refresh_hints(self) -> None:
        """Show the possible commands, most used first."""
        footer, reader, focused = self._widgets.footer, self._widgets.reader, self._screen.focused
        if reader.writing:
            footer.hints, footer.kept = WRITING_HINTS, ()
            return
        if focused is not None and self._widgets.filter_line in focused.ancestors:
            footer.hints, footer.kept = FILTER_HINTS, FILTER_KEPT
            return
        footer.kept = tuple(map(_hint, ALWAYS_OFFERED))
        where = self._context.where()
        if reader.labelling:
            footer.hints, footer.kept = LABEL_HINTS, ()
            return
        if where is Where.READER and reader.selecting:
            footer.hints = SELECTING_HINTS
            return
        first = EMPTY_LIBRARY if self.state.empty else ()
        rest = (
            command.id
            for command in self._context.possible()
            if command.hint
            and command.where in (where, Where.ANY)
            and command.id not in (*ALWAYS_OFFERED, *EMPTY_LIBRARY)
            and not (where in OF_RESULT and command.need in OF_CABLE)
            and not (where is Where.LIST and command.need is Need.NOTE)
        )
        footer.hints = tuple(map(_hint, (*first, *rest)))

    def refresh_modes(self) -> None:
        """Judging and marks in the footer, where the heading of the list does not show them."""
        marks = len(self._widgets.cable_list.marks)
        marked = f"{marks:,} marked" if marks else ""
        forms = (" · ".join(filter(None, (marked, form))) for form in self.services.triage.forms or ("",))
        hidden = not self.services.panes.widths.list
        self._widgets.footer.modes = tuple(filter(None, forms)) if hidden else ()

    def refresh_headings(self) -> None:
        """Update the count of notes and the banner."""
        state = self.state
        words = tally(state.entries, state.uncertain_notes) if state.cable else "Notes"
        heading = self._widgets.notes_heading
        if words != heading.content:  # an update lays out the whole screen
            heading.update(words)
        self.refresh_banner()

    def refresh_banner(self) -> None:
        """Update level, cable and paragraph; and the pane's name where only one is visible."""
        state, banner = self.state, self._widgets.banner
        in_list = state.active is Pane.LIST  # there the whole cable is what a key acts on
        here = None if state.cable is None or in_list else self._widgets.reader.current
        share = self._widgets.reader.share_read
        reading = (
            self._left.words(state.cable, here, share) if state.cable is not None and not in_list else ""
        )
        banner.show(state.cable, state.mrn, here, reading)
        banner.warn(self._warnings())
        alone = sum(width > 0 for width in self.services.panes.widths) == 1
        title = state.workspace.title if state.workspace and not state.cable else ""
        name = ALONE[state.active]
        if state.active is Pane.READER:
            name = "Welcome" if state.empty else "Facets" if state.facets else name
        banner.note(name if alone else safe_line(title))

    def _warnings(self) -> tuple[str, ...]:
        """That this is not the current version, and that not all portions are shown; longest form first."""
        cable, version = self.state.cable, self.state.versions.banner
        portions = self.state.portions.words(cable) if cable is not None else ()
        if cable is None or not version:
            return portions
        return tuple(f"{version[at]} · {portions[at]}" for at in (0, -1)) if portions else version


def _hint(id: str) -> tuple[str, str]:
    command = BY_ID[id]
    return keys.first_key(command), command.hint
