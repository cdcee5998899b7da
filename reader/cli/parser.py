"""The whole command line: finds the command among the arguments and parses the rest with its parser."""

from __future__ import annotations

import argparse
import os
from collections.abc import Sequence
from importlib import import_module

from reader import __version__
from reader.cli.parser_base import Parser, add_common, add_linear
from reader.cli.verbs import GROUPS, VERBS, Verb, summaries
from reader.errors import UsageError

DESCRIPTION = "Read US diplomatic cables in the terminal, annotate them, and export the notes as Markdown."
EXAMPLES = """\
examples:
  cables samples                         open the five sample cables
  cables open ~/Downloads/cables         read files or folders without importing them
  cables import cables.csv               import cables into your library
  cables                                 open your library
  cables search 'trafficking date:2006'  search, and show the matching text
  cables refs 04RANGOON1422              list citations to and from a cable
  cables show 06PHNOMPENH977 | less      print a cable
  cables tag from:RANGOON +visas         add a code to all matching cables
  cables export --all --to ~/vault       write all notes as Markdown
  cables note 06PHNOMPENH977 ¶2 --text 'Who drafted the law?'

Every command has examples of its own: cables COMMAND --help

Your library is in the folder that `cables where` shows. To use another one, give --library DIR
or set CABLES_LIBRARY; --samples uses the library of the sample cables.

exit codes:
  0    done, or nothing to do
  1    not found, not confirmed, or the command failed
  2    the command line or a query is wrong
  3    the library or the notes are damaged
  4    partly done; the messages name what was left out
  130  interrupted with Ctrl+C
"""


def parse(given: Sequence[str]) -> argparse.Namespace:
    """The arguments; their ``run`` is the function of the command. Raises UsageError and SystemExit."""
    at = command_index(given)
    before = given if at is None else given[:at]
    arguments = top_parser().parse_args(
        before, argparse.Namespace(library=None, quiet=False, linear=False, dry_run=False, yes=False)
    )
    if at is None:
        from reader.cli.commands.screen.open_screen import open_library

        arguments.run = open_library
        return arguments
    verb = VERBS.get(given[at])
    if verb is None:
        raise _unknown_command(given[at])
    return command_parser(verb).parse_args(given[at + 1 :], arguments)


def top_parser() -> Parser:
    """The parser for what comes before a command."""
    top = Parser(prog="cables", description=f"{DESCRIPTION}\n\n{summaries()}", epilog=EXAMPLES)
    top.usage = "cables [COMMAND] [OPTIONS]"
    top.add_argument("--version", action="version", version=f"cables {__version__}")
    add_linear(top)
    add_common(top)
    return top


def command_parser(verb: Verb) -> Parser:
    """The parser for what follows this command."""
    parser = Parser(prog=f"cables {verb.name}", description=description(verb))
    _declare(parser, verb)
    return parser


def whole_parser() -> Parser:
    """One parser with all commands that ``cables --help`` lists, for shell completion and the man page.

    Imports the module of every command.
    """
    top = top_parser()
    commands = top.add_subparsers(metavar="COMMAND")
    for verb in (verb for verbs in GROUPS.values() for verb in verbs):
        _declare(commands.add_parser(verb.name, help=verb.summary, description=description(verb)), verb)
    return top


def description(verb: Verb) -> str:
    """The summary of a command as a sentence."""
    return f"{verb.summary[0].upper()}{verb.summary[1:]}."


def _declare(parser: Parser, verb: Verb) -> None:
    add_common(parser)
    module = import_module(f"reader.cli.commands.{verb.module}")
    getattr(module, f"declare_{verb.name}")(parser)


def command_index(given: Sequence[str]) -> int | None:
    """The index of the first word that is not an option: the command. None if there are only options."""
    is_value = False
    for at, word in enumerate(given):
        if not is_value and not word.startswith("-"):
            return at
        is_value = word == "--library" and not is_value
    return None


def _unknown_command(word: str) -> UsageError:
    """The error for a word that is not a command but may be a path, an MRN or a typing mistake."""
    if os.sep in word or word.startswith((".", "~")) or os.path.lexists(word):
        return UsageError(
            "This is a path, not a command",
            where=word,
            advice=f"To read it: cables open {word}\nTo import it: cables import {word}",
        )
    from reader.cable.mrn import canonical

    if canonical(word):
        return UsageError(
            "This is a cable, not a command", where=word, advice=f"To print it: cables show {word}"
        )
    from difflib import get_close_matches

    near = get_close_matches(word, VERBS, 1)
    advice = f"Did you mean `cables {near[0]}`? " if near else ""
    return UsageError("No such command", where=word, advice=f"{advice}`cables --help` lists all commands.")
