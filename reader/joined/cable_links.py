"""Paths from cable to cable: links made by the user, and references in the texts."""

from __future__ import annotations

from reader.joined.protocol import LibraryAndNotes
from reader.library.discovery.reference_graph import citations_of, references_from
from reader.notes.reports import link_outline as outlines
from reader.notes.reports.link_outline import Line, Way


def ways(workspace: LibraryAndNotes, mrn: str, *, texts: bool = True) -> list[Way]:
    """The links from a cable to others, the user's first, then references. It need not be in the library."""
    own = outlines.ways(mrn, workspace.notes.for_cable(mrn))
    if not texts:
        return own
    out = [Way(f"{mrn}>{one.mrn}", one.mrn, "refers to") for one in references_from(workspace.library, mrn)]
    back = [
        Way(f"{one.mrn}>{mrn}", one.mrn, "referred to by") for one in citations_of(workspace.library, mrn)
    ]
    return [*own, *out, *back]


def outline(workspace: LibraryAndNotes, mrn: str, hops: int, *, texts: bool = True) -> list[Line]:
    """The cables that can be reached from a cable in ``hops`` steps: see
    ``reader.notes.reports.link_outline``.

    With ``texts``, references in the texts count as links; takes some ms for each cable.
    """
    return outlines.outline(mrn, lambda one: ways(workspace, one, texts=texts), hops)
