"""This is where the verbs and their options are declared."""

from __future__ import annotations

import argparse
import os
from collections.abc import Sequence
from typing import NoReturn

from reader import __version__, paths
from reader.cli.examples import OF_VERBS
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


AS_SET = argparse.RawDescriptionHelpFormatter
"""Keeps the examples as they are set."""


class Parser(argparse.ArgumentParser):
    """An argument parser whose complaints cannot drive the terminal."""

    def error(self, message: str) -> NoReturn:
        """Usage and complaint on standard error, exit code 2."""
        from reader.cli.output import terminal_safe

        super().error(terminal_safe(message))


def parser() -> argparse.ArgumentParser:
    """The whole command line."""
    from reader.cli import noting, verbs

    top = Parser(prog="cables", usage="cables [COMMAND] [OPTIONS]", epilog=EXAMPLES, formatter_class=AS_SET)
    top.set_defaults(run="cables.open_screen:own", library=None)
    top.add_argument("--version", action="version", version=f"cables {__version__}")
    taking = Verbs(top)
    for group, declare in (
        ("read", verbs.reading),
        ("find", verbs.finding),
        ("note and judge", noting.writing),
        ("share and write up", noting.sharing),
        ("bring in and look after", verbs.keeping),
    ):
        taking.begin(group)
        declare(taking)
    top.description = f"{DESCRIPTION}\n\n{taking.listed()}"
    return top


class Verbs:
    """Takes the verbs in; each gets the options that all have."""

    def __init__(self, top: argparse.ArgumentParser) -> None:
        self._common = Parser(add_help=False)
        for place in (top, self._common):
            place.add_argument(
                "--library", metavar="DIR", default=argparse.SUPPRESS, help="the library folder to use"
            )
            place.add_argument(
                "--samples",
                dest="library",
                action="store_const",
                const=str(paths.samples_home()),
                default=argparse.SUPPRESS,
                help="use the library of the sample cables",
            )
        self._all = top.add_subparsers(
            prog="cables", metavar="COMMAND", parser_class=Parser, help=argparse.SUPPRESS
        )
        self._listed: list[str] = []

    def begin(self, group: str) -> None:
        """What comes now belongs together."""
        self._listed += ["", f"{group}:"] if self._listed else [f"{group}:"]

    def listed(self) -> str:
        """All verbs with what they do, in their groups."""
        return "\n".join(self._listed)

    def add(self, name: str, run: str, help: str) -> argparse.ArgumentParser:
        """A verb; ``run`` is ``module:function`` in this package, imported only when it is called."""
        examples = OF_VERBS.get(name)
        self._listed.append(f"  {name:<10} {help}")
        made = self._all.add_parser(
            name,
            description=f"{help[0].upper()}{help[1:]}.",
            epilog=f"examples:\n{examples}" if examples else None,
            formatter_class=AS_SET,
            parents=[self._common],
        )
        made.set_defaults(run=run)
        return made

    def with_json(self, name: str, run: str, help: str, said: str = "as JSON") -> argparse.ArgumentParser:
        """A verb that can say it as JSON."""
        made = self.add(name, run, help)
        made.add_argument("--json", action="store_true", help=said)
        return made


A_LINE = "one JSON object a line"
MRN = "its number, however written"


def number(text: str) -> int:
    """A whole number of at least 1."""
    if not (text.isdecimal() and len(text) < 10) or int(text) < 1:
        raise argparse.ArgumentTypeError("a whole number of at least 1 is wanted")
    return int(text)


def with_yes(one: argparse.ArgumentParser) -> None:
    """The option of what asks first."""
    one.add_argument("--yes", action="store_true", help="without being asked")


VERBS = (
    *("samples", "open", "show", "explain"),
    *("search", "list", "facets", "refs", "similar", "log", "saved"),
    *("notes", "tag", "judge", "codes", "links", "review", "undo", "redo", "author"),
    *("export", "bundle", "merge", "conflicts", "plain"),
    *("import", "imports", "check", "doctor", "reindex", "remove", "backup", "where"),
)


def first_word(given: Sequence[str]) -> int | None:
    """Where the verb stands, or what is in its place; None where there are only options."""
    skip = False
    for at, word in enumerate(given):
        if not skip and not word.startswith("-"):
            return at
        skip = word == "--library" and not skip
    return None


def wrong_verb(given: Sequence[str]) -> UsageError | None:
    """A helpful complaint where the first word is no verb: perhaps a path, a number or a slip."""
    at = first_word(given)
    if at is None:
        return None
    word = given[at]
    if word in VERBS:
        return None
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
