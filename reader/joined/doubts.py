"""Which notes are not surely where they were made, in one cable or in all; waits for the disk."""

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


def doubts_in_cable(workspace: LibraryAndNotes, mrn: str) -> list[AnchorDoubt]:
    """What is moved, unsure or lost in one cable, in the order of the text."""
    cable = workspace.cable(mrn)
    if cable is None:
        return []
    return [AnchorDoubt(doubt, cable) for doubt in doubts(workspace.notes, mrn, cable, moved=True)]


def cables_with_changed_text(workspace: LibraryAndNotes) -> list[str]:
    """The cables held that have notes made on another text than the one that is shown now.

    Decodes all tables: some 0.5 s for 100,000 notes.
    """
    made_on: dict[str, set[str]] = {}
    for table, docs in workspace.notes.tables():
        if mrn_of(table) is None:
            continue
        for document in docs.values():
            for end in conditions.targets(document) if conditions.is_shown(document) else ():
                mrn = str(end.get("mrn"))
                if mrn.isprintable():  # no library has a cable whose number is not text
                    made_on.setdefault(mrn, set()).add(str(end.get("text_hash", "")))
    now = text_hashes(workspace.library, made_on)
    return sorted(mrn for mrn, hashes in made_on.items() if mrn in now and hashes - {now[mrn], ""})


def doubts_in_all(
    workspace: LibraryAndNotes, on_progress: Callable[[int, int], None], cancelled: Callable[[], bool]
) -> Iterator[list[AnchorDoubt]]:
    """The doubts of each cable that has any; some 3 ms a cable looked at."""
    mrns = cables_with_changed_text(workspace)
    for done, mrn in enumerate(mrns):
        if cancelled():
            return
        on_progress(done, len(mrns))
        if found := doubts_in_cable(workspace, mrn):
            yield found


_WORSE = (Confidence.EXACT, Confidence.MOVED, Confidence.UNSURE, Confidence.LOST)


def confidence_by_id(workspace: LibraryAndNotes) -> dict[str, Confidence]:
    """How sure the place of each note and link is whose cable's text has changed since it was made, by id.

    Of the two ends of a link the worse counts. Those given up are lost. Some 3 ms a cable looked at.
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
                    now = locator.locate(target).confidence
                    found[record.id] = max(found.get(record.id, now), now, key=_WORSE.index)
    return found
