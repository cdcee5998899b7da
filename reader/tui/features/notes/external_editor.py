"""Writes a note in the user's own editor."""

from __future__ import annotations

import os
import shlex
import signal
import tempfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Protocol

from textual.app import SuspendNotSupported

from reader import paths
from reader.atomic_files import private_folder
from reader.config.editor import editor_command
from reader.errors import CablesError
from reader.notes.drafts import Draft, Drafts
from reader.notes.model import Annotation, Target
from reader.tui.core.controller import Action, Controller
from reader.tui.core.services import Services
from reader.tui.features.notes import lent_terminal
from reader.tui.features.notes.edited_file import Edited, read_back


class SaveNote(Protocol):
    """Saves the text of a note; without an id as a new one. ``stored`` is called once it is on the disk."""

    def __call__(
        self, target: Target, text: str, note_id: str | None, *, remark: str, stored: Callable[[], None]
    ) -> None:
        """Save it."""


class ExternalEditorController(Controller):
    """Hands the text of a note to an editor, and takes it back."""

    def __init__(self, services: Services, save: SaveNote) -> None:
        super().__init__(services)
        self._save = save

    def commands(self) -> dict[str, Action]:
        """The command of this feature."""
        return {"note.elsewhere": lambda: self.ask(self._write, "write a note in your editor")}

    async def _write(self) -> None:
        """Change the current note, or write a new one.

        The screen waits as long as the editor is open: it has lent it the terminal. The file stays where
        it is until its text is saved, and when something goes wrong.
        """
        command = editor_command(self.state.settings.config)
        entry = self.services.notes.current_entry
        record = entry.record if entry is not None and entry.kind == "note" else None
        note = record if isinstance(record, Annotation) else None
        target = note.target if note else self.services.notes.target()
        before = note.body if note else ""
        path = _written(before)
        try:
            with self.services.terminal.suspend():
                # Nothing is raised in here: the terminal would not be taken back.
                ended = lent_terminal.run([*command, str(path)])
        except SuspendNotSupported as error:
            path.unlink()
            raise CablesError(
                "An editor cannot be started in this terminal", advice="e edits here."
            ) from error
        if ended.error is not None:
            path.unlink(missing_ok=True)
            raise CablesError(
                f"{shlex.join(command)} could not be run: {ended.error.strerror}",
                advice="$VISUAL or $EDITOR must name your editor.",
            ) from ended.error
        if ended.asked_to_end:
            self._keep_as_draft(path, before, Draft(target, before, note.id if note else None))
            os.kill(os.getpid(), ended.asked_to_end)
        elif ended.code:
            raise _failed(ended.code, path, before)
        else:
            self._take(read_back(path), path, target, note)

    def _take(self, after: Edited, path: Path, target: Target, note: Annotation | None) -> None:
        """Save what came back, if it is something."""
        if after.text == (note.body.strip("\n") if note else ""):
            path.unlink()
            self.status.say("Nothing was changed.")
        elif not after.text.strip():
            path.unlink()
            self.status.say("The editor left an empty file; the note is unchanged. d deletes it.")
        elif after.encoding:
            remark = f" The file was not UTF-8 and was read as {after.encoding}; it is still in {path}."
            self._save(target, after.text, note.id if note else None, remark=remark, stored=lambda: None)
        else:
            self._save(target, after.text, note.id if note else None, remark="", stored=path.unlink)

    def _keep_as_draft(self, path: Path, before: str, draft: Draft) -> None:
        """The program is to end: the next start offers what was written so far."""
        with suppress(CablesError):
            text = read_back(path).text
            same = text in ("", before.strip("\n"))
            if same or Drafts(self.workspace.notes).keep(Draft(draft.target, text, draft.note)):
                path.unlink()


def _failed(code: int, path: Path, before: str) -> CablesError:
    """Nothing is taken from an editor that says it failed; what it wrote stays in the file."""
    try:
        ending = f"was ended by {signal.Signals(-code).name}" if code < 0 else f"ended with {code}"
    except ValueError:
        ending = f"ended with {code}"
    advice = None
    try:
        if read_back(path).text in ("", before.strip("\n")):
            path.unlink()
        else:
            advice = f"What you wrote is in {path}."
    except CablesError:
        advice = f"See {path}." if os.path.lexists(path) else None
    return CablesError(f"The editor {ending}; nothing was changed", advice=advice)


def _written(text: str) -> Path:
    """A file of the user's own with a text in it. Raises CablesError."""
    name = ""
    try:
        folder = private_folder(paths.state_home())
        handle, name = tempfile.mkstemp(prefix="note-", suffix=".md", dir=folder)
        with os.fdopen(handle, "w", encoding="utf-8", errors="surrogatepass") as file:
            file.write(text + "\n" if text else "")
    except OSError as error:
        if name:
            with suppress(OSError):
                Path(name).unlink()
        raise CablesError(
            f"The file for your editor cannot be written ({error.strerror})",
            where=str(paths.state_home()),
            advice="e edits here.",
        ) from error
    return Path(name)
