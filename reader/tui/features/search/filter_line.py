"""The line over the list that filters it as the user types."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.highlighter import Highlighter
from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.message import Message
from textual.widgets import Input, Static

from reader.terminal_text import safe_line
from reader.tui.ui.text_input import LineInput


class MistakeHighlighter(Highlighter):
    """Marks the part of a query that cannot be understood."""

    def __init__(self, line: LineInput) -> None:
        self._line = line
        self.position: int | None = None
        """Where the mistake is; None without one."""

    def highlight(self, text: Text) -> None:
        """From the position to the end of the word there."""
        if self.position is not None:
            style = self._line.get_component_rich_style("query-input--mistake", partial=True)
            text.stylize(style, *word_at(text.plain, self.position))


def word_at(line: str, position: int) -> tuple[int, int]:
    """The word that begins at a place, or the last letter where nothing does: half-open, in characters."""
    start = max(min(position, len(line.rstrip()) - 1), 0)
    end = start
    while end < len(line) and not line[end].isspace():
        end += 1
    return start, max(end, start + 1)


class QueryInput(LineInput):
    """Takes a query, and shows where it goes wrong."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"query-input--mistake"}

    def __init__(self, placeholder: str, *, id: str) -> None:
        super().__init__(placeholder=placeholder, id=id)
        self.mistake = MistakeHighlighter(self)
        self.highlighter = self.mistake


class FilterLine(Horizontal):
    """A query being written."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "clear", "Clear", show=False),
        Binding("down", "newer", "A newer query, or to the list", show=False),
        Binding("up", "older", "An older query", show=False),
    ]

    @dataclass
    class Typed(Message):
        """The line changed by typing."""

        text: str

        def can_replace(self, message: Message) -> bool:
            """Only the last line counts."""
            return isinstance(message, FilterLine.Typed)

    @dataclass
    class Recalled(Message):
        """An earlier query was put into the line; it is run exactly as it is."""

        text: str

    class Left(Message):
        """The user goes on to the list."""

    def __init__(self) -> None:
        super().__init__()
        self._line = QueryInput("filter", id="filter")
        self.recent: Sequence[str] = ()
        """Queries that the up arrow brings back, the latest first."""
        self._back = 0
        """How far back the line shown is; 0 is what the user wrote."""
        self._written = ""

    def compose(self) -> ComposeResult:
        """The sign and the line."""
        yield Static(" \\ ", id="filter-sign", markup=False)
        yield self._line

    @property
    def text(self) -> str:
        """The query."""
        return self._line.value

    def focus_text(self, position: int | None = None) -> None:
        """Let the user type, at a place; else another query over the one that is there, which is selected:
        an arrow goes on with it."""
        self.screen.set_focus(self._line)
        if position is None:
            self._line.select_all()
        else:
            self._line.cursor_position = position

    def put(self, text: str) -> None:
        """Show a filter that is already in force."""
        self._back = 0
        self.mark_mistake(None)
        self._put(text)

    def _put(self, text: str) -> None:
        with self.prevent(Input.Changed):
            self._line.value = safe_line(text)
        self._line.cursor_position = len(self._line.value)

    def mark_mistake(self, position: int | None) -> None:
        """Show where the query cannot be understood; None: it can."""
        if self._line.mistake.position != position:
            self._line.mistake.position = position
            self._line.refresh()

    def clear(self) -> None:
        """No filter."""
        self._line.value = ""

    def action_clear(self) -> None:
        """Clear the filter and go to the list."""
        self.clear()
        self.post_message(self.Left())

    def action_older(self) -> None:
        """The query before this one."""
        if self._back == 0:
            self._written = self._line.value
        if self._back < len(self.recent):
            self._recall(self._back + 1)

    def action_newer(self) -> None:
        """The query after this one; to the list from what the user wrote."""
        if self._back == 0:
            self.post_message(self.Left())
        else:
            self._recall(self._back - 1)

    def _recall(self, back: int) -> None:
        self._back = back
        text = self.recent[back - 1] if back else self._written
        self._put(text)
        self.post_message(self.Recalled(text) if back else self.Typed(text))

    @on(Input.Changed)
    def _changed(self, event: Input.Changed) -> None:
        event.stop()
        self._back = 0
        self.post_message(self.Typed(event.value))

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.post_message(self.Left())
