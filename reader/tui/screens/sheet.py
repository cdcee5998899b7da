"""A sheet of text to read and put away: help, messages."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from reader.tui import commands
from reader.tui.commands import Command, Where
from reader.tui.words import shown, shown_lines


class Sheet(ModalScreen[None]):
    """Scrolls; any of the leaving keys puts it away."""

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
        self._text = text

    def compose(self) -> ComposeResult:
        """A title, the text, and how to leave."""
        with VerticalScroll(id="sheet"):
            yield Static(self._title, id="sheet-title", markup=False)
            yield Static(self._text, id="sheet-text", markup=False)
        yield Static(" Esc closes · j k scroll", id="sheet-foot", markup=False)

    def action_scroll(self, by: int) -> None:
        """Scroll by lines."""
        self.query_one("#sheet", VerticalScroll).scroll_relative(y=by, animate=False)


def help_text(where: Where) -> Content:
    """Every key that counts in a panel, the panel's own first, from the table of commands."""
    own = [command for command in commands.here(where) if command.where is where is not Where.ANY]
    rest = [command for command in commands.here(where) if command.where is Where.ANY]
    parts: list[tuple[str, str] | str] = []
    for title, rows in ((f"In the {where.value}", own), ("Anywhere", rest)):
        if rows:
            parts += [(f"{title}\n", "bold"), *_rows(rows), "\n"]
    return Content.assemble(*parts)


def _rows(rows: Sequence[Command]) -> Iterable[tuple[str, str] | str]:
    for command in rows:
        yield (f"  {commands.shown_keys(command):<22}", "$accent")
        yield command.name
        if command.help:
            yield (f". {command.help}", "$dim")
        yield "\n"


def messages_text(messages: Sequence[tuple[str, str, bool]]) -> Content:
    """Messages of (time, text, is an error), newest first; their text is never markup."""
    if not messages:
        return Content("Nothing has been said yet.")
    parts: list[tuple[str, str] | str] = []
    for time, text, bad in reversed(messages):
        parts += [(f"{time}  ", "$dim"), (shown_lines(text), "$error" if bad else ""), "\n"]
    return Content.assemble(*parts)


def page(title: str, lines: Iterable[str]) -> Sheet:
    """A sheet of plain lines."""
    return Sheet(title, Content("\n".join(shown(line) for line in lines)))
