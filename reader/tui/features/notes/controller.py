"""Writing, changing and taking back notes."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from reader.errors import CablesError
from reader.notes.model import Annotation, CrossReference, Target
from reader.terminal_text import safe_line
from reader.tui.core.controller import Doing, Handler
from reader.tui.core.note_entries import Entry
from reader.tui.core.pane_layout import Pane
from reader.tui.features.reader.controller import load
from reader.tui.ui.words import opening

if TYPE_CHECKING:
    from reader.notes.repository import Notes
    from reader.tui.features.reader.reader_messages import NoteWritten


class Noting(Handler):
    """Notes of the open cable."""

    then: Callable[[], object] | None = None
    """What to do once the note being written is kept: the user asked to leave meanwhile."""

    def commands(self) -> dict[str, Doing]:
        """Everything done to a note."""
        return {
            "note.write": self.write,
            "note.cable": self.write_on_cable,
            "note.edit": self.edit,
            "note.delete": self.delete,
            "note.next": lambda: self.walk(1),
            "note.previous": lambda: self.walk(-1),
            "notes.go": lambda: self.screen.panel.command("notes.go"),
            "undo": lambda: self.change(self._undo, "undo"),
            "redo": lambda: self.change(self._redo, "redo"),
        }

    def target(self) -> Target:
        """What a new note is about: that of the entry chosen in the focused panel, else the reader's."""
        entry = self.screen.panel.current
        if self.desk.active is Pane.NOTES and entry is not None and not entry.lost:
            return entry.target
        return self.screen.reader.target()

    def write(self) -> None:
        """Open the editor under the words, the paragraph or the header."""
        self.open_editor(self.target())

    def write_on_cable(self) -> None:
        """Open the editor for a note on the whole cable."""
        if self.desk.mrn is not None and self.desk.cable is not None:
            from reader.notes.anchoring.anchor import target_for

            self.open_editor(target_for(self.desk.cable, mrn=self.desk.mrn))

    def open_editor(
        self,
        target: Target,
        text: str = "",
        note_id: str | None = None,
        *,
        draft: str | None = None,
        lead: str = "",
    ) -> None:
        """Let the user write; arguments as for the reader pane's ``edit_note``."""
        self.screen.panels.activate(Pane.READER)
        self.screen.reader.edit_note(target, text, note_id, draft=draft, lead=lead)
        if self.screen.reader.writing:
            self.screen.expect()
        self.screen.refresh_hints()

    def edit(self) -> None:
        """Change the current entry: the text of a note, the tags where there is no text, a link's words."""
        entry = self.screen.panel.current
        if entry is None:
            return
        if isinstance(entry.record, CrossReference):
            self.screen.linking.edit(entry.record)
        elif entry.kind == "code":
            self.screen.tagging.ask_for(entry)
        else:
            self.open_editor(entry.target, entry.record.body, entry.id)

    def written(self, message: NoteWritten) -> None:
        """The editor was closed with something to keep."""
        self.keep(message.target, message.text, message.note_id)

    def keep(self, target: Target, text: str, note_id: str | None) -> None:
        """Save a note, or another text for one; where it fails, the text is open in the editor."""
        self.screen.drafting.saving()
        self.change(partial(self._keep, target, text, note_id), "save a note")

    async def _keep(self, target: Target, text: str, note_id: str | None) -> None:
        try:
            await self._save(target, text, note_id)
        finally:
            await self.screen.drafting.saved()
        if self.then is not None:
            then, self.then = self.then, None
            then()

    async def _save(self, target: Target, text: str, note_id: str | None) -> None:
        notes = self.workspace.notes
        try:
            if note_id is None:
                if not text.strip():
                    return
                kept = await self.wait(notes.annotate, target, text)
                note_id = kept.id
                said = f"Noted on {target.label or 'the cable'}: “{opening(text, 48)}”"
                if not self.desk.counts and not notes.author_is_known:
                    said += f" · written by {safe_line(notes.author)}; : author changes that"
            else:
                await self.wait(notes.edit, note_id, text)
                said = "Note changed."
        except (CablesError, OSError):
            # What was typed is worth more than the message: it stays open in the editor.
            self.then = None
            if target.mrn != self.desk.mrn:
                await self.screen.opening.show(target.mrn)
            before = next((entry.text for entry in self.desk.entries if entry.id == note_id), "")
            self.open_editor(target, before, note_id, draft=text, lead="Not saved yet")
            raise
        self.screen.reader.clear_selection()
        await self.reload(note_id)
        self.screen.say(said)

    def first(self, then: Callable[[], object]) -> None:
        """Keep the note being written, if there is one, and then do something."""
        if self.screen.reader.finish_note():
            self.then = then
        else:
            then()

    def delete(self) -> None:
        """Delete the current entry; no question, for ``u`` brings it back."""
        if (entry := self.screen.panel.current) is not None:
            self.change(partial(self._delete, entry), "delete a note")

    async def _delete(self, entry: Entry) -> None:
        await self.wait(self.workspace.notes.delete, entry.id)
        await self.reload()
        self.screen.say(f"Deleted {described(entry)}. u brings it back.")

    async def _undo(self) -> None:
        said = await self.wait(undone, self.workspace.notes)
        await self.reload()
        self.screen.say(said)

    async def _redo(self) -> None:
        words = await self.wait(self.workspace.notes.redo)
        await self.reload()
        self.screen.say(f"Done again: {words}" if words else "There is nothing to do again.")

    async def reload(self, select: str | None = None) -> None:
        """Read the notes of the open cable and the counts again."""
        desk, workspace = self.desk, self.workspace
        desk.counts = await self.wait(workspace.notes.counts)
        self.screen.judging.listed()
        if desk.mrn is None or desk.cable is None:
            self.screen.tell_list()
            return
        mrn = desk.mrn
        cable, here = desk.cable, desk.versions.here
        loaded = await self.wait(partial(load, workspace, mrn, cable, version=here.id if here else None))
        if loaded is not None and cable is desk.cable:
            self.screen.opening.put(loaded)
            if select is not None:
                self.screen.panels.reveal_notes()
                self.screen.panel.select(select)
        self.screen.refresh_hints()

    # Walking

    def walk(self, step: int) -> None:
        """To the words of the next or the previous entry."""
        panel = self.screen.panel
        placed = [
            at for at, entry in enumerate(panel.entries) if entry.ordinal is not None and not entry.lost
        ]
        if not placed:
            self.screen.say("This cable has no notes in its text.")
            return
        here = self.screen.reader.place.ordinal or 0
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
            self.screen.say("That was the last note." if step > 0 else "This is the first note.")
            return
        entry = panel.entries[after[0] if step > 0 else after[-1]]
        self.show(entry)
        panel.select(entry.id)

    def show(self, entry: Entry) -> None:
        """Bring the words of an entry into view in the reader."""
        self.screen.reader.go_to(entry.anchor.ordinal, entry.anchor.start)

    def go(self, entry: Entry) -> None:
        """Enter in the panel: a link leads to its other end, a note to its words."""
        if entry.other is not None and isinstance(entry.record, CrossReference):
            self.start(partial(self._follow, entry), "open", "follow a link")
        elif entry.lost:
            self.screen.say("The words of this note are not in this text any more.")
        else:
            self.screen.opening.remember()
            self.show(entry)
            self.screen.panels.activate(Pane.READER)
            self.screen.panel.select(entry.id)

    async def _follow(self, entry: Entry) -> None:
        assert entry.other is not None
        await self.visit(entry.other)

    async def visit(self, target: Target, note: str | None = None) -> None:
        """Go to a target in the reader, standing on a note where it is told. Raises CablesError."""
        cable = await self.wait(self.workspace.cable, target.mrn)
        if cable is None:
            raise CablesError(
                f"{safe_line(target.mrn)} is not in this library",
                advice="What you noted stays; i imports cables.",
            )
        ordinal, start = None, None
        if not target.is_cable:
            from reader.notes.anchoring.anchor import locate

            anchor = await self.wait(locate, target, cable)
            ordinal, start = anchor.ordinal, anchor.start
        await self.screen.opening.go(target.mrn, ordinal=ordinal, start=start)
        if note is not None:
            self.screen.panel.select(note)


def undone(notes: Notes) -> str:
    """Take back the last step of this window, and say so; another window's is named and left alone.

    Waits for the disk. Raises UndoRefused.
    """
    other = notes.last_elsewhere()
    words = notes.undo()
    said = f"Undone: {words}." if words else "There is nothing to undo here."
    return f"{said} Left alone, as another window did it: {other}." if other else said


def described(entry: Entry) -> str:
    """An entry in a few words, for the line that says what was done."""
    if isinstance(entry.record, CrossReference) and entry.other is not None:
        return f"the link to {entry.other.mrn} {entry.other.label}".rstrip()
    if isinstance(entry.record, Annotation) and entry.record.body:
        return f"the note “{opening(entry.record.body, 24)}”"
    return f"the tags {', '.join(entry.codes)}"
