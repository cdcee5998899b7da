"""What was typed after ``:``: a command by its name, and its words. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from reader.errors import UsageError
from reader.terminal_text import safe_line
from reader.tui.commands.arguments import ARGUMENTS, Kind
from reader.tui.commands.names import ALIASES, BY_NAME, named
from reader.tui.commands.table import Command
from reader.tui.ui.words import folded

ONE_OF = {Kind.THEME: "theme", Kind.ORDER: "order", Kind.COLUMNS: "column"}
"""Kinds of which there are only so many, and the word for one of them."""


LONGEST_NUMBER = 4
"""Digits of the number of a paragraph."""


class Typed(NamedTuple):
    """A line as understood."""

    command: Command
    words: str
    """What follows the name; empty for nothing."""


def parse(line: str) -> Typed:
    """The command and its words. Raises UsageError."""
    name, _, words = line.strip().lstrip(":").lstrip().partition(" ")
    command = named(name) or named(name.lower())
    if command is None:
        raise UsageError("No such command", where=safe_line(name), advice=_nearest(name))
    if words.strip() and command.id not in ARGUMENTS:
        raise UsageError(f"{name} takes no argument", advice="Press Enter right after the name.")
    return Typed(command, words.strip())


def paragraph_number(line: str) -> int | None:
    """The number in a line that is only a number, with or without ``¶``; None for any other line."""
    number = line.strip().lstrip(":").strip().removeprefix("¶").strip()
    return int(number) if number.isascii() and number.isdigit() and len(number) <= LONGEST_NUMBER else None


def check_words(kind: Kind, words: str, known: Sequence[str]) -> None:
    """See to it that the words are among those known, for kinds of which there are only so many.

    Raises UsageError.
    """
    if kind not in ONE_OF:
        return
    given = [word for word in words.replace(",", " ").split() if word]
    for word in given if kind is Kind.COLUMNS else [words]:
        if word not in known:
            from difflib import get_close_matches

            near = get_close_matches(word, known, 1)
            advice = f"Did you mean {near[0]}?" if near else f"Use one of: {', '.join(known)}."
            raise UsageError(f"No such {ONE_OF[kind]}", where=safe_line(word), advice=advice)


def _nearest(name: str) -> str:
    from difflib import get_close_matches

    known = [*BY_NAME, *ALIASES]
    near = get_close_matches(name.lower(), known, 1)
    if near:
        return f"Did you mean {near[0]}?"
    wanted = folded(name)
    meant = [each for each, command in BY_NAME.items() if wanted and wanted in folded(command.name)]
    return f"Did you mean {meant[0]}?" if meant else "Tab lists all commands."
