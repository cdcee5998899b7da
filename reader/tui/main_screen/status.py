"""What stands around the panels: banner, headings, and the hints in the footer."""

from __future__ import annotations

from textual.widgets import Static

from reader.terminal_text import safe_line
from reader.tui.commands import keys
from reader.tui.commands.table import BY_ID, COMMANDS, Need, Where
from reader.tui.core.controller import Handler
from reader.tui.core.note_entries import tally
from reader.tui.core.pane_layout import Pane

CHOOSING = (
    ("w b", "word"),
    ("v", "begin here"),
    ("( )", "sentence"),
    ("a", "note"),
    ("t", "tag"),
    ("l", "link"),
    ("← →", "character"),
    ("Esc", "drop"),
)
"""What the footer offers while words are being chosen; the keys of choosing are the reader pane's own."""

WRITING = (("Ctrl+S Esc", "keep"), ("Ctrl+G", "drop"))
"""What the footer offers while a note is written: letters are text then."""

FILTERING = (("Enter", "to the list"), ("↑", "earlier queries"), ("→", "go on with it"), ("Esc", "clear"))
"""What the footer offers in the filter line: letters are text there."""

EMPTY = ("library.samples", "library.import")
"""What comes first in the footer of an empty library, and nowhere else."""

OF_RESULT, OF_CABLE = (Where.FACETS, Where.PERIODS), (Need.CABLE, Need.NOTE)
"""Where the whole result is looked at, what is for one cable is not offered first."""

ALWAYS = ("help", "quit")
"""What stays in the footer at any width."""

ALONE = {Pane.LIST: "List", Pane.READER: "Reader", Pane.NOTES: "Notes"}
"""What the banner calls a panel that has the screen for itself."""


class Framing(Handler):
    """Banner, headings, hints."""

    def hints(self) -> None:
        """What is possible here and now, most used first."""
        screen, where = self.screen, self.screen.looking.where()
        if screen.reader.writing:
            screen.footer.hints, screen.footer.kept = WRITING, ()
            return
        if screen.focused is not None and screen.filter_line in screen.focused.ancestors:
            screen.footer.hints, screen.footer.kept = FILTERING, ()
            return
        screen.footer.kept = tuple(map(_hint, ALWAYS))
        if where is Where.READER and screen.reader.choosing:
            screen.footer.hints = CHOOSING
            return
        first = EMPTY if screen.has_class("-empty") else ()
        fitting = (
            command.id
            for command in COMMANDS
            if command.hint
            and command.where in (where, Where.ANY)
            and command.id not in (*ALWAYS, *EMPTY)
            and screen.has(command.need)
            and not (where in OF_RESULT and command.need in OF_CABLE)
        )
        screen.footer.hints = tuple(map(_hint, (*first, *fitting)))

    def headings(self) -> None:
        """The count of the notes, and the banner."""
        desk = self.desk
        words = tally(desk.entries, desk.doubts) if desk.cable else "Notes"
        self.screen.query_one("#notes-heading", Static).update(words)
        self.banner()

    def banner(self) -> None:
        """Level, cable and paragraph; the panel's name where only one shows."""
        desk, banner = self.desk, self.screen.banner
        banner.show(desk.cable, desk.mrn, self.screen.reader.current if desk.cable else None)
        banner.warn(desk.versions.banner if desk.cable else ())
        alone = sum(width > 0 for width in self.screen.panels.widths) == 1
        title = desk.workspace.title if desk.workspace and not desk.cable else ""
        name = ALONE[desk.active]
        if desk.active is Pane.READER:
            name = "Welcome" if self.screen.has_class("-empty") else "Facets" if desk.facets else name
        banner.note(name if alone else safe_line(title))

    def list_heading(self, text: str, more: str = "", *, bad: bool = False) -> None:
        """The line above the list; below it ``more``, or how far the judging has come."""
        below = more or self.screen.judging.heading
        heading = self.screen.query_one("#list-heading", Static)
        heading.update(f"{text}\n{below}" if below else text)
        heading.set_class(bad, "-error")
        heading.set_class(bool(below), "-two")

    def coverage(self) -> None:
        """How far the judging has come, at the right of the footer where the list does not say it."""
        hidden = not self.screen.panels.widths.list
        self.screen.aside(self.screen.judging.words if hidden else "")


def _hint(id: str) -> tuple[str, str]:
    command = BY_ID[id]
    return keys.first_key(command), command.hint
