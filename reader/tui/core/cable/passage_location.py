"""The passage a note is about: as it is in its cable now, as it was noted, and as a place to go to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reader.notes.anchoring.anchor import locate
from reader.notes.model import Confidence, Target

if TYPE_CHECKING:
    from reader.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Destination:
    """Where to go in the reader when a record screen is left."""

    target: Target
    note: str | None = None
    """The id of the note to select."""


@dataclass(frozen=True, slots=True)
class Passage:
    """The words of a passage with the text around them."""

    place: str
    """``¶2 (SBU)``, and whether that is uncertain."""
    text: str
    """The paragraph, or as much of it as was noted."""
    start: int | None
    """Of the words in ``text``; None for the whole of it."""
    end: int | None


def find_passage(workspace: Workspace, target: Target) -> Passage | None:
    """Find a passage in its cable; waits for the disk. None if the cable is not in the library."""
    cable = workspace.cable(target.mrn)
    if cable is None:
        return None
    anchor = locate(target, cable)
    paragraph = cable.paragraph(anchor.ordinal) if anchor.ordinal else None
    if paragraph is None:
        quote = target.quote.exact if target.quote else ""
        if target.is_cable:
            return Passage("whole cable", cable.title or "", None, None)
        return Passage(f"{target.label} no longer in this text", quote, None, None)
    doubt = {Confidence.MOVED: " moved", Confidence.UNSURE: " moved? unsure"}.get(anchor.confidence, "")
    portion = f" ({paragraph.portion.printed})" if paragraph.portion else ""
    return Passage(f"{paragraph.label}{portion}{doubt}", paragraph.text, anchor.start, anchor.end)


def passage_as_noted(target: Target) -> Passage:
    """The passage as it was when it was noted; for a cable not read yet or not in the library."""
    if target.quote is None:
        return Passage(target.label or "whole cable", "", None, None)
    quote, before = target.quote, target.quote.prefix
    if target.start is None:
        return Passage(target.label, quote.exact, None, None)
    text = f"{before}{quote.exact}{quote.suffix}"
    return Passage(target.label, text, len(before), len(before) + len(quote.exact))
