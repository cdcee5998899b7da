"""What the cable list tells the screen. Use them through the list: ``CableList.Moved``."""

from __future__ import annotations

from dataclasses import dataclass

from textual.message import Message


@dataclass
class Moved(Message):
    """The cursor stands on another row."""

    mrn: str | None
    """None where the row is not loaded yet."""

    def can_replace(self, message: Message) -> bool:
        """Only the last place counts."""
        return isinstance(message, Moved)


@dataclass
class Offered(Message):
    """The user takes a query that was offered in place of one without results."""

    query: str


@dataclass
class Chosen(Message):
    """The user asked for the cable under the cursor."""

    mrn: str
