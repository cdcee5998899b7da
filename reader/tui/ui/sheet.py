"""Sheets of text to read: help, messages."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from reader.terminal_text import cell_width, fit, safe_line, safe_lines, wrap_cells
from reader.tui.commands import table
from reader.tui.commands.keys import shown_keys
from reader.tui.commands.table import Command, Where
from reader.tui.ui.closing import Dialog


class Sheet(Dialog[None]):
    """A text that scrolls, over the screen."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,question_mark,f1,enter", "dismiss", "Close"),
        Binding("j,down", "scroll(1)", "Down", priority=True),
        Binding("k,up", "scroll(-1)", "Up", priority=True),
        Binding("space,pagedown", "scroll(10)", "Page down", priority=True),
        Binding("b,pageup", "scroll(-10)", "Page up", priority=True),
        Binding("g,home", "scroll(-100000)", "Top", priority=True),
        Binding("G,end", "scroll(100000)", "End", priority=True),
    ]

    def __init__(self, title: str, text: Content) -> None:
        super().__init__()
        self._title = title
        self._text = Static(text, id="sheet-text", markup=False)
        self._pane = VerticalScroll(id="sheet")

    def compose(self) -> ComposeResult:
        """A title, the text, and how to leave."""
        with self._pane:
            yield Static(self._title, id="sheet-title", markup=False)
            yield self._text
        yield Static(" Esc closes · j k scroll", id="sheet-foot", markup=False)

    def action_scroll(self, by: int) -> None:
        """Scroll by lines."""
        self._pane.scroll_relative(y=by, animate=False)


KEYS_WIDTH = 16
"""Cells for the keys on the help page, where the window is wide enough."""


def help_rows(where: Where) -> list[tuple[str, str, str]]:
    """(keys, name, help) of every command that works in a pane, its own first; a title has no keys."""
    own = [command for command in table.here(where) if command.where is where is not Where.ANY]
    rest = [command for command in table.here(where) if command.where is Where.ANY]
    rows: list[tuple[str, str, str]] = []
    for title, commands in ((f"In the {where.value}", own), ("Anywhere", rest)):
        rows += [("", title, ""), *(_row(command) for command in commands)]
    return rows


def _row(command: Command) -> tuple[str, str, str]:
    return shown_keys(command), command.name, command.help


def help_text(rows: Sequence[tuple[str, str, str]], width: int) -> Content:
    """The help page: keys at the left, what they do beside them."""
    left = KEYS_WIDTH if width >= 3 * KEYS_WIDTH else max(width // 3, 6)
    parts: list[tuple[str, str] | str] = []
    for key_names, name, more in rows:
        if not key_names:
            parts += ["\n" if parts else "", (f"{name}\n", "bold")]
            continue
        name_left = len(name)
        for at, line in enumerate(wrap_cells(f"{name}. {more}" if more else name, width - left)):
            before = key_names if at == 0 else ""
            before = fit(before, left) if cell_width(before) < left else f"{before} "
            parts += [(before, "$accent"), line[:name_left], (line[name_left:], "$dim"), "\n"]
            name_left = max(name_left - len(line) - 1, 0)
    return Content.assemble(*parts)


class Table(Sheet):
    """Rows of (key, text, more), wrapped to the window; a row without a key is a title."""

    def __init__(self, title: str, rows: Sequence[tuple[str, str, str]]) -> None:
        super().__init__(title, Content())
        self._rows = rows

    def on_resize(self) -> None:
        """Wrap to the new width."""
        text = self._text
        self.call_after_refresh(lambda: text.update(help_text(self._rows, max(text.size.width - 1, 12))))


class Help(Table):
    """The help page of a pane, from the table of commands; ``more`` are keys that a widget handles itself."""

    def __init__(self, where: Where, more: Sequence[tuple[str, str, str]] = ()) -> None:
        super().__init__(f"Keys in the {where.value}", [*help_rows(where), *more])


def messages_text(messages: Sequence[tuple[str, str, bool]]) -> Content:
    """Messages of (time, text, is an error), newest first; their text is never markup."""
    if not messages:
        return Content("Nothing has been said yet.")
    parts: list[tuple[str, str] | str] = []
    for time, text, bad in reversed(messages):
        parts += [(f"{time}  ", "$dim"), (safe_lines(text), "$error" if bad else ""), "\n"]
    return Content.assemble(*parts)


def page(title: str, lines: Iterable[str]) -> Sheet:
    """A sheet of plain lines."""
    return Sheet(title, Content("\n".join(safe_line(line) for line in lines)))
