"""A library and its notes as an export, or the check of a draft, reads them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from reader.cable.model import Cable
from reader.joined.protocol import LibraryAndNotes
from reader.notes.lookup import CableNotes
from reader.notes.model import Annotation, Code, CrossReference


class ExportSource:
    """The cables and notes of a workspace, for ``reader.export.exporter.Exporter``."""

    def __init__(self, workspace: LibraryAndNotes) -> None:
        self._workspace = workspace
        self._notes = workspace.notes

    def author(self) -> str:
        """The author of new notes."""
        return self._notes.author

    def cables_with_notes(self) -> list[str]:
        """The MRNs of cables with notes, sorted."""
        return sorted(mrn for mrn, number in self._notes.counts().items() if number)

    def codes(self) -> Sequence[Code]:
        """All codes."""
        return self._notes.codes()

    def annotations(self) -> Iterable[Annotation]:
        """All notes."""
        return self._notes.annotations()

    def cross_references(self) -> Iterable[CrossReference]:
        """All links."""
        return self._notes.cross_references()

    def cable(self, mrn: str) -> tuple[str, Cable | None, str | None]:
        """The MRN, the cable and the hash of its text; None for a cable outside the library."""
        stored = self._workspace.library.get(mrn)
        if stored is None:
            return mrn, None, None
        return stored.mrn, self._workspace.cable(stored.mrn), stored.text_hash

    def notes_of(self, mrn: str) -> CableNotes:
        """The notes on a cable."""
        return self._notes.for_cable(mrn)

    def cited_by(self, mrn: str) -> list[str]:
        """The MRNs of citing cables."""
        return [row.mrn for row in self._workspace.library.citing(mrn)]


class CableSource:
    """The cables that the quotations of a draft are looked up in."""

    def __init__(self, workspace: LibraryAndNotes) -> None:
        self._workspace = workspace

    def cable(self, mrn: str) -> Cable | None:
        """The cable with this MRN; None for one outside the library."""
        return self._workspace.cable(mrn)

    def search(self, phrase: str, limit: int) -> list[str]:
        """The MRNs of the newest cables with this phrase."""
        return [row.mrn for row in self._workspace.library.first_rows(f'"{phrase}"', count=limit)]
