"""Where the user's notes lie on the page, and where the reader is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from reader.notes.model import Anchor

PlacedKind = Literal["note", "code", "link", "incoming"]


@dataclass(frozen=True, slots=True)
class Placed:
    """A note, a code, or a link of the user, with its place in the open cable."""

    id: str
    """Of the record it stands for."""
    kind: PlacedKind
    anchor: Anchor


@dataclass(frozen=True, slots=True)
class Place:
    """Where one is in a cable; giving it back to the reader restores the paragraph and the scroll."""

    ordinal: int | None = None
    """The current paragraph; None for the head of the cable, which stands for the whole of it."""
    offset: int = 0
    """Rows from the first row of the paragraph (or of the cable) down to the top of the window; negative
    where the paragraph begins below the top."""
