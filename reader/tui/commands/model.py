"""What a command of the screen is: its keys, its words, and where it makes sense."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, StrEnum


class Where(StrEnum):
    """The panel that has to hold the focus for a key to count; the value is its name for the user."""

    ANY = "anywhere"
    LIST = "cable list"
    READER = "reader"
    NOTES = "notes"
    FACETS = "facets"
    PERIODS = "histogram"


class Need(Enum):
    """What has to be there before a command makes sense."""

    NOTHING = "nothing"
    LIBRARY = "an open library"
    ROW = "a cable in the list"
    CABLE = "an open cable"
    NOTE = "a note chosen in the notes panel"
    FOUND = "something to find"
    BACK = "a place to go back to"
    FORWARD = "a place to go forward to"
    VERSIONS = "another text of the cable"
    JUDGING = "the judging of cables"


@dataclass(frozen=True, slots=True)
class Command:
    """One thing the user can ask for."""

    id: str
    """Stable name, for remapping and for the handlers: ``note.write``."""
    keys: tuple[str, ...]
    """Single characters or Textual key names; the first one is shown. Without any it is found by its name."""
    name: str
    """For palette and help: a short imperative."""
    help: str
    """One sentence more."""
    where: Where = Where.ANY
    need: Need = Need.NOTHING
    hint: str = ""
    """The word in the footer; empty keeps it out of there."""
    palette: bool = True
    """False for mere movement, which nobody looks up by name."""
