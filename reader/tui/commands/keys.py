"""The names of keys, as users know them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reader.tui.commands.model import Command

_NAMES = {
    "escape": "Esc",
    "enter": "Enter",
    "tab": "Tab",
    "shift+tab": "Shift+Tab",
    "space": "Space",
    "backspace": "Bksp",
    "pagedown": "PgDn",
    "pageup": "PgUp",
    "home": "Home",
    "end": "End",
    "up": "↑",
    "down": "↓",
    "left": "←",
    "right": "→",
}


def shown_key(key: str) -> str:
    """A key as the user knows it: ``Ctrl+R``, ``Esc``, ``]``."""
    if key in _NAMES:
        return _NAMES[key]
    *modifiers, last = key.split("+") if len(key) > 1 else [key]
    if not modifiers:
        return last.upper() if last.startswith("f") and len(last) > 1 else last
    return "+".join((*(word.capitalize() for word in modifiers), _NAMES.get(last, last.upper())))


_keymap: Mapping[Command, tuple[str, ...]] = {}


def use_keymap(keys: Mapping[Command, tuple[str, ...]]) -> None:
    """Show these keys for these commands from now on, and those of the table for the others."""
    global _keymap
    _keymap = keys


def keys_of(command: Command) -> tuple[str, ...]:
    """The keys of a command: those that the user chose, else those of the table."""
    return _keymap.get(command, command.keys)


def shown_keys(command: Command) -> tuple[str, ...]:
    """All keys of a command as users know them."""
    return tuple(map(shown_key, keys_of(command)))


def first_key(command: Command) -> str:
    """The key to show beside a command."""
    keys = keys_of(command)
    return shown_key(keys[0]) if keys else ""
