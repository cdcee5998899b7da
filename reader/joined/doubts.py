"""Finds notes whose place is in doubt because the text of their cable has changed. Reads from disk."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from reader.cable.model import Cable
from reader.joined import conditions
from reader.joined.protocol import LibraryAndNotes
from reader.library.bulk_lookup import text_hashes
from reader.notes.anchoring.anchor import Locator
from reader.notes.anchoring.review import Doubt, doubts, ends
from reader.notes.codec import decode
from reader.notes.model import Confidence
from reader.notes.queries.index import mrn_of


@dataclass(frozen=True, slots=True)
class AnchorDoubt:
    """A doubt, and the cable it is about."""

    doubt: Doubt
    cable: Cable

    @property
    def key(self) -> str:
        """Identifies it among all doubts."""
        return f"{self.doubt.record.id} {self.doubt.end}"

    @property
    def unsettled(self) -> bool:
        """Whether the user must decide. A note that moved needs no decision."""
        return self.doubt.anchor.confidence is not Confidence.MOVED


def doubts_in_cable(workspace: LibraryAndNotes, mrn: str) -> list[AnchorDoubt]:
    """The notes of one cable that are moved, unsure or lost, in the order of the text."""
    cable = workspace.cable(mrn)
    if cable is None:
        return []
    return [AnchorDoubt(doubt, cable) for doubt in doubts(workspace.notes, mrn, cable, moved=True)]


def cables_with_changed_text(workspace: LibraryAndNotes) -> list[str]:
    """The cables in the library with notes on another text than the current one.

    Decodes all notes: some 0.5 s for 100,000.
    """
    hashes_by_mrn: dict[str, set[str]] = {}
    for table, docs in workspace.notes.tables():
        if mrn_of(table) is None:
            continue
        for document in docs.values():
            for end in conditions.targets(document) if conditions.is_shown(document) else ():
                mrn = str(end.get("mrn"))
                if mrn.isprintable():  # otherwise no cable can have it
                    hashes_by_mrn.setdefault(mrn, set()).add(str(end.get("text_hash", "")))
    current = text_hashes(workspace.library, hashes_by_mrn)
    return sorted(
        mrn for mrn, hashes in hashes_by_mrn.items() if mrn in current and hashes - {current[mrn], ""}
    )


def doubts_in_all(
    workspace: LibraryAndNotes, on_progress: Callable[[int, int], None], cancelled: Callable[[], bool]
) -> Iterator[list[AnchorDoubt]]:
    """Yield the doubts of each cable that has any. Takes some 3 ms for each cable with changed text."""
    mrns = cables_with_changed_text(workspace)
    for done, mrn in enumerate(mrns):
        if cancelled():
            return
        on_progress(done, len(mrns))
        if found := doubts_in_cable(workspace, mrn):
            yield found


_BEST_TO_WORST = (Confidence.EXACT, Confidence.MOVED, Confidence.UNSURE, Confidence.LOST)


def confidence_by_id(workspace: LibraryAndNotes) -> dict[str, Confidence]:
    """How certain the place of each note and link is whose cable has a changed text, by id of the note.

    The worse of the two ends of a link counts. Takes some 3 ms for each cable with changed text.
    """
    found: dict[str, Confidence] = {}
    for mrn in cables_with_changed_text(workspace):
        cable = workspace.cable(mrn)
        if cable is None:
            continue
        locator = Locator(cable)
        for document in workspace.notes.documents_about(mrn):
            record = decode(document)
            if record is None or record.deleted:
                continue
            for _, target in ends(record):
                if target.mrn == mrn:
                    confidence = locator.locate(target).confidence
                    found[record.id] = max(
                        found.get(record.id, confidence), confidence, key=_BEST_TO_WORST.index
                    )
    return found
