"""What all screens share: they close once, and hear when something failed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeVar

from textual.await_complete import AwaitComplete
from textual.message import Message
from textual.screen import ModalScreen, Screen

Result = TypeVar("Result")


@dataclass
class Trouble(Message):
    """Something failed in the background. Expected errors are shown with their advice, others are logged."""

    error: Exception


class ClosesOnce(Screen[Result]):
    """A screen that closes only while it is on top.

    Keys and clicks that come fast are on their way to a screen that the first of them has left. Textual would
    close whatever is on top then, the main screen too.
    """

    def dismiss(self, result: Result | None = None) -> AwaitComplete:
        """Leave with a result, unless that was done already."""
        return super().dismiss(result) if self.is_active else AwaitComplete()


class Dialog(ClosesOnce[Result], ModalScreen[Result]):
    """A dialog over the screen."""
