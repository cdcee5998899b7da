"""What is compared: a cable, or one of its versions."""

from __future__ import annotations

from typing import NamedTuple


class Side(NamedTuple):
    """One of the two texts of a comparison."""

    mrn: str
    name: str
    """As the heading says it: the MRN, for a version with the day of its import."""
    version: int | None = None
    """The id of the version; None for the current one."""
