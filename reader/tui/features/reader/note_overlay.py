"""The user's notes as overlays on a page, and their signs in the gutter."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from reader.notes.model import Confidence
from reader.tui.core.cable.placement import SIGNS, NoteKind, PlacedNote
from reader.tui.page.model import Layout

UNSURE = "?"
_ORDER = tuple(SIGNS)


@dataclass(frozen=True, slots=True)
class Marks:
    """Where the notes are drawn."""

    words: dict[int, list[tuple[int, int, NoteKind, str]]] = field(default_factory=dict)
    """By row: (start, end, kind, id) of notes on words there, in characters of the flow."""
    rows: dict[int, list[tuple[NoteKind, str]]] = field(default_factory=dict)
    """By row: the notes that start there."""
    unsure: set[int] = field(default_factory=set)
    """Rows where a note starts whose place is uncertain."""

    def sign(self, row: int) -> str:
        """The sign in the gutter of a row, or a space; a question mark if the place is uncertain."""
        if row in self.unsure:
            return UNSURE
        kinds = {kind for kind, _ in self.rows.get(row, ())}
        return next((SIGNS[kind] for kind in _ORDER if kind in kinds), " ")

    def over(self, row: int) -> list[tuple[int, int, str]]:
        """(start, end, kind) of the notes on the words of a row."""
        return [(start, end, kind) for start, end, kind, _ in self.words.get(row, ())]

    def at(self, row: int, offset: int) -> str | None:
        """The id of the shortest note over a character of a row."""
        found = [
            (end - start, id_) for start, end, _, id_ in self.words.get(row, ()) if start <= offset < end
        ]
        return min(found)[1] if found else None

    def beginning(self, row: int) -> str | None:
        """The id of the first note that starts in a row."""
        found = self.rows.get(row)
        return min(found, key=lambda one: _ORDER.index(one[0]))[1] if found else None


def marks(page: Layout, notes: Iterable[PlacedNote]) -> Marks:
    """Where notes are drawn on a page: a lost one nowhere, an uncertain one at its likeliest place."""
    made = Marks()
    for one in notes:
        anchor = one.anchor
        if anchor.confidence is Confidence.LOST:
            continue
        row = page.rows_of(anchor.ordinal)[0]
        if anchor.ordinal is not None and anchor.start is not None and anchor.end is not None:
            found = page.in_flow(anchor.ordinal, anchor.start, anchor.end)
            if found:
                flow, start, end = found
                row = page.row_of(flow, start)
                for under in range(row, page.row_of(flow, max(end - 1, start)) + 1):
                    made.words.setdefault(under, []).append((start, end, one.kind, one.id))
        if anchor.confidence is Confidence.UNSURE:
            made.unsure.add(row)
        made.rows.setdefault(row, []).append((one.kind, one.id))
    return made
