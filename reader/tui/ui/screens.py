"""What all screens share: they close once, stand widgets that are gone, and hear when something failed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeVar

from textual.await_complete import AwaitComplete
from textual.geometry import Offset
from textual.message import Message
from textual.screen import ModalScreen, Screen
from textual.widget import Widget

Result = TypeVar("Result")


@dataclass
class Trouble(Message):
    """Something failed in the background. Expected errors are shown with their advice, others are logged."""

    error: Exception


def is_linear(widget: Widget) -> bool:
    """Whether the screen is drawn for screen readers and braille."""
    return bool(getattr(widget.app, "linear", False))


class ClosesOnce(Screen[Result]):
    """A screen that closes only while it is on top, and selects no text of a widget that was removed.

    Keys and clicks that come fast are on their way to a screen that the first of them has left. Textual would
    close whatever is on top then, the main screen too.
    """

    def get_widget_and_offset_at(self, x: int, y: int) -> tuple[Widget | None, Offset | None]:
        """The widget at a place, in cells, and the offset in its text.

        Until the next layout Textual still finds a removed widget there, and fails for want of its parent
        when a mouse button is pressed on it.
        """
        widget, offset = super().get_widget_and_offset_at(x, y)
        if widget is not None and widget is not self and widget.parent is None:
            return None, None
        return widget, offset

    @property
    def read_from(self) -> Widget | None:
        """Where the terminal's cursor is in the linear layout, if it is not where the focus is."""
        return None

    def dismiss(self, result: Result | None = None) -> AwaitComplete:
        """Leave with a result, unless that was done already."""
        return super().dismiss(result) if self.is_active else AwaitComplete()


class Dialog(ClosesOnce[Result], ModalScreen[Result]):
    """A dialog over the screen."""
