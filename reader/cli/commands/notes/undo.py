"""``cables undo``, ``redo`` and ``author``."""

from __future__ import annotations

import argparse

from reader.cli.context import open_workspace
from reader.cli.output import message, one_line
from reader.cli.parser_base import Parser
from reader.errors import UsageError

UNDO_EXAMPLES = """\
  cables undo
"""


def declare_undo(parser: Parser) -> None:
    """The arguments of ``cables undo``."""
    parser.runs(undo, examples=UNDO_EXAMPLES)


REDO_EXAMPLES = """\
  cables redo
"""


def declare_redo(parser: Parser) -> None:
    """The arguments of ``cables redo``."""
    parser.runs(redo, examples=REDO_EXAMPLES)


AUTHOR_EXAMPLES = """\
  cables author
  cables author 'Ann Miller'

What is written already keeps its author. $CABLES_AUTHOR says otherwise for one command.
"""


def declare_author(parser: Parser) -> None:
    """The arguments of ``cables author``."""
    parser.add_argument("name", metavar="NAME", nargs="?", help="who writes from now on")
    parser.runs(author, examples=AUTHOR_EXAMPLES)


def undo(arguments: argparse.Namespace) -> int:
    """Take back the last step."""
    with open_workspace(arguments) as opened:
        words = opened.notes.undo()
    if words is None:
        message("There is nothing to undo.")
        return 1
    print(f"Undone: {one_line(words)}")
    return 0


def redo(arguments: argparse.Namespace) -> int:
    """Do again what was taken back last."""
    with open_workspace(arguments) as opened:
        words = opened.notes.redo()
    if words is None:
        message("There is nothing to do again.")
        return 1
    print(f"Done again: {one_line(words)}")
    return 0


def author(arguments: argparse.Namespace) -> int:
    """Say who writes, or set it; what is written already keeps its author."""
    with open_workspace(arguments) as opened:
        if arguments.name is not None:
            name = one_line(arguments.name)
            if not name:
                raise UsageError("An author needs a name", advice='For example cables author "Ann Miller"')
            opened.notes.set_author(name)
        print(one_line(opened.notes.author))
    return 0
