"""How a line typed after ``:`` can go on: names of commands, then what each of them takes."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping, Sequence

from reader.paths import typed_path
from reader.tui.commands.arguments import ARGUMENTS, Kind
from reader.tui.commands.keys import first_key
from reader.tui.commands.model import in_help_order
from reader.tui.commands.names import BY_NAME, name_of, named
from reader.tui.commands.table import Command
from reader.tui.core.lines.command_prompt import Completion
from reader.tui.ui.words import folded

Word = tuple[str, str]
"""A word that can be typed, and what to say about it."""
Source = Callable[[str], Iterable[Word]]
"""From the beginning of a word to words; waits for the disk."""

MOST = 200


def complete(line: str, sources: Mapping[Kind, Source]) -> list[Completion]:
    """The ways in which a line can go on, the likeliest first."""
    before = line[: len(line) - len(line.lstrip(" :"))]
    name, space, rest = line[len(before) :].partition(" ")
    if not space:
        return [_of_command(before, command) for command in commands_like(name)]
    command = named(name)
    argument = ARGUMENTS.get(command.id) if command is not None else None
    source = sources.get(argument.kind) if argument is not None else None
    if argument is None or source is None:
        return []
    kept, word = split_last(argument.kind, rest)
    found = list(source(word))[:MOST]
    return [Completion(f"{before}{name} {kept}{text}", text, detail) for text, detail in found]


def is_name(line: str) -> bool:
    """Whether the name of the command is still being typed."""
    return " " not in line.lstrip(" :")


def commands_like(start: str) -> list[Command]:
    """Commands whose name begins so; where none does, those whose description has a word that does."""
    listed = [command for command in in_help_order(BY_NAME.values()) if command.palette]
    wanted = folded(start)
    if not wanted:
        return listed
    for commands in (listed, BY_NAME.values()):
        if by_name := [command for command in commands if name_of(command).startswith(wanted)]:
            return by_name
    return [each for each in listed if any(word.startswith(wanted) for word in _words(each))]


def _words(command: Command) -> list[str]:
    return folded(f"{name_of(command).replace('-', ' ')} {command.name}").split()


def split_last(kind: Kind, words: str) -> tuple[str, str]:
    """What stays of the words, and the one that is being typed."""
    if kind is Kind.TAGS:
        at = max(words.rfind(","), words.rfind(" +"), words.rfind(" -")) + 1
        at += len(words[at:]) - len(words[at:].lstrip())
        at += words[at : at + 1] in ("+", "-")
        return words[:at], words[at:]
    if kind in (Kind.COLUMNS, Kind.EXPORT):
        at = words.rfind(" ") + 1
        return words[:at], words[at:]
    return "", words


def starting_with(words: Iterable[Word]) -> Source:
    """A source of words that are few: those that begin so, in any case."""
    known = list(words)

    def source(start: str) -> Sequence[Word]:
        wanted = folded(start.strip())
        return [word for word in known if folded(word[0]).startswith(wanted)]

    return source


def paths(start: str, *, folders_only: bool = False) -> list[Word]:
    """Files and folders whose path begins so; ``~`` stays as typed. Waits for the disk."""
    typed_folder, _, name = start.rpartition("/")
    shown = f"{typed_folder}/" if "/" in start else ""
    folder = typed_path(shown or ".")
    try:
        with os.scandir(folder) as entries:
            found = sorted((entry.name, entry.is_dir()) for entry in entries if entry.name.startswith(name))
    except (OSError, ValueError, RuntimeError):
        return []
    return [
        (f"{shown}{entry}{'/' if is_folder else ''}", "")
        for entry, is_folder in found
        if (is_folder or not folders_only) and (name.startswith(".") or not entry.startswith("."))
    ]


def _of_command(before: str, command: Command) -> Completion:
    name, argument = name_of(command), ARGUMENTS.get(command.id)
    usage = f"{name} {argument.usage}" if argument is not None else name
    key = first_key(command)
    line = f"{before}{name} " if argument is not None else f"{before}{name}"
    return Completion(line, usage, command.name + (f" · {key}" if key else ""))
