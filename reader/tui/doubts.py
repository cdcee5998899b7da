"""Which notes are not surely where they were made, in one cable or in all; waits for the disk."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reader.notes.model import Confidence
from reader.notes.review import Doubt, doubts

if TYPE_CHECKING:
    from reader.cable.model import Cable
    from reader.workspace import Workspace


@dataclass(frozen=True, slots=True)
class ToCheck:
    """A doubt with the cable it is about."""

    doubt: Doubt
    cable: Cable

    @property
    def key(self) -> str:
        """Its own among all doubts."""
        return f"{self.doubt.record.id} {self.doubt.end}"

    @property
    def unsettled(self) -> bool:
        """Whether the user has to say; what moved is where it was found unless the user says no."""
        return self.doubt.anchor.confidence is not Confidence.MOVED


def of_cable(workspace: Workspace, mrn: str) -> list[ToCheck]:
    """What is moved, unsure or lost in one cable, in the order of the text."""
    cable = workspace.cable(mrn)
    if cable is None:
        return []
    return [ToCheck(doubt, cable) for doubt in doubts(workspace.notes, mrn, cable, moved=True)]


def suspects(workspace: Workspace) -> list[str]:
    """The cables held that have notes made on another text than the one that is shown now.

    Decodes all notes: a few seconds for 100,000.
    """
    from reader.library.names import text_hashes

    made_on: dict[str, set[str]] = {}
    for record in workspace.notes.annotations():
        made_on.setdefault(record.target.mrn, set()).add(record.target.text_hash)
    for link in workspace.notes.cross_references():
        for target in (link.source, link.target):
            made_on.setdefault(target.mrn, set()).add(target.text_hash)
    now = text_hashes(workspace.library, made_on)
    return sorted(mrn for mrn, hashes in made_on.items() if mrn in now and hashes - {now[mrn], ""})


def in_all(
    workspace: Workspace, on_progress: Callable[[int, int], None], cancelled: Callable[[], bool]
) -> Iterator[list[ToCheck]]:
    """The doubts of each cable that has any; some 3 ms a cable looked at."""
    mrns = suspects(workspace)
    for done, mrn in enumerate(mrns):
        if cancelled():
            return
        on_progress(done, len(mrns))
        if found := of_cable(workspace, mrn):
            yield found
