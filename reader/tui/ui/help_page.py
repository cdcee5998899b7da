"""Help: a table of keys that is narrowed by typing. Its rows come from the table of commands."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import ClassVar, NamedTuple

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.widgets import Input, Static

from reader.terminal_text import cell_width, fit, safe_line, wrap_cells
from reader.tui.commands import table
from reader.tui.commands.keys import shown_keys
from reader.tui.commands.model import Command, Need, Where, by_task
from reader.tui.ui.screens import Dialog
from reader.tui.ui.text_input import LineInput
from reader.tui.ui.typeahead import held_keys
from reader.tui.ui.words import folded

KEYS_WIDTH, NARROW_KEYS = 16, 10
"""Cells for the keys, in a wide window and in one of less than three times as many."""

LOW = 16
"""Lines of the window below which the page has no air around it."""


class HelpRow(NamedTuple):
    """Keys and what they do; a title has no keys."""

    keys: tuple[str, ...]
    """As users know them. What is looked up need not be a key: ``NOFORN``."""
    name: str
    more: str = ""


def title(words: str) -> HelpRow:
    """The title of the rows after it."""
    return HelpRow((), words)


def command_row(command: Command) -> HelpRow:
    """A command with its keys; one without keys is found in the palette."""
    return HelpRow(shown_keys(command) or ("Ctrl+P",), command.name, command.help)


def help_rows(where: Where, *, judging: bool = False) -> list[HelpRow]:
    """The commands that work in a pane, by task; the keys of judging only while the user judges."""
    commands = (one for one in table.here(where) if judging or one.need is not Need.JUDGING)
    return grouped((task.value, group) for task, group in by_task(commands))


def grouped(groups: Iterable[tuple[str, Iterable[Command]]]) -> list[HelpRow]:
    """Commands under titles; those without a name are told of with another."""
    rows: list[HelpRow] = []
    for words, commands in groups:
        rows += [title(words), *(command_row(command) for command in commands if command.name)]
    return rows


def matching(rows: Sequence[HelpRow], typed: str) -> list[HelpRow]:
    """The rows with this key; else those in which each typed word begins a word. With their titles."""
    typed, words = typed.strip(), folded(typed).split()
    if not words:
        return list(rows)
    exact = any(typed in row.keys for row in rows)
    found: list[HelpRow] = []
    heading: HelpRow | None = None
    for row in rows:
        if not row.keys:
            heading = row
        elif typed in row.keys if exact else _has_words(row, heading, words):
            if heading is not None:
                found.append(heading)
                heading = None
            found.append(row)
    return found


def _has_words(row: HelpRow, heading: HelpRow | None, typed: Sequence[str]) -> bool:
    names = " ".join(key for key in row.keys if len(key) > 1)
    text = folded(f"{names} {row.name} {row.more} {heading.name if heading else ''}")
    there = [word.strip(".,:;()") for word in text.split()]
    return all(any(word.startswith(part) for word in there) for part in typed)


def help_text(rows: Sequence[HelpRow], width: int) -> Content:
    """The rows as text: keys at the left, what they do beside them. Keys that do not fit follow the words."""
    left = KEYS_WIDTH if width >= 3 * KEYS_WIDTH else NARROW_KEYS
    parts: list[tuple[str, str] | str] = []
    for keys, name, more in rows:
        if not keys:
            parts += ["\n" if parts else "", (f"{name}\n", "bold")]
            continue
        shown, others = _fitting(keys, left - 1)
        words = f"{name}. {more}" if more else name
        if others:
            words += f"{'' if more else '.'} Also {' '.join(others)}."
        name_left = len(name)
        for at, line in enumerate(wrap_cells(words, width - left)):
            parts += [(fit(shown if at == 0 else "", left), "$accent")]
            parts += [line[:name_left], (line[name_left:], "$dim"), "\n"]
            name_left = max(name_left - len(line) - 1, 0)
    return Content.assemble(*parts)


def _fitting(keys: Sequence[str], width: int) -> tuple[str, Sequence[str]]:
    """As many keys as fit side by side, but at least one; and the others."""
    for count in range(len(keys), 1, -1):
        if cell_width(" ".join(keys[:count])) <= width:
            return " ".join(keys[:count]), keys[count:]
    return keys[0], keys[1:]


class Table(Dialog[None]):
    """Rows wrapped to the window, narrowed by what the user types."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,enter,question_mark,f1", "dismiss", "Close", priority=True),
        Binding("up", "scroll(-1)", "Up", priority=True),
        Binding("down", "scroll(1)", "Down", priority=True),
        Binding("pageup,ctrl+u", "page(-1)", "Page up", priority=True),
        Binding("pagedown,ctrl+d", "page(1)", "Page down", priority=True),
        Binding("home", "scroll(-100000)", "Top", priority=True),
        Binding("end", "scroll(100000)", "End", priority=True),
    ]
    AUTO_FOCUS = "LineInput"

    def __init__(self, title: str, rows: Sequence[HelpRow]) -> None:
        super().__init__()
        self._title = title
        self._rows = rows
        self._line = LineInput(placeholder="type to search")
        self._text = Static(id="sheet-text", markup=False)
        self._pane = VerticalScroll(id="sheet", can_focus=False)

    def compose(self) -> ComposeResult:
        """A title with the line to type in, the rows, and how to leave."""
        with Horizontal(id="sheet-head"):
            yield Static(f"{safe_line(self._title)} ", id="sheet-title", markup=False)
            yield self._line
        with self._pane:
            yield self._text
        yield Static(" ↑ ↓ PgDn scroll · Esc closes", id="sheet-foot", markup=False)

    def on_mount(self) -> None:
        """Keys pressed while it was opening are text for it."""
        self.set_focus(self._line)
        self._line.take(held_keys(self.app))

    def on_resize(self) -> None:
        """Wrap to the new width; in a low window without air."""
        self.set_class(self.size.height < LOW, "-low")
        self.call_after_refresh(self._update)

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        self._update()
        self.action_scroll(-100000)

    def _update(self) -> None:
        width = max(self._text.size.width - 1, NARROW_KEYS + 8)
        found = matching(self._rows, self._line.value)
        self._text.update(help_text(found, width) if found else "No matches.")

    def action_scroll(self, by: int) -> None:
        """Scroll by lines."""
        self._pane.scroll_relative(y=by, animate=False)

    def action_page(self, step: int) -> None:
        """Scroll by a window, one line of it kept."""
        self._pane.scroll_relative(y=step * max(self._pane.size.height - 1, 1), animate=False)


class Help(Table):
    """The keys of a pane; ``more`` are those that a widget handles itself."""

    def __init__(self, where: Where, *, judging: bool = False, more: Sequence[HelpRow] = ()) -> None:
        super().__init__(f"Keys in the {where.value}", [*help_rows(where, judging=judging), *more])
