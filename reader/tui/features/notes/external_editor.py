"""Writes a note in the user's own editor: ``$VISUAL``, else ``$EDITOR``."""

from __future__ import annotations

import os
import shlex
import subprocess
import tempfile
from collections.abc import Callable
from pathlib import Path

from textual.app import SuspendNotSupported

from reader import paths
from reader.atomic_files import private_folder
from reader.errors import CablesError
from reader.notes.model import Annotation, Target
from reader.tui.core.controller import Action, Controller
from reader.tui.core.services import Services

SaveNote = Callable[[Target, str, "str | None"], None]
"""Saves the text of a note; without an id as a new one."""


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
        it is when something goes wrong, so that nothing typed is lost.
        """
        command = _editor()
        entry = self.services.notes.current_entry
        record = entry.record if entry is not None and entry.kind == "note" else None
        note = record if isinstance(record, Annotation) else None
        target = note.target if note else self.services.notes.target()
        before = note.body if note else ""
        path = _written(before)
        try:
            with self.services.terminal.suspend():
                code = subprocess.call([*command, str(path)])
            after = path.read_text(encoding="utf-8", errors="replace").strip("\n")
        except SuspendNotSupported as error:
            path.unlink()
            raise CablesError("This terminal cannot be lent to an editor", advice="e edits here.") from error
        except OSError as error:
            raise CablesError(
                f"{shlex.join(command)} could not be run: {error.strerror}", advice=f"The text is in {path}."
            ) from error
        if code:
            raise CablesError(f"The editor ended with {code}; nothing was changed", advice=f"See {path}.")
        path.unlink()
        if after == before.strip("\n"):
            self.status.say("Nothing was changed.")
        else:
            self._save(target, after, note.id if note else None)


def _editor() -> list[str]:
    """The words of the command. Raises CablesError if there are none."""
    named = os.environ.get("VISUAL") or os.environ.get("EDITOR") or ""
    try:
        words = shlex.split(named)
    except ValueError:
        words = []
    if not words:
        raise CablesError("$VISUAL or $EDITOR must name your editor", advice="e and a write a note here.")
    return words


def _written(text: str) -> Path:
    """A private file with a text in it."""
    folder = private_folder(paths.state_home())
    handle, name = tempfile.mkstemp(prefix="note-", suffix=".md", dir=folder)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(text + "\n" if text else "")
    return Path(name)
