"""The line above the list that filters it as the user types."""

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
        """The range from the position to the end of the word there."""
        if self.position is not None:
            style = self._line.get_component_rich_style("query-input--mistake", partial=True)
            text.stylize(style, *word_at(text.plain, self.position))


def word_at(line: str, position: int) -> tuple[int, int]:
    """The word that starts at a position, or the last letter if none does: half-open, in characters."""
    start = max(min(position, len(line.rstrip()) - 1), 0)
    end = start
    while end < len(line) and not line[end].isspace():
        end += 1
    return start, max(end, start + 1)


class QueryInput(LineInput):
    """An input for a query that shows where its mistake is."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"query-input--mistake"}

    def __init__(self, placeholder: str, *, id: str) -> None:
        super().__init__(placeholder=placeholder, id=id)
        self.mistake = MistakeHighlighter(self)
        self.highlighter = self.mistake


class FilterLine(Horizontal):
    """The filter line."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "clear", "Clear", show=False),
        Binding("down", "newer", "Newer query, or the list", show=False),
        Binding("up", "older", "Older query", show=False),
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

    class Entered(Message):
        """The user opens the highlighted cable."""

    class Left(Message):
        """The user goes on to the list."""

    class Cleared(Message):
        """The user clears the filter."""

    def __init__(self) -> None:
        super().__init__()
        self._line = QueryInput("filter", id="filter")
        self.recent: Sequence[str] = ()
        """Queries that the up arrow recalls, the latest first."""
        self._back = 0
        """Index of the recalled query; 0 is the user's own."""
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
        """Let the user type, at a position; without one the query is selected: typing replaces it, an arrow
        key edits it."""
        self.screen.set_focus(self._line)
        if position is None:
            self._line.select_all()
        else:
            self._line.cursor_position = position

    def put(self, text: str) -> None:
        """Show a filter that is already applied."""
        self._back = 0
        self.mark_mistake(None)
        self._put(text)

    def _put(self, text: str) -> None:
        with self.prevent(Input.Changed):
            self._line.value = safe_line(text)
        self._line.cursor_position = len(self._line.value)

    def mark_mistake(self, position: int | None) -> None:
        """Show where the query cannot be understood; None if it can."""
        if self._line.mistake.position != position:
            self._line.mistake.position = position
            self._line.refresh()

    @property
    def in_use(self) -> bool:
        """Whether the user types in it."""
        return self._line.has_focus

    def action_clear(self) -> None:
        """Clear the filter."""
        self.post_message(self.Cleared())

    def action_older(self) -> None:
        """Show the query before this one."""
        if self._back == 0:
            self._written = self._line.value
        if self._back < len(self.recent):
            self._recall(self._back + 1)

    def action_newer(self) -> None:
        """Show the query after this one; after the user's own, go to the list."""
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
        self.post_message(self.Entered())
