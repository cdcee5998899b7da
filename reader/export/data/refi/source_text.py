"""The plain text of a cable in a project, and where in it the notes and the ends of links are.

A position counts Unicode code points from the start of the text, as REFI-QDA 1.5 (10.2) requires; the end is
the position after the last character, as all programs read it.
"""

from __future__ import annotations

from typing import NamedTuple

from reader.cable.model import Cable
from reader.export.data.entries import Entry
from reader.export.escape import escape_controls
from reader.notes.anchoring.anchor import Locator
from reader.notes.model import Confidence, Target


class Place(NamedTuple):
    """A range of one of the two texts of a cable."""

    start: int
    end: int
    known: bool
    """True in the cable's own text, False in the list of recorded words."""


class SourceText:
    """The text of a cable, and a list of the recorded words of notes that have no known place in it."""

    def __init__(self, entry: Entry) -> None:
        self._mrn = entry.mrn
        self._cable = entry.cable
        self._locator = Locator(entry.cable) if entry.cable else None
        self._recorded: list[str] = []
        self._recorded_places: dict[str, Place] = {}
        self._length = 0

    @property
    def cable_text(self) -> str | None:
        """The cable's own text; None for one outside the library."""
        return self._cable.source if self._cable else None

    @property
    def recorded_text(self) -> str:
        """The recorded words that were asked for and have no known place, one after another."""
        return "".join(self._recorded)

    def place(self, target: Target) -> Place:
        """Where a target is. Words without a known place are added to the list of recorded words."""
        if self._cable and self._locator:
            if target.is_cable:
                return Place(0, len(self._cable.source), known=True)
            anchor = self._locator.locate(target)
            if anchor.confidence in (Confidence.EXACT, Confidence.MOVED) and anchor.ordinal is not None:
                span = _in_source(self._cable, anchor.ordinal, anchor.start, anchor.end)
                if span[0] < span[1]:
                    return Place(*span, known=True)
        return self._record(target)

    def _record(self, target: Target) -> Place:
        words = escape_controls(target.quote.exact) if target.quote else ""
        words = words.strip() or target.label or escape_controls(self._mrn).strip() or "?"
        label = f"{target.label}: " if target.label and words != target.label else ""
        line = f"{label}{words}\n\n"
        if line not in self._recorded_places:
            start = self._length + len(label)
            self._recorded_places[line] = Place(start, start + len(words), known=False)
            self._recorded.append(line)
            self._length += len(line)
        return self._recorded_places[line]


def _in_source(cable: Cable, ordinal: int, start: int | None, end: int | None) -> tuple[int, int]:
    """The range of the normalised source with these words of a paragraph; None for all of it."""
    paragraph = cable.paragraphs[ordinal - 1]
    first = 0 if start is None else start
    last = len(paragraph.text) if end is None else end
    if first >= last:
        return 0, 0
    # The last character is mapped, not the place after it, which may be in text that the paragraph omits.
    return paragraph.map.to_source(first), paragraph.map.to_source(last - 1) + 1
