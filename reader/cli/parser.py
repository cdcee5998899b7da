"""The whole command line: finds the command among the arguments and parses the rest with its parser."""

from __future__ import annotations

import argparse
import os
from collections.abc import Sequence
from importlib import import_module

from reader import __version__
from reader.cli.parser_base import Parser, add_library
from reader.cli.verbs import VERBS, Verb, summaries
from reader.errors import UsageError

DESCRIPTION = "Read US diplomatic cables in the terminal, annotate them, export the notes as markdown."
EXAMPLES = """\
examples:
  cables samples                        read the five sample cables that come along
  cables open ~/Downloads/cables        read files or folders without importing them
  cables import cables.csv              bring cables into your library
  cables                                open your library
  cables search 'trafficking date:2006' find cables, with the words around the hits
  cables refs 06PHNOMPENH977            what it refers to, and what refers to it
  cables show 09MUNICH273 | less        read one cable without the screen
  cables notes --samples                print the notes made on the samples
  cables tag 'from:RANGOON' +visas      put a code on all cables that answer
  cables export --all --to ~/vault      write all notes as markdown

Your library is in the folder that `cables where` names. --library DIR or the environment
variable CABLES_LIBRARY choose another one, --samples that of the samples.
exit codes: 0 done, 1 failed or nothing there, 2 wrong request, 130 stopped with Ctrl+C
"""


def parse(given: Sequence[str]) -> argparse.Namespace:
    """The arguments; ``run`` of them carries the command out. Raises UsageError and SystemExit."""
    at = command_index(given)
    before = given if at is None else given[:at]
    arguments = top_parser().parse_args(before, argparse.Namespace(library=None))
    if at is None:
        from reader.cli.commands.cables.open_screen import open_library

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
    add_library(top)
    return top


def command_parser(verb: Verb) -> Parser:
    """The parser for what follows this command."""
    parser = Parser(prog=f"cables {verb.name}", description=f"{verb.summary[0].upper()}{verb.summary[1:]}.")
    add_library(parser)
    module = import_module(f"reader.cli.commands.{verb.module}")
    getattr(module, f"declare_{verb.name}")(parser)
    return parser


def command_index(given: Sequence[str]) -> int | None:
    """Where the command is, or what is in its place; None where there are only options."""
    is_value = False
    for at, word in enumerate(given):
        if not is_value and not word.startswith("-"):
            return at
        is_value = word == "--library" and not is_value
    return None


def _unknown_command(word: str) -> UsageError:
    """A helpful complaint: perhaps the word is a path, a number or a slip."""
    if os.sep in word or word.startswith((".", "~")) or os.path.lexists(word):
        return UsageError(
            "This is a path, not a command",
            where=word,
            advice=f"To read it: cables open {word}\nTo keep it in your library: cables import {word}",
        )
    from reader.cable.mrn import canonical

    if canonical(word):
        return UsageError(
            "This is a cable's number, not a command", where=word, advice=f"To print it: cables show {word}"
        )
    from difflib import get_close_matches

    near = get_close_matches(word, VERBS, 1)
    advice = f"Did you mean `cables {near[0]}`? " if near else ""
    return UsageError("No such command", where=word, advice=f"{advice}`cables --help` lists them.")
