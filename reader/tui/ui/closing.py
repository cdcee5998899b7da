"""Leaving a screen once: what comes a second time must not close the screen below."""

from __future__ import annotations

from typing import TypeVar

from textual.await_complete import AwaitComplete
from textual.screen import ModalScreen, Screen

Result = TypeVar("Result")


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
