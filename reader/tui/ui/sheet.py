"""Sheets of text to read: messages, the preview of an export."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from reader.terminal_text import safe_lines
from reader.tui.ui.screens import Dialog

SCROLL_KEYS: tuple[BindingType, ...] = (
    Binding("j,down", "scroll(1)", "Down", priority=True),
    Binding("k,up", "scroll(-1)", "Up", priority=True),
    Binding("space,pagedown", "scroll(10)", "Page down", priority=True),
    Binding("b,pageup", "scroll(-10)", "Page up", priority=True),
    Binding("g,home", "scroll(-10000000)", "Top", priority=True),
    Binding("G,end", "scroll(10000000)", "End", priority=True),
)
"""What every sheet to read scrolls by; its ``action_scroll`` takes lines."""


class Sheet(Dialog[None]):
    """A text that scrolls, over the screen."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,question_mark,f1,enter", "dismiss", "Close"),
        *SCROLL_KEYS,
    ]

    def __init__(self, title: str, text: Content) -> None:
        super().__init__()
        self._title = title
        self._text = text
        self._pane = VerticalScroll(id="sheet")

    def compose(self) -> ComposeResult:
        """A title, the text, and how to leave."""
        with self._pane:
            yield Static(self._title, id="sheet-title", markup=False)
            yield Static(self._text, id="sheet-text", markup=False)
        yield Static(" Esc closes · j k scroll", id="sheet-foot", markup=False)

    def action_scroll(self, by: int) -> None:
        """Scroll by lines."""
        self._pane.scroll_relative(y=by, animate=False)


def messages_text(messages: Sequence[tuple[str, str, bool]]) -> Content:
    """Messages of (time, text, is an error), newest first; their text is never markup."""
    if not messages:
        return Content("No messages yet.")
    parts: list[tuple[str, str] | str] = []
    for time, text, bad in reversed(messages):
        parts += [(f"{time}  ", "$dim"), (safe_lines(text), "$error" if bad else ""), "\n"]
    return Content.assemble(*parts)
