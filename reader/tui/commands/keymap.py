"""Keys that the user chose for commands: which of them can be used, and what is wrong with the others."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from reader.config.findings import did_you_mean
from reader.tui.commands.keys import shown_key
from reader.tui.commands.names import BY_NAME, named
from reader.tui.commands.table import COMMANDS, Command, clashes_of

KEY_NAMES = (
    "backspace", "delete", "down", "end", "enter", "escape", "home", "insert", "left", "pagedown", "pageup",
    "right", "space", "tab", "up", *(f"f{number}" for number in range(1, 25)),
)  # fmt: skip
"""The keys that are not characters."""
_MODIFIED = re.compile(r"((?:(?:ctrl|alt|shift)\+)*)(.+)", re.DOTALL)
SAME_IN_TERMINALS = {"ctrl+i": "tab", "ctrl+m": "enter", "ctrl+h": "backspace", "ctrl+[": "escape"}
"""Keys that most terminals cannot tell from others."""
FIXED = ("quit.now",)
"""Commands that keep their keys, so that there is always a way out."""


@dataclass(frozen=True, slots=True)
class KeyProblem:
    """Why the keys given for a command cannot be used."""

    name: str
    """As the user wrote it."""
    what: str
    advice: str


@dataclass(frozen=True, slots=True)
class Keymap:
    """The keys of the commands that have other ones than in the table, by id."""

    keys: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def of(self, command: Command) -> tuple[str, ...]:
        """The keys of a command of the main screen."""
        return self.keys.get(command.id, command.keys)

    @property
    def textual(self) -> dict[str, str]:
        """The same for ``App.set_keymap``, which separates keys with commas."""
        return {
            id: ",".join("comma" if key == "," else key for key in keys) for id, keys in self.keys.items()
        }


def keymap_of(given: Mapping[str, tuple[str, ...]]) -> tuple[Keymap, list[KeyProblem]]:
    """The keys that can be used, by the names of commands, and what is wrong with the others."""
    problems: list[KeyProblem] = []
    chosen: dict[str, tuple[str, ...]] = {}
    name_of: dict[str, str] = {}
    for name, keys in given.items():
        command = named(name)
        if command is None:
            advice = did_you_mean(name, BY_NAME, "docs/keys.md lists the names of the commands.")
            problems.append(KeyProblem(name, f'there is no command "{_shown(name)}"', advice))
        elif command.id in FIXED:
            problems.append(KeyProblem(name, "this command keeps its keys", "Remove the line."))
        elif wrong := [problem for key in keys if (problem := key_problem(key))]:
            problems.append(KeyProblem(name, *wrong[0]))
        else:
            chosen[command.id] = tuple(dict.fromkeys(map(_normal, keys)))
            name_of[command.id] = name
    for id, other, key in _without_clashes(chosen):
        advice = f"Choose another key, or change the key of {_name(other)}."
        problems.append(KeyProblem(name_of[id], f"{shown_key(key)} is the key of {_name(other)}", advice))
    return Keymap(chosen), problems


def key_problem(key: str) -> tuple[str, str] | None:
    """What is wrong with a key as written, and what to do; None if it can be pressed."""
    normal = _normal(key)
    if normal in SAME_IN_TERMINALS:
        same = shown_key(SAME_IN_TERMINALS[normal])
        return f'terminals cannot tell "{key}" from {same}', "Choose another key."
    found = _MODIFIED.fullmatch(normal)
    if not found:
        return "a key is missing", 'Write it like "a", "ctrl+e" or "f5".'
    modifiers, last = found.groups()
    if last in KEY_NAMES or (len(last) == 1 and last.isprintable() and last != " "):
        if len(last) == 1 and "shift+" in modifiers:
            return f'"{_shown(key)}" is written as the character itself', f'Write "{last.upper()}".'
        if len(last) == 1 and modifiers and not (last.isascii() and last.isalnum()):
            return f'"{_shown(key)}" cannot be pressed in a terminal', "Use a letter or a digit after the +."
        return None
    advice = did_you_mean(
        normal, [modifiers + name for name in KEY_NAMES], 'Write it like "a", "ctrl+e" or "f5".'
    )
    return f'"{_shown(key)}" is not a key', advice


def _without_clashes(chosen: dict[str, tuple[str, ...]]) -> list[tuple[str, str, str]]:
    """Take out what clashes, until nothing does; each as (id, id of the other command, key)."""
    taken_out: list[tuple[str, str, str]] = []
    while True:
        commands = [replace(command, keys=chosen.get(command.id, command.keys)) for command in COMMANDS]
        found = [
            (second, first, key) if second in chosen else (first, second, key)
            for key, _, first, second in clashes_of(commands)
        ]
        removable = [clash for clash in found if clash[0] in chosen]
        if not removable:  # nothing clashes, or the keys of the program itself do, which a test finds
            return taken_out
        for id, other, key in removable:
            if chosen.pop(id, None) is not None:
                taken_out.append((id, other, key))


def _normal(key: str) -> str:
    """A key as Textual knows it: ``Ctrl+E`` is ``ctrl+e``; a single character stays as it is."""
    if len(key) <= 1:
        return "space" if key == " " else key
    *modifiers, last = key.split("+") if not key.endswith("+") else [*key[:-1].rstrip("+").split("+"), "+"]
    ordered = sorted({modifier.strip().lower() for modifier in modifiers})
    return "+".join((*ordered, last.lower() if len(last) > 1 or "ctrl" in ordered else last))


def _shown(text: str) -> str:
    return "".join(character if character.isprintable() else "?" for character in text)[:40]


def _name(id: str) -> str:
    return next(f'"{name}"' for name, command in BY_NAME.items() if command.id == id)
