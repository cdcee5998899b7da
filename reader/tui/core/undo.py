"""Undo and redo of the notes, with the words that report them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.notes.undo.step_wording import redo_message, undo_message

if TYPE_CHECKING:
    from reader.notes.repository import Notes


def undo_step(notes: Notes) -> str:
    """Undo the last step of this window and report it; a step of another window is named and kept.

    Waits for the disk. Raises UndoRefused.
    """
    other_window = notes.last_elsewhere()
    return undo_message(notes.undo(), other_window)


def redo_step(notes: Notes) -> str:
    """Redo the last step that was undone and report it. Waits for the disk."""
    return redo_message(notes.redo())
