"""A small box beside some words, with what is known about them."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.geometry import Region
from textual.widget import Widget
from textual.widgets import Static

from reader.terminal_text import safe_line
from reader.tui.ui.peek import Peek
from reader.tui.ui.screens import Dialog, is_linear
from reader.tui.ui.typeahead import held_keys

LEAST, WIDEST = 36, 64
"""Cells of the reader from which the box stays inside it, and cells of the box at most."""
FRAME, LINES_ELSE = 4, 4
"""Cells beside the text, and lines above and below it: border, title, keys."""
TURN = {"p": 1, "n": 1, "tab": 1, "N": -1, "upper_n": -1, "shift+tab": -1}
CLOSE = ("escape", "q", "enter")
MOST_LINES = 9
"""Lines of text at most; fewer in a low window."""


class Leave(NamedTuple):
    """How the box was left."""

    key: events.Key | None = None
    """A key that is for the page."""
    go: bool = False
    """The user wants to go to what is shown."""


class Shown(NamedTuple):
    """What the box is about."""

    title: str
    at: Region
    """The words, on the screen."""
    pane: Region
    """The reader, which the box stays inside of where that is wide enough."""
    go: str
    """What Enter does, in a word; empty where there is nothing to go to."""


class Popup(Dialog[Leave]):
    """Shows one thing after the other; any key that it does not know closes it, and is for the page.

    ``turn`` moves on by so many things and says what to show; ``read`` returns the text, in a thread.
    """

    def __init__(self, turn: Callable[[int], Shown], read: Callable[[str], str], several: bool) -> None:
        super().__init__()
        self._turn = turn
        self._several = several
        self._shown = Shown("", Region(), Region(), "")
        self._count = 0
        self._title = Static(id="peek-title", markup=False)
        self._text = Peek(read, keep_lines=True)
        self._keys = Static(id="peek-keys", markup=False)
        self._box = Vertical(self._title, self._text, self._keys, id="peek")

    def compose(self) -> ComposeResult:
        """The box."""
        yield self._box

    def on_mount(self) -> None:
        """Show the first thing, and act on the keys pressed while it was opening."""
        self._show(0)
        for key in held_keys(self.app):
            self.on_key(key)

    @property
    def read_from(self) -> Widget:
        """What it is about."""
        return self._title

    def on_resize(self) -> None:
        """Stay inside the window."""
        self.call_after_refresh(self._show, 0)

    def _show(self, by: int) -> None:
        """Show the thing so many further on."""
        self._shown = self._turn(by)
        self._title.update(safe_line(self._shown.title))
        keys = (
            "p next" if self._several else "",
            f"Enter {self._shown.go}" if self._shown.go else "",
            "Esc closes",
        )
        self._keys.update(" · ".join(filter(None, keys)))
        self._place()
        self._count += 1
        self._text.show(str(self._count))

    @on(Peek.Read)
    def _read(self) -> None:
        self._place()

    def _place(self) -> None:
        """Below the words, or above where there is more room; as high as the text needs."""
        columns, lines = self.size
        at, pane = self._shown.at, self._shown.pane
        if pane.width < LEAST or is_linear(self):
            pane = Region(0, 0, columns, lines)
        width = columns if is_linear(self) else min(WIDEST, pane.width, columns)
        below, above = lines - at.bottom, at.y
        room = max(below, above) - LINES_ELSE
        needed = min(self._text.lines_in(width - FRAME), MOST_LINES)
        height = max(min(needed, room), 1)
        self._text.styles.height = height
        self._box.styles.width = width
        whole = height + LINES_ELSE
        y = at.bottom if below >= whole or below >= above else max(at.y - whole, 0)
        right = min(pane.right, columns)  # the window may be narrower than when the pane was drawn
        x = max(min(at.x - 2, right - width), min(pane.x, columns - width))
        self._box.styles.offset = (x, min(y, max(lines - whole, 0)))

    def on_key(self, event: events.Key) -> None:
        """Turn to another thing, go there, or close the box; a key it does not know is for the page."""
        event.stop()
        event.prevent_default()
        if event.key in TURN:
            self._show(TURN[event.key])
        elif event.key == "enter" and self._shown.go:
            self.dismiss(Leave(go=True))
        elif event.key in CLOSE:
            self.dismiss(Leave())
        else:
            self.dismiss(Leave(event))

    def on_click(self, event: events.Click) -> None:
        """A click beside the box closes it."""
        if not self._box.region.contains(event.screen_x, event.screen_y):
            self.dismiss(Leave())
