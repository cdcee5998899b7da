"""A cable as the reader shows it: its text, the notes on it, and the other versions of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from reader.cable.model import Cable
from reader.notes.model import Confidence
from reader.tui.core.cable.note_entries import Entry, entries
from reader.tui.core.cable.versions import Versions

if TYPE_CHECKING:
    from reader.workspace import Workspace


@dataclass(frozen=True, slots=True)
class LoadedCable:
    """A cable with its notes."""

    mrn: str
    cable: Cable
    entries: tuple[Entry, ...]
    linked_in_library: frozenset[str]
    """Of the cables its links point at, those in the library."""
    uncertain_notes: int = 0
    """Notes and links whose place in this text the user has to confirm."""
    versions: Versions = field(default_factory=Versions)
    """The versions in the library, and which of them this is."""


def load_cable(
    workspace: Workspace, mrn: str, cable: Cable | None = None, *, version: int | None = None
) -> LoadedCable | None:
    """Read a cable and its notes; waits for the disk. None where the library does not have it.

    ``cable`` is that of the ``version`` if it was read already; without either, the current version is read.
    """
    from reader.notes.anchoring.anchor import Locator
    from reader.notes.anchoring.review import doubts

    cable = cable or workspace.cable(mrn, version=version)
    if cable is None:
        return None
    versions = workspace.library.version_summaries(mrn)
    at = next((at for at, each in enumerate(versions) if each.id == version), 0)
    notes = workspace.notes

    def name(id: str) -> str:
        code = notes.code(id)
        return code.name if code else id[:8]

    found = entries(notes.for_cable(mrn), name, Locator(cable).locate, notes.author)
    others = {entry.other.mrn for entry in found if entry.other}
    linked_in_library = frozenset(workspace.library.present(others)) if others else frozenset()
    uncertain = any(entry.anchor.confidence in (Confidence.UNSURE, Confidence.LOST) for entry in found)
    return LoadedCable(
        mrn,
        cable,
        found,
        linked_in_library,
        len(doubts(notes, mrn, cable)) if uncertain else 0,
        Versions(versions, at),
    )
