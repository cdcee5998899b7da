"""Classification levels. A separate module: the list of cables needs them before anything is parsed."""

from __future__ import annotations

from enum import IntEnum


class Level(IntEnum):
    """A classification level; a higher one outranks a lower one."""

    U = 1
    """Unclassified."""
    SBU = 2
    """Sensitive but unclassified; also LOU and FOUO."""
    C = 3
    """Confidential."""
    S = 4
    """Secret."""
    TS = 5
    """Top secret."""

    @property
    def words(self) -> str:
        """The level in words, for the banner."""
        return _LEVEL_WORDS[self]


_LEVEL_WORDS = {
    Level.U: "UNCLASSIFIED",
    Level.SBU: "SENSITIVE BUT UNCLASSIFIED",
    Level.C: "CONFIDENTIAL",
    Level.S: "SECRET",
    Level.TS: "TOP SECRET",
}

LIMITED_OFFICIAL_USE = "LIMITED OFFICIAL USE"
"""What the State Department called SBU..."""
SBU_SINCE = (1995, 10, 1)
"""... before this day (00STATE18029, 02 Feb 2000): year, month, day."""
