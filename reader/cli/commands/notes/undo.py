"""``cables undo``, ``redo`` and ``author``."""

from __future__ import annotations

import argparse

from reader.cli.context import open_workspace
from reader.cli.output import message, result
from reader.cli.parser_base import Parser, add_dry_run
from reader.errors import ExitCode, UsageError
from reader.notes.undo.step_wording import redo_message, undo_message
from reader.terminal_text import one_line

UNDO_EXAMPLES = """\
  cables undo
  cables undo --dry-run
"""
REDO_EXAMPLES = """\
  cables redo
"""
AUTHOR_EXAMPLES = """\
  cables author
  cables author 'Ann Miller'

Existing notes keep their author. To use another name for one command, set CABLES_AUTHOR.
"""


def declare_undo(parser: Parser) -> None:
    """The arguments of ``cables undo``."""
    add_dry_run(parser)
    parser.runs(undo, examples=UNDO_EXAMPLES, writes_notes=True)


def declare_redo(parser: Parser) -> None:
    """The arguments of ``cables redo``."""
    add_dry_run(parser)
    parser.runs(redo, examples=REDO_EXAMPLES, writes_notes=True)


def declare_author(parser: Parser) -> None:
    """The arguments of ``cables author``."""
    parser.add_argument("name", metavar="NAME", nargs="?", help="the author of new notes")
    add_dry_run(parser)
    parser.runs(author, examples=AUTHOR_EXAMPLES, writes_notes=True)


def undo(arguments: argparse.Namespace) -> int:
    """Undo the last change."""
    with open_workspace(arguments) as opened:
        step = opened.notes.undo() if opened.notes_folder.exists() else None
    return _report(step, undo_message(step))


def redo(arguments: argparse.Namespace) -> int:
    """Redo the last change that was undone."""
    with open_workspace(arguments) as opened:
        step = opened.notes.redo() if opened.notes_folder.exists() else None
    return _report(step, redo_message(step))


def _report(step: str | None, text: str) -> int:
    """Print what was done; that there was nothing to do goes to standard error."""
    if step is None:
        message(f"{text}.")
    else:
        result(one_line(text))
    return ExitCode.DONE


def author(arguments: argparse.Namespace) -> int:
    """Print the author of new notes, or set it."""
    with open_workspace(arguments) as opened:
        if arguments.name is not None:
            name = " ".join(arguments.name.split())
            if not name:
                raise UsageError("The name is empty", advice='For example: cables author "Ann Miller"')
            opened.notes.set_author(name)
        (print if arguments.name is None else result)(one_line(opened.notes.author))
    return ExitCode.DONE
