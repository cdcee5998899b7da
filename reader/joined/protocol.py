"""The interface of a workspace that this package needs: a library, and the notes on its cables."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from reader.cable.model import Cable
from reader.library.library import Library

if TYPE_CHECKING:
    from collections.abc import Collection

    from reader.library.query.tree import Field
    from reader.notes.repository import Notes  # loads TinyDB, which not every command needs


class LibraryAndNotes(Protocol):
    """A library with its notes; ``reader.workspace.Workspace`` is one."""

    @property
    def library(self) -> Library:
        """The cables."""

    @property
    def notes(self) -> Notes:
        """The notes."""

    def mrn_of(self, text: str) -> str:
        """The number of the cable of the library that a user means. Raises UnknownCable."""

    def about_notes(self, field: Field) -> Collection[str]:
        """The numbers of the cables that a field about notes asks for. Raises QueryError and NotesError."""

    def cable(self, mrn: str) -> Cable | None:
        """The parsed cable with this number; None if it is not in the library."""
