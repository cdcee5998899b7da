"""The commands that all record screens have, and how those of one screen are bound."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from reader.tui.commands import table
from reader.tui.commands.table import Command

if TYPE_CHECKING:
    from textual.binding import BindingType


def _movement(id: str, keys: str, name: str) -> Command:
    """A command that the palette does not list."""
    return Command(id, tuple(keys.split()), name, "", palette=False)


COMMON: tuple[Command, ...] = (
    Command("undo", ("u",), "Undo the last change to the notes", "Even after a restart."),
    Command("redo", ("ctrl+r",), "Redo the last undone change", ""),
    Command("messages", ("M",), "Show recent messages", "Everything the bottom line said, newest first."),
    Command("theme", ("ctrl+t",), "Switch the theme", ""),
    Command("palette", ("ctrl+p", ":"), "Find a command", "", palette=False),
    Command("help", ("?", "f1"), "Help", "Every key that works here.", hint="help"),
    Command("leave", ("q", "escape"), "Back to the main screen", "", hint="back"),
    Command("quit.now", ("ctrl+q",), "Quit", "", palette=False),
    _movement("down", "j down", "Down"),
    _movement("up", "k up", "Up"),
    _movement("page_down", "pagedown ctrl+d", "Page down"),
    _movement("page_up", "pageup b ctrl+u", "Page up"),
    _movement("first", "g home", "First"),
    _movement("last", "G end", "Last"),
    _movement("detail_down", "J", "Scroll the details"),
    _movement("detail_up", "K", "Scroll the details back"),
)
UNDOING = ("undo", "redo")
ALWAYS_OFFERED = ("help", "leave")
"""The footer keeps their hints in the narrowest window."""


def bindings_of(own: Sequence[Command]) -> list[BindingType]:
    """The bindings of a screen with these commands of its own."""
    return table.bindings_of(all_commands(own), fixed=True)


def all_commands(own: Sequence[Command]) -> tuple[Command, ...]:
    """A screen's own commands, then the common ones that it does not replace."""
    ids = {command.id for command in own}
    return (*own, *(command for command in COMMON if command.id not in ids))


def all_but(own: Sequence[Command], *ids: str) -> frozenset[str]:
    """The ids of a screen's own commands without these."""
    return frozenset(command.id for command in own).difference(ids)
