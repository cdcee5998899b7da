"""The commands that all rooms have, and how those of one are bound."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from reader.tui.commands import table
from reader.tui.commands.table import Command

if TYPE_CHECKING:
    from textual.binding import BindingType


def _quiet(id: str, keys: str, name: str) -> Command:
    return Command(id, tuple(keys.split()), name, "", palette=False)


COMMON: tuple[Command, ...] = (
    Command("undo", ("u",), "Undo the last change of the notes", "Also after a restart."),
    Command("redo", ("ctrl+r",), "Redo", "What u took back."),
    Command("messages", ("M",), "Show the messages again", "What the last line said, newest first."),
    Command("theme", ("ctrl+t",), "Change between dark, light and the terminal's own colours", ""),
    Command("palette", ("ctrl+p", ":"), "Find a command by its name", "", palette=False),
    Command("help", ("?", "f1"), "Help", "Every key that counts here.", hint="help"),
    Command("leave", ("q", "escape"), "Back to the cables", "", hint="back"),
    Command("quit.now", ("ctrl+q",), "Quit", "", palette=False),
    _quiet("down", "j down", "Down"),
    _quiet("up", "k up", "Up"),
    _quiet("page_down", "pagedown ctrl+d", "A page down"),
    _quiet("page_up", "pageup b ctrl+u", "A page up"),
    _quiet("first", "g home", "To the first"),
    _quiet("last", "G end", "To the last"),
    _quiet("read_on", "J", "Scroll what stands beside or below the list"),
    _quiet("read_back", "K", "Scroll it back"),
)
ALWAYS = ("help", "leave")


def keys_of(own: Sequence[Command]) -> list[BindingType]:
    """The bindings of a room: its own commands, and those all rooms have but for the keys it takes itself."""
    return table.bindings_of(all_of(own))


def all_of(own: Sequence[Command]) -> tuple[Command, ...]:
    """A room's own commands first, then the common ones it does not replace."""
    ids = {command.id for command in own}
    return (*own, *(command for command in COMMON if command.id not in ids))
