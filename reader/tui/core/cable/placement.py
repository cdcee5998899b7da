"""Positions in a cable: those of the user's notes, and that of the reader."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from reader.notes.model import Anchor

NoteKind = Literal["note", "code", "link", "incoming"]


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
