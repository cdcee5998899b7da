"""Going from note to note, and from a note or link to its place."""

from __future__ import annotations

from functools import partial

from reader.errors import CablesError
from reader.notes.model import CrossReference, Target
from reader.terminal_text import safe_line
from reader.tui.core.cable.note_entries import Entry
from reader.tui.core.controller import Action, Controller
from reader.tui.core.pane_layout import Pane
from reader.tui.core.services import Services
from reader.tui.features.notes.notes_panel import NotesPanel


class NoteNavigation(Controller):
    """Places of notes in the reader."""

    def __init__(self, services: Services, panel: NotesPanel) -> None:
        super().__init__(services)
        self._panel = panel

    def commands(self) -> dict[str, Action]:
        """Next and previous note."""
        return {
            "note.next": lambda: self.walk(1),
            "note.previous": lambda: self.walk(-1),
        }

    def walk(self, step: int) -> None:
        """Go to the words of the next or previous entry."""
        panel = self._panel
        placed = [
            at for at, entry in enumerate(panel.entries) if entry.ordinal is not None and not entry.lost
        ]
        if not placed:
            self.status.say("This cable has no notes in its text.")
            return
        here = self.services.page.place.ordinal or 0
        if panel.cursor is not None and panel.entries[panel.cursor].ordinal == here:
            after = (
                [at for at in placed if at > panel.cursor]
                if step > 0
                else [at for at in placed if at < panel.cursor]
            )
        else:
            ordinals = {at: panel.entries[at].ordinal or 0 for at in placed}
            after = [at for at in placed if (ordinals[at] > here if step > 0 else ordinals[at] < here)]
        if not after:
            self.status.say("That was the last note." if step > 0 else "This is the first note.")
            return
        entry = panel.entries[after[0] if step > 0 else after[-1]]
        self._show(entry)
        panel.select(entry.id)

    def _show(self, entry: Entry) -> None:
        """Scroll the reader to the words of an entry."""
        self.services.page.go_to(entry.anchor.ordinal, entry.anchor.start)

    def go(self, entry: Entry) -> None:
        """Go to the other end of a link, or to the words of a note."""
        if entry.other is not None and isinstance(entry.record, CrossReference):
            self.start(partial(self.open_at, entry.other), "open", "follow a link")
        elif entry.lost:
            self.status.say("The words of this note are no longer in this text.")
        else:
            self.services.cables.remember()
            self._show(entry)
            self.services.panes.activate(Pane.READER)
            self._panel.select(entry.id)

    def follow_own_link(self) -> None:
        """Follow the user's own link on the current paragraph, if there is one: the text cites nothing."""
        here = self.services.page.current
        links = [each for each in self.state.entries if each.other and each.ordinal == here is not None]
        if links:
            self.go(links[0])
        else:
            self.status.say("No reference to follow here; r lists all references of the cable.")

    async def open_at(self, target: Target, note: str | None = None) -> None:
        """Open the cable of a target there, with a note selected. Raises CablesError."""
        cable = await self.wait(self.workspace.cable, target.mrn)
        if cable is None:
            raise CablesError(
                f"{safe_line(target.mrn)} is not in this library",
                advice="Your notes are kept; i imports cables.",
            )
        ordinal, start = None, None
        if not target.is_cable:
            from reader.notes.anchoring.anchor import locate

            anchor = await self.wait(locate, target, cable)
            ordinal, start = anchor.ordinal, anchor.start
        await self.services.cables.go(target.mrn, ordinal=ordinal, start=start)
        if note is not None:
            self._panel.select(note)
