"""Errors of the notes; their messages say what was saved and what to do."""

from __future__ import annotations

from reader.errors import CablesError


class NotesError(CablesError):
    """The notes cannot be read, or a change was not saved; the files are as they were before."""


class UndoRefused(NotesError):
    """A step was not undone or redone because someone else has changed the same records since."""
