"""Where a target stands in its cable now, and where to go."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reader.notes.anchoring.anchor import locate
from reader.notes.model import Confidence, Target

if TYPE_CHECKING:
    from reader.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Going:
    """Where to go in the reader when a room is left."""

    target: Target
    note: str | None = None
    """The id of the note to stand on."""


@dataclass(frozen=True, slots=True)
class Found:
    """The words of a passage as they stand in the cable now."""

    place: str
    """``¶2 (SBU)``, with what is in doubt."""
    text: str
    start: int | None
    end: int | None


def look_up(workspace: Workspace, target: Target) -> Found | None:
    """Find a passage in its cable; waits for the disk. None where the cable is not held."""
    cable = workspace.cable(target.mrn)
    if cable is None:
        return None
    anchor = locate(target, cable)
    paragraph = cable.paragraph(anchor.ordinal) if anchor.ordinal else None
    if paragraph is None:
        quote = target.quote.exact if target.quote else ""
        if target.is_cable:
            return Found("whole cable", cable.subject or "", None, None)
        return Found(f"{target.label} not in this text any more", quote, None, None)
    doubt = {Confidence.MOVED: " moved", Confidence.UNSURE: " moved? unsure"}.get(anchor.confidence, "")
    portion = f" ({paragraph.portion.printed})" if paragraph.portion else ""
    return Found(f"{paragraph.label}{portion}{doubt}", paragraph.text, anchor.start, anchor.end)


def as_noted(target: Target) -> Found:
    """A passage as it was when it was noted, until its cable is read, or where it is not held."""
    if target.quote is None:
        return Found(target.label or "whole cable", "", None, None)
    quote, before = target.quote, target.quote.prefix
    if target.start is None:
        return Found(target.label, quote.exact, None, None)
    text = f"{before}{quote.exact}{quote.suffix}"
    return Found(target.label, text, len(before), len(before) + len(quote.exact))
