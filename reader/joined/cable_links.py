"""The ways from cable to cable: links that the user drew, and what the texts cite."""

from __future__ import annotations

from reader.joined.protocol import LibraryAndNotes
from reader.library.discovery.reference_graph import citations_of, references_from
from reader.notes.reports import link_outline as outlines
from reader.notes.reports.link_outline import Line, Way


def ways(workspace: LibraryAndNotes, mrn: str, *, texts: bool = True) -> list[Way]:
    """The ways out of a cable, held or not: the user's own first, then the references of the texts."""
    own = outlines.ways(mrn, workspace.notes.for_cable(mrn))
    if not texts:
        return own
    out = [Way(f"{mrn}>{one.mrn}", one.mrn, "refers to") for one in references_from(workspace.library, mrn)]
    back = [
        Way(f"{one.mrn}>{mrn}", one.mrn, "referred to by") for one in citations_of(workspace.library, mrn)
    ]
    return [*own, *out, *back]


def outline(workspace: LibraryAndNotes, mrn: str, hops: int, *, texts: bool = True) -> list[Line]:
    """What can be reached from a cable in so many hops; see ``reader.notes.reports.link_outline``.

    With ``texts`` also over what the cables cite: some ms a cable.
    """
    return outlines.outline(mrn, lambda one: ways(workspace, one, texts=texts), hops)
