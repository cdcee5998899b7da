"""Messages of the cable list. Use them through the list: ``CableList.Moved``."""

from __future__ import annotations

from dataclasses import dataclass

from textual.message import Message


@dataclass
class Moved(Message):
    """The cursor is on another row."""

    mrn: str | None
    """None where the row is not loaded yet."""

    def can_replace(self, message: Message) -> bool:
        """Only the last place counts."""
        return isinstance(message, Moved)


@dataclass
class SuggestionTaken(Message):
    """The user takes a query suggested in place of one without results."""

    query: str


@dataclass
class Selected(Message):
    """The user opens the cable under the cursor."""

    mrn: str
