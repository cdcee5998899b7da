"""What can go wrong with the notes, said so that the user knows what was saved and what to do."""

from __future__ import annotations

from reader.errors import CablesError


class NotesError(CablesError):
    """The notes cannot be read or a change was not saved; what is on the disk is as it was before."""


class UndoRefused(NotesError):
    """A step is not undone or redone because what it touched has been changed since by someone else."""
