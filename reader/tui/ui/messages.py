"""Messages that several widgets send; those of one widget are defined in it."""

from __future__ import annotations

from dataclasses import dataclass

from textual.message import Message


@dataclass
class Trouble(Message):
    """Something failed in the background. Expected errors are shown with their advice, others are logged."""

    error: Exception
