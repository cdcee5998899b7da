"""A command of the screen: its keys, its texts, and when it is available."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, StrEnum


class Where(StrEnum):
    """The pane that must have the focus for a key to work; the value is its name for the user."""

    ANY = "anywhere"
    LIST = "cable list"
    READER = "reader"
    NOTES = "notes"
    FACETS = "facets"
    PERIODS = "histogram"


class Need(Enum):
    """What a command needs in order to be available."""

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


@dataclass(frozen=True, slots=True, eq=False)
class Command:
    """Something the user can do by a key or by name."""

    id: str
    """A stable name, for key bindings and controllers: ``note.write``."""
    keys: tuple[str, ...]
    """Characters or Textual key names; the first one is shown. Without keys, only the palette runs it."""
    name: str
    """For palette and help: a short imperative."""
    help: str
    """One more sentence."""
    where: Where = Where.ANY
    need: Need = Need.NOTHING
    hint: str = ""
    """Its word in the footer; empty for commands that are not shown there."""
    palette: bool = True
    """Whether the palette lists it; False for movement."""
