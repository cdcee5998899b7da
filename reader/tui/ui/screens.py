"""What all screens share: they close once, stand widgets that are gone, and hear when something failed."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any, TypeVar

from rich.segment import Segment
from rich.style import Style
from textual.await_complete import AwaitComplete
from textual.color import Color
from textual.css.styles import RulesMap
from textual.geometry import Offset
from textual.message import Message
from textual.renderables.background_screen import BackgroundScreen
from textual.screen import ModalScreen, Screen
from textual.strip import Strip
from textual.style import Style as TextualStyle
from textual.visual import RenderOptions, Visual
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

    @property
    def is_current(self) -> bool:
        """Whether it is seen, at least below a dialog. For Textual the one below an opaque screen is, too."""
        return super().is_current and (self.is_active or self.app.screen.is_modal)


class Backdrop(Visual):
    """What is seen of the screen below a dialog: as with Textual's own, its lines, tinted.

    That one is drawn by Rich, which takes apart into pieces what was drawn in lines; with a dialog open it is
    most of the work of every key. A style is tinted once here, not each time something is drawn in it.
    """

    def __init__(self, below: BackgroundScreen) -> None:
        self._screen = below.screen
        self._colour = below.color

    def render_strips(
        self, width: int, height: int | None, style: TextualStyle, options: RenderOptions
    ) -> list[Strip]:
        """The lines of the screen below."""
        return [
            Strip([Segment(text, tinted(own, self._colour)) for text, own, _ in strip], strip.cell_length)
            for strip in self._screen._compositor.render_strips()
        ]

    def get_optimal_width(self, rules: RulesMap, container_width: int) -> int:
        """As wide as there is room."""
        return container_width

    def get_height(self, rules: RulesMap, width: int) -> int:
        """As high as the screen below."""
        return self._screen.size.height


@lru_cache(1024)
def tinted(style: Style | None, colour: Color) -> Style | None:
    """A style under a colour that is not opaque, without links."""
    return next(iter(BackgroundScreen.process_segments([Segment("", style)], colour))).style


class Dialog(ClosesOnce[Result], ModalScreen[Result]):
    """A dialog over the screen."""

    def render(self) -> Any:
        """What is behind the dialog: something of Rich's or a Visual."""
        behind = super().render()
        return Backdrop(behind) if isinstance(behind, BackgroundScreen) else behind
