"""Positions in a cable: those of the user's notes, and that of the reader."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from reader.notes.model import Anchor

NoteKind = Literal["note", "code", "link", "incoming"]

SIGNS: dict[NoteKind, str] = {"note": "•", "code": "#", "link": "→", "incoming": "←"}
"""What stands for such a note beside the text; where there are several, the first of these."""


@dataclass(frozen=True, slots=True)
class PlacedNote:
    """A note, a code, or a link of the user, with its place in the open cable."""

    id: str
    """Of its record."""
    kind: NoteKind
    anchor: Anchor


@dataclass(frozen=True, slots=True)
class Place:
    """A reading position; giving it back to the reader restores the paragraph and the scroll."""

    ordinal: int | None = None
    """The current paragraph; None for the head of the cable, for the whole of it."""
    offset: int = 0
    """Rows from the first row of the paragraph (or of the cable) down to the top of the window; negative
    where the paragraph begins below the top."""
    width: int = 0
    """Columns of the page in which ``offset`` was counted; 0 where that is not known."""
    start: int | None = None
    """Offset in the paragraph's text of the words at the top of the window, where it begins above the top."""
    header_open: bool = False
    """All of the header is shown."""
    as_sent: bool = False
    """The cable is shown as it was sent."""


PAGE_TOP = -1_000_000
"""As the offset of a place: with the page scrolled to its top."""
LEAST_SEEN = 3
"""Rows of a paragraph one comes back to that are in view at least, as far as it has as many."""


def top_row(wanted: int, first: int, end: int, height: int) -> int:
    """The row for the top of a window, as near as possible to the one wanted.

    Some rows of the paragraph, which has those from ``first`` to ``end``, are in the window of this height.
    """
    least = min(LEAST_SEEN, end - first, height)
    return max(min(wanted, end - least), first + least - height, 0)
