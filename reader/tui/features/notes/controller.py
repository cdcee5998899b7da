"""Writing, changing, deleting and undoing notes."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from functools import partial

from reader.errors import CablesError
from reader.notes.model import Annotation, CrossReference, Target
from reader.notes.repository import Notes
from reader.notes.undo.step_wording import target_text
from reader.terminal_text import safe_line
from reader.tui.core.cable.loaded_cable import LoadedCable, load_cable
from reader.tui.core.cable.note_entries import Entry
from reader.tui.core.controller import Action, Controller
from reader.tui.core.events import CableShown, NotesChanged
from reader.tui.core.pane_layout import Pane
from reader.tui.core.services import ArgumentAction, Services
from reader.tui.core.undo import redo_step, undo_step
from reader.tui.features.notes.draft_keeper import DraftKeeper
from reader.tui.features.notes.notes_panel import NotesPanel
from reader.tui.ui.words import opening


class NotesController(Controller):
    """Notes of the open cable."""

    def __init__(self, services: Services, panel: NotesPanel) -> None:
        super().__init__(services)
        self._panel = panel
        self._then: Action | None = None
        """What to do once the note being written is saved: the user wants to leave."""
        self._begun_in: Pane | None = None
        """The panel in which the note being written was begun; None for a restored draft."""
        self.drafts = DraftKeeper(services, self.open_editor)
        services.events.subscribe(CableShown, lambda event: self._show(event.loaded))
        services.events.subscribe(NotesChanged, self._notes_changed)

    def arguments(self) -> dict[str, ArgumentAction]:
        """The text of a new note may be given."""
        return {"note.write": lambda text: self.save(self.target(), text, None)}

    def commands(self) -> dict[str, Action]:
        """The commands for notes."""
        return {
            "note.write": self.write,
            "note.cable": self.write_on_cable,
            "note.edit": self.edit,
            "note.delete": self.delete,
            "notes.go": lambda: self._panel.command("notes.go"),
            "undo": lambda: self.change(partial(self._report, undo_step), "undo"),
            "redo": lambda: self.change(partial(self._report, redo_step), "redo"),
        }

    # The panel

    @property
    def current_entry(self) -> Entry | None:
        """The entry under the cursor of the notes pane; None in the list, which highlights a cable."""
        return self._panel.current if self.state.active is not Pane.LIST else None

    def target(self) -> Target:
        """What a new note is about: what is highlighted in the pane with the focus.

        In the list that is the cable, in the notes what the current entry is about, else as the page says.
        """
        entry = self._panel.current
        if self.state.active is Pane.LIST and self.state.mrn is not None and self.state.cable is not None:
            from reader.notes.anchoring.anchor import target_for

            return target_for(self.state.cable, mrn=self.state.mrn)
        if self.state.active is Pane.NOTES and entry is not None and not entry.lost:
            return entry.target
        return self.services.page.target()

    def clear(self) -> None:
        """Clear the panel: no cable is open."""
        self._panel.show(None, ())

    def _show(self, loaded: LoadedCable) -> None:
        self._panel.show(loaded.cable, loaded.entries, loaded.linked_in_library)
        self._panel.follow(self.services.page.place.ordinal)

    def _notes_changed(self, event: NotesChanged) -> None:
        if event.loaded is not None:
            self._show(event.loaded)
        if event.select is not None:
            self.services.panes.reveal_notes()
            self._panel.select(event.select)

    async def reload(self, select: str | None = None) -> None:
        """Read the notes again after a change, and publish ``NotesChanged``."""
        state, workspace = self.state, self.workspace
        state.counts = await self.wait(workspace.notes.counts)
        mrn, cable, version = state.mrn, state.cable, state.versions.here
        loaded = None
        if mrn is not None and cable is not None:
            id = version.id if version else None
            loaded = await self.wait(partial(load_cable, workspace, mrn, cable, version=id))
            if cable is not state.cable:
                loaded = None  # another one was opened meanwhile
        if loaded is not None:
            state.entries, state.uncertain_notes, state.versions = (
                loaded.entries,
                loaded.uncertain_notes,
                loaded.versions,
            )
        self.services.events.publish(NotesChanged(loaded, select if loaded is not None else None))

    # Writing

    def write(self) -> None:
        """Open the editor under the words, the paragraph or the header."""
        self.open_editor(self.target())

    def write_on_cable(self) -> None:
        """Open the editor for a note on the whole cable."""
        if self.state.mrn is not None and self.state.cable is not None:
            from reader.notes.anchoring.anchor import target_for

            self.open_editor(target_for(self.state.cable, mrn=self.state.mrn))

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
        if not self.services.page.writing:
            self._begun_in = self.state.active if draft is None else None
        self.services.panes.activate(Pane.READER)
        self.services.page.edit_note(target, text, note_id, draft=draft, lead=lead)
        if self.services.page.writing:
            self.dialogs.expect()
        self.status.refresh_hints()

    def leave_editor(self) -> None:
        """Go back to the panel where the note was begun."""
        pane, self._begun_in = self._begun_in, None
        if pane is not None and self.state.active is Pane.READER and not self.services.page.writing:
            self.services.panes.activate(pane)
        self.status.refresh_hints()

    def edit(self) -> None:
        """Change the current entry: the text of a note, the tags where there is no text, or a link."""
        entry = self._panel.current
        if entry is None:
            return
        if isinstance(entry.record, CrossReference):
            self.services.links.edit(entry.record)
        elif entry.kind == "code":
            self.services.tags.edit(entry)
        else:
            self.open_editor(entry.target, entry.record.body, entry.id)

    def save(
        self,
        target: Target,
        text: str,
        note_id: str | None,
        *,
        remark: str = "",
        stored: Callable[[], None] | None = None,
    ) -> None:
        """Save a new note, or another text of one; if that fails, the editor opens on the text again.

        ``stored`` is called once it is on the disk; ``remark`` is added to the message that says so.
        """
        self.drafts.save_started()
        self.change(partial(self._save, target, text, note_id, remark, stored), "save a note")

    async def _save(
        self,
        target: Target,
        text: str,
        note_id: str | None,
        remark: str,
        stored: Callable[[], None] | None,
    ) -> None:
        try:
            await self._store(target, text, note_id, remark)
            if stored is not None:
                stored()
        except asyncio.CancelledError:
            raise  # the program ends: the draft on the disk may be all there is
        except Exception:
            await self.drafts.save_ended()
            raise
        await self.drafts.save_ended()
        if self._then is not None:
            then, self._then = self._then, None
            then()

    async def _store(self, target: Target, text: str, note_id: str | None, remark: str) -> None:
        notes = self.workspace.notes
        try:
            if note_id is None:
                if not text.strip():
                    return
                note = await self.wait(notes.annotate, target, text)
                note_id = note.id
                message = f"Noted on {target_text(target)}: “{opening(text, 48)}”"
                if not self.state.counts and not notes.author_is_known:
                    message += f" · author: {safe_line(notes.author)} (:author changes it)"
            else:
                await self.wait(notes.edit, note_id, text)
                message = "Note changed."
        except (CablesError, OSError):
            # The text matters more than the message: it stays open in the editor.
            self._then = None
            if target.mrn != self.state.mrn:
                await self.services.cables.show(target.mrn)
            before = next((entry.text for entry in self.state.entries if entry.id == note_id), "")
            self.open_editor(target, before, note_id, draft=text, lead="Not saved yet")
            raise
        self.services.page.clear_selection()
        await self.reload(note_id)
        self.status.say(message + remark)

    def cancelled(self, dropped: bool, *, new: bool) -> None:
        """The editor was left with Esc; what was typed in it, if anything, can be brought back."""
        self.drafts.settle()
        self.leave_editor()
        if dropped:
            self.status.say(f"Not saved. {'a' if new else 'e'} here restores your text.")

    def after_saving(self, then: Action) -> None:
        """Save the note that is being written, if there is one, and then call ``then``."""
        if self.services.page.finish_note():
            self._then = then
        else:
            then()

    # Deleting and undoing

    def delete(self) -> None:
        """Delete the current entry, without a question, as ``u`` restores it."""
        if (entry := self._panel.current) is not None:
            self.change(partial(self._delete, entry), "delete a note")

    async def _delete(self, entry: Entry) -> None:
        await self.wait(self.workspace.notes.delete, entry.id)
        await self.reload()
        self.status.say(f"Deleted {_described(entry)}. u restores it.")

    async def _report(self, step: Callable[[Notes], str]) -> None:
        message = await self.wait(step, self.workspace.notes)
        await self.reload()
        self.status.say(message)


def _described(entry: Entry) -> str:
    """An entry in a few words, for the message that reports its deletion."""
    if isinstance(entry.record, CrossReference) and entry.other is not None:
        return f"the link to {entry.other.mrn} {entry.other.label}".rstrip()
    if isinstance(entry.record, Annotation) and entry.record.body:
        return f"the note “{opening(entry.record.body, 24)}”"
    return f"the codes {', '.join(entry.codes)}"
