"""What is compared: a cable, or one of its versions. Pure."""

from __future__ import annotations

from typing import NamedTuple

from reader.terminal_text import cell_width
from reader.tui.ui.words import count


class Side(NamedTuple):
    """One of the two texts of a comparison."""

    mrn: str
    version: int | None = None
    """The id of the version; None for the cable as it is now."""
    number: int = 1
    """Of the version: the current one is 1."""
    imported: str = ""
    """The day on which the version was imported."""

    @property
    def is_current(self) -> bool:
        """Whether it is the cable as it is now."""
        return self.number == 1

    @property
    def title(self) -> str:
        """A version in words."""
        return f"version {self.number}{' (current)' if self.is_current else ''}, imported {self.imported}"


class SidePlace(NamedTuple):
    """A paragraph of one of the texts."""

    side: Side
    ordinal: int


def heading(before: Side, after: Side, differences: int, width: int) -> str:
    """What is compared and in how many places it differs, in the longest form that fits."""
    counted = count(differences, "difference")
    if before.version is None:
        forms = [f"{before.mrn} → {after.mrn} · {counted}", f"{before.mrn} → {after.mrn} · {differences}"]
    else:
        numbers = f"version {before.number} → {after.number}"
        forms = [
            f"{before.mrn}: {before.title} → {after.title} · {counted}",
            f"{before.mrn}: {numbers} · {counted}",
            f"{numbers} · {counted}",
        ]
    return next((form for form in forms if cell_width(form) <= width), forms[-1])
