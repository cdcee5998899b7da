"""The places visited in this session, as the stops of a trail."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from reader.notes.anchoring.anchor import target_for
from reader.notes.model import Target

if TYPE_CHECKING:
    from reader.tui.core.app_state import AppState
    from reader.workspace import Workspace

Visit = tuple[str, int | None]
"""A cable and the ordinal of a paragraph."""


def visits(state: AppState) -> list[Visit]:
    """The places behind, the present one and those ahead, in the order in which they were walked."""
    trail = state.trail
    path: list[Visit] = [(stop.mrn, stop.place.ordinal) for stop in trail.behind]
    return [*path, *((stop.mrn, stop.place.ordinal) for stop in reversed(trail.ahead))]


def with_present(state: AppState, here: Visit | None) -> list[Visit]:
    """The path with the present place in it; a place visited twice in a row is there once."""
    behind = len(state.trail.behind)
    path = visits(state)
    if here is not None:
        path.insert(behind, here)
    return [visit for visit, _ in groupby(path)]


def targets(workspace: Workspace, path: Sequence[Visit]) -> list[Target]:
    """The places as targets, as notes have them; waits for the disk. Cables that are gone are left out."""
    found: list[Target] = []
    for mrn, ordinal in path:
        cable = workspace.cable(mrn)
        if cable is not None:
            is_there = ordinal is not None and cable.paragraph(ordinal) is not None
            found.append(target_for(cable, ordinal if is_there else None, mrn=mrn))
    return found
