"""Messages that cross features; those of one widget live inside it."""

from __future__ import annotations

from dataclasses import dataclass

from textual.message import Message


@dataclass
class Trouble(Message):
    """Work in the background failed; expected errors carry their advice, others are logged."""

    error: Exception
