"""Undo and redo of the notes, with the words that report them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reader.notes.repository import Notes


def undo_step(notes: Notes) -> str:
    """Undo the last step of this window and report it; one of another window is named and left alone.

    Waits for the disk. Raises UndoRefused.
    """
    other = notes.last_elsewhere()
    words = notes.undo()
    said = f"Undone: {words}." if words else "There is nothing to undo here."
    return f"{said} Left alone, as another window did it: {other}." if other else said


def redo_step(notes: Notes) -> str:
    """Redo the last step that was undone and report it. Waits for the disk."""
    words = notes.redo()
    return f"Done again: {words}" if words else "There is nothing to do again."
